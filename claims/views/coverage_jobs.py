"""Follow how looking for coverage goes, stop it, and ask one provider again."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from claims import jobs
from claims.coverage import fanout
from claims.models import Claim, CoverageMatch, Job
from claims.review.errors import NotReady
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.coverage import section
from claims.views.coverage_lines import Search, search_of
from claims.views.limits import JOB, costs


@needs(Right.READ)
@require_GET
def outcomes(request: Request, pk: int) -> HttpResponse:
    """The lines as they stand, for the page that follows them. When one has ended since (`?seen=` is the mark that the
    page shows), the page hears of it and fetches what was found; when all have, it is said."""
    claim = get_object_or_404(Claim, pk=pk)
    if not request.htmx:
        return redirect(f"{claim.get_absolute_url()}#coverage")
    search = search_of(pk)
    said = _ended(claim, search) if search.is_finished else ""
    response = render(request, "claims/_coverage_outcomes.html", {"claim": claim, "search": search, "said": said})
    if search.is_finished or search.mark != request.GET.get("seen", ""):
        trigger_client_event(response, f"{Job.Kind.FIND_COVERAGE}-{pk}")
    return response


@needs(Right.ANNOTATE)
@costs(JOB)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Ask one provider (again), before all that nobody waits for."""
    claim = get_object_or_404(Claim, pk=pk)
    provider = fanout.switched_on(request.POST.get("provider", ""))
    if provider is None:
        raise NotReady(_("This provider is not switched on."))
    jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=provider.name)
    return _done(request, claim, _("%(provider)s is asked again.") % {"provider": provider.label})


@needs(Right.ANNOTATE)
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """End what waits, and what runs before its next page."""
    claim = get_object_or_404(Claim, pk=pk)
    with transaction.atomic():
        stopped = jobs.cancel(Job.objects.filter(claim=claim, kind__in=Job.COVERAGE))
        if stopped:
            fanout.stop_of(request.user, claim)
    said = _("The search was stopped. What was found stays.") if stopped else _("The search had ended already.")
    return _done(request, claim, said)


def _done(request: Request, claim: Claim, said: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
    return section(request, claim, said=said)


def _ended(claim: Claim, search: Search) -> str:
    found = claim.coverage.exclude(decision=CoverageMatch.Decision.NOT_RELATED).count()
    words = ngettext(
        "The search has ended: %(n)d article is listed.", "The search has ended: %(n)d articles are listed.", found
    )
    said = [words % {"n": found}]
    if search.failed:
        said.append(ngettext("%(n)d place failed.", "%(n)d places failed.", search.failed) % {"n": search.failed})
    return " ".join(said)
