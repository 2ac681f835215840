"""Which sentence of one text is which of another in another language, by the word lists. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from claims.coverage.bridge import Variant, translate, wordbook
from claims.coverage.terms import terms_of, words_of
from claims.extraction import small_words
from claims.extraction.lang import UnknownLanguage

FEWEST = 3  # things said in both
SHARE = 0.4  # of the weight of what the sentence says, at least
CLEARLY_BEST = 1.1  # times the share of the second best
UNKNOWN = 0.5  # of the highest weight: of a word that stands nowhere there, or that no list knows


def pair(left: Sequence[str], left_language: str, right: Sequence[str], right_language: str) -> list[tuple[int, int]]:
    """(number on the right, number on the left) of the sentences that say the same; each sentence once, in the order
    of the right."""
    book = wordbook(right_language, left_language)
    if book is None or not left:
        return []
    holders: dict[str, set[int]] = defaultdict(set)
    for at, sentence in enumerate(left):
        for term in terms_of(sentence, left_language):
            holders[term].add(at)
    try:
        small = small_words.of(right_language)
    except UnknownLanguage:
        small = frozenset()
    found = []
    for number, sentence in enumerate(right):
        words = [word for word in words_of(sentence, right_language) if word[0].casefold() not in small]
        wanted = dict.fromkeys(variants for _phrase, variants in translate(words, book) if variants)
        best = _best(list(wanted), holders, len(left))
        if best:
            found.append((best[0], number, best[1]))
    taken: set[int] = set()
    pairs = []
    for _share, number, there in sorted(found, key=lambda one: (-one[0], one[1])):
        if there not in taken:
            taken.add(there)
            pairs.append((number, there))
    return sorted(pairs)


def _best(wanted: Sequence[tuple[Variant, ...]], holders: dict[str, set[int]], total: int) -> tuple[float, int] | None:
    """(share, number) of the sentence that holds most of the weight of what is wanted, if it is clearly one."""
    gained: dict[int, float] = defaultdict(float)
    held_by: dict[int, int] = defaultdict(int)
    whole = 0.0
    for variants in wanted:
        held: set[int] = set()
        for variant in variants:
            held |= set.intersection(*(holders.get(term, set()) for term in variant))
        weight = math.log(1 + total / len(held)) if held else UNKNOWN * math.log(1 + total)
        whole += weight
        for at in held:
            gained[at] += weight
            held_by[at] += 1
    ranked = sorted(gained, key=lambda at: (-gained[at], at))
    if not ranked or held_by[ranked[0]] < FEWEST or gained[ranked[0]] < SHARE * whole:
        return None
    if len(ranked) > 1 and gained[ranked[0]] < CLEARLY_BEST * gained[ranked[1]]:
        return None
    return gained[ranked[0]] / whole, ranked[0]
