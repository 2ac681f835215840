"""Uploaded files: told by their bytes, refused in words."""

import pytest

from claims.ingest.errors import IngestError
from claims.ingest.uploads import read_upload

PDF = b"%PDF-1.7\n1 0 obj"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PNG", PNG, "image/png"),
        ("b.jpeg", b"\xff\xd8\xff\xe0\x00", "image/jpeg"),
        ("b.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("c.csv", b"kota,jumlah\n", "text/csv"),
        ("d.html", b"<p>Words</p>", "text/html"),
    ],
)
def test_the_bytes_and_the_name_agree_on_the_type(name, data, kind):
    assert read_upload(name, data).content_type == kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", PNG, "not what its name says"),
        ("a.txt", PDF, "not what its name says"),
        ("a.txt", b"MZ\x90\x00\x03", "not what its name says"),
        ("a.png", b"<html></html>", "not what its name says"),
        ("a.exe", b"MZ", "of a type that is not taken"),
        ("a.svg", b"<svg/>", "of a type that is not taken"),
        ("pdf", PDF, "of a type that is not taken"),
        ("big.txt", b"x" * 2_001, "larger than 2000 bytes"),
    ],
)
def test_other_files_are_refused_in_words(settings, name, data, words):
    settings.MAX_UPLOAD_BYTES = 2_000
    with pytest.raises(IngestError, match=words):
        read_upload(name, data)


def test_a_name_is_kept_without_its_folders():
    assert read_upload(r"..\..\etc/briefing.pdf", PDF).name == "briefing.pdf"
