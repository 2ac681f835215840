"""Pairs quotation marks by spacing and position, not by character (one newspaper prints ” on both sides)."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.lang.shared import QUOTE_MARKS
from claims.extraction.tokens import Tokens

DOUBLE = frozenset(QUOTE_MARKS["double"])
SINGLE = frozenset(QUOTE_MARKS["single"])
_OPENING = frozenset(QUOTE_MARKS["opening"])
PAUSES = frozenset(",.?!;:…")


@dataclass(slots=True)
class Quote:
    """One quotation: token indices of its marks; if not `closed`, `close` is the end of its paragraph."""

    open: int
    close: int
    outer: int = -1  # index of the quotation it stands in
    closed: bool = True
    continues: bool = (
        False  # goes on in the next quotation (a new paragraph opens with a mark while this one is unclosed)
    )


def _leaning(tokens: Tokens, i: int) -> int:
    """How a mark leans by the space around it: > 0 opens, < 0 closes, 0 unsure."""
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    lean = 0
    if before.isspace() or before in "([–—":
        lean += 2
    elif before.isalnum() or before in PAUSES:
        lean -= 2
    if after.isspace() or after in ",.;:?!)]":
        lean -= 2
    elif after.isalnum():
        lean += 2
    if lean == 0:
        mark = text[start]
        if mark in _OPENING:
            lean = 1
        elif before in PAUSES or (i and tokens.words[i - 1] in PAUSES and tokens.words[i - 1] != ":"):
            lean = -1  # ", " or ". " stands before a mark with space on both sides: it closes
    return lean


def pair(tokens: Tokens) -> list[Quote]:
    """All quotations in the order in which they open; single marks count when their spacing is plain."""
    words = tokens.words
    quotes: list[Quote] = []
    open_double = open_single = -1
    for i, word in enumerate(words):
        if word == "\n":
            if open_single >= 0:
                quotes[open_single].close = -1
                open_single = -1
            if open_double >= 0:
                open_double = _end_of_paragraph(tokens, quotes, open_double, i)
        elif word in DOUBLE:
            lean = _leaning(tokens, i)
            if open_double < 0:
                if lean >= 0 or tokens.text[tokens.starts[i]] in "“„«":
                    open_double = len(quotes)
                    quotes.append(Quote(i, -1))
            elif lean >= 3 and i > quotes[open_double].open + 1 and not _closes_after_comma(tokens, i):
                quotes[open_double].close = -1  # it never closed: the new mark plainly opens
                open_double = len(quotes)
                quotes.append(Quote(i, -1))
            else:
                if open_single > open_double:
                    quotes[open_single].close = -1
                quotes[open_double].close = i
                open_double = open_single = -1
        elif word in SINGLE:
            lean = _leaning(tokens, i)
            if open_single < 0:
                if lean >= 3 or (lean >= 2 and i and words[i - 1] in DOUBLE):
                    open_single = len(quotes)
                    quotes.append(Quote(i, -1, outer=open_double))
            elif lean <= -1:
                quotes[open_single].close = i
                open_single = -1
    if open_double >= 0:
        _end_of_paragraph(tokens, quotes, open_double, len(words))
    return _settle(quotes)


def _closes_after_comma(tokens: Tokens, i: int) -> bool:
    """`…, ”kata Budi`: the space fell on the wrong side of the mark."""
    words, text = tokens.words, tokens.text
    return (
        words[i - 1] == ","
        and i + 1 < len(words)
        and words[i + 1][0].islower()
        and not tokens.caps[i + 1]
        and text[tokens.starts[i]] not in "“„«"
    )


def _end_of_paragraph(tokens: Tokens, quotes: list[Quote], index: int, i: int) -> int:
    """Closes an open quotation where its paragraph ends, if it fills the paragraph or the next one takes it up."""
    words, quote = tokens.words, quotes[index]
    following = i
    while following < len(words) and words[following] == "\n":
        following += 1
    takes_up = following < len(words) and words[following] in DOUBLE and _leaning(tokens, following) > 0
    starts_line = quote.open == 0 or words[quote.open - 1] in ("\n", ":")
    if takes_up and i - quote.open > 4:
        quote.close, quote.closed, quote.continues = i, False, True
    elif starts_line and i - quote.open > 4:
        quote.close, quote.closed = i, False
    return -1


def _settle(quotes: list[Quote]) -> list[Quote]:
    """Leaves out what never closed or is empty and renumbers `outer`."""
    kept: list[Quote] = []
    number: dict[int, int] = {}
    for index, quote in enumerate(quotes):
        if quote.close > quote.open + 1:
            number[index] = len(kept)
            kept.append(quote)
    for quote in kept:
        quote.outer = number.get(quote.outer, -1)
    return kept
