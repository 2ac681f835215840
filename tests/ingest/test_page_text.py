"""The words of a page: what a reader sees, in order, and nothing else, in time that grows with the page."""

import time

import pytest

from claims.ingest.page_text import read_html

PAGE = """<!doctype html><html><head><title> Briefing
 of 15 September </title><style>p{}</style></head><body><nav>Home</nav><script>var x = "<p>no</p>";</script>
<h1>Briefing</h1><p>No <b>agree</b>ment was<br>signed,&nbsp;he said.</p><!-- hidden --><ul><li>One<li>Two</ul>
<template><p>Later</p></template></body></html>"""


def test_each_block_is_a_line_and_scripts_are_no_words():
    text, title = read_html(PAGE)

    assert text == "Home\nBriefing\nNo agreement was\nsigned, he said.\nOne\nTwo"
    assert title == "Briefing of 15 September"


@pytest.mark.parametrize("markup", ["", " ", "\x00", "<", "<!--", "\ud800", "just words", "<title></title>"])
def test_any_letters_are_read(markup):
    text, _title = read_html(markup)
    assert "\x00" not in text
    assert text in ("", "<", "just words")


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<b><p>", "<table><b>", "<a href=x>y", "</", "<div>", "<x a=1 a=1 "])
def test_hostile_markup_is_read_in_time(piece):
    def seconds(times: int) -> float:
        begun = time.perf_counter()
        read_html(piece * times)
        return time.perf_counter() - begun

    seconds(1_000)
    assert seconds(200_000) < 6 * max(seconds(50_000), 0.1)
