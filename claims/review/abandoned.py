"""Work that nobody shows a sign of goes back to the pile."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Claim, Event, Lease
from claims.models.claim import Stage
from claims.review.door import change

# What is in review is in somebody else's hands; what is done has nothing left to do.
WORKED_ON = (Stage.NEW, Stage.IN_PROGRESS, Stage.CHANGES_REQUESTED)
PER_TURN = 200  # claims in one run of the job


def put_back_abandoned(days: int) -> int:
    """Take claims without any sign for so many days from whoever has them; returns how many. 0 days: never.

    A sign is whatever is logged about the claim, by whomever, and a page on which its holder writes. Safe to run twice.
    """
    if not days:
        return 0
    since = timezone.now() - dt.timedelta(days=days)
    found = list(_without_a_sign(since).order_by("pk").values_list("pk", flat=True)[:PER_TURN])
    return sum(_put_back(pk, since, days) for pk in found)


def _without_a_sign(since: dt.datetime) -> QuerySet[Claim]:
    logged = Event.objects.filter(claim=OuterRef("pk"), at__gte=since)
    written = Lease.objects.filter(claim=OuterRef("pk"), seen__gte=since)
    held = Claim.objects.filter(stage__in=WORKED_ON, assigned_to__isnull=False, updated_at__lt=since)
    return held.filter(~Exists(logged), ~Exists(written))


@transaction.atomic
def _put_back(pk: int, since: dt.datetime, days: int) -> bool:
    """Put one back, unless somebody gave a sign in this moment."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("assigned_to").filter(pk=pk).first()
    if claim is None or claim.assigned_to is None or not _without_a_sign(since).filter(pk=pk).exists():
        return False
    holder = claim.assigned_to
    change(claim, assigned_to=None)
    Event.objects.append(
        Event.Act.ASSIGNED,
        claim=claim,
        old={"person": holder.pk, "name": holder.get_full_name() or holder.get_username()},
        new={"person": None, "days": days},
        implied=True,
    )
    return True
