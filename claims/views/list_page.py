"""The page of a list: which of its rows are shown, and everything around them; whole, or only what a filter changes.

Somebody who changes a filter waits for the rows: htmx gets them first, and asks for the facets' new counts by a request
of its own. A page that is loaded whole has both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url

from claims.filters.base import ListFilter
from claims.filters.found import Found
from claims.filters.keyset import Key
from claims.views.access import Request
from claims.views.lists import Facet, misunderstood, pills_of, query_of, tabs_of
from factcheck.addresses import address


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a page. `before` and `after`: the ends of the addresses of the pages beside it, "" for none. `first`:
    the position of the first row, None beyond the rows that were counted. `place`: where the address puts the page."""

    ids: list[int]
    before: str
    after: str
    first: int | None
    count: int
    place: str

    @property
    def last(self) -> int | None:
        return None if self.first is None else self.first + len(self.ids) - 1


def shown(filterset: ListFilter, found: Found[Any], size: int) -> Shown:
    """The page that the address asks for."""
    page = filterset.page(size, found.ids[: size + 1])
    first = page.ids[0] if page.ids else None
    position = found.ids.index(first) + 1 if first in found.ids else None
    ends = (_end("before", page.before), _end("after", page.after))
    return Shown(page.ids, *ends, first=position, count=len(found.ids), place=filterset.place())


def context_of(
    request: Request,
    kind: str,
    filterset: ListFilter,
    found: Found[Any],
    page: Shown,
    facets: Callable[[], list[Facet]],
    *,
    columns: Sequence[str] = (),
) -> dict[str, Any]:
    """What the templates of every list show. `facets`: counts them, for a page that is loaded whole. `columns`: those
    that the address names, if it names any."""
    asked = filterset.address()
    pills = pills_of(filterset, asked)
    if columns:
        asked["columns"] = ".".join(columns)
    return {
        "filterset": filterset,
        "form": filterset.form,
        "facets": [] if is_part(request) else facets(),
        "pills": pills,
        "named_columns": asked.get("columns", ""),
        "page": page,
        "more": found.more,
        "sort": asked.get("sort", filterset.usual_sort),
        "query": query_of(asked),
        "query_unsorted": query_of(asked, without="sort"),
        "partly": is_part(request),
        "counts": address(f"claims:{kind}_counts"),
        "columns_address": address(f"claims:{kind}_columns"),
        "misunderstood": misunderstood(filterset),
        "kind": kind,
        "tabs": tabs_of(kind, filterset, columns),
    }


def is_part(request: Request) -> bool:
    """Whether only what a filter changes is asked for."""
    return bool(request.htmx and not request.htmx.history_restore_request)


def answer(request: Request, whole: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or asked by htmx only the results, which fetch the facets' new counts, and a clean address."""
    response = render(request, part if context["partly"] else whole, context)
    patch_vary_headers(response, ["HX-Request"])
    if context["partly"]:
        push_url(response, request.path + context["query"][:-1])
    return response


def answer_counts(request: Request, facets: list[Facet]) -> HttpResponse:
    """The facets with their counts, each for its place on an open page."""
    return render(request, "components/list_counts.html", {"facets": facets})


def _end(name: str, key: Key | None) -> str:
    return urlencode({name: str(key)}) if key else ""
