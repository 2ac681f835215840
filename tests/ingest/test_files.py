"""Bytes of a file → text, or a clear refusal."""

from __future__ import annotations

import pytest

from claims.ingest.errors import IngestError
from claims.ingest.files import read_text

WORDS = "Menteri mengatakan “harga naik” – kata Zoë. Ini kalimat kedua yang cukup panjang untuk dikenali. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_survives_its_encoding(encoding: str):
    assert read_text(WORDS.encode(encoding), "artikel.txt") == WORDS


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n", "a.txt", "empty"),
        (b"%PDF-1.7 ...", "a.txt", "PDF"),
        (b"PK\x03\x04....", "a.txt", "DOCX"),
        (b"\x89PNG\r\n", "a.txt", "PNG"),
        (b"text with a \x00 byte", "a.txt", "NUL"),
        (b"\xff\xfe\x00", "a.txt", "damaged"),
        (b"some text", "a.docx", "not a text file"),
        (b"some text", "../../a.exe", "a.exe is not a text file"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, name: str, words: str):
    with pytest.raises(IngestError, match=words):
        read_text(data, name)


def test_a_file_over_the_limit_is_refused(settings):
    settings.MAX_ARTICLE_BYTES = 1_000
    with pytest.raises(IngestError, match="larger than 1000 bytes"):
        read_text(b"a" * 1_001, "a.txt")
