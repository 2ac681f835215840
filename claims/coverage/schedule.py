"""When coverage of a claim is looked for again by itself: often while it is new and open, then ever more seldom.

`looked` is called by every search; `take_due` by the sweep, which costs one query when nothing is due.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from claims.models import Claim, CoverageSchedule
from claims.models.claim import OPEN, Stage

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
AT_FULL_PACE = (*OPEN, Stage.CORRECTING)
AT_SLOW_PACE = (Stage.APPROVED, Stage.PUBLISHED)


def interval(age: dt.timedelta, stage: str) -> dt.timedelta | None:
    """How long after a search the next one is due, for a claim of that age and stage; None: not by itself any more."""
    if age >= dt.timedelta(days=settings.COVERAGE_AGAIN_DAYS):
        return None
    if age < DAY:
        hours = settings.COVERAGE_AGAIN_HOURS_FIRST_DAY
    elif age < WEEK:
        hours = settings.COVERAGE_AGAIN_HOURS_FIRST_WEEK
    else:
        hours = settings.COVERAGE_AGAIN_HOURS_LATER
    if stage in AT_FULL_PACE:
        return dt.timedelta(hours=hours)
    if stage in AT_SLOW_PACE:
        return dt.timedelta(hours=hours * settings.COVERAGE_AGAIN_SLOWER)
    return None


def looked(claim: Claim) -> None:
    """Note that the claim, as it stands now, was looked for."""
    now = timezone.now()
    CoverageSchedule.objects.update_or_create(
        claim=claim, defaults={"looked_at": now, "next_at": _next(claim.created_at, claim.stage, now, now)}
    )


def take_due(most: int) -> list[Claim]:
    """The claims that are due, at most so many; each is due again only after its next interval.

    Call it in the transaction that starts their searches, or they are lost until then.
    """
    now = timezone.now()
    rows = CoverageSchedule.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    found = []
    for row in rows.select_related("claim")[:most]:
        claim = row.claim
        since_look = _next(claim.created_at, claim.stage, row.looked_at, now)
        due = since_look is not None and since_look <= now
        if due:
            found.append(claim)
        next_at = _next(claim.created_at, claim.stage, now, now) if due else since_look
        CoverageSchedule.objects.filter(pk=row.pk).update(next_at=next_at)
    return found


def _next(created: dt.datetime, stage: str, since: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    pause = interval(now - created, stage)
    return since + pause if pause else None
