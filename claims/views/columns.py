"""The page where a person chooses the columns of a list."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.models import SavedView
from claims.review import saved_views
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.column_sets import OF, USUAL, chosen_by, named_in, with_columns

# The heading of the page, and what stands first whatever is chosen.
WORDS = {
    SavedView.Kind.CLAIMS: (gettext_lazy("Columns of the claim list"), gettext_lazy("The claim itself")),
    SavedView.Kind.ARTICLES: (gettext_lazy("Columns of the article list"), gettext_lazy("The headline")),
    SavedView.Kind.SOURCES: (gettext_lazy("Columns of the source list"), gettext_lazy("The name")),
}


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def columns(request: Request, kind: str) -> HttpResponse:
    """Choose columns and their order: for oneself, or (`once`) for the address that is open. `order` holds all of them,
    the ticked ones are shown; `up` and `down` move one."""
    query = (request.POST if request.method == "POST" else request.GET).get("query", "")
    all_of_them = OF[kind]
    if request.method == "GET":
        shown = named_in(QueryDict(query.removeprefix("?")), kind) or chosen_by(request.user, kind)
        order = [*shown, *(name for name in all_of_them if name not in shown)]
        return _page(request, kind, order, set(shown), query)
    if "reset" in request.POST:
        saved_views.choose_columns(request.user, kind, ())
        messages.success(request, _("The columns are as delivered again."))
        return redirect(with_columns(query, (), kind))
    order = [name for name in dict.fromkeys(request.POST.getlist("order")) if name in all_of_them]
    order += [name for name in all_of_them if name not in order]
    ticked = set(request.POST.getlist("shown")) & all_of_them.keys()
    for way, by in (("up", -1), ("down", 1)):
        if (moved := request.POST.get(way, "")) in order:
            at = order.index(moved)
            order.insert(max(0, at + by), order.pop(at))
            return _page(request, kind, order, ticked, query, moved=f"{way}-{moved}")
    shown = tuple(name for name in order if name in ticked)
    if not shown:
        return _page(request, kind, order, ticked, query, problem=_("Tick at least one column."))
    if "once" in request.POST:
        return redirect(with_columns(query, shown, kind))
    saved_views.choose_columns(request.user, kind, () if shown == USUAL[kind] else shown)
    messages.success(request, _("Your columns are kept."))
    return redirect(with_columns(query, (), kind))


def _page(
    request: Request,
    kind: str,
    order: Sequence[str],
    shown: set[str],
    query: str,
    *,
    moved: str = "",
    problem: str = "",
) -> HttpResponse:
    heading, first = WORDS[SavedView.Kind(kind)]
    context = {
        "heading": heading,
        "first": first,
        "rows": [(OF[kind][name], name in shown) for name in order],
        "query": query,
        "moved": moved,
        "problem": problem,
        "back": with_columns(query, named_in(QueryDict(query.removeprefix("?")), kind), kind),
    }
    return render(request, "claims/columns.html", context, status=422 if problem else 200)
