"""What stands behind a claim: coverage grouped by origin, the reason for each step, and decisions about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.coverage import provenance
from claims.coverage.decisions import decide_edge, join, last_edge_decision, undo_edge
from claims.coverage.provenance import Provenance
from claims.models import Claim, CoverageEdge
from claims.review.permissions import Right, may
from claims.views.access import Request, needs
from claims.views.coverage_days import days
from claims.views.figures import as_file
from claims.views.limits import EXPORT, costs
from claims.views.outline import Group, edges_of, groups_of, nodes_of
from claims.views.provenance_graph import draw
from claims.views.versions_seen import version_seen

State = CoverageEdge.State


@needs(Right.READ)
@require_GET
def origins(request: Request, pk: int) -> HttpResponse:
    """The page: counts with their range, the outline, what was cut; `?edge=` opens an edge."""
    claim = get_object_or_404(Claim, pk=pk)
    found = provenance.origins_of(claim)
    nodes = nodes_of(found)
    groups = groups_of(found, nodes)
    context = {
        "claim": claim,
        "counts": found.counts,
        "groups": groups,
        "graph": draw(groups),
        "figure": days(claim, groups),
        "aside": [(nodes[e.copy_node], nodes[e.origin_node], e) for e in found.aside],
        "wikis": [nodes[carrier.node] for carrier in found.carriers if carrier.is_wiki],
        "opened": _opened(request, groups, found),
        "looked": claim.coverage_edges.exists(),
        "can_undo": may(request.user, Right.ANNOTATE) and last_edge_decision(request.user, claim) is not None,
    }
    return render(request, "claims/origins.html", context)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def days_csv(request: Request, pk: int) -> HttpResponse:
    """The rows behind the plot of days."""
    claim = get_object_or_404(Claim, pk=pk)
    found = provenance.origins_of(claim)
    return as_file(days(claim, groups_of(found, nodes_of(found))))


@needs(Right.ANNOTATE)
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Confirm an edge, cut it, or leave it open again; then the next one is open."""
    get_object_or_404(CoverageEdge, pk=pk)
    edge = decide_edge(request.user, pk, request.POST.get("decision", ""), version=version_seen(request))
    messages.success(request, _("Decided: %(decision)s.") % {"decision": edge.get_state_display()})
    if request.POST.get("reader"):
        return redirect("claims:edge_read", pk=pk)
    return redirect(_address(edge.claim_id))


@needs(Right.ANNOTATE)
@require_POST
def join_two(request: Request, pk: int) -> HttpResponse:
    """Say that two origins are one."""
    get_object_or_404(Claim, pk=pk)
    edge = join(request.user, pk, request.POST.get("copy", ""), request.POST.get("origin", ""))
    messages.success(request, _("Joined: they count as one origin."))
    return redirect(f"{_address(pk)}#edge-{edge.pk}")


@needs(Right.ANNOTATE)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back the person's latest decision about an edge of this claim."""
    edge = undo_edge(request.user, get_object_or_404(Claim, pk=pk))
    messages.success(request, _("Taken back."))
    return redirect(f"{_address(pk)}?edge={edge.pk}#edge-{edge.pk}")


def _address(claim: int) -> str:
    return reverse("claims:origins", args=[claim])


def _opened(request: Request, groups: list[Group], found: Provenance) -> int | None:
    """The edge whose buttons have keys: the one asked for, else the first of the outline that nobody decided."""
    shown = [edge for group in groups for top in group.loop or [group.root] for edge in edges_of(top)]
    asked = request.GET.get("edge", "")
    if any(str(edge.pk) == asked for edge in (*shown, *found.aside)):
        return int(asked)
    return next((edge.pk for edge in shown if edge.state == State.PROPOSED), None)
