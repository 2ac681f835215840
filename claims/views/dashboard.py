"""The dashboard: how the desk is doing, as sentences over plots; each one also as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.dashboard.scope import Scope
from claims.forms.dashboard import DashboardForm
from claims.review.permissions import Right, may
from claims.views import figures
from claims.views.access import Request, needs
from claims.views.figures import Figure, as_file
from claims.views.limits import EXPORT, costs

# In the order of the page; a figure is made from what the form asks for.
FIGURES: dict[str, Callable[[DashboardForm, Scope], Figure]] = {
    "ages": lambda _form, scope: figures.ages(scope),
    "flow": lambda _form, scope: figures.flow(scope),
    "durations": lambda _form, scope: figures.durations(scope),
    "statuses": lambda form, scope: figures.statuses(scope, form.told_by),
    "told": lambda _form, scope: figures.told(scope),
    "rules": lambda _form, scope: figures.rules(scope),
}


@needs(Right.READ)
@require_GET
def dashboard(request: Request) -> HttpResponse:
    """The whole page. What cannot be understood in the address counts as not asked for."""
    form = DashboardForm(request.GET)
    scope = form.scope(timezone.now())
    context = {
        "form": form,
        "figures": [make(form, scope) for make in FIGURES.values()],
        "files": "claims:figure_csv",
        "query": request.GET.urlencode(),
        "since": scope.mondays[0],
        "may_review": may(request.user, Right.REVIEW),
    }
    return render(request, "claims/dashboard.html", context)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def figure_csv(request: Request, key: str) -> HttpResponse:
    """The rows behind one figure, as asked for on the page."""
    if key not in FIGURES:
        raise Http404
    form = DashboardForm(request.GET)
    return as_file(FIGURES[key](form, form.scope(timezone.now())))
