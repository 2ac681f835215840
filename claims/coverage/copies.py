"""Which articles are copies of which: each has at most ONE parent, its best earlier one.

Text reuse is measured by hashed shingles of three words: the share of the copy's shingles that stand in the parent. A
round-up holds pieces of many stories and is the copy of one; joining everything that shares something would make one
story of all. A translation is measured by the weight of its words whose translations stand in the parent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.coverage.bridge import Variant, translate, wordbook
from claims.coverage.terms import WORD, plain, terms_of, words_of
from claims.extraction import small_words
from claims.extraction.lang import UnknownLanguage

WORDS = 3  # in a shingle
CONTAINED = 0.3  # of the copy's shingles, at least
FEWEST = 3  # shared shingles: two short texts may share a set phrase
TRANSLATED = 0.5  # of the weight of the copy's words, at least
CLEARLY_BEST = 1.15  # times the share of the second best: words of one subject recur in all its stories
MOST_TRANSLATED = 20  # candidates compared word by word
TOO_COMMON = 0.2  # of the texts: words that more of them hold choose no candidates

Key = Hashable


@dataclass(frozen=True)
class Text:
    """One article to compare. `seen`: the earlier of published and first seen, None when neither is known."""

    key: Key
    text: str
    language: str
    seen: dt.datetime | None = None

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles(self.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(terms_of(self.text, self.language))


@dataclass(frozen=True, slots=True)
class Reuse:
    """A copy and what it was taken from. Undirected when the times do not tell which came first."""

    copy: Key
    parent: Key
    share: float  # of the copy that stands in the parent
    method: str  # shingles-1 or translation-1
    directed: bool


def shingles(text: str) -> frozenset[int]:
    """Hashes of every three words in a row, without case and accents; of a shorter text of all its words."""
    words = [plain(match.group()) for match in WORD.finditer(text)]
    runs = [words[i : i + WORDS] for i in range(len(words) - WORDS + 1)] or ([words] if words else [])
    return frozenset(_hash(" ".join(run)) for run in runs)


def _hash(words: str) -> int:
    # Signed 64 bits, as a database's integer column holds them; the same in every process, unlike hash().
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def find_copies(texts: Sequence[Text]) -> list[Reuse]:
    """The one best parent of each text that has one, same language first, then translations."""
    same = _by_shingles(texts)
    copied = {reuse.copy for reuse in same}
    story = {key: number for number, group in enumerate(groups([t.key for t in texts], same)) for key in group}
    return same + _by_translation([text for text in texts if text.key not in copied], texts, story)


def _by_shingles(texts: Sequence[Text]) -> list[Reuse]:
    holders: dict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for shingle in text.shingles:
            holders[shingle].append(at)
    found = []
    for at, text in enumerate(texts):
        shared = Counter(other for shingle in text.shingles for other in holders[shingle] if other != at)
        ranked = []
        for other, count in shared.items():
            share = count / len(text.shingles)
            earlier = is_earlier(texts[other], text)
            if share >= CONTAINED and count >= FEWEST and earlier is not False:
                ranked.append((share, earlier is True, -other))
        if ranked:
            share, directed, other = max(ranked)
            found.append(Reuse(text.key, texts[-other].key, share, "shingles-1", directed))
    return found


def is_earlier(one: Text, other: Text) -> bool | None:
    """Whether `one` was seen before `other`; None when the times do not tell."""
    if one.seen is None or other.seen is None or one.seen == other.seen:
        return None
    return one.seen < other.seen


def _by_translation(wanting: Iterable[Text], texts: Sequence[Text], story: Mapping[Key, int]) -> list[Reuse]:
    holders: dict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        for term in text.terms:
            holders[term].add(at)
    found = []
    for text in wanting:
        best = _best_translation(text, texts, holders, story)
        if best and best[1] >= TRANSLATED:
            parent, share = best
            found.append(Reuse(text.key, parent.key, share, "translation-1", is_earlier(parent, text) is True))
    return found


def _best_translation(
    text: Text, texts: Sequence[Text], holders: Mapping[str, set[int]], story: Mapping[Key, int]
) -> tuple[Text, float] | None:
    """The text of another language, not later, that holds most of this one's words in translation, and what share."""
    shares: list[tuple[float, int]] = []
    for language in sorted({other.language for other in texts} - {text.language}):
        wanted = _weighed(text, language, holders, len(texts))
        gained: dict[int, float] = defaultdict(float)
        for variants, weight in wanted:
            held = _holders(variants, holders)
            if len(held) <= max(TOO_COMMON * len(texts), 10):
                for at in held:
                    gained[at] += weight
        total = sum(weight for _variants, weight in wanted) or 1.0
        allowed = [at for at in gained if texts[at].language == language and is_earlier(texts[at], text) is not False]
        for at in sorted(allowed, key=lambda at: (-gained[at], at))[:MOST_TRANSLATED]:
            share = sum(weight for variants, weight in wanted if _holds(texts[at], variants)) / total
            shares.append((share, -at))
    if not shares:
        return None
    share, at = max(shares)
    best = texts[-at]
    # Copies of the best are as good as it; another story should be clearly worse.
    second = max((other for other, at in shares if story[texts[-at].key] != story[best.key]), default=0.0)
    return (best, share) if share >= CLEARLY_BEST * second else None


def _weighed(
    text: Text, language: str, holders: Mapping[str, set[int]], total: int
) -> list[tuple[tuple[Variant, ...], float]]:
    """What the text says, as translations into the other language, each with the rarity of its rarest variant."""
    book = wordbook(text.language, language)
    if book is None:
        return []
    try:
        small = small_words.of(text.language)
    except UnknownLanguage:
        small = frozenset()
    words = [pair for pair in words_of(text.text, text.language) if pair[0].casefold() not in small]
    wanted = dict.fromkeys(variants for _phrase, variants in translate(words, book) if variants)
    weighed = []
    for variants in wanted:
        held = len(_holders(variants, holders))
        # A word that stands in no other text is one the lists do not know, not one that was left out.
        if held:
            weighed.append((variants, math.log(1 + total / held)))
    return weighed


def _holders(variants: tuple[Variant, ...], holders: Mapping[str, set[int]]) -> set[int]:
    """Which texts hold one of the variants."""
    return set().union(*(set.intersection(*(holders.get(term, set()) for term in variant)) for variant in variants))


def _holds(text: Text, variants: tuple[Variant, ...]) -> bool:
    return any(all(term in text.terms for term in variant) for variant in variants)


def groups(keys: Iterable[Key], reuses: Iterable[Reuse]) -> list[set[Key]]:
    """The texts that go back to one: chains of copies joined, everything else alone, in the order of `keys`."""
    parent = {key: key for key in keys}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for reuse in reuses:
        parent[root(reuse.copy)] = root(reuse.parent)
    found: dict[Key, set[Key]] = defaultdict(set)
    for key in parent:
        found[root(key)].add(key)
    return list(found.values())
