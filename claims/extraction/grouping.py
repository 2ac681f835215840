"""Which attributions of one article state the same proposition, so that they become one Claim.

`pipeline` asks when sources and negation are known:

    same = grouping.same_claims(text, attributions, pack)
    attribution = replace(attribution, same_claim_as=same[index])

Wrongly joined claims cost an analyst more than two that stand apart: when in doubt, they stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction import small_words
from claims.extraction.lang import get_pack
from claims.extraction.results import Attribution
from claims.extraction.spans import beginning
from claims.extraction.tokens import WORD

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = "¬"  # stands among the stems: two denials of one thing share more than two statements about it
_READ = 1_500  # code points of one content
_MOST = 400  # attributions of one article that are compared; beyond, only the latest of them
_VOWELS = "aeiou"
_FEWEST_SHARED = 2  # content words
_OVERLAP = 0.5  # shared content words over those of the shorter statement
_JACCARD = 0.28  # … and over those of both together


class _Proposition(NamedTuple):
    at: int
    attribution: Attribution
    stems: frozenset[str]
    numbers: frozenset[str]


class _Affixes(NamedTuple):
    """What a pack knows of its words' endings and beginnings, the longest first."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    assimilated: dict[str, str]  # the letter that a beginning has swallowed: "men" → "t"


def same_claims(text: str, attributions: Sequence[Attribution], pack: SimpleNamespace) -> list[int | None]:
    """For each attribution the index of the earliest one that states the same, or None."""
    found: list[int | None] = []
    earlier: list[_Proposition] = []
    for index, attribution in enumerate(attributions):
        if not attribution.canonical:  # nobody can tell whose claim it is
            found.append(None)
            continue
        words = beginning(text, attribution.content, _READ)
        stems = _stems(words, pack) | ({_NOT} if attribution.negated else set())
        this = _Proposition(index, attribution, stems, frozenset(_NUMBER.findall(words)))
        first = next((other.at for other in earlier[-_MOST:] if _is_same(other, this)), None)
        found.append(first)
        if first is None:
            earlier.append(this)
    return found


def _is_same(one: _Proposition, other: _Proposition) -> bool:
    if one.attribution.negated != other.attribution.negated:
        return False
    shared = one.stems & other.stems
    shorter = min(len(one.stems), len(other.stems))
    if len(shared) < _FEWEST_SHARED or len(shared) < _OVERLAP * shorter:
        return False
    if len(shared) < _JACCARD * len(one.stems | other.stems):
        return False
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return False
    return _speak_as_one(one.attribution, other.attribution) and not _is_nested(one, other)


def _speak_as_one(one: Attribution, other: Attribution) -> bool:
    """The same source, or one that speaks for the other."""
    return not _names(one).isdisjoint(_names(other))


def _names(one: Attribution) -> set[str]:
    return {name.lower() for name in (one.canonical, one.speaks_for) if name}


def _is_nested(one: _Proposition, other: _Proposition) -> bool:
    """Whether one stands inside the other: "X said that X would …" are two statements on purpose."""
    return one.attribution.inside == other.at or other.attribution.inside == one.at


def _stems(words: str, pack: SimpleNamespace) -> frozenset[str]:
    small = small_words.of(pack.code)
    return frozenset(
        stem(word, pack.code) for word in WORD.findall(words.lower()) if word not in small and len(word) > 2
    )


@lru_cache(maxsize=20_000)
def stem(word: str, code: str) -> str:
    """A lower-case word of the language `code` without one ending and one beginning.

    Enough to tell "ditandatangani" and "menandatangani" for one word; not a dictionary form.
    """
    affixes = _affixes(code)
    for suffix in affixes.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for prefix in affixes.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            rest = word[len(prefix) :]
            return affixes.assimilated.get(prefix, "") + rest if rest[0] in _VOWELS else rest
    return word


@cache
def _affixes(code: str) -> _Affixes:
    data = get_pack(code).STATEMENTS

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(data[key].split(), key=len, reverse=True))

    return _Affixes(longest_first("prefixes"), longest_first("suffixes"), data["assimilated"])
