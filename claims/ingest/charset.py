"""Bytes of a fetched page → text, by the rules that browsers follow.

The encoding is looked for in the byte order mark, then the header, then the page's own `meta`; else it is UTF-8. Only
names of the WHATWG list count (https://encoding.spec.whatwg.org/). Bytes that are no letters become U+FFFD, counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import webencodings

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 4_096  # bytes in which a page must name its encoding; the standard asks for 1,024, pages are less tidy
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, where that was found, and how many places were no letters."""

    text: str
    encoding: str
    found_in: str  # "bom", "header", "meta" or "default"
    damaged: int


def decode(body: bytes, header: str | None = None) -> Decoded:
    """Read `body`; `header` is the charset that came with it, if any. Never raises."""
    encoding, found_in, skip = _encoding(body, header)
    text, _used = webencodings.decode(body[skip:], encoding, errors="replace")
    given = body.count(REPLACEMENT.encode()) if encoding.name == "utf-8" else 0
    return Decoded(text, encoding.name, found_in, max(0, text.count(REPLACEMENT) - given))


def _encoding(body: bytes, header: str | None) -> tuple[webencodings.Encoding, str, int]:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return webencodings.lookup(name), "bom", len(mark)
    if header and (known := webencodings.lookup(header)):
        return known, "header", 0
    named = _META.search(body[:_LOOKED_AT])
    known = webencodings.lookup(named.group(1).decode("ascii", "replace")) if named else None
    if known:
        # A page that was read up to here byte by byte is not in UTF-16, whatever it says.
        return (webencodings.UTF8 if known.name.startswith("utf-16") else known), "meta", 0
    return webencodings.UTF8, "default", 0
