"""From which score on articles are shown as coverage, what people decided about scores, and what that proposes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.coverage.thresholds import FEWEST, FEWEST_OF_EACH, adopt, by_pair, decided, standings, take_back
from claims.models import CoverageMatch, CoverageThreshold
from claims.review.errors import NotReady
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.versions_seen import version_seen


@needs(Right.REVIEW)
@require_GET
def thresholds(request: Request) -> HttpResponse:
    """The page."""
    decisions = decided()
    context = {
        "groups": [(CoverageThreshold.Group(one.group).label, one) for one in standings(decisions)],
        "pairs": [
            (CoverageMatch.Relation(relation).label, languages, yes, no, unsure)
            for relation, languages, yes, no, unsure in by_pair(decisions)
        ],
        "decisions": len(decisions),
        "fewest": FEWEST,
        "of_each": FEWEST_OF_EACH,
    }
    return render(request, "claims/thresholds.html", context)


@needs(Right.REVIEW)
@require_POST
def set_threshold(request: Request) -> HttpResponse:
    """Adopt what is proposed, or (`undo`) use again what was in use before."""
    group, version = request.POST.get("group", ""), version_seen(request)
    if request.POST.get("undo"):
        made = take_back(request.user, group, version=version)
        messages.success(request, _("Taken back: %(value)s is in use again.") % {"value": f"{made.value:.2f}"})
    else:
        try:
            value = float(request.POST.get("value", ""))
        except ValueError:
            raise NotReady(_("The decisions do not propose this threshold (any more).")) from None
        made = adopt(request.user, group, value, version=version)
        messages.success(request, _("In use from the next search on: %(value)s.") % {"value": f"{made.value:.2f}"})
    return redirect("claims:thresholds")
