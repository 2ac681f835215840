"""An act on many claims: its preview, doing it, how it ended, and taking it back. Works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import jobs
from claims.filters.kinds import filter_of
from claims.forms.bulk import ARTICLE, PAGE, TICKED, ChoiceForm, DoForm
from claims.models import BulkAct, Claim, Job, SavedView
from claims.models.claim import Stage
from claims.review import bulk, bulk_undo
from claims.review.bulk import Planned, Wanted
from claims.review.errors import NotReady, Refused
from claims.review.permissions import Right
from claims.templatetags.people import person
from claims.views.access import Request, needs
from claims.views.claims import PER_PAGE
from claims.views.errors import title_of

Kind = BulkAct.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One claim of the preview: how it is now, how it would be, or the kind of refusal and its words."""

    claim: Claim
    now: str
    then: str = ""
    refusal: str = ""
    why: str = ""


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def many(request: Request) -> HttpResponse:
    """GET: what an act would do to the chosen claims. POST: do it to the rows that the preview showed."""
    if request.method == "POST":
        return _do(request)
    form = ChoiceForm(request.GET, user=request.user)
    form.is_valid()
    chosen, more = _chosen(request, form)
    context: dict[str, Any] = {
        "form": form,
        "kind": form.kind,
        "chosen": chosen,
        "more": more,
        "most": bulk.MOST,
        "article": form.cleaned_data.get("article"),
        "back": _list_address(form.cleaned_data.get("query", "")),
        "missing": form.missing() if form.kind else "",
    }
    if form.kind and form.is_valid() and not context["missing"]:
        context |= _preview(request, form.wanted(), chosen)
    return render(request, "claims/bulk.html", context)


@needs(Right.READ)
@require_GET
def bulk_act(request: Request, pk: int) -> HttpResponse:
    """How an act went, or how far it has come."""
    act = get_object_or_404(BulkAct.objects.select_related("actor"), pk=pk)
    unfinished = not act.is_done or (act.taking_back and not act.is_undone)
    claims = Claim.objects.only("statement", "language").in_bulk([row[0] for row in act.rows])
    refused = {row[0] for row in act.refused}
    kept = {row[0] for row in act.kept}
    tried = [row[0] for row in act.rows[: act.settled]]
    context = {
        "act": act,
        "words": _told(act),
        "job": act.jobs.select_related("bulk").order_by("-pk").first() if unfinished else None,
        "done": [claims[one] for one in tried if one in claims and one not in refused and one not in kept],
        "refused": _named(claims, act.refused),
        "kept": _named(claims, act.kept),
        "may_undo": act.actor_id == request.user.pk and act.is_done and act.done and not act.taking_back,
        "back": _list_address(act.query),
    }
    return render(request, "claims/bulk_act.html", context)


@needs(Right.ANNOTATE)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take an own act back; a long one in the background."""
    act = bulk_undo.begin(request.user, pk)
    if act.done > bulk.DIRECTLY:
        jobs.enqueue(Job.Kind.UNDO_BULK, bulk=act)
    else:
        bulk_undo.carry_back(act)
    return redirect(act)


def _do(request: Request) -> HttpResponse:
    form = DoForm(request.POST, user=request.user)
    if not form.is_valid():
        raise NotReady(" ".join(str(words) for errors in form.errors.values() for words in errors))
    data = form.cleaned_data
    act = bulk.begin(request.user, form.wanted(), data["rows"], query=data["query"])
    if act.total > bulk.DIRECTLY:
        jobs.enqueue(Job.Kind.BULK, bulk=act)
    else:
        bulk.carry_out(act)
    return redirect(act)


def _chosen(request: Request, form: ChoiceForm) -> tuple[list[int], bool]:
    """(the chosen claims in the order of the list, whether there are more than are changed at once)."""
    scope = form.cleaned_data.get("scope") or TICKED
    if scope == TICKED:
        ticked = form.ticked()
        return ticked[: bulk.MOST], len(ticked) > bulk.MOST
    if scope == ARTICLE:
        article = form.cleaned_data.get("article")
        found = Claim.objects.in_article(article).standing() if article else Claim.objects.none()
        of_it = list(found.order_by("-check_score", "pk").values_list("pk", flat=True)[: bulk.MOST + 1])
        return of_it[: bulk.MOST], len(of_it) > bulk.MOST
    query, place = (form.cleaned_data.get(name, "") for name in ("query", "place"))
    asked = QueryDict(f"{query.removeprefix('?')}&{place if scope == PAGE else ''}")
    filterset = filter_of(SavedView.Kind.CLAIMS, asked, request.user)
    if scope == PAGE:
        return filterset.page(PER_PAGE).ids, False
    found = filterset.qs.values_list("pk", flat=True)
    all_of_it = list(found[: bulk.MOST + 1])
    return all_of_it[: bulk.MOST], len(all_of_it) > bulk.MOST


def _preview(request: Request, wanted: Wanted, chosen: list[int]) -> dict[str, Any]:
    """What would happen to each claim, and the rows that will be sent back."""
    found = Claim.objects.select_related("assigned_to").in_bulk(chosen)
    plans = bulk.plan(request.user, wanted, [found[pk] for pk in chosen if pk in found])
    change = [one for one in plans if not (one.already or one.refused)]
    return {
        "change": [Line(one.claim, _now(wanted, one.claim), _then(wanted, one)) for one in change],
        "already": [Line(one.claim, _now(wanted, one.claim)) for one in plans if one.already],
        "refused": [
            Line(one.claim, _now(wanted, one.claim), refusal=title_of(one.refused), why=str(one.refused))
            for one in plans
            if one.refused
        ],
        "shares": _shares(change) if wanted.kind == Kind.SHARE else [],
        "rows": " ".join(_row(one) for one in change),
    }


def _row(one: Planned) -> str:
    who = f".{one.person.pk}" if one.person else ""
    return f"{one.claim.pk}.{one.claim.version}{who}"


def _shares(change: list[Planned]) -> list[tuple[User, int]]:
    """How many claims each person gets."""
    shares: dict[User, int] = {}
    for one in change:
        if one.person:
            shares[one.person] = shares.get(one.person, 0) + 1
    return list(shares.items())


def _now(wanted: Wanted, claim: Claim) -> str:
    if wanted.kind == Kind.MOVE:
        return str(claim.get_stage_display())
    if wanted.kind == Kind.DUE:
        return date_format(claim.due, "j M Y") if claim.due else _("no due date")
    return person(claim.assigned_to) if claim.assigned_to else _("nobody")


def _then(wanted: Wanted, one: Planned) -> str:
    if wanted.kind == Kind.MOVE:
        return str(Stage(wanted.stage).label)
    if wanted.kind == Kind.DUE:
        return date_format(wanted.due, "j M Y") if wanted.due else _("no due date")
    return person(one.person) if one.person else _("nobody")


def _told(act: BulkAct) -> str:
    """The act in words, for its heading."""
    if act.kind == Kind.MOVE:
        return _("Move to “%(stage)s”") % {"stage": Stage(act.stage).label}
    if act.kind == Kind.DUE:
        return _("Due %(day)s") % {"day": date_format(act.due, "j M Y")} if act.due else _("No due date")
    if act.kind == Kind.ASSIGN:
        who = User.objects.filter(pk=act.rows[0][2]).first()
        return _("Assign to %(person)s") % {"person": person(who) if who else "?"}
    words = {Kind.TAKE: _("Take"), Kind.PUT_BACK: _("Put back"), Kind.SHARE: _("Share out")}
    return words[Kind(act.kind)]


def _named(claims: dict[int, Claim], rows: list[list[Any]]) -> list[tuple[Claim | None, str, str]]:
    """(claim, kind of refusal, words) of what was not done."""
    kinds = {kind.__name__: kind for kind in Refused.__subclasses__()}
    return [(claims.get(claim), title_of(kinds[kind]("")), words) for claim, kind, words in rows if kind in kinds]


def _list_address(query: str) -> str:
    address, query = reverse("claims:claims"), query.removeprefix("?").rstrip("&")
    return f"{address}?{query}" if query else address
