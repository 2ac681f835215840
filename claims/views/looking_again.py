"""When and why to look at a claim again, and whom the desk asked about it: zones at the side of the claim page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from claims.forms.dossier_zones import AnswerForm, RecheckForm, ReplyForm
from claims.models import Claim, Event, Reopening, ReplyRequest
from claims.review import reopenings, replies
from claims.review.errors import OutOfDate, Refused
from claims.review.permissions import Right
from claims.views import conflicts
from claims.views.access import Request, asking_page, needs
from claims.views.conflicts import Conflict, Faster, Place
from claims.views.coverage import history_of
from claims.views.errors import STATUS_OF
from claims.views.versions_seen import version_seen


def looks_of(claim: Claim) -> dict[str, Any]:
    """What the zones show: open reasons, the next day, and the requests with their forms."""
    reasons = list(claim.reopenings.listed())
    rows = list(claim.reply_requests.all())
    for row in rows:
        row.form = _answer_form(row)  # type: ignore[attr-defined]
    return {
        "reasons": [reason for reason in reasons if reason.settled_at is None],
        "reasons_settled": [reason for reason in reasons if reason.settled_at],
        "recheck_form": RecheckForm(
            initial={"seen_day": claim.recheck_on, "recheck_on": claim.recheck_on}, auto_id="recheck-%s"
        ),
        "replies": [row for row in rows if row.withdrawn_at is None],
        "replies_withdrawn": [row for row in rows if row.withdrawn_at],
        "reply_form": ReplyForm(auto_id="reply-%s"),
    }


@needs(Right.ANNOTATE)
@require_POST
def recheck(request: Request, pk: int) -> HttpResponse:
    """Set the day to look again, or none."""
    claim = get_object_or_404(Claim, pk=pk)
    form = RecheckForm(conflicts.picked(request.POST), auto_id="recheck-%s")

    def act(data: dict[str, Any]) -> str:
        reopenings.set_recheck(request.user, pk, data["recheck_on"], seen=data["seen_day"])
        return _("Day to look again saved.")

    return _act(request, claim, "recheck_form", form, act, _conflict_of_day)


@needs(Right.ANNOTATE)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Note that somebody was asked for a reply."""
    claim = get_object_or_404(Claim, pk=pk)

    def act(data: dict[str, Any]) -> str:
        replies.ask(request.user, pk, **data)
        return _("Request noted.")

    return _act(request, claim, "reply_form", ReplyForm(request.POST, auto_id="reply-%s"), act)


@needs(Right.ANNOTATE)
@require_POST
def answered(request: Request, pk: int) -> HttpResponse:
    """Note what came back."""
    row = get_object_or_404(ReplyRequest.objects.select_related("claim"), pk=pk)

    def act(data: dict[str, Any]) -> str:
        replies.answered(request.user, pk, **data)
        return _("Answer noted.")

    form = AnswerForm(conflicts.picked(request.POST), auto_id=f"answer-{pk}-%s")
    return _act(request, row.claim, f"answer-{pk}", form, act, _conflict_of_answer)


@needs(Right.ANNOTATE)
@require_POST
def reply_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a request out."""
    row = replies.withdraw(request.user, pk, version=version_seen(request))
    return _done(request, row.claim, _("Request withdrawn."))


@needs(Right.ANNOTATE)
@require_POST
def reply_restore(request: Request, pk: int) -> HttpResponse:
    """Undo that."""
    row = replies.put_back(request.user, pk, version=version_seen(request))
    return _done(request, row.claim, _("Request put back."))


@needs(Right.ANNOTATE)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Note that the person looked again; `undo` takes that back."""
    act = reopenings.unsettle if request.POST.get("undo") else reopenings.settle
    get_object_or_404(Reopening, pk=pk)
    return _done(request, act(request.user, pk).claim, _("Noted."))


def _act(
    request: Request,
    claim: Claim,
    name: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    conflict: Callable[[Request, Claim, Form], Conflict] | None = None,
) -> HttpResponse:
    """Check the form, do the act, show the zones: with what was done, with what was refused and typed, or (`conflict`)
    with both versions of what somebody else changed meanwhile."""
    if conflict and (mine := conflicts.writing_on(request.POST)):
        return _zone(request, claim, refused=(name, type(form)(initial=mine, auto_id=form.auto_id)))
    if not form.is_valid():
        return _zone(request, claim, refused=(name, form), status=422)
    try:
        said = act(form.cleaned_data)
    except Refused as error:
        if conflict and isinstance(error, OutOfDate):
            claim.refresh_from_db()
            return _zone(request, claim, conflict=(name, conflict(request, claim, form)), status=409)
        form.data = {**request.POST.dict(), **_fresh(claim, name)}
        form.add_error(None, str(error))
        return _zone(request, claim, refused=(name, form), status=STATUS_OF[type(error)])
    claim.refresh_from_db()
    return _done(request, claim, said)


def _fresh(claim: Claim, name: str) -> dict[str, str]:
    """The versions as they are now, so that what was typed can be sent again."""
    claim.refresh_from_db()
    if not name.startswith("answer-"):
        return {"seen_day": claim.recheck_on.isoformat() if claim.recheck_on else ""}
    return {"version": str(ReplyRequest.objects.get(pk=int(name.removeprefix("answer-"))).version)}


def _conflict_of_day(request: Request, claim: Claim, mine: Form) -> Conflict:
    initial = {"seen_day": claim.recheck_on, "recheck_on": claim.recheck_on}
    event = Event.objects.history().filter(claim=claim, act=Event.Act.RECHECK_SET).first()
    return conflicts.of_form(
        request.user,
        mine,
        RecheckForm(initial=initial, auto_id="recheck-%s"),
        _place("recheck", claim, reverse("claims:claim_recheck", args=[claim.pk])),
        Faster(event, _("%(who)s set another day at %(time)s"), _("Somebody else set another day meanwhile")),
    )


def _conflict_of_answer(request: Request, claim: Claim, mine: Form) -> Conflict:
    """Both versions of an answer; raises OutOfDate when the request was withdrawn: then there is nothing to choose."""
    row = next(row for row in claim.reply_requests.all() if f"answer-{row.pk}-%s" == mine.auto_id)
    if row.withdrawn_at:
        raise OutOfDate(_("Somebody withdrew this request meanwhile. Nothing of yours was saved."))
    event = Event.objects.history().filter(claim=claim, new__reply=row.pk).first()
    faster = Faster(event, _("%(who)s changed this answer at %(time)s"), _("Somebody else changed this answer"))
    return conflicts.of_form(
        request.user,
        mine,
        _answer_form(row),
        _place(f"answer-{row.pk}", claim, reverse("claims:reply_answered", args=[row.pk]), draft=f"answer-{row.pk}"),
        faster,
        languages={"answer": ("", "")},
    )


def _place(name: str, claim: Claim, address: str, draft: str = "") -> Place:
    return Place(name=name, address=address, theirs=f"{claim.get_absolute_url()}#look-again", draft=draft)


def _answer_form(row: ReplyRequest) -> AnswerForm:
    names = ("version", "answer", "corrected", "answered_on")
    return AnswerForm(initial={name: getattr(row, name) for name in names}, auto_id=f"answer-{row.pk}-%s")


def _done(request: Request, claim: Claim, said: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
    return _zone(request, claim, said=said)


def _zone(
    request: Request,
    claim: Claim,
    *,
    refused: tuple[str, Form] | None = None,
    conflict: tuple[str, Conflict] | None = None,
    status: int = 200,
    said: str = "",
) -> HttpResponse:
    """The zones for htmx; else their place on the claim page, or (with a refused form or a conflict) a page of their
    own."""
    if not request.htmx and refused is None and conflict is None:
        return redirect(f"{claim.get_absolute_url()}#look-again")
    context: dict[str, Any] = {"claim": claim, **looks_of(claim), "said": said}
    if refused:
        name, form = refused
        context[name] = form
        for row in context["replies"]:
            if name == f"answer-{row.pk}":
                row.form, row.open = form, True
    if conflict:
        context |= {"conflict_at": conflict[0], "conflict_form": conflict[1]}
        for row in context["replies"]:
            row.conflict = conflict[0] == f"answer-{row.pk}"
    if not request.htmx:
        zone = "claims/components/looking_again.html"
        return render(
            request,
            "claims/zone.html",
            {**context, "zone": zone, "title": pgettext("at a claim", "Look again")},
            status=status,
        )
    if said and asking_page(request).partition("?")[0] == claim.get_absolute_url():
        context["events"] = history_of(claim)
    response = render(request, "claims/_looking_again.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), "#look-again")
