"""Which two articles of a claim are read side by side, and which of them came first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from claims.coverage import proposing
from claims.coverage.copies import Text, is_earlier
from claims.coverage.reading import Reading, read
from claims.extraction.drift import Wording
from claims.models import Article, Claim, CoverageEdge

Kind, State = CoverageEdge.Kind, CoverageEdge.State


@dataclass(frozen=True, slots=True)
class Beside:
    """Two articles with their texts. `edge` joins them, if one does. `directed`: it is known which came first."""

    earlier: Article
    later: Article
    edge: CoverageEdge | None
    directed: bool

    def read(self) -> Reading:
        """What the later one has of the earlier one."""
        return read(*(Wording(article.text, article.language) for article in (self.earlier, self.later)))


def beside(claim: Claim, article: int, other: int | None = None) -> Beside | None:
    """An article of a claim with `other`; with nobody named, with what it has the claim from (or what has it from
    it), else with the first article that the claim was found in. None when there is nothing to set beside it."""
    edges = sorted(_edges_between(claim, article, other), key=_belief)
    edge = edges[0] if edges else None
    if edge is not None:
        return of_edge(edge)
    if other is None:
        own = claim.attributions.standing().exclude(article=article).order_by("pk")
        other = own.values_list("article", flat=True).first()
    rows = {row.pk: row for row in Article.objects.filter(pk__in=[article, other]).select_related("outlet")}
    if other not in rows or article not in rows or other == article:
        return None
    one, two = rows[article], rows[other]
    first = is_earlier(*(Text(row.pk, "", "", proposing.first_seen(row)) for row in (one, two)))
    return Beside(one, two, None, True) if first else Beside(two, one, None, first is not None)


def of_edge(edge: CoverageEdge) -> Beside | None:
    """What an edge joins: its origin, then what has it from there. None when an end is only named."""
    rows = {
        row.pk: row for row in Article.objects.filter(pk__in=[edge.copy_id, edge.origin_id]).select_related("outlet")
    }
    if edge.origin_id not in rows or edge.copy_id not in rows:
        return None
    earlier, later = rows[edge.origin_id], rows[edge.copy_id]
    first = is_earlier(*(Text(row.pk, "", "", proposing.first_seen(row)) for row in (earlier, later)))
    return Beside(earlier, later, edge, first is True)


def _edges_between(claim: Claim, article: int, other: int | None) -> list[CoverageEdge]:
    """The edges of the article that lead to or from `other`, or any article."""
    outwards, inwards = Q(copy=article, origin__isnull=False), Q(origin=article, copy__isnull=False)
    if other is not None:
        outwards, inwards = Q(copy=article, origin=other), Q(origin=article, copy=other)
    else:  # what takes it from here tells only of the article in which the claim stands
        inwards &= Q(copy__in=claim.attributions.standing().values("article"))
    edges = claim.coverage_edges.exclude(state=State.CUT) if other is None else claim.coverage_edges.all()
    return list(edges.filter(outwards | inwards))


def _belief(edge: CoverageEdge) -> tuple[bool, bool, int, float]:
    return edge.state == State.CUT, edge.state != State.CONFIRMED, Kind.values.index(edge.kind), -edge.score
