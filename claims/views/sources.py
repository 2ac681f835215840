"""The source page: who it is, what it said, who carried it. Plain facts, each with its denominator."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Article, Attribution, Claim, Event, RelayHop, Source
from claims.models.claim import Status
from claims.review.permissions import Right
from claims.views.access import needs

MOST_SHOWN = 10


@needs(Right.READ)
@require_GET
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source. What its spokesmen say for it is counted with it, and said so."""
    found = get_object_or_404(Source.objects.select_related("speaks_for"), pk=pk)
    said = Attribution.objects.standing().filter(Q(source=found) | Q(source__speaks_for=found))
    claims = Claim.objects.filter(pk__in=said.values("claim"))
    context: dict[str, Any] = {
        "source": found,
        "aliases": found.aliases.order_by("language", "name"),
        "speakers": found.speakers.order_by("name"),
        "facts": _facts(said),
        "statuses": _statuses(claims),
        "claims": claims.listed().order_by("-updated_at", "-pk")[:MOST_SHOWN],
        "relays": _relays(said),
        "articles": Article.objects.listed().filter(Q(outlet=found) | Q(credit=found))[:MOST_SHOWN],
        "events": Event.objects.history().filter(source=found)[:MOST_SHOWN],
    }
    return render(request, "claims/source.html", context)


def _facts(said: QuerySet[Attribution]) -> dict[str, int]:
    """How often and how it is quoted; `appearances` is the denominator of all but claims and articles."""
    return said.aggregate(
        appearances=Count("pk"),
        claims=Count("claim", distinct=True),
        articles=Count("article", distinct=True),
        hedged=Count("pk", filter=Q(hedged=True)),
        negated=Count("pk", filter=Q(negated=True)),
        direct=Count("pk", filter=~Q(quote_kind=Attribution.QuoteKind.INDIRECT)),
        decided=Count("pk", filter=~Q(review_state=Attribution.ReviewState.SUGGESTED)),
    )


def _statuses(claims: QuerySet[Claim]) -> list[tuple[Status, int]]:
    """How many of its claims have each status, in the order of the scale; those that none has are left out."""
    counted = dict(claims.order_by().values_list("status").annotate(n=Count("pk")))
    return [(status, counted[status]) for status in Status if status in counted]


def _relays(said: QuerySet[Attribution]) -> list[tuple[Source, int]]:
    """Who carries it, with the number of appearances that came through them."""
    counted = dict(
        RelayHop.objects.filter(attribution__in=said.values("pk"))
        .order_by()
        .values_list("source")
        .annotate(n=Count("attribution", distinct=True))
        .order_by("-n", "source")[:MOST_SHOWN]
    )
    named = Source.objects.in_bulk(counted)
    return [(named[pk], n) for pk, n in counted.items()]
