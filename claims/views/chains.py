"""The relay chain editor: the hops as chips, the chosen one with how it tells the claim and what was found there."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.forms.review import HOP_FACTS, HopForm, NewHopForm, VersionForm
from claims.models import Attribution, RelayHop, Source
from claims.review import chains
from claims.review.attributions import create_source
from claims.review.chains import HopFacts
from claims.review.errors import OutOfDate
from claims.review.permissions import Right
from claims.sources.offers import relays_for
from claims.views import claim_conflicts, conflicts
from claims.views.access import Request, needs
from claims.views.attributions import attribution_of, changed, with_form
from claims.views.limits import SEARCH, costs


@needs(Right.ANNOTATE)
@costs(SEARCH)
@require_GET
def chain(request: Request, pk: int) -> HttpResponse:
    """The editor with one hop chosen (`hop`, the number of its Source); with `q`, Sources to add."""
    attribution = attribution_of(pk)
    if request.htmx and request.htmx.target == "offered":
        context = {"attribution": attribution, **_offers(request, attribution)}
        return render(request, "claims/workbench/offered.html", context)
    return _editor(request, attribution, request.GET.get("hop", ""))


@needs(Right.ANNOTATE)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Put a known or a new relay at the end of the chain."""
    form = NewHopForm(request.POST)
    attribution = attribution_of(pk)
    if not form.is_valid():
        return _editor(request, attribution, "", new_hop_form=form, status=422)
    data = form.cleaned_data
    with transaction.atomic():
        relay = data["source"] or create_source(
            request.user, name=data["name"], kind=data["kind"] or Source.Kind.OUTLET
        )
        chains.add_hop(request.user, pk, relay, version=data["version"])
    return _changed(request, attribution, _("Relay added to claim %(n)d"), relay.pk)


@needs(Right.ANNOTATE)
@require_POST
def describe(request: Request, pk: int, source: int) -> HttpResponse:
    """Save how the relay tells it, where, and what was found."""
    attribution = attribution_of(pk)
    if mine := conflicts.writing_on(request.POST):
        return _editor(request, attribution, str(source), hop_form=HopForm(initial=mine))
    form = HopForm(conflicts.picked(request.POST))
    if not form.is_valid():
        return _editor(request, attribution, str(source), hop_form=form, status=422)
    data = form.cleaned_data
    facts = HopFacts(**{name: data[name] for name in HOP_FACTS})
    try:
        chains.describe_hop(request.user, pk, source, facts, version=data["version"])
    except OutOfDate:
        fresh = attribution_of(pk)
        hop = next((one for one in fresh.chain if one.source_id == source), None)
        if hop is None:
            raise  # it is out of the chain: nothing stands against what was typed, and the page keeps that
        choice = claim_conflicts.of_hop(request.user, fresh, hop, form)
        return with_form(request, fresh, "conflict", choice, status=409)
    return _changed(request, attribution, _("Relay of claim %(n)d noted"), source)


@needs(Right.ANNOTATE)
@require_POST
def move(request: Request, pk: int, source: int) -> HttpResponse:
    """Move a relay by one place: `by` is "-1" towards the speaker, else towards the outlet."""
    by = -1 if request.POST.get("by") == "-1" else 1
    chains.move_hop(request.user, pk, source, by, version=_version(request))
    return _changed(request, attribution_of(pk), _("Relay of claim %(n)d moved"), source)


@needs(Right.ANNOTATE)
@require_POST
def remove(request: Request, pk: int, source: int) -> HttpResponse:
    """Take a relay out of the chain."""
    chains.remove_hop(request.user, pk, source, version=_version(request))
    return _changed(request, attribution_of(pk), _("Relay taken out of claim %(n)d"), None)


def _version(request: Request) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    version: int = form.cleaned_data["version"]
    return version


def _changed(request: Request, attribution: Attribution, words: str, hop: int | None) -> HttpResponse:
    """The editor stays open on the hop that was changed."""
    if not request.htmx:
        changed(request, attribution, words)  # for its message; the editor is the page to come back to
        return redirect(f"{reverse('claims:chain', args=[attribution.pk])}{f'?hop={hop}' if hop else ''}")
    fresh = attribution_of(attribution.pk)
    return changed(request, fresh, words, mode="chain", **_context(request, fresh, str(hop or "")))


def _editor(request: Request, attribution: Attribution, asked: str, *, status: int = 200, **forms: Any) -> HttpResponse:
    more = _context(request, attribution, asked) | forms
    form = more.pop("hop_form")
    return with_form(request, attribution, "chain", form, status=status, hop_form=form, **more)


def _context(request: Request, attribution: Attribution, asked: str) -> dict[str, Any]:
    hops = attribution.chain
    hop = next((one for one in hops if str(one.source_id) == asked), hops[0] if hops else None)
    return {"hop": hop, "hop_form": _form_of(attribution, hop), **_offers(request, attribution)}


def _form_of(attribution: Attribution, hop: RelayHop | None) -> HopForm:
    return HopForm.of(hop, attribution.version) if hop else HopForm(initial={"version": attribution.version})


def _offers(request: Request, attribution: Attribution) -> dict[str, Any]:
    return {
        "offers": relays_for(request.user, attribution, request.GET.get("q", "")),
        "take": reverse("claims:chain_add", args=[attribution.pk]),
    }
