"""Who edits a claim: the sign of an open page, taking over, and what a page shows of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from claims.models import Claim, Lease
from claims.models.lease import ended_before
from claims.review import leases
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.errors import way_back


@needs(Right.ANNOTATE)
@require_POST
def lease(request: Request, pk: int) -> HttpResponse:
    """The sign of a page, every few seconds: `writing`, or `left` when it goes. Answers with what is to be shown, or
    with nothing when the page shows that already (`shown`)."""
    get_object_or_404(Claim.objects.only("pk"), pk=pk)
    if request.POST.get("left") == "1":
        leases.leave(request.user, pk)
        return HttpResponse(status=204)
    standing = leases.sign(request.user, pk, writing=request.POST.get("writing") == "1")
    if request.POST.get("shown", "") == (standing.token if standing else ""):
        return HttpResponse(status=204)
    return _shown(request, pk, standing)


@needs(Right.ANNOTATE)
@require_POST
def take_over(request: Request, pk: int) -> HttpResponse:
    """Edit instead of whoever holds the claim; they are told."""
    get_object_or_404(Claim.objects.only("pk"), pk=pk)
    standing = leases.take_over(request.user, pk)
    if not request.htmx:
        messages.success(request, _("You edit this claim now."))
        return redirect(way_back(request))
    return trigger_client_event(_shown(request, pk, standing), "lease-taken")


def lease_of(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """What the page of a claim shows: its lease, and whether somebody else holds it."""
    lease: Lease | None = getattr(claim, "lease", None)
    standing = lease if lease and lease.seen >= ended_before() else None
    return {"lease": standing, "held": standing is not None and standing.person_id != request.user.pk}


def _shown(request: Request, pk: int, standing: Lease | None) -> HttpResponse:
    return render(request, "claims/components/lease_words.html", {"lease": standing, "lease_claim": pk})
