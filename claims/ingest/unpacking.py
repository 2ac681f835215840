"""Reading a body of unknown size without ever holding more than is allowed, packed or not."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

from claims.ingest.errors import FetchFailed, FetchRefused

_STEP = 65_536  # bytes unpacked at a time: a bomb is noticed after one step too many


def read_bounded(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The unpacked bytes of a body sent as `chunks` with the given Content-Encoding.

    Raises FetchRefused for more than `most` bytes, sent or unpacked, or for an encoding that was not asked for, and
    FetchFailed for a broken or unfinished one.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _collect(chunks, most)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchRefused(_("The answer is packed in a way that was not asked for (%s).") % encoding[:40])
    try:
        return _unpack(chunks, "gzip" in encoding, most)
    except zlib.error as error:
        raise FetchFailed(_("The answer is packed wrongly and cannot be read.")) from error


def _collect(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        _check(len(body), most)
    return bytes(body)


def _unpack(chunks: Iterable[bytes], is_gzip: bool, most: int) -> bytes:
    body = bytearray()
    sent = 0
    unpacker = None
    for chunk in chunks:
        sent += len(chunk)
        _check(sent, most)
        if not chunk:
            continue
        if unpacker is None:
            # "deflate" means a zlib stream, but some servers send the bare one.
            bare = not is_gzip and chunk[0] & 0x0F != 8
            unpacker = zlib.decompressobj(31 if is_gzip else (-15 if bare else 15))
        piece = b""
        # A whole step may leave letters inside the unpacker, although nothing that was sent is left.
        while (chunk or len(piece) == _STEP) and not unpacker.eof:
            piece = unpacker.decompress(chunk, _STEP)
            body += piece
            _check(len(body), most)
            chunk = unpacker.unconsumed_tail
        if unpacker.eof and is_gzip and (chunk or unpacker.unused_data):
            raise FetchFailed(_("The answer goes on after its packed end."))
    if unpacker is not None and not unpacker.eof:
        raise FetchFailed(_("The answer ends in the middle of its packed text."))
    return bytes(body)


def _check(size: int, most: int) -> None:
    if size > most:
        raise FetchRefused(_("The page is larger than %(limit)d bytes.") % {"limit": most})
