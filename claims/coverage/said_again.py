"""Claims of other articles that state what a claim states, for a person to make one of (`review/joining.py`).

The ground is what the matcher found: the words of the one stand in a passage that carries the other. A sentence may
hold two claims, so the two have to be said in nearly the same words too, without another figure or a negation, and not
by two different sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from claims.extraction import drift
from claims.extraction.lang import codes
from claims.models import Attribution, AttributionSpan, Claim, CoverageMatch
from claims.models.claim import CLOSED, Stage

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALIKE = 0.6  # share of the words of the longer statement that the other has too
MOST = 100  # claims that are compared, the oldest first
_LEFT_ASIDE = (*CLOSED, Stage.DUPLICATE, Stage.NOT_CHECKWORTHY)
_TELLING = (drift.NEGATION, drift.NUMBER)
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Again:
    """A claim that says the same; `where`: the outlet or title of the first article that has it."""

    claim: Claim
    where: str
    same_words: bool


def said_again(claim: Claim) -> list[Again]:
    """The claims that may be one with this one, the oldest first; four queries, five where some are near."""
    if claim.stage in _LEFT_ASIDE:
        return []
    same_words = Claim.objects.filter(statement=claim.statement).values_list("pk", flat=True).order_by("pk")
    # Asked one by one: joined with OR, the database would read every claim there is.
    grounds = (_in_our_passages(claim), _whose_passages_hold(claim), same_words[: MOST + 1])
    numbers = sorted({pk for ground in grounds for pk in ground} - {claim.pk})[:MOST]
    others = Claim.objects.filter(pk__in=numbers, language=claim.language).exclude(stage__in=_LEFT_ASIDE)
    near = [other for other in others.order_by("pk") if _says_the_same(claim, other)]
    shown = _appearances([claim, *near]) if near else {}
    mine = {row["source"] for row in shown.get(claim.pk, ())} - {None}
    found = []
    for other in near:
        theirs = {row["source"] for row in shown.get(other.pk, ())} - {None}
        if other.pk in shown and (mine & theirs or not (mine and theirs)):
            first = shown[other.pk][0]
            where = first["article__outlet__name"] or first["article__title"]
            found.append(Again(other, where, other.statement == claim.statement))
    return found


def _in_our_passages(claim: Claim) -> QuerySet[Attribution, int]:
    """The claims whose words stand where an article carries this one."""
    rows = Attribution.objects.standing().filter(
        article__coverage_of__claim=claim,
        article__coverage_of__relation=CoverageMatch.Relation.REPEATS,
        article__coverage_of__decision__in=_not_refused(),
        spans__role=AttributionSpan.Role.CONTENT,
        spans__start__lt=F("article__coverage_of__passage_end"),
        spans__end__gt=F("article__coverage_of__passage_start"),
    )
    return rows.values_list("claim", flat=True).order_by()


def _whose_passages_hold(claim: Claim) -> QuerySet[CoverageMatch, int]:
    """The claims that are carried where an article of this one has its words."""
    rows = CoverageMatch.objects.filter(
        relation=CoverageMatch.Relation.REPEATS,
        decision__in=_not_refused(),
        article__attributions__in=Attribution.objects.standing().filter(claim=claim),
        article__attributions__spans__role=AttributionSpan.Role.CONTENT,
        article__attributions__spans__start__lt=F("passage_end"),
        article__attributions__spans__end__gt=F("passage_start"),
    )
    return rows.values_list("claim", flat=True).order_by()


def _not_refused() -> list[str]:
    return [one for one in CoverageMatch.Decision.values if one != CoverageMatch.Decision.NOT_RELATED]


def _says_the_same(claim: Claim, other: Claim) -> bool:
    one, two = (set(_WORD.findall(words.statement.casefold())) for words in (claim, other))
    if len(one & two) < ALIKE * max(len(one), len(two)):
        return False
    if claim.language not in codes():
        return one == two
    said, told = (drift.Wording(words.statement, words.language) for words in (claim, other))
    return not any(shift.kind in _TELLING for shift in drift.compare(said, told))


def _appearances(claims: list[Claim]) -> dict[int, list[dict[str, Any]]]:
    """{claim: its appearances in the newest versions of articles}, the earliest first."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Attribution.objects.standing().filter(claim__in=claims, article__superseded_by=None).order_by("pk")
    row: Any
    for row in rows.values("claim", "source", "article__outlet__name", "article__title"):
        found[row["claim"]].append(row)
    return dict(found)
