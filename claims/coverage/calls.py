"""Write down how asking the archive or a provider ended: one ProviderCall for each, the newest marked as the latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Job, ProviderCall
from claims.models.provider_call import Outcome

# Not asked because it was busy: how long to leave it, at least, after the first time, the second …
WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240))
UNANSWERED = (Outcome.NOT_ASKED, Outcome.FAILED)
MOST_TRIES = len(WAITS) + 1


def write(
    claim: Claim,
    provider: str,
    label: str,
    *,
    outcome: Outcome,
    asked_at: dt.datetime,
    job: Job | None = None,
    reason: str = "",
    words: str = "",
    found: int = 0,
    carrying: int = 0,
    digests: Sequence[str] = (),
    seconds: float | None = None,
) -> ProviderCall:
    """Save the row; call it with the claim locked. `seconds`: after which the provider may be asked again."""
    earlier = ProviderCall.objects.filter(claim=claim, provider=provider, is_latest=True)
    last = earlier.first()
    in_vain = last is not None and last.outcome == outcome == Outcome.NOT_ASKED
    tries = last.tries + 1 if last and in_vain else 1
    earlier.update(is_latest=False)
    now = timezone.now()
    return ProviderCall.objects.create(
        claim=claim,
        provider=provider,
        label=label,
        job=job,
        outcome=outcome,
        reason=reason[:500] or (_("It did not say why.") if outcome in UNANSWERED else ""),
        words=words,
        found=found,
        carrying=carrying,
        digests=list(digests),
        asked_at=asked_at,
        finished_at=now,
        retry_after=_again(now, seconds, tries) if outcome == Outcome.NOT_ASKED else None,
        tries=tries,
    )


def _again(now: dt.datetime, seconds: float | None, tries: int) -> dt.datetime | None:
    """When it is asked again by itself: not before it allows that, later each time, and some times only."""
    if seconds is None or tries >= MOST_TRIES:
        return None
    return now + max(dt.timedelta(seconds=seconds), WAITS[tries - 1])
