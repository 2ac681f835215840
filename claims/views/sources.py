"""The source page: who it is, what it said, who carried it. Plain facts, each with its denominator."""

from __future__ import annotations

import csv
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims.models import Article, Claim, Comment, Event, Following, Source
from claims.review.permissions import Right, may
from claims.sources import portrait, profile
from claims.sources.portrait import Share
from claims.views.access import Request, needs
from claims.views.limits import EXPORT, costs

MOST_SHOWN = 10


@needs(Right.READ)
@require_GET
def source(request: Request, pk: int) -> HttpResponse:
    """One source, with what its spokesmen say for it. A merged one leads to where it went."""
    found = get_object_or_404(Source.objects.select_related("speaks_for"), pk=pk)
    if found.merged_into_id:
        return redirect("claims:source", found.merged_into_id)
    return render(request, "claims/source.html", _profile(request, found) | _figures(found))


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def statuses_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the plot of statuses: status, its word, claims with it, claims in all."""
    found = get_object_or_404(Source, pk=pk)
    counted = portrait.statuses(_claims(found))
    total = sum(n for _status, n in counted)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="source-{pk}-statuses.csv"'
    rows = csv.writer(answer)
    rows.writerow(["status", "label", "claims", "of"])
    rows.writerows([status.value, status.label, n, total] for status, n in counted)
    return answer


def _profile(request: Request, found: Source) -> dict[str, Any]:
    grades = list(found.grades.newest_first())
    return {
        "source": found,
        "may_annotate": may(request.user, Right.ANNOTATE),
        "aliases": found.aliases.order_by("language", "name"),
        "speakers": found.speakers.standing().order_by("name"),
        "stakes": found.stakes.all(),
        "grades": profile.grades_in_force(grades),
        "proposals": profile.proposals(grades),
        "grade_lines": grades,
        "articles": Article.objects.on_desk().listed().filter(Q(outlet=found) | Q(credit=found))[:MOST_SHOWN],
        "following": Following.objects.is_followed(request.user, "source", found.pk),
        "comments_count": Comment.objects.about(found).standing().count(),
        "events": Event.objects.history().filter(Q(source=found) | Q(source__merged_into=found))[:MOST_SHOWN],
    }


def _figures(found: Source) -> dict[str, Any]:
    said = portrait.said_by(found)
    claims = _claims(found)
    facts = portrait.facts(said)
    statuses = portrait.statuses(claims)
    relays, no_relay = portrait.relays(said)
    cues, all_cues = portrait.cues(said)
    of = facts["appearances"]
    return {
        "facts": facts,
        "statuses": statuses,
        "pieces": portrait.pieces(statuses),
        "months": portrait.timeline(said),
        "relays": relays,
        "no_relay": no_relay,
        "cues": cues,
        "all_cues": all_cues,
        "claims": claims.listed().order_by("-updated_at", "-pk")[:MOST_SHOWN],
        "shares": [
            (_("in its own words, at least in part"), Share(facts["direct"], of)),
            (_("hedged"), Share(facts["hedged"], of)),
            (_("negated"), Share(facts["negated"], of)),
            (_("with an unnamed speaker inside"), Share(facts["anonymous"], of)),
            (_("a relay opened"), Share(facts["opened"], of)),
            (_("decided by a person"), Share(facts["decided"], of)),
        ],
        "single_origin": portrait.single_origin(claims),
    }


def _claims(found: Source) -> Any:
    return Claim.objects.filter(pk__in=portrait.said_by(found).values("claim"))
