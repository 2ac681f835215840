"""Letters as they are matched: the same length as the text, so that every offset stays true.

Only for matching. Spans always point into the text as given.
"""

from __future__ import annotations

import re

# One letter for one letter, never more and never fewer.
SOFT = "\u00ad"  # stands for every invisible mark (zero-width space, direction marks, byte-order mark)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_TABLE = {
    **dict.fromkeys(map(ord, _INVISIBLE), SOFT),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, "\r\u000b\u000c\u0085\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, "’‘‛ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑﹣－"), "-"),
    **dict.fromkeys(map(ord, "―—–"), "–"),
}  # fmt: skip
_FOLDED = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")


def fold(text: str) -> str:
    """`text` with kinds of space, dash and apostrophe made alike, letter for letter."""
    return _FOLDED.sub(_folded, text)  # most letters stay: quicker than str.translate, which looks at each


def _folded(match: re.Match[str]) -> str:
    return _TABLE[ord(match.group())]


def lower(text: str) -> str:
    """`text` in lower case without changing its length (a few letters, such as "İ", grow when lowered: those stay)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
