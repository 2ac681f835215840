"""The search log of a claim: a zone of its page, its rows added, withdrawn and put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from claims.forms.dossier_zones import SearchForm
from claims.models import Claim, SearchEntry
from claims.review import searches
from claims.review.errors import Refused
from claims.review.permissions import Right, require
from claims.views.access import Request, asking_page, needs
from claims.views.coverage import history_of
from claims.views.errors import STATUS_OF
from claims.views.versions_seen import version_seen


def searches_of(claim: Claim) -> dict[str, Any]:
    """What the zone shows."""
    rows = list(claim.searches.listed())
    standing = [row for row in rows if row.withdrawn_at is None]
    return {
        "searches": rows,
        "searches_made": sum(row.outcome in SearchEntry.SEARCHED for row in standing),
        "searches_in_vain": sum(row.outcome == SearchEntry.Outcome.NOTHING for row in standing),
        "search_form": SearchForm(auto_id="search-%s"),
    }


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def log(request: Request, pk: int) -> HttpResponse:
    """The zone as it stands; POST adds a line."""
    claim = get_object_or_404(Claim, pk=pk)
    if request.method == "GET":
        return _zone(request, claim)
    require(request.user, Right.ANNOTATE)
    form = SearchForm(request.POST, auto_id="search-%s")
    if not form.is_valid():
        return _zone(request, claim, form=form, status=422)
    try:
        searches.note_search(request.user, pk, **form.cleaned_data)
    except Refused as error:
        form.add_error(None, str(error))
        return _zone(request, claim, form=form, status=STATUS_OF[type(error)])
    return _done(request, claim, _("Search noted."))


@needs(Right.ANNOTATE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a line out."""
    return _done(
        request, searches.withdraw(request.user, pk, version=version_seen(request)).claim, _("Line withdrawn.")
    )


@needs(Right.ANNOTATE)
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    """Undo that."""
    return _done(request, searches.put_back(request.user, pk, version=version_seen(request)).claim, _("Line put back."))


def _done(request: Request, claim: Claim, said: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
    return _zone(request, claim, said=said)


def _zone(
    request: Request, claim: Claim, *, form: Form | None = None, status: int = 200, said: str = ""
) -> HttpResponse:
    """The zone for htmx; else its place on the claim page, or (with a refused form) a page of its own."""
    if not request.htmx and form is None:
        return redirect(f"{claim.get_absolute_url()}#searches")
    context: dict[str, Any] = {"claim": claim, **searches_of(claim), "said": said}
    if form:
        context["search_form"] = form
    if not request.htmx:
        zone = "claims/components/searches.html"
        return render(request, "claims/zone.html", {**context, "zone": zone, "title": _("Search log")}, status=status)
    if said and asking_page(request).partition("?")[0] == claim.get_absolute_url():
        context["events"] = history_of(claim)
    response = render(request, "claims/_searches.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), "#searches")
