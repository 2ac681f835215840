"""Where claims wait, what comes in and what is concluded, and how long each stage takes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from claims.dashboard.scope import Scope
from claims.models import Event
from claims.models.claim import Stage

WAITING = (Stage.NEW, Stage.IN_PROGRESS, Stage.IN_REVIEW, Stage.CHANGES_REQUESTED, Stage.CORRECTING)
CONCLUDED = (Stage.APPROVED, Stage.PUBLISHED, Stage.RETRACTED, Stage.NOT_CHECKWORTHY, Stage.DUPLICATE, Stage.ARCHIVED)
AGES = (1, 3, 7)  # days: up to one, two to three, four to seven, more
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ageing:
    """The claims in one stage by how long they have been there: one number for each of AGES, and one for beyond."""

    stage: Stage
    by_age: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.by_age)


@dataclass(frozen=True, slots=True)
class Week:
    """Claims that came, and claims that were concluded, in the week that begins on `monday`."""

    monday: dt.date
    arrived: int
    concluded: int


@dataclass(frozen=True, slots=True)
class Stay:
    """How many days claims stayed in a stage that they have left: quartiles over `n` stays."""

    stage: Stage
    n: int
    first: float
    median: float
    third: float


def ageing(scope: Scope) -> list[Ageing]:
    """Open claims by stage and by how long they have been in it; a claim that never moved, since it came."""
    moved = dict(
        Event.objects.filter(act=Event.Act.STAGE, claim__stage__in=WAITING, **scope.of_claims())
        .order_by()
        .values_list("claim")
        .annotate(Max("at"))
    )
    counted: Counter[tuple[str, int]] = Counter()
    waiting = scope.claims().filter(stage__in=WAITING).order_by()
    for pk, stage, created in waiting.values_list("pk", "stage", "created_at").iterator():
        counted[stage, _age(scope.now - moved.get(pk, created))] += 1
    ages = range(len(AGES) + 1)
    return [Ageing(stage, tuple(counted[stage, age] for age in ages)) for stage in WAITING]


def _age(since: dt.timedelta) -> int:
    """The place in AGES, or the one behind its last."""
    return next((place for place, days in enumerate(AGES) if since <= days * DAY), len(AGES))


def weeks(scope: Scope) -> list[Week]:
    """For each week, how many claims came and how many were concluded: decided, or found not to need it."""
    came = _by_week(scope.claims().filter(created_at__gte=scope.since), "created_at", "pk")
    moves = Event.objects.filter(
        act=Event.Act.STAGE, at__gte=scope.since, new__stage__in=CONCLUDED, **scope.of_claims()
    ).exclude(old__stage__in=CONCLUDED)
    concluded = _by_week(moves, "at", "claim")
    return [Week(monday, came.get(monday, 0), concluded.get(monday, 0)) for monday in scope.mondays]


def _by_week(rows: QuerySet[Any], moment: str, counted: str) -> dict[dt.date, int]:
    by_week = (
        rows.order_by().annotate(week=TruncWeek(moment)).values_list("week").annotate(n=Count(counted, distinct=True))
    )
    return {timezone.localdate(week): n for week, n in by_week}


def stays(scope: Scope) -> list[Stay]:
    """How long claims stayed in each stage, of the stays that ended within the weeks."""
    days: dict[str, list[float]] = defaultdict(list)
    for stage, entered, left in _finished(scope):
        days[stage].append((left - entered) / DAY)
    return [Stay(stage, len(taken), *_quartiles(taken)) for stage in WAITING if (taken := days.get(stage))]


def _finished(scope: Scope) -> Iterator[tuple[str, dt.datetime, dt.datetime]]:
    """(stage, entered, left) of every stay that ended within the weeks, however long ago it began."""
    ended = Event.objects.filter(act=Event.Act.STAGE, at__gte=scope.since, **scope.of_claims()).values("claim")
    moves = Event.objects.filter(act=Event.Act.STAGE, claim__in=ended).order_by("claim", "pk")
    entered: dict[int, dt.datetime] = {}
    for claim, came, at, old in moves.values_list("claim", "claim__created_at", "at", "old__stage").iterator():
        if at >= scope.since and old:
            yield old, entered.get(claim, came), at
        entered[claim] = at


def _quartiles(days: list[float]) -> tuple[float, float, float]:
    """First quartile, median, third; of a single stay thrice the same."""
    first, median, third = quantiles(days, n=4, method="inclusive") if len(days) > 1 else days * 3
    return first, median, third
