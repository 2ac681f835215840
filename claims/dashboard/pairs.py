"""Who answered the same question apart from whom: blind verdicts, and spans that two people decided."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from claims.dashboard.agreement import Agreement, Interval, agreement, mean_with_interval, overlap
from claims.dashboard.scope import Scope
from claims.models import Event, Verdict

STATUS, FINDING = "status", "finding"
CONTENT = "content"

People = tuple[int, int]  # numbers of two users, the smaller first


@dataclass(frozen=True, slots=True)
class Answers:
    """The same question answered twice: by the first analyst and by one who had not read that."""

    people: People
    monday: dt.date
    status: tuple[str, str]
    finding: tuple[str, str]

    def to(self, question: str) -> tuple[str, str]:
        return self.status if question == STATUS else self.finding


def blind_answers(scope: Scope) -> list[Answers]:
    """Every blind second verdict of the weeks beside the first, the same person always in the same place of a pair."""
    seconds = Verdict.objects.filter(blind_to__isnull=False, created_at__gte=scope.since, **scope.of_claims())
    fields = ("author", "blind_to__author", "created_at", "blind_to__status", "status", "blind_to__finding", "finding")
    found = []
    for second, first, at, *given in seconds.order_by("pk").values_list(*fields):
        statuses, findings = (given[0], given[1]), (given[2], given[3])
        if second < first:
            first, second, statuses, findings = second, first, statuses[::-1], findings[::-1]
        day = timezone.localdate(at)
        found.append(Answers((first, second), day - dt.timedelta(days=day.weekday()), statuses, findings))
    return found


def by_people(answers: Iterable[Answers], question: str) -> dict[People, Agreement]:
    """How well each two people agree, those with most answers first."""
    given: dict[People, list[tuple[str, str]]] = defaultdict(list)
    for one in answers:
        given[one.people].append(one.to(question))
    return {people: agreement(given[people]) for people in sorted(given, key=lambda two: (-len(given[two]), two))}


def by_week(answers: Iterable[Answers], question: str) -> dict[dt.date, Agreement]:
    """How well all agreed in each week that has answers, oldest first."""
    given: dict[dt.date, list[tuple[str, str]]] = defaultdict(list)
    for one in answers:
        given[one.monday].append(one.to(question))
    return {monday: agreement(given[monday]) for monday in sorted(given)}


def differences(answers: Iterable[Answers], question: str) -> Counter[tuple[str, str]]:
    """How often each two answers stood beside each other, whoever gave which; the two in alphabetical order."""
    return Counter(tuple(sorted(one.to(question))) for one in answers)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """Over `n` statements that both decided: which part of the content they marked alike, 0 to 1."""

    n: int
    mean: float
    interval: Interval | None


def spans_by_people(scope: Scope) -> dict[People, SpanAgreement]:
    """Where somebody confirmed or changed what another had decided: the content as each of the two left it."""
    acts = (Event.Act.CONFIRMED, Event.Act.SPANS_CHANGED)
    rows = (
        Event.objects.filter(
            act__in=acts, at__gte=scope.since, actor__isnull=False, undone_by__isnull=True, **scope.of_claims()
        )
        .order_by("attribution", "pk")
        .values_list("attribution", "actor", "act", "old", "new")
    )
    shared: dict[People, list[float]] = defaultdict(list)
    decided: dict[int, int] = {}
    for attribution, actor, act, old, new in rows:
        before = decided.get(attribution)
        if before is not None and before != actor:
            shared[min(before, actor), max(before, actor)].append(_alike(act, old, new))
        decided[attribution] = actor
    most = sorted(shared, key=lambda two: (-len(shared[two]), two))
    return {people: SpanAgreement(len(shared[people]), *mean_with_interval(shared[people])) for people in most}


def _alike(act: str, old: dict[str, dict[str, list[list[int]]]], new: dict[str, dict[str, list[list[int]]]]) -> float:
    """1.0 when the content stayed as it was."""
    if act == Event.Act.CONFIRMED or CONTENT not in new.get("spans", {}):
        return 1.0
    return overlap(old.get("spans", {}).get(CONTENT, []), new["spans"][CONTENT])


def names_of(people: Iterable[People]) -> dict[int, str]:
    """The names of everybody in these pairs, short enough for two in a row: "Rini W."."""
    numbers = {one for two in people for one in two}
    return {user.pk: _short(user) for user in User.objects.filter(pk__in=numbers)}


def _short(user: User) -> str:
    if not user.first_name:
        return user.get_username()
    return f"{user.first_name} {user.last_name[0]}." if user.last_name else user.first_name
