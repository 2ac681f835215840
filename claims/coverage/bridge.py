"""Terms of one language → terms of the other, by word lists, without a model.

A query is expanded by all translations of its words, and one list of results is ranked: two lists, one per language,
cannot be merged fairly. What no list knows may still be a cognate ("transaksi", "transaction").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claims.coverage.terms import WORD, is_term, normalise
from claims.extraction import small_words

LISTS = Path(__file__).parent / "lexicon"
LONGEST_PHRASE = 3  # words
HOME, ABROAD = "id", "en"  # the two languages of the lists

Variant = tuple[str, ...]

# Endings of Indonesian loan words and what they are in English, the longest first; then the letters.
ENDINGS = (
    ("krasi", ("cracy",)), ("grafi", ("graphy",)), ("logi", ("logy",)), ("itas", ("ity",)), ("isme", ("ism",)),
    ("ansi", ("ancy", "ance")), ("ensi", ("ency", "ence")), ("asi", ("ation",)), ("ologis", ("ological",)),
    ("aksi", ("action",)), ("iksi", ("iction",)), ("uksi", ("uction",)), ("eksi", ("ection",)),
    ("usi", ("ution", "usion")), ("isi", ("ition", "ision")), ("si", ("tion", "sion")), ("ris", ("ric", "rist")),
    ("tik", ("tic", "tics")), ("if", ("ive",)), ("ik", ("ic", "ics")), ("is", ("ic", "ist", "ical")), ("il", ("ile",)),
    ("ur", ("ure", "or")), ("en", ("ent",)), ("an", ("ant",)), ("ida", ("ide",)), ("ia", ("ian", "y")), ("us", ("",)),
    ("a", ("um", "e")),
)  # fmt: skip
LETTERS = (("kh", "ch"), ("ks", "x"), ("k", "c"), ("f", "ph"), ("sk", "sc"))
SHORTEST_COGNATE = 5


class Wordbook(NamedTuple):
    """Phrases of one language, as terms, with their translations, as terms of the other."""

    entries: dict[Variant, tuple[Variant, ...]]
    source: str
    target: str


@cache
def wordbook(source: str, target: str) -> Wordbook | None:
    """The word lists from `source` to `target`; None when there are none for this pair."""
    if {source, target} != {HOME, ABROAD}:
        return None
    found: dict[Variant, dict[Variant, None]] = defaultdict(dict)
    for path in sorted(LISTS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            english, _tab, others = line.partition("\t")
            for other in others.split("; "):
                here, there = _phrase(english, ABROAD), _phrase(other, HOME)
                if here and there:
                    one, two = (here, there) if source == ABROAD else (there, here)
                    found[one][two] = None
    return Wordbook({phrase: tuple(others) for phrase, others in found.items()}, source, target)


def _phrase(text: str, language: str) -> Variant:
    small = small_words.of(language)
    words = [match.group() for match in WORD.finditer(text)]
    kept = [word for word in words if word.casefold() not in small] or words
    return tuple(term for word in kept if is_term(term := normalise(word, language)))[:LONGEST_PHRASE]


def translate(words: Sequence[tuple[str, str]], book: Wordbook) -> list[tuple[Variant, tuple[Variant, ...]]]:
    """The (word, term) pairs of a text, phrase by phrase, the longest known first: (its terms, their translations).

    Every single word may also stand in the other text as it is, which is how names and figures cross.
    """
    found = []
    at = 0
    while at < len(words):
        phrase, known = _longest_at(words, at, book)
        variants = dict.fromkeys(known)
        if len(phrase) == 1:
            variants.update(dict.fromkeys(_as_it_is(words[at][0], book, known=bool(known))))
        found.append((phrase, tuple(variants)))
        at += len(phrase)
    return found


def _longest_at(words: Sequence[tuple[str, str]], at: int, book: Wordbook) -> tuple[Variant, tuple[Variant, ...]]:
    for length in range(LONGEST_PHRASE, 0, -1):
        phrase = tuple(term for _word, term in words[at : at + length])
        if len(phrase) == length and phrase in book.entries:
            return phrase, book.entries[phrase]
    return (words[at][1],), ()


def _as_it_is(word: str, book: Wordbook, *, known: bool) -> list[Variant]:
    """The word itself, plain for a name and as a word of the other language; a cognate when no list knows it."""
    spellings = [word.casefold()]
    if not known and book.source == HOME and word.isalpha() and len(word) >= SHORTEST_COGNATE:
        spellings += cognates(word.casefold())
    forms = [normalise(word, ""), *(normalise(spelling, book.target) for spelling in spellings)]
    return [(form,) for form in forms if is_term(form)]


def cognates(word: str) -> list[str]:
    """English spellings that an Indonesian loan word may have; most do not exist and are found nowhere.

    >>> "transaction" in cognates("transaksi")
    True
    """
    stems = [word]
    for ending, others in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stems += [word[: -len(ending)] + other for other in others]
            break
    found = dict.fromkeys(stems)
    for old, new in LETTERS:
        found.update(dict.fromkeys(spelling.replace(old, new) for spelling in list(found) if old in spelling))
    return list(found)
