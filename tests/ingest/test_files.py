"""Bytes of a file → text, or a clear refusal."""

from __future__ import annotations

import pytest

from claims.ingest.errors import IngestError
from claims.ingest.files import read_file, read_text
from tests.articles import DAM
from tests.pages import meta, web_page

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


def test_a_saved_page_gives_its_article_and_what_its_markup_says():
    content = read_file(web_page(DAM, meta("author", "Reuters")).encode(), "dam.HTML", "https://a.example/dam")
    assert content.text.startswith("Dam at Lake Orel is safe, ministry says\nOREL, 3 March 2024")
    assert "Menu" not in content.text
    assert content.stated and (content.stated.authors, content.stated.address) == (
        ("Reuters",),
        "https://a.example/dam",
    )


def test_a_page_whose_body_lacks_its_headline_is_given_it():
    page = "<title>Dam – Post</title><meta property='og:title' content='The dam'><body><article><p>It holds.</p>"
    assert read_file(page.encode(), "a.htm").text == "The dam\n\nIt holds."


def test_a_saved_page_in_an_older_encoding_is_read_as_it_says():
    page = "<meta charset='windows-1252'><title>Zoë</title><body><main><p>Zoë came.</p></main>"
    assert read_file(page.encode("cp1252"), "a.html").text == "Zoë came."


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"<html><script>1</script>", "no words"), (b"%PDF-1.7 <p>a", "PDF"), (b"x" * 1_001, "larger")],
)
def test_a_page_that_holds_nothing_to_read_is_refused_by_name(data: bytes, words: str, settings):
    settings.MAX_ARTICLE_BYTES = 1_000
    with pytest.raises(IngestError, match=words):
        read_file(data, "a.html")
