"""Signing verdicts: append-only, "as of" a date; blind where a second is needed; a third person decides a clash.

While the first of a blind pair is sealed, nothing of it is written anywhere but in its own row: claim, log and search
index get the words when the second is signed, or, on a clash, when a third person has decided.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Event, Verdict, search
from claims.models.claim import Credibility, Finding, Stage, Status
from claims.review.door import change, fresh
from claims.review.errors import NotReady, Unmet
from claims.review.permissions import Right, require
from claims.review.seconds import Round, Second, needs_second, round_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A verdict may be signed while the claim is being worked on; afterwards it has to be reopened first.
OPEN_FOR_VERDICTS = (Stage.NEW, Stage.IN_PROGRESS, Stage.CHANGES_REQUESTED, Stage.CORRECTING)
# The second of a pair, and the one that decides, may also come while the claim is reviewed.
OPEN_FOR_SECONDS = (*OPEN_FOR_VERDICTS, Stage.IN_REVIEW)
LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person says of a claim. `as_of` None means today, `finding` None the one that the claim has."""

    status: Status
    rationale: str
    finding: Finding | None = None
    confidence: Verdict.Confidence = Verdict.Confidence.MODERATE
    as_of: dt.date | None = None
    summary: str = ""
    credibility: Credibility | None = None

    def unmet(self) -> list[Unmet]:
        """What is missing or wrong in it."""
        rules = []
        if self.status not in Status.values:
            rules.append(Unmet(_("There is no status “%(key)s”.") % {"key": self.status}, "#verdict"))
        if self.finding and self.finding not in Finding.values:
            rules.append(Unmet(_("There is no finding “%(key)s”.") % {"key": self.finding}, "#verdict"))
        if not self.rationale.strip():
            rules.append(Unmet(_("Write a rationale: why this status?"), "#verdict"))
        if self.as_of and self.as_of > timezone.localdate():
            rules.append(Unmet(_("“As of” lies in the future."), "#verdict"))
        if len(" ".join(self.summary.split())) > LONGEST_SUMMARY:
            rules.append(Unmet(_("The public summary has more than %(n)d characters.") % {"n": LONGEST_SUMMARY}))
        return rules

    def fields(self, claim: Claim) -> dict[str, Any]:
        """The fields of the verdict that says so."""
        return {
            "status": self.status,
            "finding": self.finding or Finding(claim.finding),
            "confidence": self.confidence,
            "credibility": self.credibility or claim.credibility,
            "rationale": self.rationale.strip(),
            "summary": " ".join(self.summary.split()),
            "as_of": self.as_of or timezone.localdate(),
        }


@transaction.atomic
def sign_verdict(user: User, claim_id: int, *, version: int, blind: bool = False, **judgement: Any) -> Verdict:
    """Sign a verdict: sets status and finding of the claim and moves a new claim to `in_progress`.

    `judgement` is what `Judgement` takes. Where a second verdict is needed, or `blind` asks for one, it is the sealed
    first of a pair, or, when somebody else's is sealed, the blind second: then both are compared. Raises NotAllowed,
    NotReady or OutOfDate.
    """
    require(user, Right.ANNOTATE)
    claim = fresh(claim_id, version)
    said = Judgement(**judgement)
    stands = round_of(claim)
    is_second = stands.state is Second.AWAITED and user.pk not in stands.authors
    _refuse_unless_open(claim, OPEN_FOR_SECONDS if is_second else OPEN_FOR_VERDICTS)
    if stands.state is Second.CLASH:
        raise NotReady(_("Two verdicts on this claim differ. A third person decides between them first."))
    if unmet := said.unmet():
        raise NotReady.naming(unmet)
    if is_second:
        return _sign_second(user, claim, said, stands)
    return _sign_first(user, claim, said, sealed=blind or needs_second(claim))


@transaction.atomic
def decide(user: User, claim_id: int, *, version: int, **judgement: Any) -> Verdict:
    """Sign the verdict that decides between two that differ; only a reviewer who signed neither may."""
    require(user, Right.REVIEW)
    claim = fresh(claim_id, version)
    stands = round_of(claim)
    if stands.state is not Second.CLASH:
        raise NotReady(_("There are no two verdicts that differ."))
    if user.pk in stands.authors:
        raise NotReady(_("You signed one of the two verdicts. A third person decides."))
    _refuse_unless_open(claim, OPEN_FOR_SECONDS)
    said = Judgement(**judgement)
    if unmet := said.unmet():
        raise NotReady.naming(unmet)
    verdict = Verdict.objects.create(claim=claim, author=user, decides=stands.second, **said.fields(claim))
    _take_over(user, claim, verdict)
    return verdict


@transaction.atomic
def ask_for_second(user: User, claim_id: int, *, version: int) -> Claim:
    """Ask by hand that the next verdict on the claim is the first of a blind pair."""
    require(user, Right.ANNOTATE)
    claim = fresh(claim_id, version)
    _refuse_unless_open(claim, OPEN_FOR_SECONDS)
    if needs_second(claim):
        raise NotReady(_("The claim needs a blind second verdict already."))
    changed = change(claim, second_wanted=True)
    Event.objects.append(Event.Act.SECOND_ASKED, actor=user, claim=claim)
    return changed


def _refuse_unless_open(claim: Claim, stages: tuple[Stage, ...]) -> None:
    if claim.stage not in stages:
        raise NotReady(
            _("The claim is “%(stage)s”; a new verdict needs it back in progress.")
            % {"stage": claim.get_stage_display()}
        )


def _sign_first(user: User, claim: Claim, said: Judgement, *, sealed: bool) -> Verdict:
    verdict = Verdict.objects.create(claim=claim, author=user, awaits_second=sealed, **said.fields(claim))
    if not sealed:
        _take_over(user, claim, verdict)
        return verdict
    started = _started(claim)
    change(claim, second_wanted=True, **started)
    Event.objects.append(Event.Act.VERDICT, actor=user, claim=claim, new={"verdict": verdict.pk, "sealed": True})
    _log_start(user, claim, started)
    return verdict


def _sign_second(user: User, claim: Claim, said: Judgement, stands: Round) -> Verdict:
    verdict = Verdict.objects.create(claim=claim, author=user, blind_to=stands.first, **said.fields(claim))
    Event.objects.append(Event.Act.VERDICT, actor=user, claim=claim, new={"verdict": verdict.pk, "sealed": False})
    first = verdict.blind_to
    assert first is not None  # the state is AWAITED
    agree = verdict.agrees_with(first)
    pair = [{"verdict": v.pk, "status": v.status, "finding": v.finding} for v in (first, verdict)]
    new = {"agree": agree, "pair": pair}
    if agree:
        change(claim, status=first.status, finding=first.finding, credibility=first.credibility)
    else:
        change(claim)
    search.refresh([claim.pk])  # both rationales can be found
    Event.objects.append(Event.Act.COMPARED, actor=user, claim=claim, new=new, implied=True)
    return verdict


def _take_over(user: User, claim: Claim, verdict: Verdict) -> None:
    """Let the claim have what the verdict says, and log it."""
    old = {"status": claim.status, "finding": claim.finding}
    new = {"status": verdict.status, "finding": verdict.finding, "verdict": verdict.pk}
    started = _started(claim)
    axes = {"status": verdict.status, "finding": verdict.finding, "credibility": verdict.credibility}
    change(claim, **axes, **started)
    search.refresh([claim.pk])  # its rationale can be found
    Event.objects.append(Event.Act.VERDICT, actor=user, claim=claim, old=old, new=new)
    _log_start(user, claim, started)


def _started(claim: Claim) -> dict[str, Stage]:
    """A verdict on a new claim starts the work on it."""
    return {"stage": Stage.IN_PROGRESS} if claim.stage == Stage.NEW else {}


def _log_start(user: User, claim: Claim, started: dict[str, Stage]) -> None:
    if started:
        old = {"stage": Stage.NEW}
        Event.objects.append(Event.Act.STAGE, actor=user, claim=claim, old=old, new=started, implied=True)
