"""Which copies still carry words that the text they were taken from has no more. Pure: texts in, passages out.

A sentence of the old text changed when some of its runs of three words stand nowhere in the new one. A copy still
carries it when it has most of those very runs, in a sentence that is that one, and not the new words beside them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.coverage.copies import shingles
from claims.coverage.sentences import Place, sentences_of
from claims.coverage.terms import WORD, plain

FEWEST_WORDS = 4  # of a sentence that is looked for
CARRIED = 0.5  # of the runs that only the old text has
SAME_SENTENCE = 0.3  # of the runs of the old sentence, for another one to be it
MOST_SENTENCES = 2_000  # of a text that are compared; the work grows with their square
SAME_WORDS = 0.5  # of the old sentence's words, for a sentence of the new text to stand in its place

Key = Hashable


@dataclass(frozen=True)
class Copy:
    """A text that may have been taken from the old one."""

    key: Key
    text: str
    language: str

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles(self.text)

    @cached_property
    def sentences(self) -> list[tuple[Place, frozenset[int]]]:
        return [(place, shingles(self.text[slice(*place)])) for place in sentences_of(self.text, self.language)]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of the old text, what stands in its place now ("" when nothing does), and the copies that still carry
    it: {key: place in the copy}."""

    old: str
    new: str
    copies: dict[Key, Place]


def still_carried(old: str, new: str, language: str, copies: Sequence[Copy]) -> list[Change]:
    """The sentences that changed from the old text to the new one, in their order."""
    now, before = shingles(new), shingles(old)
    there = [new[slice(*place)] for place in sentences_of(new, language)[:MOST_SENTENCES]]
    fresh = [(sentence, _words(sentence)) for sentence in there if shingles(sentence) - before]
    found = []
    for start, end in sentences_of(old, language)[:MOST_SENTENCES]:
        sentence = old[start:end]
        runs = shingles(sentence)
        gone = runs - now
        if not gone or len(WORD.findall(sentence)) < FEWEST_WORDS:
            continue
        instead = _instead_of(sentence, fresh)
        came = shingles(instead) - before if instead else frozenset()
        carried = {copy.key: place for copy in copies if (place := _place_in(copy, runs, gone, came))}
        found.append(Change(sentence, instead, carried))
    return found


def _place_in(copy: Copy, runs: frozenset[int], gone: frozenset[int], came: frozenset[int]) -> Place | None:
    """Where a copy has the old sentence; None when it has not, or has the new words as well."""
    if len(gone & copy.shingles) < CARRIED * len(gone):
        return None
    if came and len(came & copy.shingles) >= CARRIED * len(came):
        return None
    shared, place = max(((len(runs & theirs), place) for place, theirs in copy.sentences), default=(0, (0, 0)))
    return place if shared >= SAME_SENTENCE * len(runs) else None


def _instead_of(sentence: str, fresh: Sequence[tuple[str, frozenset[str]]]) -> str:
    """The sentence of the new text that stands where the old one stood. `fresh`: those that are new, with their
    words."""
    wanted = _words(sentence)
    best, words = max(fresh, key=lambda other: len(wanted & other[1]), default=("", frozenset()))
    return best if len(wanted & words) >= SAME_WORDS * len(wanted) else ""


def _words(sentence: str) -> frozenset[str]:
    return frozenset(plain(word) for word in WORD.findall(sentence))
