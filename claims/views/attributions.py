"""The acts of the workbench: each takes the version the person saw, calls the review, and shows what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from claims import jobs
from claims.forms.review import AnonymityForm, CorrectionForm, SourceForm, VerdictForm, VersionForm
from claims.models import Attribution, Job, Source
from claims.models.prepared import Prepared
from claims.review import attributions as review
from claims.review import workflow
from claims.review.errors import NotAllowed, NotReady, OutOfDate, Refused
from claims.review.locating import locate_all
from claims.review.permissions import Right
from claims.review.verdicts import sign_verdict
from claims.sources.offers import offers_for
from claims.views import claim_conflicts, conflicts
from claims.views.access import Request, needs
from claims.views.bench import Bench, opened, to_show
from claims.views.conflicts import Conflict
from claims.views.errors import STATUS_OF, said_in_detail
from claims.views.leases import lease_of
from claims.views.limits import SEARCH, costs
from claims.views.workbench import correction_form, page, page_context, said_saved

LEASED = ("correction", "spans", "cut", "gloss")  # forms that write what a lease is about
Act = Callable[..., Attribution]

LOOKED: Prepared[int] = Prepared(
    lambda claim: (
        Job.objects.filter(claim=claim, kind=Job.Kind.FIND_COVERAGE)
        .exclude(state=Job.State.FAILED)
        .values_list("pk", flat=True)[:1]
    )
)


@needs(Right.ANNOTATE)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """The machine was right; coverage is looked for if nobody has yet."""
    return _decide(request, pk, review.confirm, _("Claim %(n)d confirmed"), look=True)


@needs(Right.ANNOTATE)
@require_POST
def reject(request: Request, pk: int) -> HttpResponse:
    """There is no attribution here."""
    return _decide(request, pk, review.reject, _("Claim %(n)d rejected"))


@needs(Right.ANNOTATE)
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    """Take the decision back."""
    return _decide(request, pk, review.restore, _("Claim %(n)d put back"))


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Change the statement and the words of source, cue and content."""
    attribution = attribution_of(pk)
    if request.method == "GET":
        return with_form(request, attribution, "correction", correction_form(attribution))
    if mine := conflicts.writing_on(request.POST):
        return with_form(request, attribution, "correction", CorrectionForm(initial=mine))
    form = CorrectionForm(conflicts.picked(request.POST))
    if not form.is_valid():
        return with_form(request, attribution, "correction", form, status=422)
    before = ranges_of(attribution)
    try:
        with transaction.atomic():
            _save_correction(request, attribution, form.cleaned_data)
            look_for_coverage(attribution)
    except OutOfDate:
        fresh = attribution_of(pk)
        choice = claim_conflicts.of_words(request.user, fresh, form)
        return with_form(request, fresh, "conflict", choice, status=409)
    except Refused as error:
        return refused_form(request, attribution, "correction", form, error)
    return changed(request, attribution, _("Claim %(n)d corrected"), before=before)


@needs(Right.ANNOTATE)
@costs(SEARCH)
@require_http_methods(["GET", "POST"])
def source(request: Request, pk: int) -> HttpResponse:
    """Choose who really speaks; GET with `q` offers Sources, POST sets one, makes a new one, or says nobody certain."""
    attribution = attribution_of(pk)
    if request.method == "GET":
        return _offer_sources(request, attribution, SourceForm(initial={"kind": Source.Kind.PERSON}))
    form = SourceForm(request.POST)
    if not form.is_valid():
        return _offer_sources(request, attribution, form, status=422)
    with transaction.atomic():
        review.set_source(request.user, pk, _chosen(request, form.cleaned_data), version=form.cleaned_data["version"])
        look_for_coverage(attribution, again=False)
    return changed(request, attribution, _("Source of claim %(n)d set"))


@needs(Right.ANNOTATE)
@require_POST
def source_everywhere(request: Request, pk: int) -> HttpResponse:
    """Give the source of this attribution to every same mention of the article that nobody has decided."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    n = review.set_source_everywhere(request.user, pk, version=form.cleaned_data["version"])
    words = ngettext(
        "Source given to %(n)d more mention", "Source given to %(n)d more mentions in the same words", n
    ) % {"n": n}
    return changed(request, attribution_of(pk), words.replace("%", "%%"), whole=True)


@needs(Right.ANNOTATE)
@require_POST
def anonymity(request: Request, pk: int) -> HttpResponse:
    """Note how the source is left unnamed, and the reason given."""
    if mine := conflicts.writing_on(request.POST):
        unbound = SourceForm(initial={"kind": Source.Kind.PERSON})
        noted = AnonymityForm(initial=mine, auto_id="anonymity-%s")
        return _offer_sources(request, attribution_of(pk), unbound, noted=noted)
    form = AnonymityForm(conflicts.picked(request.POST))
    if not form.is_valid():
        raise NotReady(" ".join(str(error) for errors in form.errors.values() for error in errors))
    data = form.cleaned_data
    try:
        attribution = review.set_anonymity(request.user, pk, data["anonymity"], data["reason"], version=data["version"])
    except OutOfDate:
        fresh = attribution_of(pk)
        choice = claim_conflicts.of_anonymity(request.user, fresh, form)
        return with_form(request, fresh, "conflict", choice, status=409)
    return changed(request, attribution, _("Anonymity of claim %(n)d noted"))


@needs(Right.ANNOTATE)
@require_POST
def verdict(request: Request, pk: int) -> HttpResponse:
    """Sign a verdict on the claim that this attribution appears in."""
    attribution = attribution_of(pk)
    if mine := conflicts.writing_on(request.POST):
        return with_form(request, attribution, "verdict", VerdictForm(initial=mine))
    form = VerdictForm(conflicts.picked(request.POST))
    if not form.is_valid():
        return with_form(request, attribution, "verdict", form, status=422)
    data = form.cleaned_data
    try:
        with transaction.atomic():
            version, blind = data["claim_version"], data["blind"]
            sign_verdict(request.user, attribution.claim_id, version=version, blind=blind, **form.judgement())
            look_for_coverage(attribution, again=False)
    except Refused as error:
        fresh = attribution_of(pk)
        if isinstance(error, OutOfDate) and (choice := claim_conflicts.of_verdict_on_bench(request.user, fresh, form)):
            return with_form(request, fresh, "conflict", choice, status=409)
        return refused_form(request, attribution, "verdict", form, error)
    return changed(request, attribution, _("Status of claim %(n)d set"))


def changed(
    request: Request,
    attribution: Attribution,
    words: str,
    *,
    before: list[tuple[int, int]] | None = None,
    also: tuple[int, ...] = (),
    whole: bool = False,
    move_on: bool = False,
    as_read: bool = False,
    **more: Any,
) -> HttpResponse:
    """Show an act that was saved: the parts of the open page that changed, or the page with a message. The attribution
    is read anew unless it was read to be shown (`as_read`).

    `before` are places that were marked before the act, `also` other claims whose rows changed; `whole` draws all anew.
    `move_on` opens the next claim that nobody has decided. `more` goes to the template; `mode` keeps a form open.
    """
    attribution = to_show(attribution) if as_read else attribution_of(attribution.pk)
    said = said_saved(words % {"n": attribution.number})
    bench = Bench(attribution.article)
    number, claim = attribution.number, attribution.claim_id
    if move_on:
        number, claim = bench.undecided_after(number) or (number, claim)
    if not request.htmx:
        messages.success(request, said)
        return redirect(f"{attribution.article.get_absolute_url()}?claim={number}")
    if not whole:
        bench.only_claims = (attribution.claim_id, claim, *also)
    context = page_context(request, bench, number, attribution) | {"said": said, "saved": True} | more
    if whole:
        return render(request, "claims/workbench/arrived.html", context)
    context["blocks"] = bench.blocks_touched(ranges_of(attribution) + (before or []))
    return render(request, "claims/workbench/changed.html", context)


def attribution_of(pk: int) -> Attribution:
    """The attribution with its article and everything that the open claim shows."""
    return opened(pk, with_article=True)


def ranges_of(attribution: Attribution) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in attribution.spans.all()]


def _decide(request: Request, pk: int, act: Act, words: str, *, look: bool = False) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    with transaction.atomic():
        attribution = act(request.user, pk, version=form.cleaned_data["version"])
        if look:
            look_for_coverage(attribution, again=False)
    return changed(request, attribution, words, move_on=request.POST.get("then") == "next")


def look_for_coverage(attribution: Attribution, *, again: bool = True) -> None:
    """Start the job; unless `again`, only when no job has looked or is looking already."""
    if again or not LOOKED.first(attribution.claim_id):
        jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=attribution.claim)


def _save_correction(request: Request, attribution: Attribution, data: dict[str, Any]) -> None:
    text = attribution.article.text
    spans = {
        role: locate_all(text, data[role], [span.start for span in attribution.spans_of(role)])
        for role in ("source", "cue", "content")
    }
    if not data["cue"].strip() and not attribution.spans_of("cue"):
        del spans["cue"]  # taken up from the article's own voice: there is no cue to keep
    review.set_spans(request.user, attribution.pk, version=data["version"], spans=spans)
    workflow.set_statement(
        request.user,
        attribution.claim_id,
        statement=data["statement"],
        version=data["claim_version"],
        article=attribution.article,
    )


def _chosen(request: Request, data: dict[str, Any]) -> Source | None:
    if data["nobody"]:
        return None
    return data["source"] or review.create_source(
        request.user, name=data["name"], kind=data["kind"] or Source.Kind.PERSON
    )


def _offer_sources(
    request: Request,
    attribution: Attribution,
    form: SourceForm,
    *,
    noted: AnonymityForm | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = request.GET.get("q", "") or request.POST.get("name", "")
    context = {
        "offers": offers_for(request.user, attribution, typed),
        "take": reverse("claims:set_source", args=[attribution.pk]),
        "anonymity_form": noted or AnonymityForm.of(attribution),
    }
    if request.htmx and request.htmx.target == "offered":
        return render(request, "claims/workbench/offered.html", {"attribution": attribution, **context})
    return with_form(request, attribution, "source", form, status=status, **context)


def with_form(
    request: Request,
    attribution: Attribution,
    name: str,
    form: Form | Conflict,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The open claim with a form in it: in place for htmx, else as a page; what was typed stays typed.

    While somebody else edits the claim, a form that is opened only shows what stands there, and how to take over.
    """
    if request.method == "GET" and name in LEASED and lease_of(request, attribution.claim)["held"]:
        more |= {"mode": "held", "stands": correction_form(attribution).initial}
    else:
        more |= {"mode": name, f"{name}_form": form}
    if not request.htmx:
        return page(request, Bench(attribution.article), attribution.number, status=status, **more)
    bench = Bench(attribution.article, only_claims=(attribution.claim_id,))
    context = page_context(request, bench, attribution.number) | more
    return said_in_detail(render(request, "claims/workbench/detail.html", context, status=status))


def refused_form(request: Request, attribution: Attribution, name: str, form: Form, error: Refused) -> HttpResponse:
    """The form again with the reason. After a conflict it carries the new versions, and says what stands there now."""
    if isinstance(error, NotAllowed):
        raise error
    fresh = attribution_of(attribution.pk)
    form.data = {**request.POST.dict(), "version": str(fresh.version), "claim_version": str(fresh.claim.version)}
    form.add_error(None, str(error))
    stands = correction_form(fresh).initial if isinstance(error, OutOfDate) else None
    return with_form(request, fresh, name, form, status=STATUS_OF.get(type(error), 422), stands=stands)
