"""Relations of a claim: a zone of its page with a search for the other claim, and the earlier check beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from claims.coverage.said_again import said_again
from claims.forms.relations import RelationForm
from claims.forms.review import VerdictForm
from claims.ingest import changes
from claims.models import Claim, ClaimRelation, Verdict
from claims.models.claim import Stage
from claims.review import relations
from claims.review.errors import Refused
from claims.review.permissions import Right, may, require
from claims.views.access import Request, asking_page, needs
from claims.views.coverage import history_of
from claims.views.errors import STATUS_OF
from claims.views.limits import SEARCH, costs
from claims.views.versions_seen import version_seen

OFFERED = 8
CHECKED = (Stage.APPROVED, Stage.PUBLISHED, Stage.CORRECTING)  # what was checked and looked over by a second person


def relations_of(request: Any, claim: Claim, words: str = "") -> dict[str, Any]:
    """What the zone shows: relations, each with the other claim and its direction, proposals, and what `words` find."""
    rows = list(ClaimRelation.objects.about(claim))
    for row in rows:
        row.turned = row.other_id == claim.pk  # type: ignore[attr-defined]
        row.there = row.claim if row.turned else row.other  # type: ignore[attr-defined]
        row.checked = row.there.stage in CHECKED  # type: ignore[attr-defined]
    annotates = may(request.user, Right.ANNOTATE)
    return {
        "said_again": said_again(claim) if annotates else [],
        "relations": [row for row in rows if row.withdrawn_at is None],
        "relations_withdrawn": [row for row in rows if row.withdrawn_at],
        "contradictions": relations.contradictions_of(claim) if annotates else [],
        "relation_form": RelationForm(auto_id="relation-%s"),
        "relation_words": words,
        "related_offers": _offered(claim, words) if words else [],
    }


@needs(Right.READ)
@costs(SEARCH)
@require_http_methods(["GET", "POST"])
def zone(request: Request, pk: int) -> HttpResponse:
    """The zone as it stands, with claims that `?q=` finds; POST relates the claim to one of them."""
    claim = get_object_or_404(Claim, pk=pk)
    if request.method == "GET":
        return _zone(request, claim, page=bool(request.GET.get("q")))
    require(request.user, Right.ANNOTATE)
    form = RelationForm(request.POST, auto_id="relation-%s")
    if not form.is_valid():
        return _zone(request, claim, form=form, status=422)
    try:
        relations.relate(
            request.user,
            pk,
            form.cleaned_data["other"].pk,
            kind=form.cleaned_data["kind"],
            note=form.cleaned_data["note"],
        )
    except Refused as error:
        form.add_error(None, str(error))
        return _zone(request, claim, form=form, status=STATUS_OF[type(error)])
    return _done(request, claim, _("Relation added."))


@needs(Right.ANNOTATE)
@require_POST
def dismiss(request: Request, pk: int, other: int) -> HttpResponse:
    """A proposed contradiction is none."""
    relations.dismiss(request.user, pk, other)
    return _done(request, get_object_or_404(Claim, pk=pk), _("Noted: no contradiction."))


@needs(Right.ANNOTATE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a relation back."""
    row = relations.withdraw(request.user, pk, version=version_seen(request))
    return _done(request, _asking(request, row), _("Relation withdrawn."))


@needs(Right.ANNOTATE)
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    """Undo that."""
    row = relations.put_back(request.user, pk, version=version_seen(request))
    return _done(request, _asking(request, row), _("Relation put back."))


@needs(Right.READ)
@require_GET
def earlier(request: Request, pk: int, other: int) -> HttpResponse:
    """The earlier check of a related claim, with the words that differ, before anything of it is used."""
    claim, there, verdict = _earlier(pk, other)
    pieces = changes.diff(there.statement, claim.statement) if there.language == claim.language else []
    context = {"claim": claim, "there": there, "verdict": verdict, "pieces": pieces}
    return render(request, "claims/earlier_check.html", context)


def draft_from(claim: Claim, other: int) -> VerdictForm:
    """A verdict that begins with what the earlier check of a related claim found; nobody has signed it."""
    _claim, there, verdict = _earlier(claim.pk, other)
    rationale = _("As in C-%(number)d, “%(statement)s” (%(day)s): %(rationale)s") % {
        "number": there.pk,
        "statement": there.statement,
        "day": date_format(verdict.as_of, "j M Y"),
        "rationale": verdict.rationale,
    }
    return VerdictForm(
        initial={
            "status": verdict.status,
            "finding": verdict.finding,
            "confidence": verdict.confidence,
            "rationale": rationale[:10_000],
        }
    )


def _earlier(pk: int, other: int) -> tuple[Claim, Claim, Verdict]:
    """The two claims and the verdict of the other one, if they are related and it was checked; else not found."""
    claim = get_object_or_404(Claim, pk=pk)
    there = get_object_or_404(Claim, pk=other, stage__in=CHECKED)
    get_object_or_404(
        ClaimRelation.objects.standing().about(claim).filter(claim__in=[pk, other], other__in=[pk, other])
    )
    verdict = Verdict.objects.filter(claim=there).select_related("author").order_by("-pk").first()
    if verdict is None:
        raise Verdict.DoesNotExist
    return claim, there, verdict


def _offered(claim: Claim, words: str) -> list[Claim]:
    """Claims that hold the words, or the one with that number, newest first."""
    number = words.strip().upper().removeprefix("C-")
    if number.isascii() and number.isdigit() and len(number) < 16:
        return list(Claim.objects.filter(pk=int(number)).exclude(pk=claim.pk))
    return list(Claim.objects.containing(words).standing().exclude(pk=claim.pk).order_by("-pk")[:OFFERED])


def _asking(request: Request, row: ClaimRelation) -> Claim:
    """The one of the two claims from whose page the act came."""
    page = asking_page(request) or request.POST.get("next", "")
    return row.other if page.partition("?")[0].startswith(row.other.get_absolute_url()) else row.claim


def _done(request: Request, claim: Claim, said: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
    return _zone(request, claim, said=said)


def _zone(
    request: Request,
    claim: Claim,
    *,
    form: Form | None = None,
    status: int = 200,
    said: str = "",
    page: bool = False,
) -> HttpResponse:
    """The zone for htmx; else its place on the claim page, or (with a search or a refused form) a page of its own."""
    if not request.htmx and form is None and not page:
        return redirect(f"{claim.get_absolute_url()}#relations")
    words = (request.GET.get("q") or request.POST.get("q") or "")[:200]
    context: dict[str, Any] = {
        "claim": claim,
        **relations_of(request, claim, words if form or page else ""),
        "said": said,
    }
    if form:
        context["relation_form"] = form
    if not request.htmx:
        zone = "claims/components/relations.html"
        return render(request, "claims/zone.html", {**context, "zone": zone, "title": _("Relations")}, status=status)
    if said and asking_page(request).partition("?")[0] == claim.get_absolute_url():
        context["events"] = history_of(claim)
    response = render(request, "claims/_relations.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), "#relations")
