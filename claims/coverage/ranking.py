"""What a text asks of the archive, and how well an article answers: BM25 over our own document frequencies.

Pure: the database is `archive`'s. Both databases rank alike because nothing here asks them to.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.coverage.bridge import Variant, translate, wordbook
from claims.coverage.terms import is_term, plain, plain_terms, words_of
from claims.extraction import small_words, times
from claims.extraction.lang import UnknownLanguage, get_pack

LANGUAGES = ("en", "id")
OTHER = ""  # stands for every language without a word list
# Chosen on tweets, hoax narratives and headlines against articles; docs/coverage.md has the figures.
SATURATION = 1.5  # k1: how soon a term repeated in an article stops counting
LENGTH = 0.9  # b: how much a long article has to hold more
RARITY = 1.3  # exponent of the inverse document frequency
RARITY_ABROAD = 1.0  # … of translations, where a rare word is often a wrong translation
REPEATED = 0.5  # exponent of the number of times the text says a word
TOGETHER = 0.3  # how much two words that the text says one after the other count when they stand together there too
REACH = 8  # terms within which they stand together
NEARNESS = 1.0  # how much an article of the same day gains
# Days in which most of that is gone: what checks or corrects a claim still comes out weeks after it.
NEARNESS_BEFORE, NEARNESS_AFTER = 5, 15
# What a post holds beside its words, as it is printed elsewhere: addresses, that of its picture often run together with
# the last word, and the account of whoever is named before.
NOT_SAID = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*|\(@\w+\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked for, in any of its variants; a variant of several terms needs all of them."""

    variants: tuple[Variant, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of articles in each language. `OTHER` holds names and figures, which need no translation."""

    language: str
    wanted: dict[str, tuple[Wanted, ...]]
    pairs: tuple[tuple[str, str], ...] = ()  # terms that the text says one after the other

    def of(self, language: str) -> tuple[Wanted, ...]:
        return self.wanted.get(language, self.wanted[OTHER])

    def terms(self) -> set[str]:
        return {t for several in self.wanted.values() for w in several for v in w.variants for t in v}


@dataclass(frozen=True, slots=True)
class Counts:
    """The archive in figures: how many articles, their mean length in terms, how many hold each term."""

    articles: int
    mean_length: float
    documents: Mapping[str, int]

    def holding(self, wanted: Wanted) -> int:
        """At most how many articles hold one of the variants."""
        return min(self.articles, sum(min(self.documents.get(t, 0) for t in v) for v in wanted.variants))

    def weight(self, wanted: Wanted, exponent: float = RARITY) -> float:
        """Inverse document frequency of Robertson and Spärck Jones, kept positive, times how often it is said."""
        holding = self.holding(wanted)
        rarity = math.log(1 + (self.articles - holding + 0.5) / (holding + 0.5))
        return float(rarity**exponent * wanted.times**REPEATED)


def question(texts: Iterable[str], language: str, names: Iterable[Sequence[str]] = ()) -> Question:
    """What the texts ask for. `names`: groups of spellings of one name that the texts hold in one spelling."""
    small = _small_words(language)
    said = [pair for text in texts for pair in words_of(NOT_SAID.sub(" ", text), language)]
    words = [pair for pair in said if pair[0].casefold() not in small]
    groups = [Wanted(tuple(dict.fromkeys(v for spelling in group if (v := plain_terms(spelling))))) for group in names]
    groups = [group for group in groups if group.variants]
    own = _without_small_words_of_others(words, language)
    wanted = {language: (*_at_home(own), *groups), OTHER: (*_names_and_figures(words), *groups)}
    for other in LANGUAGES:
        book = wordbook(language, other)
        if book:
            counted = Counter(variants for _phrase, variants in translate(words, book) if variants)
            wanted[other] = (*(Wanted(variants, times) for variants, times in counted.items()), *groups)
    followed = dict.fromkeys((one, two) for (_, one), (_, two) in itertools.pairwise(own) if one != two)
    return Question(language, wanted, tuple(followed))


def _at_home(words: Sequence[tuple[str, str]]) -> list[Wanted]:
    """What is asked of articles in the same language. Said twice in a row is said once: "hati-hati", "anak-anak"."""
    times = Counter(term for term, _run in itertools.groupby(term for _word, term in words))
    return [Wanted(((term,),), said) for term, said in times.items()]


def _without_small_words_of_others(words: Sequence[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Without what says nothing in another language: a text that quotes English holds "the" and "of", which are rare
    among Indonesian articles and would weigh as if they told something. With a capital they may be names: "Lima"."""
    others = frozenset[str]().union(*(_small_words(other) for other in LANGUAGES if other != language))
    return [pair for pair in words if pair[0] not in others]


def _small_words(language: str) -> frozenset[str]:
    try:
        return small_words.of(language)
    except UnknownLanguage:
        return frozenset()


def _names_and_figures(words: Sequence[tuple[str, str]]) -> list[Wanted]:
    forms = Counter(plain(word) for word, _term in words if word[0].isupper() or word[0].isdigit())
    return [Wanted(((form,),), times) for form, times in forms.items() if is_term(form)]


def score(asked: Question, terms: Sequence[str], language: str, counts: Counts) -> float:
    """BM25 of one article, given as its terms in text order; words that stand together in both count as more."""
    exponent = RARITY if language == asked.language else RARITY_ABROAD
    held = Counter(terms)
    length = SATURATION * (1 - LENGTH + LENGTH * len(terms) / (counts.mean_length or 1.0))
    total = 0.0
    for wanted in asked.of(language):
        times = sum(min(held[term] for term in variant) for variant in wanted.variants)
        if times:
            total += counts.weight(wanted, exponent) * times * (SATURATION + 1) / (times + length)
    if language == asked.language:
        for pair, times in _standing_together(asked.pairs, terms, held).items():
            rarer = min(counts.weight(Wanted(((term,),)), RARITY) for term in pair)
            total += TOGETHER * rarer * times * (SATURATION + 1) / (times + length)
    return total


def _standing_together(
    pairs: Sequence[tuple[str, str]], terms: Sequence[str], held: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """How often each pair stands within REACH, after Metzler and Croft's sequential dependence."""
    there = [pair for pair in pairs if pair[0] in held and pair[1] in held]
    places: dict[str, list[int]] = {term: [] for pair in there for term in pair}
    for at, term in enumerate(terms):
        if term in places:
            places[term].append(at)
    found = {}
    for pair in there:
        one, two = (places[term] for term in pair)
        times = sum(bisect_left(two, at - REACH) < bisect_right(two, at + REACH) for at in one)
        if times:
            found[pair] = times
    return found


def day_in(text: str, language: str) -> dt.date | None:
    """The last full date that a text without a date of its own names, as a post names the day it was written."""
    try:
        days = [found.start for found in times.find(text, None, get_pack(language)) if found.start == found.end]
    except UnknownLanguage:
        return None
    return days[-1] if days else None


def nearness(day: dt.date | None, other: dt.date | None) -> float:
    """The factor by which an article gains that was published about the day asked for, or in the weeks after it."""
    if day is None or other is None:
        return 1.0
    after = (other - day).days
    return 1.0 + NEARNESS * math.exp(-after / NEARNESS_AFTER if after >= 0 else after / NEARNESS_BEFORE)
