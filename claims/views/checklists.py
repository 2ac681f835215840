"""The checklist of a claim: a zone of its page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from claims.models import Claim
from claims.review import checklists
from claims.review.errors import OutOfDate, Refused
from claims.review.permissions import Right
from claims.views import meanwhile
from claims.views.access import Request, asking_page, needs
from claims.views.coverage import history_of
from claims.views.errors import STATUS_OF


class TickForm(forms.Form):
    """Which question, ticked or not, and the latest tick that the page showed."""

    item = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    ticked = forms.BooleanField(required=False)
    seen = forms.IntegerField(min_value=0, max_value=2**63 - 1)


def checklist_of(claim: Claim) -> dict[str, Any]:
    """What the zone shows."""
    questions = checklists.questions_of(claim)
    return {"questions": questions, "questions_ticked": sum(question.ticked for question in questions)}


@needs(Right.ANNOTATE)
@require_POST
def tick(request: Request, pk: int) -> HttpResponse:
    """Tick a question, or take the tick away; refused when somebody was faster, with the list as it stands now."""
    claim = get_object_or_404(Claim, pk=pk)
    form = TickForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    data = form.cleaned_data
    refused, status, late = "", 200, None
    try:
        checklists.tick(request.user, pk, data["item"], ticked=data["ticked"], seen=data["seen"])
    except Refused as error:
        if not request.htmx:
            raise
        refused, status, late = str(error), STATUS_OF[type(error)], meanwhile.of(request, error)
    if not request.htmx:
        messages.success(request, _("Checklist saved."))
        return redirect(f"{claim.get_absolute_url()}#checklist")
    context: dict[str, Any] = {"claim": claim, **checklist_of(claim), "ticked_now": data["item"]}
    context |= {"refused": refused, "meanwhile": late}
    if asking_page(request).partition("?")[0] == claim.get_absolute_url():
        context["events"] = history_of(claim)
    response = render(request, "claims/_checklist.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), "#checklist")
