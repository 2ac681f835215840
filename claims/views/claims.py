"""The claim list: filters with counts, pills to take them off again, pages; whole, or only what a filter changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_htmx.http import push_url

from claims.filters import UNKNOWN, ClaimFilter, Found
from claims.models import Claim, Source
from claims.review.permissions import Right
from claims.views.access import needs
from claims.views.limits import SEARCH, costs
from claims.views.rows import rows_of

PER_PAGE = 50
USUAL_SORT = "-changed"
MOST_SOURCES = 8  # in a facet; the others are reached by typing


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet. `mark`: the axis whose mark stands before the label, if any."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a list of values with counts."""

    name: str
    label: str
    options: list[Option]
    mark: str = ""

    @property
    def used(self) -> list[Option]:
        return [option for option in self.options if option.count or option.chosen]

    @property
    def unused(self) -> list[Option]:
        return [option for option in self.options if not (option.count or option.chosen)]


@dataclass(frozen=True, slots=True)
class Pill:
    """One value that is asked for, and the address of the list without it."""

    of: str
    value: str
    address: str


@needs(Right.READ)
@costs(SEARCH)
@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """The page; asked by htmx, only the results with the facets' new counts beside them."""
    filterset = ClaimFilter(request.GET, user=request.user)  # type: ignore[arg-type]
    found = Found(filterset)
    page = Paginator(found.ids, PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(page.object_list))
    asked = _asked(request.GET, filterset)
    htmx: Any = getattr(request, "htmx", None)
    partly = htmx and not htmx.history_restore_request
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "facets": _facets(filterset, found),
        "pills": _pills(filterset, asked),
        "page": page,
        "rows": rows,
        "more": found.more,
        "newest": found.newest,
        "sort": asked.get("sort", USUAL_SORT),
        "query": _query(asked),
        "query_unsorted": _query(asked, without="sort"),
        "partly": partly,
        "misunderstood": _misunderstood(filterset),
        "any_claims": page.paginator.count > 0 or Claim.objects.standing().exists(),
    }
    response = render(request, "claims/_claim_results.html" if partly else "claims/claims.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if partly:
        push_url(response, request.path + _query(asked)[:-1])
    return response


def _asked(typed: QueryDict, filterset: ClaimFilter) -> QueryDict:
    """What the address asks for, without empty fields, strange names and values that were not understood."""
    asked = QueryDict(mutable=True)
    for name in filterset.form.cleaned_data:
        values = [value for value in typed.getlist(name) if value.strip() and (name, value) != ("sort", USUAL_SORT)]
        if values:
            asked.setlist(name, values)
    return asked


def _query(asked: QueryDict, *, without: str = "") -> str:
    """The address's query, ready for one more parameter at its end."""
    kept = asked.copy()
    kept.pop(without, None)
    return f"?{kept.urlencode()}&" if kept else "?"


def _misunderstood(filterset: ClaimFilter) -> list[str]:
    """One sentence for each filter whose value does not exist."""
    fields = filterset.form.fields
    return [
        _("“%(filter)s” was left out: %(why)s") % {"filter": fields[name].label, "why": " ".join(map(str, errors))}
        for name, errors in filterset.errors.items()
    ]


def _facets(filterset: ClaimFilter, found: Found) -> list[Facet]:
    return [
        _of_choices(filterset, "status", found.counts_of("status"), mark="status"),
        _of_choices(filterset, "stage", found.counts_of("stage"), mark="stage"),
        _of_choices(filterset, "finding", found.counts_of("finding"), mark="finding"),
        _of_choices(filterset, "language", found.counts_of("language")),
        _of_sources(filterset, "source", found.counts_of_sources(most=MOST_SOURCES)),
        _of_sources(filterset, "outlet", found.counts_of_outlets(most=MOST_SOURCES)),
        _of_choices(filterset, "assigned", found.counts_of_hands()),
    ]


def _of_choices(filterset: ClaimFilter, name: str, counts: Mapping[str, int], mark: str = "") -> Facet:
    field = filterset.form.fields[name]
    chosen = set(filterset.asked_but().get(name) or ())
    options = [
        Option(value, str(label), counts.get(value, 0), value in chosen) for value, label in field.choices if value
    ]
    return Facet(name, str(field.label), options, mark)


def _of_sources(filterset: ClaimFilter, name: str, counted: Iterable[tuple[Source | None, int]]) -> Facet:
    field = filterset.form.fields[name]
    chosen = {_key(one) for one in filterset.asked_but().get(name) or ()}
    options = [
        Option(_key(one or UNKNOWN), one.name if one else str(field.null_label), count, _key(one or UNKNOWN) in chosen)
        for one, count in counted
    ]
    return Facet(name, str(field.label), options)


def _key(one: Source | str) -> str:
    return one if isinstance(one, str) else str(one.pk)


def _pills(filterset: ClaimFilter, asked: QueryDict) -> list[Pill]:
    """What is asked for, value by value, in the order of the filters."""
    pills = []
    for name in asked:
        if name == "sort":
            continue
        field = filterset.form.fields[name]
        for value, words in _values(filterset, name):
            rest = asked.copy()
            rest.setlist(name, [other for other in asked.getlist(name) if other != value])
            pills.append(Pill(str(field.label), words, f"?{rest.urlencode()}"))
    return pills


def _values(filterset: ClaimFilter, name: str) -> list[tuple[str, str]]:
    """(as in the address, in words) of every value of one filter."""
    value, field = filterset.form.cleaned_data[name], filterset.form.fields[name]
    if name in ("source", "outlet"):
        return [(_key(one), str(field.null_label) if one == UNKNOWN else str(one)) for one in value]
    if name in ("since", "until"):
        return [(value.isoformat(), date_format(value, "j M Y"))]
    if name in ("q", "said_by"):
        return [(filterset.data[name], value)]
    labels = {key: str(label) for key, label in field.choices}
    return [(key, labels[key]) for key in value]
