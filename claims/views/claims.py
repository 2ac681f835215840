"""The claim list: filters with counts, pills to take them off again, pages; whole, or only what a filter changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET
from django_htmx.http import push_url

from claims.filters.claims import ClaimFilter
from claims.filters.found import Found
from claims.forms.bulk import acts_for
from claims.models import Claim, SavedView
from claims.models.words import Words
from claims.review import bulk
from claims.review.permissions import Right, may
from claims.views.access import needs
from claims.views.limits import SEARCH, costs
from claims.views.lists import Facet, facet_of_choices, facet_of_sources, misunderstood, pills_of, query_of, tabs_of
from claims.views.rows import add_passages, rows_of

PER_PAGE = 50
MOST_SOURCES = 8  # in a facet; the others are reached by typing


@needs(Right.READ)
@costs(SEARCH)
@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """The page; asked by htmx, only the results with the facets' new counts beside them."""
    filterset = ClaimFilter(request.GET, user=request.user)  # type: ignore[arg-type]
    found = Found(filterset)
    page = Paginator(found.ids, PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(page.object_list))
    words = Words.of(filterset.asked_but().get("q") or "")
    add_passages(rows, words)
    asked = filterset.address()
    htmx: Any = getattr(request, "htmx", None)
    partly = htmx and not htmx.history_restore_request
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "facets": _facets(filterset, found),
        "pills": pills_of(filterset, asked),
        "page": page,
        "rows": rows,
        "words": words,
        "more": found.more,
        "newest": found.newest,
        "sort": asked.get("sort", filterset.usual_sort),
        "query": query_of(asked),
        "query_unsorted": query_of(asked, without="sort"),
        "partly": partly,
        "misunderstood": misunderstood(filterset),
        "kind": SavedView.Kind.CLAIMS,
        "tabs": tabs_of(SavedView.Kind.CLAIMS, filterset),
        "may_annotate": may(request.user, Right.ANNOTATE),
        "acts": acts_for(request.user),  # type: ignore[arg-type]
        "most": bulk.MOST,
        "any_claims": page.paginator.count > 0 or Claim.objects.standing().exists(),
    }
    response = render(request, "claims/_claim_results.html" if partly else "claims/claims.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if partly:
        push_url(response, request.path + query_of(asked)[:-1])
    return response


def _facets(filterset: ClaimFilter, found: Found) -> list[Facet]:
    sources, outlets = found.counts_of_sources_and_outlets(most=MOST_SOURCES)
    return [
        facet_of_choices(filterset, "status", found.counts_of("status"), mark="status"),
        facet_of_choices(filterset, "stage", found.counts_of("stage"), mark="stage"),
        facet_of_choices(filterset, "finding", found.counts_of("finding"), mark="finding"),
        facet_of_choices(filterset, "language", found.counts_of("language")),
        facet_of_sources(filterset, "source", sources),
        facet_of_sources(filterset, "outlet", outlets),
        facet_of_choices(filterset, "assigned", found.counts_of_hands()),
    ]
