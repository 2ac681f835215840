"""Text → the terms the archive is searched by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from operator import itemgetter

import simplemma

from claims.extraction.grouping import stem
from claims.extraction.lang import UnknownLanguage

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# Words run together, as in hashtags and handles: "AustralianFires", "PBBUkraina".
JOINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
PART = re.compile(r"[A-Z][a-z]+|[A-Z]{2,}(?![a-z])|[a-z]+|\d+")
SHORTEST_PART = 3
LONGEST_TERM = 64
MOST_KNOWN = 100_000  # pieces of text of one language kept with their terms, and as many from before
LONGEST_KNOWN = 48  # letters of such a piece: what is longer hardly comes again
MOST_LANGUAGES = 8


def terms_of(text: str, language: str) -> list[str]:
    """Normalised terms in text order: dictionary form without case and accents, figures without their separators
    ("8.000" → "8000"), single letters left out; of a word with a capital also its plain form, because names have no
    dictionary form and must be the same in every language; of words run together also each. Both databases index
    these very terms.
    """
    return list(chain.from_iterable(map(_TERMS, _pieces(text, language))))


def terms_and_plain_words(text: str, language: str) -> tuple[list[str], list[bytes]]:
    """`terms_of` and `plain_words` of a text that is read once."""
    pieces = list(_pieces(text, language))
    return list(chain.from_iterable(map(_TERMS, pieces))), list(chain.from_iterable(map(_PLAIN, pieces)))


def plain_words(text: str) -> list[bytes]:
    """All words of a text in their plain form, single letters too."""
    return [plain(word).encode() for word in WORD.findall(text)]


Piece = tuple[tuple[str, ...], tuple[bytes, ...]]  # the terms and the plain words in a piece of text
_TERMS, _PLAIN = itemgetter(0), itemgetter(1)


def _pieces(text: str, language: str) -> Iterator[Piece]:
    """A text in pieces without white space: no word goes over it."""
    return map(_known(language).__getitem__, text.split())


class _Known(dict[str, Piece]):
    """Pieces met before: texts repeat few, and a dictionary has them at once. When it is full, those are forgotten that
    were not met since it was full the last time."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.before: dict[str, Piece] = {}

    def __missing__(self, piece: str) -> Piece:
        found = self.before.get(piece) or self._read(piece)
        if len(piece) <= LONGEST_KNOWN:
            if len(self) >= MOST_KNOWN:
                self.before = dict(self)
                self.clear()
            self[piece] = found
        return found

    def _read(self, piece: str) -> Piece:
        terms: list[str] = []
        words: list[bytes] = []
        for word in WORD.findall(piece):
            terms += terms_of_word(word, self.language)
            words.append(plain(word).encode())
        return tuple(terms), tuple(words)


@lru_cache(maxsize=MOST_LANGUAGES)
def _known(language: str) -> _Known:
    return _Known(language)


def located_terms(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Each term with the code points it stands at."""
    known = _known(language)
    for match in WORD.finditer(text):
        for term in known[match.group()][0]:
            yield term, match.start(), match.end()


def terms_of_word(word: str, language: str) -> tuple[str, ...]:
    """The terms of one word as written: one for most, none for a single letter, several for names and hashtags."""
    found = [term] if is_term(term := normalise(word, language)) else []
    if word[0].isupper() and (name := plain(word)) != term and is_term(name):
        found.append(name)
    return (*found, *(normalise(part, language) for part in parts_of(word)))


def words_of(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each word as written with its one term, those run together also apart: what a query asks for."""
    for match in WORD.finditer(text):
        for word in (match.group(), *parts_of(match.group())):
            if is_term(term := normalise(word, language)):
                yield word, term


def words_in(text: str) -> list[str]:
    """The words of a text, as written."""
    return WORD.findall(text)


def parts_of(word: str) -> list[str]:
    """The words of which this one was run together; none for an ordinary word."""
    if not JOINED.search(word):
        return []
    return [part for part in PART.findall(word) if len(part) >= SHORTEST_PART and part != word]


def is_term(term: str) -> bool:
    return len(term) > 1 or term.isdigit()


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word without case, accents and separators, as names are compared."""
    folded = word.casefold()
    if folded.isascii() and folded.isalnum():
        return folded[:LONGEST_TERM]
    letters = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in letters if c.isalnum())[:LONGEST_TERM]


def plain_terms(text: str) -> tuple[str, ...]:
    """The words of a name as terms."""
    return tuple(term for match in WORD.finditer(text) if is_term(term := plain(match.group())))


@lru_cache(maxsize=200_000)
def normalise(word: str, language: str) -> str:
    """One word as a term. "menandatangani" and "ditandatangani" are one, as are "agreement" and "agreements"."""
    folded = word.casefold()
    if folded.isalpha():
        # A language without dictionary or pack: the word as it stands.
        with suppress(ValueError, UnknownLanguage):
            # The dictionary does not know every derived form; the language pack's affixes take what it leaves.
            folded = stem(simplemma.lemmatize(folded, lang=language), language)
    return plain(folded)
