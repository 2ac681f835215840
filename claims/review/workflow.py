"""The one door for stage and verification status.

Pages, API, bulk acts and jobs all come through here. Every function checks role, present state and gates (the table in
`moves.py`), changes the row by a conditional update and appends the Event, in one transaction.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Event, Verdict, search
from claims.models.claim import CLOSED, Finding, Stage, Status
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.moves import move_between
from claims.review.permissions import Right, may, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Article

# A verdict may be signed while the claim is being worked on; afterwards it has to be reopened first.
OPEN_FOR_VERDICTS = (Stage.NEW, Stage.IN_PROGRESS, Stage.CHANGES_REQUESTED)

WORDS = ("statement", "gloss", "gloss_language")


@transaction.atomic
def move(user: User, claim_id: int, to: Stage, *, version: int, note: str = "") -> Claim:
    """Move a claim to another stage.

    Raises NotAllowed, NotReady (naming every rule that is not met) or OutOfDate; returns the changed claim.
    """
    require(user, Right.READ)
    claim = _fresh(claim_id, version)
    found = move_between(claim.stage, to)
    if found is None:
        raise NotAllowed(
            _("A claim cannot go from “%(before)s” to “%(after)s”.")
            % {"before": claim.get_stage_display(), "after": Stage(to).label}
        )
    require(user, found.right)
    unmet = found.unmet(user, claim) + found.unsaid(note)
    if unmet:
        raise NotReady.naming(unmet)
    old = claim.stage
    changed = change(claim, stage=to)
    Event.objects.append(
        Event.Act.STAGE,
        actor=user,
        claim=claim,
        old={"stage": old},
        new={"stage": to, **({"note": note} if note else {})},
    )
    return changed


@transaction.atomic
def sign_verdict(
    user: User,
    claim_id: int,
    *,
    status: Status,
    rationale: str,
    version: int,
    finding: Finding | None = None,
    confidence: Verdict.Confidence = Verdict.Confidence.MODERATE,
    as_of: dt.date | None = None,
) -> Verdict:
    """Sign a verdict: sets status and finding of the claim and moves a new claim to `in_progress`.

    `as_of` defaults to today and may not lie in the future. Raises NotAllowed, NotReady or OutOfDate.
    """
    require(user, Right.ANNOTATE)
    claim = _fresh(claim_id, version)
    if claim.stage not in OPEN_FOR_VERDICTS:
        raise NotReady(
            _("The claim is “%(stage)s”; a new verdict needs it back in progress.")
            % {"stage": claim.get_stage_display()}
        )
    if not rationale.strip():
        raise NotReady(_("Write a rationale: why this status?"))
    today = timezone.localdate()
    if as_of and as_of > today:
        raise NotReady(_("“As of” lies in the future."))
    finding = finding or Finding(claim.finding)
    verdict = Verdict.objects.create(
        claim=claim,
        author=user,
        finding=finding,
        status=status,
        confidence=confidence,
        rationale=rationale.strip(),
        as_of=as_of or today,
    )
    old = {"status": claim.status, "finding": claim.finding}
    new = {"status": status, "finding": finding, "verdict": verdict.pk}
    started = claim.stage == Stage.NEW
    change(claim, status=status, finding=finding, **({"stage": Stage.IN_PROGRESS} if started else {}))
    search.refresh([claim.pk])  # its rationale can be found
    Event.objects.append(Event.Act.VERDICT, actor=user, claim=claim, old=old, new=new)
    if started:
        Event.objects.append(
            Event.Act.STAGE,
            actor=user,
            claim=claim,
            old={"stage": Stage.NEW},
            new={"stage": Stage.IN_PROGRESS},
            implied=True,
        )
    return verdict


@transaction.atomic
def assign(user: User, claim_id: int, to: User | None, *, version: int) -> Claim:
    """Give a claim to somebody, take it, or (None) put it back."""
    require(user, Right.ANNOTATE)
    if to is not None and not may(to, Right.ANNOTATE):
        raise NotAllowed(_("%(person)s may not change claims.") % {"person": to.get_full_name() or to.get_username()})
    claim = _fresh(claim_id, version)
    old = claim.assigned_to
    changed = change(claim, assigned_to=to)
    Event.objects.append(Event.Act.ASSIGNED, actor=user, claim=claim, old=_person(old), new=_person(to))
    return changed


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
    claim = _fresh(claim_id, version)
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


def change(claim: Claim, **fields: object) -> Claim:
    """Write fields of a claim if it is still the version that was read; raises OutOfDate when it is not."""
    changed = Claim.objects.filter(pk=claim.pk, version=claim.version).update(
        **fields, version=claim.version + 1, updated_at=timezone.now()
    )
    if not changed:
        raise OutOfDate(_("Somebody else changed this claim just now. Nothing of yours was saved."))
    claim.refresh_from_db()
    if {"statement", "gloss"} & fields.keys():
        search.refresh([claim.pk])
    return claim


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


def _fresh(claim_id: int, version: int) -> Claim:
    """The claim as it is now; OutOfDate when it is no longer the version the person saw."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.version != version:
        raise OutOfDate(_("Somebody else changed this claim while you looked at it. Nothing of yours was saved."))
    return claim
