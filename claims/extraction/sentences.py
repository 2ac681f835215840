"""Paragraphs and sentences as ranges of tokens; a quotation does not break the sentence it stands in."""

from __future__ import annotations

from typing import NamedTuple

from claims.extraction.quotes import DOUBLE, SINGLE, Quote
from claims.extraction.tokens import Tokens

LONGEST = 300  # tokens of one sentence, quotations inside not counted; keeps the work per cue bounded
TERMINAL = frozenset(".?!…")
_CLOSERS = frozenset(")]") | DOUBLE | SINGLE


class Sentence(NamedTuple):
    """Tokens `first` up to, not including, `last`; `quote` is the index of the quotation it stands in, or -1."""

    first: int
    last: int
    paragraph: int
    quote: int = -1


def quotation_of(tokens: Tokens, quotes: list[Quote]) -> list[int]:
    """For every token the innermost quotation it stands in (marks included), or -1."""
    inside = [-1] * len(tokens)
    for index, quote in enumerate(quotes):
        last = quote.close + 1 if quote.closed else quote.close
        inside[quote.open : last] = [index] * (last - quote.open)
    return inside


def split(tokens: Tokens, quotes: list[Quote]) -> list[Sentence]:
    """All sentences in order of their start: those of the article, and those inside each quotation."""
    splitter = _Splitter(tokens, quotes)
    splitter.split(0, len(tokens), -1, 0)
    paragraphs = sorted((sentence.first, sentence.paragraph) for sentence in splitter.found)
    at = 0
    for index, quote in enumerate(quotes):
        while at + 1 < len(paragraphs) and paragraphs[at + 1][0] <= quote.open:
            at += 1
        splitter.split(quote.open + 1, quote.close, index, paragraphs[at][1] if paragraphs else 0)
    return sorted(splitter.found)


class _Splitter:
    """Finds sentences level by level: the article's own first, then those inside each quotation."""

    def __init__(self, tokens: Tokens, quotes: list[Quote]) -> None:
        self.tokens = tokens
        self.quotes = quotes
        self.opens = {quote.open: index for index, quote in enumerate(quotes)}
        self.found: list[Sentence] = []

    def split(self, first: int, last: int, level: int, paragraph: int) -> None:
        """Adds the sentences of tokens `first` to `last`, stepping over the quotations that open there."""
        words, found = self.tokens.words, self.found
        start, i, steps = first, first, 0
        while i < last:
            steps = 0 if i == start else steps + 1
            if steps > LONGEST:  # no sentence is that long: what follows is read as a new one
                found.append(Sentence(start, i, paragraph, level))
                start, steps = i, 0
            if i in self.opens:
                quote = self.quotes[self.opens[i]]
                i = quote.close + 1 if quote.closed else quote.close
                if self._ends_with_quote(quote, i, last):
                    found.append(Sentence(start, i, paragraph, level))
                    start = i
            elif words[i] == "\n" and not _soft_wrap(self.tokens, i):
                if i > start:
                    found.append(Sentence(start, i, paragraph, level))
                    paragraph += 1
                i += 1
                start = i
            elif words[i] in TERMINAL and _ends_sentence(self.tokens, i):
                i = self._past_closers(i + 1, last)
                found.append(Sentence(start, i, paragraph, level))
                start = i
            else:
                i += 1
        if last > start:
            found.append(Sentence(start, last, paragraph, level))

    def _ends_with_quote(self, quote: Quote, after: int, last: int) -> bool:
        """Whether a sentence ends with the quotation: a full stop closes it and a capital follows at `after`."""
        words = self.tokens.words
        ended = quote.closed and words[quote.close - 1] in TERMINAL and after < last
        return ended and (self.tokens.caps[after] or words[after] in DOUBLE)

    def _past_closers(self, i: int, last: int) -> int:
        while i < last and i not in self.opens and self.tokens.words[i] in _CLOSERS:
            i += 1
        return i


def _soft_wrap(tokens: Tokens, i: int) -> bool:
    """A line end inside a sentence: the next line begins with a small letter and the line before has no full stop."""
    words = tokens.words
    return (
        0 < i < len(words) - 1
        and words[i + 1][0].isalpha()
        and not tokens.caps[i + 1]
        and words[i - 1] not in TERMINAL
        and words[i - 1] != "\n"
        and words[i + 1][0].islower()
    )


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    words, starts, ends, count = tokens.words, tokens.starts, tokens.ends, len(tokens)
    following = i + 1
    if following < count and words[following] in TERMINAL and starts[following] == ends[i]:
        return False  # "..." and "?!": the last mark decides
    if words[i] == "." and i and following < count and starts[following] == ends[i]:
        glued = words[following][0].isalnum() or words[following] == ")"
        if glued and (len(words[i - 1]) <= 3 or words[following] == ")"):
            return False  # inside "D-N.C.)"
    while following < count and words[following] in _CLOSERS and words[following] not in DOUBLE:
        following += 1
    if following >= count or words[following] == "\n":
        return True
    return tokens.caps[following] or not words[following][0].islower()
