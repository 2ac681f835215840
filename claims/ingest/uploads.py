"""What an uploaded file is, told by its bytes; whoever sends it is not believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from claims.ingest.errors import IngestError

# First bytes, with the types they mean. Source: the formats' own definitions.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-\d"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)
_EXTENSIONS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".html": "text/html",
    ".htm": "text/html",
}
ACCEPTED = ",".join(_EXTENSIONS)  # for the form's file chooser
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept: its name without any folder, its type, its bytes."""

    name: str
    content_type: str
    data: bytes = field(repr=False)


def read_upload(name: str, data: bytes) -> Upload:
    """Tell what a file is. Raises IngestError when it is empty, too large, of a type that is not taken, or another
    one than its name says."""
    shown = PurePath(name.replace("\\", "/")).name[-200:] or _("the file")
    if not data:
        raise IngestError(_("%(file)s is empty.") % {"file": shown})
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise IngestError(_("%(file)s is larger than %(n)d bytes.") % {"file": shown, "n": settings.MAX_UPLOAD_BYTES})
    named = _EXTENSIONS.get(PurePath(shown).suffix.lower())
    if named is None:
        raise IngestError(
            _("%(file)s is of a type that is not taken. Send PDF, PNG, JPEG, WebP, TXT, CSV or HTML.") % {"file": shown}
        )
    found = next((kind for signature, kind in _SIGNATURES if signature.match(data)), "")
    if not found and _is_text(data):
        found = named if named.startswith("text/") else "text/plain"
    if found != named:
        raise IngestError(_("%(file)s is not what its name says: its bytes are of another type.") % {"file": shown})
    return Upload(shown, found, data)


def _is_text(data: bytes) -> bool:
    """UTF-8 without control characters; older encodings cannot be told from other files."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return _NO_TEXT.search(data) is None
