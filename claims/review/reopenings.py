"""Reasons to look at a checked claim again: noticed by a periodic job, told once each, settled by people.

An approved claim goes back in progress through the workflow's door. No status ever changes here: whether a verdict
still holds is for whoever looks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import watch
from claims.models import Claim, CoverageMatch, Event, Evidence, Reanchoring, Reopening, ReplyRequest, Verdict
from claims.models.claim import Stage
from claims.review import workflow
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Reason = Reopening.Reason
LEFT_ASIDE = (Stage.NOT_CHECKWORTHY, Stage.DUPLICATE, Stage.ARCHIVED)
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed about which claim; `key` tells it from everything else noticed about that claim."""

    claim: int
    reason: str
    key: str
    article: int | None = None
    evidence: int | None = None
    reply: int | None = None


def look_for_reasons() -> int:
    """Notice everything that is new; returns how many reasons were written. Safe to repeat at any time."""
    known = set(Reopening.objects.values_list("claim_id", "key"))
    new = [noticed for noticed in _everything(known) if (noticed.claim, noticed.key) not in known]
    return sum(_tell(noticed) for noticed in new[:MOST_AT_ONCE])


@transaction.atomic
def settle(user: User, pk: int) -> Reopening:
    """Note that the person looked, and what was decided stands or was decided anew. Raises NotAllowed or NotReady."""
    return _settle(user, pk, timezone.now())


@transaction.atomic
def unsettle(user: User, pk: int) -> Reopening:
    """Take that back."""
    return _settle(user, pk, None)


@transaction.atomic
def set_recheck(user: User, claim_id: int, day: dt.date | None, *, seen: dt.date | None) -> Claim:
    """Say when to look again, or (None) never, where the person saw the day `seen`. The claim's version stays, so that
    no form beside it grows stale. Raises NotAllowed, OutOfDate, or NotReady for a day that is over."""
    require(user, Right.ANNOTATE)
    if day == seen:
        return Claim.objects.get(pk=claim_id)
    if day and day <= timezone.localdate():
        raise NotReady(_("The day to look again lies in the future."))
    if not Claim.objects.filter(pk=claim_id, recheck_on=seen).update(recheck_on=day):
        raise OutOfDate(_("Somebody else set another day meanwhile. Nothing of yours was saved."))
    claim = Claim.objects.get(pk=claim_id)
    Event.objects.append(
        Event.Act.RECHECK_SET, actor=user, claim=claim, old={"day": _iso(seen)}, new={"day": _iso(day)}
    )
    return claim


def _everything(known: set[tuple[int, str]]) -> Iterator[Noticed]:
    """All that is a reason now, about claims that were judged and not left aside. `known` is what was noticed before;
    it comes again, but for what takes reading texts."""
    judged = Claim.objects.filter(Exists(Verdict.objects.filter(claim=OuterRef("pk")))).exclude(stage__in=LEFT_ASIDE)
    for pk, day in judged.filter(recheck_on__lte=timezone.localdate()).values_list("pk", "recheck_on"):
        yield Noticed(pk, Reason.RECHECK, f"recheck:{day}")
    for reply in ReplyRequest.objects.overdue():
        yield Noticed(reply.claim_id, Reason.REPLY_OVERDUE, f"reply:{reply.pk}:{reply.due_on}", reply=reply.pk)
    yield from _in_coverage(judged)
    yield from _in_evidence(judged)
    for claim, row, article in (
        Reanchoring.objects.telling()
        .filter(attribution__claim__in=judged)
        .values_list("attribution__claim", "pk", "article")
    ):
        yield Noticed(claim, Reason.VERSION, f"version:{row}", article=article)
    for claim, origin in watch.told_of(judged, known):
        article_id = origin.article.pk if origin.article else None
        evidence_id = origin.evidence.pk if origin.evidence else None
        yield Noticed(claim, Reason.DOWNSTREAM, origin.key, article=article_id, evidence=evidence_id)


def _in_coverage(judged: QuerySet[Claim]) -> Iterator[Noticed]:
    """Coverage that contradicts a claim and was found after the last verdict that stands; newer versions of related."""
    signed_since = Verdict.objects.filter(claim=OuterRef("claim"), created_at__gt=OuterRef("found_at"))
    rows = CoverageMatch.objects.filter(claim__in=judged).exclude(decision=CoverageMatch.Decision.NOT_RELATED)
    against = rows.filter(~Exists(signed_since), relation=CoverageMatch.Relation.CONTRADICTS)
    for claim, article in against.values_list("claim", "article"):
        yield Noticed(claim, Reason.CONTRADICTED, f"coverage:{article}", article=article)
    related = rows.filter(decision=CoverageMatch.Decision.RELATED, article__superseded_by__isnull=False)
    for claim, article in related.values_list("claim", "article__superseded_by"):
        yield Noticed(claim, Reason.CORRECTED, f"corrected:{article}", article=article)


def _in_evidence(judged: QuerySet[Claim]) -> Iterator[Noticed]:
    """Links that are gone or changed, and articles of which a newer version came."""
    standing = Evidence.objects.standing().filter(claim__in=judged)
    for evidence in standing.flagged().listed():
        reason = Reason.EVIDENCE_GONE if evidence.flag == "gone" else Reason.EVIDENCE_CHANGED
        copy = evidence.copy.pk if evidence.copy else 0  # archived anew and changed again: told again
        yield Noticed(evidence.claim_id, reason, f"{evidence.flag}:{evidence.pk}:{copy}", evidence=evidence.pk)
    newer = standing.filter(article__superseded_by__isnull=False).annotate(newer=F("article__superseded_by"))
    for claim, pk, article in newer.values_list("claim", "pk", "newer"):
        yield Noticed(claim, Reason.CORRECTED, f"corrected:{article}", article=article, evidence=pk)


@transaction.atomic
def _tell(noticed: Noticed) -> bool:
    """Write the reason, log it, and let an approved claim be worked on again; False when it was told meanwhile."""
    try:
        with transaction.atomic():
            made = Reopening.objects.create(
                claim_id=noticed.claim,
                reason=noticed.reason,
                key=noticed.key,
                article_id=noticed.article,
                evidence_id=noticed.evidence,
                reply_id=noticed.reply,
            )
    except IntegrityError:
        return False
    Event.objects.append(
        Event.Act.LOOK_AGAIN, claim_id=noticed.claim, article_id=noticed.article, new={"reason": noticed.reason}
    )
    if workflow.reopen(noticed.claim):
        Reopening.objects.filter(pk=made.pk).update(reopened=True)
    return True


def _settle(user: User, pk: int, at: dt.datetime | None) -> Reopening:
    require(user, Right.ANNOTATE)
    reason = Reopening.objects.select_for_update(of=("self",)).select_related("claim").get(pk=pk)
    if (reason.settled_at is None) == (at is None):
        raise NotReady(_("Somebody was faster; the page shows it as it stands now."))
    Reopening.objects.filter(pk=pk).update(settled_at=at, settled_by=user if at else None)
    act = Event.Act.LOOKED_AGAIN if at else Event.Act.LOOK_AGAIN
    Event.objects.append(act, actor=user, claim=reason.claim, new={"reason": reason.reason})
    reason.refresh_from_db()
    return reason


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
