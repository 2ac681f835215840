"""What is known about a Source from what it is quoted with: figures with their denominators, ready to be drawn.

What its spokesmen say for it is counted with it. A fixed number of queries, whatever the Source has said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from claims.models import Attribution, Claim, Job, RelayHop, Source
from claims.models.claim import Status

MOST_BARS = 5
MONTHS = 12
WIDE = 860  # units of a wide plot
NARROW = 400  # of a narrow one
LABELS, LONGEST_BAR, ROW = 150, 180, 26  # of the narrow plot: where bars begin, the longest, the height of a row
SQUARE, TALL, ACROSS = 14, 6, 5  # of the timeline: a square with its gap, squares in a column, columns in a month
BOTTOM = 98
ORDER = [*(status for status in Status if status != Status.UNVERIFIED), Status.UNVERIFIED]  # of the drawing


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of`; the percentage is None when there is nothing to divide by."""

    n: int
    of: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.n / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar of statuses. `told`: its figure fits inside."""

    status: Status
    n: int
    x: float
    width: float

    @property
    def told(self) -> bool:
        return self.width >= 24

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a plot of counts."""

    label: str
    n: int
    y: int
    width: float

    @property
    def base(self) -> int:
        return self.y + 11

    @property
    def end(self) -> float:
        return LABELS + self.width + 8


@dataclass(frozen=True, slots=True)
class Square:
    """One claim of the timeline."""

    status: str
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the timeline with its squares; `more` is how many claims found no room."""

    first: dt.date
    n: int
    x: float
    squares: tuple[Square, ...]
    more: int


def said_by(source: Source) -> QuerySet[Attribution]:
    """All that stands of what it, or somebody who speaks for it, is quoted with."""
    return Attribution.objects.standing().filter(Q(source=source) | Q(source__speaks_for=source))


def facts(said: QuerySet[Attribution]) -> dict[str, int]:
    """How often and how it is quoted; `appearances` is the denominator of all but claims and articles."""
    inside = Attribution.objects.standing().filter(
        inside=OuterRef("pk"), source_type__in=[Attribution.SourceType.UNNAMED, Attribution.SourceType.IMPLICIT]
    )
    opened = RelayHop.objects.filter(attribution=OuterRef("pk"), opened=True)
    return said.aggregate(
        appearances=Count("pk"),
        claims=Count("claim", distinct=True),
        articles=Count("article", distinct=True),
        hedged=Count("pk", filter=Q(hedged=True)),
        negated=Count("pk", filter=Q(negated=True)),
        direct=Count("pk", filter=~Q(quote_kind=Attribution.QuoteKind.INDIRECT)),
        anonymous=Count("pk", filter=Q(Exists(inside)) | ~Q(anonymity="")),
        opened=Count("pk", filter=Exists(opened)),
        decided=Count("pk", filter=~Q(review_state=Attribution.ReviewState.SUGGESTED)),
    )


def statuses(claims: QuerySet[Claim]) -> list[tuple[Status, int]]:
    """How many of its claims have each status, in the order of the scale; those that none has are left out."""
    counted = dict(claims.order_by().values_list("status").annotate(n=Count("pk")))
    return [(status, counted[status]) for status in ORDER if status in counted]


def pieces(counted: list[tuple[Status, int]]) -> list[Piece]:
    """The statuses as parts of one bar."""
    total, x, drawn = sum(n for _status, n in counted), 0.0, []
    for status, n in counted:
        width = WIDE * n / total
        drawn.append(Piece(status, n, round(x, 1), round(width, 1)))
        x += width
    return drawn


def relays(said: QuerySet[Attribution]) -> tuple[list[Bar], int]:
    """(bars of the nearest relay, most frequent first; how many appearances have none)."""
    counted = (
        RelayHop.objects.filter(attribution__in=said.values("pk"), position=0)
        .order_by()
        .values_list("source__name")
        .annotate(n=Count("attribution", distinct=True))
        .order_by("-n", "source__name")
    )
    none = said.filter(relays__isnull=True).count()
    return _bars([(str(name), n) for name, n in counted[:MOST_BARS]]), none


def cues(said: QuerySet[Attribution]) -> tuple[list[Bar], int]:
    """(bars of the most frequent cues, by their entries in the lexicon; how many different ones there are)."""
    counted = said.exclude(cue_entry="").order_by().values_list("cue_entry").annotate(n=Count("pk"))
    rows = sorted(counted, key=lambda row: (-row[1], row[0]))
    return _bars(rows[:MOST_BARS]), len(rows)


def single_origin(claims: QuerySet[Claim]) -> Share:
    """How many claims rest on one independent origin, of those whose coverage was looked for."""
    done = Job.objects.filter(kind__in=Job.COVERAGE, state=Job.State.DONE, claim__in=claims.values("pk"))
    latest = {
        claim: result["origins"]["independent"]
        for claim, result in done.order_by("pk").values_list("claim", "result")
        if result and result.get("origins")
    }
    return Share(sum(n <= 1 for n in latest.values()), len(latest))


def timeline(said: QuerySet[Attribution]) -> list[Month]:
    """The twelve months up to the last with a claim; each claim once, in the month of its first dated article."""
    rows = (
        said.filter(article__published__isnull=False)
        .order_by()
        .values_list("claim", "claim__status")
        .annotate(first=Min("article__published"))
    )
    by_month: dict[int, list[str]] = defaultdict(list)
    for _claim, status, first in rows:
        by_month[first.year * 12 + first.month - 1].append(status)
    if not by_month:
        return []
    last = max(by_month)
    width = WIDE / MONTHS
    return [
        _month(month, by_month.get(month, []), round(place * width, 1))
        for place, month in enumerate(range(last - MONTHS + 1, last + 1))
    ]


def _month(month: int, found: list[str], x: float) -> Month:
    order = {str(status): place for place, status in enumerate(ORDER)}
    found = sorted(found, key=lambda status: order[status])
    room = TALL * ACROSS
    squares = tuple(
        Square(status, round(x + 2 + at // TALL * SQUARE, 1), BOTTOM - at % TALL * SQUARE)
        for at, status in enumerate(found[:room])
    )
    return Month(dt.date(month // 12, month % 12 + 1, 1), len(found), x, squares, max(0, len(found) - room))


def _bars(rows: list[tuple[str, int]]) -> list[Bar]:
    most = max((n for _label, n in rows), default=1)
    return [
        Bar(label if len(label) <= 22 else f"{label[:21]}…", n, 4 + place * ROW, round(LONGEST_BAR * n / most, 1))
        for place, (label, n) in enumerate(rows)
    ]
