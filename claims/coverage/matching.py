"""Does an article carry a claim? A score with reasons that an analyst can check at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claims.coverage.terms import located_terms, normalise, terms_of

METHOD = "terms-1"
PARAGRAPH = re.compile(r"[^\n]+")
PASSAGE_SHARE = 0.6  # of the score; the rest is what the whole article shares with the claim
LOWEST_SCORE = 0.35
FEWEST_SHARED = 2
REPEATS_FROM = 0.55

Variant = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a claim speaks of: a term, or a name with its other spellings; found when one variant is complete."""

    variants: tuple[Variant, ...]
    label: str
    weight: float
    kind: str  # name, figure or term

    def is_in(self, terms: set[str]) -> bool:
        return any(all(term in terms for term in variant) for variant in self.variants)


@dataclass(frozen=True, slots=True)
class Query:
    """A claim made ready for matching."""

    concepts: tuple[Concept, ...]
    figures: frozenset[str] = frozenset()
    negated: bool = False

    def terms(self) -> list[str]:
        return [term for concept in self.concepts for variant in concept.variants for term in variant]


@dataclass(frozen=True, slots=True)
class Match:
    """How well an article carries the claim, where, and why. `start`, `end` are code points of the best passage."""

    score: float
    start: int
    end: int
    reasons: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_good_enough(self) -> bool:
        shared = sum(len(self.reasons[kind]) for kind in ("names", "figures", "terms"))
        telling = len(self.reasons["names"]) + len(self.reasons["figures"])
        return self.score >= LOWEST_SCORE and shared >= FEWEST_SHARED and (telling > 0 or shared > FEWEST_SHARED)


def make_query(
    texts: Iterable[str],
    *,
    names: Iterable[tuple[str, ...]],
    weigh: Callable[[Iterable[str]], dict[str, float]],
    negated: bool = False,
) -> Query:
    """A claim's words as concepts.

    `texts`: statement and quoted words. `names`: groups of spellings of one name ("Moskow", "Moscow"); a group of which
    one spelling stands in the texts becomes one concept. `weigh`: terms → rarity.
    """
    texts = list(texts)
    words = [term for text in texts for term in terms_of(text)]
    joined = f" {' '.join(words)} "
    groups: list[tuple[Variant, ...]] = []
    covered: set[str] = set()
    for spellings in names:
        variants = tuple(dict.fromkeys(tuple(terms_of(spelling)) for spelling in spellings if terms_of(spelling)))
        standing = [variant for variant in variants if f" {' '.join(variant)} " in joined]
        if standing:
            groups.append(variants)
            covered.update(term for variant in standing for term in variant)
    capitals = _capitalised(texts)
    singles = [term for term in dict.fromkeys(words) if term not in covered]
    weights = weigh([*singles, *(term for group in groups for variant in group for term in variant)])
    concepts = [
        Concept(group, " ".join(group[0]), max(weights[t] for variant in group for t in variant), "name")
        for group in groups
    ]
    for term in singles:
        kind = "figure" if term.isdigit() else "name" if term in capitals else "term"
        concepts.append(Concept(((term,),), term, weights[term], kind))
    figures = frozenset(term for term in singles if term.isdigit())
    return Query(tuple(concepts), figures, negated)


def compare(query: Query, text: str) -> Match:
    """The best passage (paragraph) of `text` for the claim, the score in 0..1 and the reasons."""
    placed = located_terms(text)
    everywhere = {term for term, _start, _end in placed}
    total = sum(concept.weight for concept in query.concepts) or 1.0
    in_article = sum(c.weight for c in query.concepts if c.is_in(everywhere)) / total
    best_share, best = 0.0, (0, 0)
    best_terms: set[str] = set()
    position = 0
    for paragraph in PARAGRAPH.finditer(text):
        terms: set[str] = set()
        while position < len(placed) and placed[position][1] < paragraph.end():
            terms.add(placed[position][0])
            position += 1
        share = sum(c.weight for c in query.concepts if c.is_in(terms)) / total
        if share > best_share:
            best_share, best, best_terms = share, paragraph.span(), terms
    score = min(1.0, PASSAGE_SHARE * best_share + (1 - PASSAGE_SHARE) * in_article)
    return Match(score, best[0], best[1], _reasons(query, best_terms))


def relation(query: Query, match: Match, *, negated_there: bool | None) -> str:
    """What the coverage does to the claim; `negated_there` is None when nobody knows whether the passage negates."""
    if negated_there is not None and negated_there != query.negated and match.score >= REPEATS_FROM:
        return "contradicts"
    return "repeats" if match.score >= REPEATS_FROM else "background"


def _reasons(query: Query, terms: set[str]) -> dict[str, list[str]]:
    shared = [concept for concept in query.concepts if concept.is_in(terms)]
    by_weight = sorted(shared, key=lambda concept: -concept.weight)
    figures_there = {term for term in terms if term.isdigit()}
    return {
        "names": [c.label for c in by_weight if c.kind == "name"][:8],
        "figures": [c.label for c in by_weight if c.kind == "figure"][:8],
        "terms": [c.label for c in by_weight if c.kind == "term"][:8],
        # Only worth a look when both sides give figures: then one that is missing may have been changed.
        "figures_missing": sorted(query.figures - figures_there)[:8] if figures_there else [],
    }


def _capitalised(texts: Iterable[str]) -> set[str]:
    """Terms written with a capital inside a sentence: names, as far as spelling can tell."""
    found = set()
    for text in texts:
        words = re.findall(r"\w[\w-]*", text)
        found.update(normalise(word) for word in words[1:] if word[0].isupper())
    return found
