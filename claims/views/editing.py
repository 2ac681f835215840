"""The acts that work in the article's text: edit spans, split a claim, merge two, make a new one.

Each is a form in the open claim; the browser lets people choose the places in the text itself.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.forms.editing import CutForm, MergeForm, NewClaimForm, SpansForm
from claims.models import Article, Attribution, AttributionSpan
from claims.models.attribution import SPANS_OF
from claims.review import appearances
from claims.review import attributions as review
from claims.review.errors import NotReady, OutOfDate
from claims.review.locating import locate
from claims.review.permissions import Right
from claims.review.places import cuts_of, sentences_of
from claims.views import claim_conflicts
from claims.views.access import Request, needs
from claims.views.attributions import attribution_of, changed, look_for_coverage, with_form
from claims.views.bench import Bench
from claims.views.errors import said_in_detail
from claims.views.workbench import open_number, page, page_context


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def spans(request: Request, pk: int) -> HttpResponse:
    """Move source, cue and content. Without JavaScript the words are corrected in a plain form instead."""
    if request.method == "GET":
        if not SPANS_OF(pk):
            raise Http404  # every attribution has a content
        if not request.htmx:
            return redirect("claims:correct", pk)
        attribution = attribution_of(pk)
        return with_form(request, attribution, "spans", _spans_as_they_stand(attribution))
    data = read(SpansForm(claim_conflicts.picked_spans(request.POST)))
    wanted = data["spans"]
    if not wanted["cue"] and not any(span.role == AttributionSpan.Role.CUE for span in SPANS_OF(pk)):
        del wanted["cue"]  # made by hand or from the article's own voice: there is no cue to keep
    try:
        with transaction.atomic():
            moved = review.move_spans(request.user, pk, version=data["version"], spans=wanted)
            look_for_coverage(moved.attribution)
    except OutOfDate:
        fresh = attribution_of(pk)
        choice = claim_conflicts.of_spans(request.user, fresh, wanted)
        return with_form(request, fresh, "conflict", choice, status=409)
    return changed(request, moved.attribution, _("Spans of claim %(n)d saved"), before=moved.before, as_read=True)


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def cut(request: Request, pk: int) -> HttpResponse:
    """Make two claims of one: `at` is where the second begins. GET offers places, each as a button."""
    attribution = attribution_of(pk)
    form = CutForm(request.POST or None, initial={"version": attribution.version})
    if request.method == "GET":
        return with_form(request, attribution, "cut", form, **_offered_cuts(attribution))
    with transaction.atomic():
        data = read(form)
        second = appearances.split(request.user, pk, data["at"], version=data["version"])
        look_for_coverage(attribution)
        look_for_coverage(second)
    words = _("Claim %(first)d split; the second part is claim %%(n)d") % {"first": attribution.number}
    return changed(request, second, words, whole=True)


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """Say that two attributions of the article state the same: this one moves to the claim of the other."""
    attribution = attribution_of(pk)
    form = MergeForm(request.POST or None, initial={"version": attribution.version}, attribution=attribution)
    if request.method == "GET":
        cards = [card for card in Bench(attribution.article).cards if card.claim_id != attribution.claim_id]
        return with_form(request, attribution, "merge", form, cards=cards)
    data = read(form)
    left = attribution.claim_id
    with transaction.atomic():
        appearances.move_to_claim(request.user, pk, data["other"].claim, version=data["version"])
        look_for_coverage(attribution_of(pk), again=False)
    words = _("Claim %%(n)d states the same as %(other)d") % {"other": data["other"].number}
    return changed(request, attribution, words, also=(left,))


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def new_claim(request: Request, pk: int) -> HttpResponse:
    """A claim of words that the machine did not find: places marked in the text, or words copied from it."""
    article = get_object_or_404(Article.objects.select_related("outlet", "credit"), pk=pk)
    form = NewClaimForm(request.POST or None)
    if request.method == "GET":
        return _offer_sentences(request, article, form)
    data = read(form)
    content = data["places"] or [locate(article.text, data["words"], 0)]
    with transaction.atomic():
        attribution = appearances.add(request.user, article, content=content)
        look_for_coverage(attribution, again=False)
    return changed(request, attribution, _("Claim %(n)d added"), whole=True)


def _offer_sentences(request: Request, article: Article, form: NewClaimForm) -> HttpResponse:
    """The form in place of the open claim, which stays the one to come back to."""
    number = open_number(request)
    more: dict[str, Any] = {"mode": "new", "new_form": form, "sentences": json.dumps(sentences_of(article))}
    bench = Bench(article)
    if not request.htmx:
        return page(request, bench, number, **more)
    return said_in_detail(render(request, "claims/workbench/detail.html", page_context(request, bench, number) | more))


def _offered_cuts(attribution: Attribution) -> dict[str, Any]:
    text = attribution.article.text
    spans_now = attribution.spans_of("content")
    content = [[span.start, span.end, span.quote] for span in spans_now]
    first, last = spans_now[0].start, spans_now[-1].end
    cuts = cuts_of(attribution)
    return {
        "content": json.dumps(content),
        "places": json.dumps([[cut.at, cut.until, cut.shared] for cut in cuts]),
        "cuts": [
            (cut.at, text[first : cut.until], " … ".join([*(text[a:b] for a, b in cut.shared), text[cut.at : last]]))
            for cut in cuts
        ],
    }


def _spans_as_they_stand(attribution: Attribution) -> SpansForm:
    places = [[span.role, span.start, span.end, span.quote] for span in attribution.spans.all()]
    return SpansForm(initial={"version": attribution.version, "spans": places})


def read(form: Form) -> dict[str, Any]:
    """What was sent; raises NotReady with the words of the form's errors, for the toasts: nothing typed is at stake."""
    if form.is_valid():
        return form.cleaned_data
    raise NotReady(" ".join(str(error) for errors in form.errors.values() for error in errors))
