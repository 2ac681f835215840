"""The claim list: filters with counts, pills to take them off again, pages."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from claims.filters.claims import ClaimFilter
from claims.filters.found_claims import FoundClaims
from claims.models import Claim, SavedView
from claims.models.words import Words
from claims.review import bulk
from claims.review.permissions import Right, may
from claims.views.access import Request, needs
from claims.views.column_sets import OF, chosen_by, named_in
from claims.views.limits import COUNTS, SEARCH, costs
from claims.views.list_page import answer, answer_counts, context_of, is_part, shown
from claims.views.lists import Facet, facet_of_choices, facet_of_sources
from claims.views.rows import add_passages, rows_of

PER_PAGE = 50
MOST_SOURCES = 8  # in a facet; the others are reached by typing


@needs(Right.READ)
@costs(SEARCH)
@require_GET
def claims(request: Request) -> HttpResponse:
    """The list, with the words of a search marked and what may be done to several claims at once."""
    filterset = ClaimFilter(request.GET, user=request.user)
    found = FoundClaims(filterset, counted=not is_part(request))
    page = shown(filterset, found, PER_PAGE)
    named = named_in(request.GET, SavedView.Kind.CLAIMS)
    columns = named or chosen_by(request.user, SavedView.Kind.CLAIMS)
    rows = rows_of(page.ids, columns)
    words = Words.of(filterset.asked_but().get("q") or "")
    add_passages(rows, words)
    facets = partial(_facets, filterset, found)
    context = context_of(request, SavedView.Kind.CLAIMS, filterset, found, page, facets, columns=named) | {
        "columns": [OF[SavedView.Kind.CLAIMS][name] for name in columns],
        "rows": rows,
        "words": words,
        "newest": found.newest,
        "may_annotate": may(request.user, Right.ANNOTATE),
        "most": bulk.MOST,
        "any_rows": page.count > 0 or Claim.objects.standing().exists(),
    }
    return answer(request, "claims/claims.html", "claims/_claim_results.html", context)


@needs(Right.READ)
@costs(COUNTS)
@require_GET
def counts(request: Request) -> HttpResponse:
    """How many of the claims asked for each value of each filter has."""
    filterset = ClaimFilter(request.GET, user=request.user)
    return answer_counts(request, _facets(filterset, FoundClaims(filterset)))


def _facets(filterset: ClaimFilter, found: FoundClaims) -> list[Facet]:
    sources, outlets = found.counts_of_sources_and_outlets(most=MOST_SOURCES)
    return [
        facet_of_choices(filterset, "status", found.counts_of("status"), mark="status"),
        facet_of_choices(filterset, "stage", found.counts_of("stage"), mark="stage"),
        facet_of_choices(filterset, "finding", found.counts_of("finding"), mark="finding"),
        facet_of_choices(filterset, "language", found.counts_of("language")),
        facet_of_sources(filterset, "source", sources),
        facet_of_sources(filterset, "outlet", outlets),
        facet_of_choices(filterset, "assigned", found.counts_of_hands()),
        facet_of_choices(filterset, "due", found.counts_of_due()),
    ]
