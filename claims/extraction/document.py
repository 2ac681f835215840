"""One article, read once: tokens, classes, quotations, sentences and cue hits, for all rules to look at."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction import quotes as quotations
from claims.extraction import sentences
from claims.extraction.lexicon import BIT, Form, Hit, Lexicon
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
        words, cues, lexicon = self.words, self.lexicon.cues, self.lexicon
        found: list[Hit] = []
        past = 0
        starts, ends = self.tokens.starts, self.tokens.ends
        tags, caps = self.tags, self.caps
        for i, word in enumerate(words):
            forms = cues.get(word)
            if (forms is None and (len(word) < 8 or tags[i] or caps[i])) or i < past:
                continue
            typo, last = "", i + 1
            if forms is None:
                slip = word
                if (
                    i + 2 < len(words)
                    and words[i + 1] == ","
                    and len(words[i + 2]) <= 2
                    and ends[i] + 1 == starts[i + 2]
                ):
                    slip, last = word + words[i + 2], i + 3  # "mengataka,n"
                meant = slip if slip in cues else lexicon.typo_of(slip)
                if meant is None:
                    continue
                forms, typo = cues[meant], self.tokens.surface(i, last)
            for form in forms:
                if not form.rest:
                    found.append(Hit(i, last, form, typo))
                    past = last
                    break
                end = i + 1 + len(form.rest)
                if tuple(words[i + 1 : end]) == form.rest:
                    found.append(Hit(i, end, form))
                    past = end
                    break
        return found


def bits(*names: str) -> int:
    """A mask of word classes."""
    mask = 0
    for name in names:
        mask |= BIT[name]
    return mask


__all__ = ["Document", "Form", "bits"]
