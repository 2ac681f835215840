"""Columns of the claim list: which there are, which a person has chosen, and the page where they choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.models import Preferences, SavedView
from claims.review import saved_views
from claims.review.permissions import Right
from claims.views.access import Request, needs

CLAIMS = SavedView.Kind.CLAIMS


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what the head means if that is not plain, and how to sort by it ("" for not at all)."""

    key: str
    label: Any
    meaning: Any = ""
    sort: str = ""
    number: bool = False


COLUMNS = {
    column.key: column
    for column in (
        Column(
            "source", gettext_lazy("Source"), gettext_lazy("who says it; the relays below, unless they have a column")
        ),
        Column("status", gettext_lazy("Status")),
        Column("finding", gettext_lazy("Finding")),
        Column("stage", gettext_lazy("Stage")),
        Column("places", gettext_lazy("Places"), gettext_lazy("places where the claim appears"), number=True),
        Column("changed", gettext_lazy("Changed"), sort="changed"),
        Column("hand", gettext_lazy("With"), gettext_lazy("who works on it")),
        Column("relay", gettext_lazy("Relayed by")),
        Column("outlet", gettext_lazy("Outlet"), gettext_lazy("of the article where it first appears")),
        Column("article", gettext_lazy("Article"), gettext_lazy("where it first appears")),
        Column("age", gettext_lazy("Age"), gettext_lazy("since it was found")),
        Column("due", gettext_lazy("Due")),
        Column(
            "origins", gettext_lazy("Origins"), gettext_lazy("independent origins, of so many articles"), number=True
        ),
    )
}
USUAL = ("source", "status", "finding", "stage", "places", "changed", "hand")


def named_in(asked: QueryDict) -> tuple[str, ...]:
    """The columns that an address names (`columns=status.due`), each once; what does not exist is left out."""
    names = asked.get("columns", "").split(".")
    return tuple(dict.fromkeys(name for name in names if name in COLUMNS))


def chosen_by(user: Any) -> tuple[str, ...]:
    """The person's columns, or those as delivered."""
    kept = Preferences.objects.of(user).columns.get(CLAIMS, ())
    return tuple(name for name in kept if name in COLUMNS) or USUAL


def with_columns(query: str, columns: Sequence[str]) -> str:
    """The list's address with these columns named in it (none: those of whoever opens it)."""
    asked = QueryDict(query.removeprefix("?"), mutable=True)
    asked.pop("columns", None)
    if columns:
        asked["columns"] = ".".join(columns)
    address = reverse("claims:claims")
    return f"{address}?{asked.urlencode()}" if asked else address


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def columns(request: Request) -> HttpResponse:
    """Choose columns and their order: for oneself, or (`once`) for the address that is open. `order` holds all of them,
    the ticked ones are shown; `up` and `down` move one."""
    query = (request.POST if request.method == "POST" else request.GET).get("query", "")
    if request.method == "GET":
        shown = named_in(QueryDict(query.removeprefix("?"))) or chosen_by(request.user)
        order = [*shown, *(name for name in COLUMNS if name not in shown)]
        return _page(request, order, set(shown), query)
    if "reset" in request.POST:
        saved_views.choose_columns(request.user, CLAIMS, ())
        messages.success(request, _("The columns are as delivered again."))
        return redirect(with_columns(query, ()))
    order = [name for name in dict.fromkeys(request.POST.getlist("order")) if name in COLUMNS]
    order += [name for name in COLUMNS if name not in order]
    ticked = set(request.POST.getlist("shown")) & COLUMNS.keys()
    for way, by in (("up", -1), ("down", 1)):
        if (moved := request.POST.get(way, "")) in order:
            at = order.index(moved)
            order.insert(max(0, at + by), order.pop(at))
            return _page(request, order, ticked, query, moved=f"{way}-{moved}")
    shown = tuple(name for name in order if name in ticked)
    if not shown:
        return _page(request, order, ticked, query, problem=_("Tick at least one column."))
    if "once" in request.POST:
        return redirect(with_columns(query, shown))
    saved_views.choose_columns(request.user, CLAIMS, () if shown == USUAL else shown)
    messages.success(request, _("Your columns are kept."))
    return redirect(with_columns(query, ()))


def _page(
    request: Request, order: Sequence[str], shown: set[str], query: str, *, moved: str = "", problem: str = ""
) -> HttpResponse:
    context = {
        "rows": [(COLUMNS[name], name in shown) for name in order],
        "query": query,
        "moved": moved,
        "problem": problem,
        "back": with_columns(query, named_in(QueryDict(query.removeprefix("?")))),
    }
    return render(request, "claims/columns.html", context, status=422 if problem else 200)
