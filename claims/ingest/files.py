"""Bytes of a text file or of a saved web page → text, or a clear refusal."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePath

from charset_normalizer import from_bytes
from django.conf import settings
from django.utils.translation import gettext as _

from claims.ingest.charset import decode
from claims.ingest.errors import IngestError
from claims.ingest.page_text import read_article, read_html
from claims.ingest.stated import Stated, read_stated

EXTENSIONS = (".txt", ".text", "")
PAGES = (".html", ".htm", ".xhtml")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files people upload by mistake, with the name to call them by. Source: the formats' own magic numbers.
SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX or ODT"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a file and, of a saved page, what its markup says."""

    text: str
    stated: Stated | None = None


def read_file(data: bytes, name: str = "", url: str = "") -> Content:
    """What a `.txt` file or a saved page (`.html`) of the address `url` holds. Raises IngestError as `read_text` does,
    and for a page without words."""
    if PurePath(name).suffix.lower() not in PAGES:
        return Content(read_text(data, name))
    shown = PurePath(name).name
    _refuse(data, shown)
    markup = decode(data, None).text
    stated = read_stated(markup, url)
    words, title = read_html(markup)
    body = read_article(markup) or words
    if not body:
        raise IngestError(_("%(file)s holds no words that a reader would see.") % {"file": shown})
    title = stated.title or title
    headed = " ".join(title.split()).casefold() in " ".join(body[:2_000].split()).casefold()
    return Content(body if headed else f"{title}\n\n{body}", stated)


def read_text(data: bytes, name: str = "") -> str:
    """The text of a `.txt` file. The sender's content type is not believed; the bytes decide.

    Raises IngestError for an empty, too large or binary file and for one whose encoding nobody can tell.
    """
    shown = PurePath(name).name or _("the text")
    if PurePath(name).suffix.lower() not in EXTENSIONS:
        raise IngestError(
            _("%(file)s is not a text file (.txt) and not a saved page (.html). Paste its text instead.")
            % {"file": shown}
        )
    _refuse(data, shown)
    return _decode(data, shown)


def _refuse(data: bytes, shown: str) -> None:
    """Raise IngestError for an empty or too large file, and for one of another type by its first bytes."""
    if not data.strip():
        raise IngestError(_("%(file)s is empty.") % {"file": shown})
    if len(data) > settings.MAX_ARTICLE_BYTES:
        raise IngestError(
            _("%(file)s is larger than %(n)d bytes. Split it into single articles.")
            % {"file": shown, "n": settings.MAX_ARTICLE_BYTES}
        )
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise IngestError(
                _("%(file)s is a %(kind)s file, not plain text. Paste its text instead.")
                % {"file": shown, "kind": kind}
            )


def _decode(data: bytes, shown: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise IngestError(_("%(file)s is damaged: not valid %(encoding)s.") % _file(shown, encoding)) from None
    if b"\x00" in data:
        raise IngestError(_("%(file)s is not a text file: it holds NUL bytes.") % {"file": shown})
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(data).best()
    if guess is None:
        raise IngestError(
            _("The encoding of %(file)s cannot be told. Save it as UTF-8 and try again.") % {"file": shown}
        )
    return str(guess)


def _file(shown: str, encoding: str) -> dict[str, str]:
    return {"file": shown, "encoding": encoding.upper().removesuffix("-SIG")}
