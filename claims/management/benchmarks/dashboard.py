"""Measuring the dashboard: whole requests through every middleware, on a desk whose claims have a past."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from claims.management.benchmarks.desk import CLAIMS_PER_ARTICLE, Desk
from claims.management.benchmarks.workbench import SETTINGS, Figures, Visitor, throw_away
from claims.models import Claim, Event
from claims.models.claim import Stage

GOAL = 500  # milliseconds with 10,000 claims, on a machine of two cores
DAYS = 90

# The way of a claim to where the desk has put it.
WAYS: dict[str, tuple[Stage, ...]] = {
    Stage.NEW: (),
    Stage.IN_PROGRESS: (Stage.IN_PROGRESS,),
    Stage.IN_REVIEW: (Stage.IN_PROGRESS, Stage.IN_REVIEW),
    Stage.APPROVED: (Stage.IN_PROGRESS, Stage.IN_REVIEW, Stage.APPROVED),
    Stage.PUBLISHED: (Stage.IN_PROGRESS, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED),
}


def measure(claims: int, folder: Path, *, rounds: int, say: Callable[[str], None] = lambda _w: None) -> Figures:
    """`dashboard_ms` and `floor_ms`, medians, on a throw-away SQLite database in `folder` with that many claims."""
    with throw_away(folder / "desk.sqlite3"):
        analyst = Desk(say=say).fill(-(-claims // CLAIMS_PER_ARTICLE))
        with transaction.atomic():
            _give_a_past(analyst)
        logging.disable(logging.WARNING)  # the lines would drown the figures
        try:
            with override_settings(**SETTINGS):
                visitor = Visitor(analyst)
                addresses = {"floor_ms": "/bench-floor/", "dashboard_ms": reverse("claims:dashboard")}
                taken: dict[str, list[float]] = {name: [] for name in addresses}
                for _round in range(rounds):
                    for name, address in addresses.items():
                        taken[name].append(visitor.get(address))
        finally:
            logging.disable(logging.NOTSET)
    return {name: round(1000 * median(seconds), 1) for name, seconds in taken.items()}


def _give_a_past(analyst: User) -> None:
    """The moves that led every claim to its stage, at random moments of the last weeks; it arrived before the first."""
    dice = random.Random(5)  # noqa: S311 - the same past every time
    now = timezone.now()
    events, moments, arrivals = [], [], []
    for claim in Claim.objects.only("stage").order_by("pk"):
        days = sorted((dice.uniform(0, DAYS) for _ in range(len(WAYS[claim.stage]) + 1)), reverse=True)
        arrivals.append((now - dt.timedelta(days=days[0]), claim.pk))
        before = Stage.NEW
        for day, stage in zip(days[1:], WAYS[claim.stage], strict=True):
            old, new = {"stage": before.value}, {"stage": stage.value}
            events.append(Event(act=Event.Act.STAGE, actor=analyst, claim=claim, old=old, new=new))
            moments.append(now - dt.timedelta(days=day))
            before = stage
    made = Event.objects.bulk_create(events, batch_size=1_000)
    with connection.cursor() as cursor:  # the models write the present moment, whatever they are given
        cursor.executemany("UPDATE claims_claim SET created_at = %s WHERE id = %s", arrivals)
        dated = [(moment, event.pk) for moment, event in zip(moments, made, strict=True)]
        cursor.executemany("UPDATE claims_event SET at = %s WHERE id = %s", dated)
