"""The right of reply: whom the desk asked about a claim, until when, and what came back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Event, ReplyRequest
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Event.Act


@transaction.atomic
def ask(
    user: User,
    claim_id: int,
    *,
    whom: str,
    how: str,
    question: str = "",
    asked_on: dt.date | None = None,
    due_on: dt.date | None = None,
) -> ReplyRequest:
    """Write down that somebody was asked. Raises NotAllowed, or NotReady for days that do not fit."""
    require(user, Right.ANNOTATE)
    claim = Claim.objects.get(pk=claim_id)
    today = timezone.localdate()
    asked_on = asked_on or today
    if not whom.strip():
        raise NotReady(_("Say whom you asked."))
    if how not in ReplyRequest.How.values:
        raise NotReady(_("Say how you asked."))
    if asked_on > today:
        raise NotReady(_("You cannot have asked on a day that lies in the future."))
    if due_on and due_on < asked_on:
        raise NotReady(_("The answer cannot be due before it was asked for."))
    made = ReplyRequest.objects.create(
        claim=claim, whom=" ".join(whom.split()), how=how, question=question.strip(), asked_on=asked_on,
        due_on=due_on, created_by=user,
    )  # fmt: skip
    _log(Act.REPLY_ASKED, user, made, {}, {"due": due_on.isoformat() if due_on else ""})
    return made


@transaction.atomic
def answered(
    user: User,
    pk: int,
    *,
    version: int,
    answered_on: dt.date | None = None,
    answer: str = "",
    corrected: str = "",
) -> ReplyRequest:
    """Write down what came back. Raises NotAllowed, OutOfDate, or NotReady for a day that does not fit."""
    require(user, Right.ANNOTATE)
    reply = _fresh(pk, version)
    today = timezone.localdate()
    answered_on = answered_on or today
    if not reply.asked_on <= answered_on <= today:
        raise NotReady(_("The day of the answer lies between the question and today."))
    if corrected not in ReplyRequest.Corrected.values:
        raise NotReady(_("Say whether it was corrected: yes, partly, no, or not known."))
    old = {"answer": reply.answer, "corrected": reply.corrected}
    new = {"answer": answer.strip(), "corrected": corrected}
    _write(reply, answered_on=answered_on, **new)
    _log(Act.REPLY_ANSWERED, user, reply, old, new)
    return reply


@transaction.atomic
def withdraw(user: User, pk: int, *, version: int) -> ReplyRequest:
    """Take a request out that was a mistake. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    reply = _fresh(pk, version)
    if reply.withdrawn_at is None:
        _write(reply, withdrawn_at=timezone.now())
        _log(Act.REPLY_WITHDRAWN, user, reply, {}, {})
    return reply


@transaction.atomic
def put_back(user: User, pk: int, *, version: int) -> ReplyRequest:
    """Undo that. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    reply = _fresh(pk, version)
    if reply.withdrawn_at is not None:
        _write(reply, withdrawn_at=None)
        _log(Act.REPLY_RESTORED, user, reply, {}, {})
    return reply


def _fresh(pk: int, version: int) -> ReplyRequest:
    reply = ReplyRequest.objects.select_for_update(of=("self",)).select_related("claim").get(pk=pk)
    if reply.version != version:
        words = _("Somebody else changed this request while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, reply)
    return reply


def _write(reply: ReplyRequest, **fields: Any) -> None:
    ReplyRequest.objects.filter(pk=reply.pk).update(**fields, version=reply.version + 1)
    reply.refresh_from_db()


def _log(act: Event.Act, user: User, reply: ReplyRequest, old: dict[str, Any], new: dict[str, Any]) -> None:
    Event.objects.append(
        act, actor=user, claim=reply.claim, old=old, new={**new, "reply": reply.pk, "whom": reply.whom}
    )
