"""The one door for stage and verification status.

Pages, API, bulk acts and jobs all come through here. Every function checks role, present state and gates (the table in
`moves.py`), changes the row by a conditional update (`door.py`) and appends the Event, in one transaction. Verdicts are
signed in `verdicts.py`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, CoverageSchedule, Event
from claims.models.claim import CLOSED, Stage
from claims.publication.publish import publish, retract
from claims.review.door import change, fresh
from claims.review.errors import NotAllowed, NotReady
from claims.review.moves import Case, move_between
from claims.review.permissions import Right, may, require
from claims.review.verdicts import sign_verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Article, BulkAct

__all__ = ["assign", "change", "move", "reopen", "set_due", "set_gloss", "set_statement", "sign_verdict"]

WORDS = ("statement", "gloss", "gloss_language")


@transaction.atomic
def move(
    user: User,
    claim_id: int,
    to: Stage,
    *,
    version: int,
    note: str = "",
    kind: str = "",
    bulk: BulkAct | None = None,
) -> Claim:
    """Move a claim to another stage, alone or as part of an act on many (`bulk`); `note` and `kind` say what the table
    asks for. A move to readers, or one that takes back what they read, freezes what they see.

    Raises NotAllowed, NotReady (naming every rule that is not met) or OutOfDate; returns the changed claim.
    """
    require(user, Right.READ)
    claim = fresh(claim_id, version)
    check_move(user, claim, to, note, kind)
    old = Stage(claim.stage)
    changed = change(claim, stage=to)
    told: dict[str, object] = {"stage": to} | ({"note": note} if note else {})
    if to == Stage.PUBLISHED:
        told["version"] = publish(user, claim, before=old, note=note, kind=kind).version
    elif to == Stage.RETRACTED:
        told["version"] = retract(user, claim, note=note).version
    Event.objects.append(Event.Act.STAGE, actor=user, claim=claim, old={"stage": old}, new=told, bulk=bulk)
    CoverageSchedule.objects.reconsider(claim.pk)
    return changed


def reopen(claim_id: int) -> bool:
    """Let an approved claim be worked on again because something was noticed about it; its verdict and status stay.

    The only move that is nobody's: whoever notices says why in a `Reopening`. Returns whether the claim was approved.
    Call it in the transaction that writes the reason.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.stage != Stage.APPROVED:
        return False
    change(claim, stage=Stage.IN_PROGRESS)
    Event.objects.append(
        Event.Act.STAGE,
        claim=claim,
        old={"stage": Stage.APPROVED},
        new={"stage": Stage.IN_PROGRESS},
        implied=True,
    )
    CoverageSchedule.objects.reconsider(claim.pk)
    return True


def check_move(user: User, claim: Claim, to: Stage, note: str = "", kind: str = "") -> None:
    """Raises what `move` would: NotAllowed, or NotReady naming every rule that is not met."""
    found = move_between(claim.stage, to)
    if found is None:
        raise NotAllowed(
            _("A claim cannot go from “%(before)s” to “%(after)s”.")
            % {"before": claim.get_stage_display(), "after": Stage(to).label}
        )
    require(user, found.right)
    unmet = found.unmet(Case(user, claim)) + found.unsaid(note, kind)
    if unmet:
        raise NotReady.naming(unmet)


@transaction.atomic
def assign(user: User, claim_id: int, to: User | None, *, version: int, bulk: BulkAct | None = None) -> Claim:
    """Give a claim to somebody, take it, or (None) put it back."""
    check_assign(user, to)
    claim = fresh(claim_id, version)
    old = claim.assigned_to
    changed = change(claim, assigned_to=to)
    Event.objects.append(Event.Act.ASSIGNED, actor=user, claim=claim, old=_person(old), new=_person(to), bulk=bulk)
    return changed


def check_assign(user: User, to: User | None) -> None:
    """Raises the NotAllowed that `assign` would."""
    require(user, Right.ANNOTATE)
    if to is not None and not may(to, Right.ANNOTATE):
        raise NotAllowed(_("%(person)s may not change claims.") % {"person": to.get_full_name() or to.get_username()})


@transaction.atomic
def set_due(user: User, claim_id: int, day: dt.date | None, *, version: int, bulk: BulkAct | None = None) -> Claim:
    """Say by which day the claim should be checked, or (None) that no day is set."""
    require(user, Right.ANNOTATE)
    claim = fresh(claim_id, version)
    refuse_if_closed(claim)
    old = claim.due
    changed = change(claim, due=day)
    Event.objects.append(
        Event.Act.DUE_SET, actor=user, claim=claim, old={"due": _iso(old)}, new={"due": _iso(day)}, bulk=bulk
    )
    return changed


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _person(user: User | None) -> dict[str, object]:
    """Who, with the name as it is now: the log stays readable when the person has left."""
    return {"person": user.pk, "name": user.get_full_name() or user.get_username()} if user else {"person": None}


@transaction.atomic
def set_statement(
    user: User,
    claim_id: int,
    *,
    statement: str,
    version: int,
    gloss: str | None = None,
    gloss_language: str | None = None,
    article: Article | None = None,
) -> Claim:
    """Change the statement, and the gloss with its language when given, while nobody has approved the claim.

    `article` is the one on whose page it was done: there it can be undone.
    """
    require(user, Right.ANNOTATE)
    claim = fresh(claim_id, version)
    statement = " ".join(statement.split())
    if not statement:
        raise NotReady(_("A claim needs a statement."))
    if len(statement) > 400:
        raise NotReady(_("A statement has at most 400 characters; this one has %(n)d.") % {"n": len(statement)})
    refuse_if_closed(claim)
    gloss = claim.gloss if gloss is None else " ".join(gloss.split())
    if len(gloss) > 400:
        raise NotReady(_("A gloss has at most 400 characters; this one has %(n)d.") % {"n": len(gloss)})
    language = claim.gloss_language if gloss_language is None else gloss_language
    if gloss and language == claim.language:
        raise NotReady(_("A gloss is in another language than the statement; choose which."))
    old = {name: getattr(claim, name) for name in WORDS}
    new = {"statement": statement, "gloss": gloss, "gloss_language": language if gloss else ""}
    if old == new:
        return claim
    changed = change(claim, **new)
    Event.objects.append(Event.Act.STATEMENT_CHANGED, actor=user, claim=claim, article=article, old=old, new=new)
    return changed


def set_gloss(
    user: User, claim_id: int, *, gloss: str, language: str, version: int, article: Article | None = None
) -> Claim:
    """Say the statement in another language, or (empty) take the gloss away. Refusals as for `set_statement`."""
    statement = Claim.objects.values_list("statement", flat=True).get(pk=claim_id)
    return set_statement(
        user,
        claim_id,
        statement=statement,
        gloss=gloss,
        gloss_language=language,
        version=version,
        article=article,
    )


def refuse_if_closed(claim: Claim) -> None:
    """Raises NotReady for a claim that is closed. Lock the row first, or it may be between this and the change."""
    if claim.stage in CLOSED:
        raise NotReady(
            _("The claim is “%(stage)s”; reopen it before changing its words or its appearances.")
            % {"stage": claim.get_stage_display()}
        )


def appearance_moves(*claim_ids: int) -> None:
    """Let an appearance go from one claim to another: whoever reviews one of them in an older version is told.

    Raises NotReady when one of them is approved.
    """
    for claim in Claim.objects.select_for_update().filter(pk__in=claim_ids).order_by("pk"):
        refuse_if_closed(claim)
        if claim.stage == Stage.IN_REVIEW:
            change(claim)
