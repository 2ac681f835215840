"""Bytes of a text file → text, or a clear refusal."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from charset_normalizer import from_bytes
from django.conf import settings
from django.utils.translation import gettext as _

from claims.ingest.errors import IngestError

EXTENSIONS = (".txt", ".text", "")
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


def read_text(data: bytes, name: str = "") -> str:
    """The text of a `.txt` file. The sender's content type is not believed; the bytes decide.

    Raises IngestError for an empty, too large or binary file and for one whose encoding nobody can tell.
    """
    shown = PurePath(name).name or _("the text")
    if PurePath(name).suffix.lower() not in EXTENSIONS:
        raise IngestError(_("%(file)s is not a text file (.txt). Paste its text instead.") % {"file": shown})
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
    return _decode(data, shown)


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
