"""One article, read once: tokens, classes, quotations, sentences and cue hits, for all rules to look at."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction import quotes as quotations
from claims.extraction import sentences
from claims.extraction.lexicon import BIT, LONG, Form, Hit, Lexicon
from claims.extraction.quotes import Quote
from claims.extraction.sentences import Sentence
from claims.extraction.spans import Span
from claims.extraction.tokens import Tokens


class Document:
    """The article as the rules see it. All positions are token indices."""

    def __init__(self, text: str, lexicon: Lexicon, clutter: Sequence[Span] = ()) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = Tokens(text, lexicon.abbreviations, lexicon.contractions)
        self.words = self.tokens.words
        self.caps = self.tokens.caps
        get = lexicon.tags.get
        self.tags = [get(word, 0) for word in self.words]
        self.quotes: list[Quote] = quotations.pair(self.tokens)
        self.inside = sentences.quotation_of(self.tokens, self.quotes)
        self.opens = {quote.open: index for index, quote in enumerate(self.quotes)}
        self.closes = {quote.close: index for index, quote in enumerate(self.quotes) if quote.closed}
        self.sentences: list[Sentence] = sentences.split(self.tokens, self.quotes)
        self.masked = bytearray(len(self.words))
        for span in clutter:
            first, last = self.tokens.at(span.start), self.tokens.at(span.end)
            self.masked[first:last] = b"\x01" * (last - first)
        self.hits = self._find_cues()

    def in_clutter(self, i: int) -> bool:
        """Whether token `i` belongs to what is no text of the article."""
        return bool(self.masked[i])

    def next_mark(self, mark: str, first: int, last: int) -> int | None:
        """The first of the tokens `first` up to `last` that is `mark`, or None."""
        words = self.words
        return next((i for i in range(first, last) if words[i] == mark), None)

    def own_sentences(self) -> list[Span]:
        """The spans of the sentences that stand outside clutter and outside quotations."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return [
            Span(starts[sentence.first], ends[sentence.last - 1])
            for sentence in self.sentences
            if sentence.quote == -1 and sentence.last > sentence.first and not self.in_clutter(sentence.first)
        ]

    def _find_cues(self) -> list[Hit]:
        """Every cue of the text, the longest form at each place; none inside another."""
        cues, found, past = self.lexicon.cues, [], 0
        for i, word in enumerate(self.words):
            if i < past:
                continue
            forms = cues.get(word)
            if forms is not None:
                hit = self._longest_form(i, i + 1, forms)
            elif len(word) < LONG or self.tags[i] or self.caps[i]:
                continue
            else:
                hit = self._mistyped_cue(i)
            if hit is not None:
                found.append(hit)
                past = hit.last
        return found

    def _longest_form(self, first: int, last: int, forms: list[Form], typo: str = "") -> Hit | None:
        """The first of the forms whose further words follow; `first` to `last` is its first word."""
        for form in forms:
            if not form.rest:
                return Hit(first, last, form, typo)
            end = first + 1 + len(form.rest)
            if tuple(self.words[first + 1 : end]) == form.rest:
                return Hit(first, end, form)
        return None

    def _mistyped_cue(self, i: int) -> Hit | None:
        """The cue that the word at `i` was meant to be ("mengatakna", "mengataka,n")."""
        words, lexicon, last = self.words, self.lexicon, i + 1
        slip = words[i]
        parted = i + 2 < len(words) and words[i + 1] == "," and len(words[i + 2]) <= 2
        if parted and self.tokens.ends[i] + 1 == self.tokens.starts[i + 2]:
            slip, last = slip + words[i + 2], i + 3
        meant = slip if slip in lexicon.cues else lexicon.typo_of(slip)
        return self._longest_form(i, last, lexicon.cues[meant], self.tokens.surface(i, last)) if meant else None


def bits(*names: str) -> int:
    """A mask of word classes."""
    mask = 0
    for name in names:
        mask |= BIT[name]
    return mask
