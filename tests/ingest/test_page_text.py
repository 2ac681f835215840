"""The words of a page: what a reader sees, in order, and nothing else, in time that grows with the page."""

import signal

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
def test_hostile_markup_is_read_to_its_end(piece):
    """A reader whose time grew with the square of the page would run into the alarm by far: these take a second."""

    def never_ends(_signal, _frame):
        pytest.fail("still reading after a minute")

    before = signal.signal(signal.SIGALRM, never_ends)
    signal.alarm(60)
    try:
        read_html(piece * 400_000)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
