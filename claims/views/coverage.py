"""Related coverage of a claim: ask for it, follow the search, decide about what it found."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims import jobs
from claims.coverage.decisions import decide as save_decision
from claims.coverage.decisions import last_match_decision, same_origin, set_relation, undo_match
from claims.coverage.provenance import origins_of
from claims.models import Claim, CoverageMatch, Event, Job
from claims.models.prepared import Prepared
from claims.review.permissions import Right, require
from claims.views.access import asking_page, needs
from claims.views.coverage_lines import search_of
from claims.views.limits import JOB, costs

Relation, Decision = CoverageMatch.Relation, CoverageMatch.Decision
MOST_SHOWN = 50  # as many as one search keeps
MOST_EVENTS = 50

MATCHES: Prepared[CoverageMatch] = Prepared(
    lambda claim: CoverageMatch.objects.filter(claim=claim).listed().with_passages()[:MOST_SHOWN]
)


@needs(Right.READ)
@costs(JOB)
@require_http_methods(["GET", "POST"])
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """The section as it stands; POST looks for coverage, now or (when a search is under way) with that one."""
    claim = get_object_or_404(Claim, pk=pk)
    if request.method == "POST":
        require(request.user, Right.ANNOTATE)
        jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    return section(request, claim)


@needs(Right.ANNOTATE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Related, not related, not sure, or open again."""
    get_object_or_404(CoverageMatch, pk=pk)
    match = save_decision(request.user, pk, request.POST.get("decision", ""))  # type: ignore[arg-type]
    said = _("Decided: %(decision)s.") % {"decision": match.get_decision_display()}
    if not getattr(request, "htmx", False):
        messages.success(request, said)
    return _after(request, match, said=said)


@needs(Right.ANNOTATE)
@require_POST
def relate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what an article does to the claim."""
    get_object_or_404(CoverageMatch, pk=pk)
    match = set_relation(request.user, pk, request.POST.get("relation", ""))  # type: ignore[arg-type]
    said = _("Relation saved: %(relation)s.") % {"relation": match.get_relation_display()}
    if not getattr(request, "htmx", False):
        messages.success(request, said)
    return _after(request, match, said=said)


@needs(Right.ANNOTATE)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the person's latest decision about a match."""
    get_object_or_404(CoverageMatch, pk=pk)
    match = undo_match(request.user, pk)  # type: ignore[arg-type]
    if not getattr(request, "htmx", False):
        messages.success(request, _("Taken back."))
    return _after(request, match, said=_("Taken back."))


@needs(Right.ANNOTATE)
@require_POST
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """The article has the claim from where the other one has it: that of the reader, else the claim's own."""
    match = get_object_or_404(CoverageMatch.objects.select_related("claim"), pk=pk)
    beside = request.POST.get("beside", "")
    other = int(beside) if beside.isascii() and beside.isdigit() and len(beside) < 16 else None
    same_origin(request.user, pk, other)  # type: ignore[arg-type]
    said = _("Joined: they count as one origin.")
    if not getattr(request, "htmx", False):
        messages.success(request, said)
    return _after(request, match, said=said)


def coverage_of(claim: Claim) -> dict[str, Any]:
    """What the section shows: how the search stands, what was found, and how many origins, articles and outlets stand
    behind the claim, its own article among them."""
    matches = MATCHES(claim.pk)
    standing = [match for match in matches if match.decision != Decision.NOT_RELATED]
    return {
        "claim": claim,
        "search": search_of(claim.pk),
        "coverage": matches,
        "origins": origins_of(claim).counts if standing else None,
        "contradicting": sum(match.relation == Relation.CONTRADICTS for match in standing),
    }


def history_of(claim: Claim) -> list[Event]:
    """The latest events of a claim, newest first."""
    return list(Event.objects.history().filter(claim=claim)[:MOST_EVENTS])


def _after(request: HttpRequest, match: CoverageMatch, *, said: str) -> HttpResponse:
    """The page that the act was made on: the reader, else the section."""
    beside = request.POST.get("beside", "")
    if request.POST.get("reader"):
        query = f"?{urlencode({'beside': beside})}" if beside else ""
        return redirect(reverse("claims:coverage_read", args=[match.pk]) + query)
    undoable = match if last_match_decision(request.user, match) else None  # type: ignore[arg-type]
    return section(request, match.claim, said=said, undoable=undoable)


def section(request: HttpRequest, claim: Claim, **more: Any) -> HttpResponse:
    """The section for htmx, with the log where the page has one, and what was done in words (`said`); else its place
    on the claim's page."""
    if not getattr(request, "htmx", False):
        return redirect(f"{claim.get_absolute_url()}#coverage")
    context = coverage_of(claim) | more
    page = asking_page(request)
    if page.partition("?")[0] == claim.get_absolute_url():
        # The claim page shows the log as well, which the search or the decision has just made longer.
        context["events"] = history_of(claim)
    return render(request, "claims/_coverage.html", context)
