"""The acts that work in the article's text: edit spans, split a claim, merge two, make a new one.

Each is a form in the open claim; the browser lets people choose the places in the text itself.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.forms.editing import SpansForm
from claims.models import Attribution
from claims.review import attributions as review
from claims.review.errors import NotReady
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.attributions import attribution_of, changed, look_for_coverage, ranges_of, with_form


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def spans(request: Request, pk: int) -> HttpResponse:
    """Move source, cue and content. Without JavaScript the words are corrected in a plain form instead."""
    attribution = attribution_of(pk)
    if request.method == "GET":
        if not request.htmx:
            return redirect("claims:correct", pk)
        return with_form(request, attribution, "spans", _spans_as_they_stand(attribution))
    form = SpansForm(request.POST)
    if not form.is_valid():
        raise NotReady(" ".join(error for errors in form.errors.values() for error in errors))
    wanted = form.cleaned_data["spans"]
    if not wanted["cue"] and not attribution.spans_of("cue"):
        del wanted["cue"]  # made by hand or from the article's own voice: there is no cue to keep
    before = ranges_of(attribution)
    with transaction.atomic():
        review.set_spans(request.user, pk, version=form.cleaned_data["version"], spans=wanted)
        look_for_coverage(attribution)
    return changed(request, attribution, _("Spans of claim %(n)d saved"), before=before)


def _spans_as_they_stand(attribution: Attribution) -> SpansForm:
    places = [[span.role, span.start, span.end, span.quote] for span in attribution.spans.all()]
    return SpansForm(initial={"version": attribution.version, "spans": places})
