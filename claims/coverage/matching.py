"""Does an article carry a claim? A score with reasons that an analyst can check at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from claims.coverage.terms import WORD, is_term, located_terms, normalise, plain, plain_terms
from claims.extraction import small_words

METHOD = "terms-1"
LINE = re.compile(r"[^\n]+")
BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")  # lines without an empty one between: a text wrapped by hand
PASSAGE_SHARE = 0.6  # of the score; the rest is what the whole article shares with the claim
LOWEST_SCORE = 0.35
REPEATS_FROM = 0.55
FEWEST_SHARED = 2
FEWEST_SHARED_ABROAD = 3  # in another language, where only names and figures can be compared
ABROAD = 0.85  # … and where a full agreement of those is still weaker than one of all words
SAME_STATEMENT = 0.6  # of the passage's share: from here on a statement there is about the same thing

Variant = tuple[str, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a claim speaks of: a term, or a name with its other spellings; found when one variant is complete."""

    variants: tuple[Variant, ...]
    label: str
    weight: float
    kind: str  # name, speaker, figure or term

    def is_in(self, terms: set[str]) -> bool:
        return any(all(term in terms for term in variant) for variant in self.variants)


@dataclass(frozen=True, slots=True)
class Query:
    """A claim made ready for matching."""

    language: str
    concepts: tuple[Concept, ...]
    figures: frozenset[str] = frozenset()
    negated: bool = False

    def terms(self) -> list[str]:
        return [term for concept in self.concepts for variant in concept.variants for term in variant]

    def concepts_in(self, language: str) -> tuple[Concept, ...]:
        """What can be compared with a text in that language: everything, or abroad only names and figures."""
        if language == self.language:
            return self.concepts
        return tuple(concept for concept in self.concepts if concept.kind != "term")


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution of the other article: where its content stands and what it does to it."""

    places: tuple[Place, ...]
    negated: bool
    hedged: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How well an article carries the claim, where, and why. `start`, `end` are code points of the best passage."""

    score: float
    relation: str  # repeats, contradicts or background
    start: int
    end: int
    is_good_enough: bool
    reasons: dict[str, list[str]] = field(default_factory=dict)
    similarity: float | None = None  # as a model of the operator's sees it, where there is one


def make_query(
    texts: Iterable[str],
    *,
    language: str,
    names: Iterable[tuple[str, ...]],
    speakers: Iterable[tuple[str, ...]],
    weigh: Callable[[Iterable[str]], dict[str, float]],
    negated: bool = False,
) -> Query:
    """A claim's words as concepts.

    `texts`: statement and quoted words. `names`: groups of spellings of one name ("Moskow", "Moscow"); a group of which
    one spelling stands in the texts becomes one concept. `speakers`: the same for those who state the claim, which need
    not stand there. `weigh`: terms → rarity.
    """
    texts = list(texts)
    joined = " ".join(["", *(term for text in texts for term in plain_terms(text)), ""])
    groups: dict[tuple[Variant, ...], tuple[str, str]] = {}  # variants → (kind, label)
    covered: set[str] = set()
    for kind, spellings in [*(("speaker", s) for s in speakers), *(("name", s) for s in names)]:
        variants = tuple(dict.fromkeys(variant for s in spellings if (variant := plain_terms(s))))
        standing = [variant for variant in variants if f" {' '.join(variant)} " in joined]
        if variants and (standing or kind == "speaker"):
            groups.setdefault(variants, (kind, spellings[0]))
            covered.update(term for variant in standing for term in variant)
    singles = _single_terms(texts, language, covered)
    weights = weigh([*singles, *(term for group in groups for variant in group for term in variant)])
    concepts = [
        Concept(group, label, max(weights[t] for variant in group for t in variant), kind)
        for group, (kind, label) in groups.items()
    ]
    concepts += [Concept(((term,),), word, weights[term], kind) for term, (kind, word) in singles.items()]
    figures = frozenset(term for term, (kind, _word) in singles.items() if kind == "figure")
    return Query(language, tuple(concepts), figures, negated)


def _single_terms(texts: Iterable[str], language: str, covered: set[str]) -> dict[str, tuple[str, str]]:
    """term → (kind, how the claim writes it), without words that say nothing and those a name group has covered.

    A capital inside a sentence makes a name, as far as spelling can tell.
    """
    empty = small_words.of(language)
    found: dict[str, tuple[str, str]] = {}
    for text in texts:
        for match in WORD.finditer(text):
            word = match.group()
            before = text[: match.start()].rstrip(" “\"'(-")[-1:]
            named = word[0].isupper() and (before.isalnum() or before in ",;–")
            term = plain(word) if named else normalise(word, language)
            if not is_term(term) or plain(word) in covered or word.casefold() in empty:
                continue
            kind = "figure" if term.isdigit() else "name" if named else "term"
            found.setdefault(term, (kind, word))
    return found


def compare(query: Query, text: str, language: str, statements: Sequence[Statement] = ()) -> Match:
    """How `text` carries the claim: its best passage (a paragraph), the score in 0..1, the relation and the reasons.

    `statements` are the attributions found in `text`; one about the same thing with the other polarity contradicts.
    """
    return best_match([query], text, language, statements)


def best_match(
    wordings: Sequence[Query],
    text: str,
    language: str,
    statements: Sequence[Statement] = (),
    lowest: float = LOWEST_SCORE,
) -> Match:
    """As `compare`, for a claim in several wordings, of which an article needs to carry but one. `lowest`: the score
    that is good enough."""
    placed = list(located_terms(text, language))
    found = [_compare(query, text, language, statements, placed, lowest) for query in wordings]
    return max(found, key=lambda match: (match.is_good_enough, match.score))


def _compare(
    query: Query,
    text: str,
    language: str,
    statements: Sequence[Statement],
    placed: list[tuple[str, int, int]],
    lowest: float,
) -> Match:
    concepts = query.concepts_in(language)
    best_share, best, best_terms = max(
        ((_share(concepts, terms), place, terms) for place, terms in terms_by_paragraph(text, placed)),
        key=lambda passage: passage[0],
        default=(0.0, (0, 0), set()),
    )
    everywhere = {term for term, _start, _end in placed}
    score = PASSAGE_SHARE * best_share + (1 - PASSAGE_SHARE) * _share(concepts, everywhere)
    abroad = language != query.language
    score = min(1.0, score * (ABROAD if abroad else 1.0))
    reasons = _reasons(query, concepts, best_terms)
    relation = "repeats" if score >= REPEATS_FROM else "background"
    opposite = None if abroad else _opposite(query, placed, statements, best_terms)
    if opposite and score >= lowest:
        relation, best = "contradicts", opposite
        reasons["negation_differs"] = ["yes"]
    shared = sum(len(reasons[kind]) for kind in ("names", "figures", "terms"))
    telling = len(reasons["names"]) + len(reasons["figures"])
    enough = shared >= (FEWEST_SHARED_ABROAD if abroad else FEWEST_SHARED) and (telling > 0 or shared > FEWEST_SHARED)
    return Match(score, relation, best[0], best[1], enough and score >= lowest, reasons)


def _share(concepts: Sequence[Concept], terms: set[str]) -> float:
    """The weight of the concepts found among the terms, as a share of the weight of all."""
    total = sum(concept.weight for concept in concepts) or 1.0
    return sum(concept.weight for concept in concepts if concept.is_in(terms)) / total


def terms_by_paragraph(text: str, placed: list[tuple[str, int, int]]) -> list[tuple[Place, set[str]]]:
    """Where each paragraph stands, and its terms. `placed`: those of the whole text, with their places."""
    found = []
    position = 0
    for paragraph in (BLOCK if "\n\n" in text else LINE).finditer(text):
        terms: set[str] = set()
        while position < len(placed) and placed[position][1] < paragraph.end():
            terms.add(placed[position][0])
            position += 1
        found.append((paragraph.span(), terms))
    return found


def _opposite(
    query: Query,
    placed: list[tuple[str, int, int]],
    statements: Sequence[Statement],
    best_terms: set[str],
) -> Place | None:
    """Where the text plainly states about the same thing the opposite of the claim, if it does.

    Who says it does not count here: a contradiction mostly comes from somebody else.
    """
    concepts = [concept for concept in query.concepts if concept.kind != "speaker"]
    at_least = SAME_STATEMENT * _share(concepts, best_terms)
    found = []
    for statement in statements:
        if statement.negated == query.negated or statement.hedged:
            continue
        terms = {t for t, start, end in placed for a, b in statement.places if a <= start and end <= b}
        found.append((_share(concepts, terms), (statement.places[0][0], statement.places[-1][1])))
    best, place = max(found, default=(0.0, (0, 0)))
    return place if best and best >= at_least else None


def _reasons(query: Query, concepts: Sequence[Concept], terms: set[str]) -> dict[str, list[str]]:
    shared = sorted((c for c in concepts if c.is_in(terms)), key=lambda concept: -concept.weight)
    figures_there = {term for term in terms if term.isdigit()}
    return {
        "names": [c.label for c in shared if c.kind in ("name", "speaker")][:8],
        "figures": [c.label for c in shared if c.kind == "figure"][:8],
        "terms": [c.label for c in shared if c.kind == "term"][:8],
        # Only worth a look when both sides give figures: then one that is missing may have been changed.
        "figures_missing": sorted(query.figures - figures_there)[:8] if figures_there else [],
    }
