"""The list of sources."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from claims.filters.sources import FoundSources, SourceFilter
from claims.models import SavedView, Source
from claims.review import bulk
from claims.review.permissions import Right, may
from claims.views.access import Request, needs
from claims.views.column_sets import OF, chosen_by, named_in
from claims.views.limits import COUNTS, SEARCH, costs
from claims.views.list_page import answer, answer_counts, context_of, is_part, shown
from claims.views.lists import Facet, facet_of_choices, facet_of_sources

PER_PAGE = 25
MOST_SPOKEN_FOR = 8  # in a facet


@needs(Right.READ)
@costs(SEARCH)
@require_GET
def sources(request: Request) -> HttpResponse:
    """The list, with how many claims each source stands behind and when the newest came in."""
    filterset = SourceFilter(request.GET, user=request.user)
    found = FoundSources(filterset, counted=not is_part(request))
    page = shown(filterset, found, PER_PAGE)
    facets = partial(_facets, filterset, found)
    kind = SavedView.Kind.SOURCES
    named = named_in(request.GET, kind)
    columns = named or chosen_by(request.user, kind)
    context = context_of(request, kind, filterset, found, page, facets, columns=named) | {
        "columns": [OF[kind][name] for name in columns],
        "rows": Source.objects.rows_of(page.ids),
        "may_annotate": may(request.user, Right.ANNOTATE),
        "most": bulk.MOST,
        "with_found": "" if page.count else filterset.with_found(),
        "any_rows": page.count > 0 or Source.objects.exists(),
    }
    return answer(request, "claims/sources.html", "claims/_source_results.html", context)


@needs(Right.READ)
@costs(COUNTS)
@require_GET
def counts(request: Request) -> HttpResponse:
    """How many of the sources asked for each value of each filter has."""
    filterset = SourceFilter(request.GET, user=request.user)
    return answer_counts(request, _facets(filterset, FoundSources(filterset)))


def _facets(filterset: SourceFilter, found: FoundSources) -> list[Facet]:
    spoken_for = found.counts_of_sources("speaks_for", "speaks_for_id", most=MOST_SPOKEN_FOR)
    return [
        facet_of_choices(filterset, "kind", found.counts_of("kind")),
        facet_of_choices(filterset, "mentions", found.counts_of("mentions")),
        facet_of_choices(filterset, "grade", found.counts_of_grades()),
        facet_of_sources(filterset, "speaks_for", spoken_for),
        facet_of_choices(filterset, "country", found.counts_of_countries()),
        facet_of_choices(filterset, "stake", found.counts_of_stakes()),
        facet_of_choices(filterset, "alias", found.counts_of_aliases()),
        facet_of_choices(filterset, "known", found.counts_of_known()),
    ]
