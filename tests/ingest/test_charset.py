"""Bytes → text as browsers do it."""

import pytest

from claims.ingest.charset import decode

# (why, body, charset of the header, encoding used, where it was found, text)
READ = [
    ("nothing says it", "Zürich".encode(), None, "utf-8", "default", "Zürich"),
    ("the header", "Zürich".encode("latin-1"), "ISO-8859-1", "windows-1252", "header", "Zürich"),
    ("the page itself", b'<meta charset="windows-1251">' + "Москва".encode("cp1251"), None, "windows-1251", "meta",
     '<meta charset="windows-1251">Москва'),
    ("the older way", b'<meta http-equiv="Content-Type" content="text/html; charset=big5">x', None, "big5", "meta",
     '<meta http-equiv="Content-Type" content="text/html; charset=big5">x'),
    ("a mark wins over the header", b"\xef\xbb\xbfpasar", "latin-1", "utf-8", "bom", "pasar"),
    ("a mark of UTF-16", b"\xff\xfep\x00a\x00", None, "utf-16le", "bom", "pa"),
    ("an unknown name in the header", b"pasar", "x-unknown", "utf-8", "default", "pasar"),
    ("a page that claims UTF-16 byte by byte", b'<meta charset="utf-16">a', None, "utf-8", "meta",
     '<meta charset="utf-16">a'),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body", "header", "encoding", "found_in", "text"), READ)
def test_the_encoding_is_found_as_browsers_find_it(why, body, header, encoding, found_in, text):
    found = decode(body, header)
    assert (found.encoding, found.found_in, found.text, found.damaged) == (encoding, found_in, text, 0)


def test_bytes_that_are_no_letters_are_counted():
    found = decode(b"pa\xffsar \xfe")
    assert (found.text, found.damaged) == ("pa\ufffdsar \ufffd", 2)


def test_replacement_characters_that_the_page_holds_are_no_damage():
    assert decode("a\ufffdb".encode()).damaged == 0
