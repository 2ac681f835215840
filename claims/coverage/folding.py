"""Loose articles of PostgreSQL's index of the archive → segments, a piece at a time, while everybody goes on working.

Segments lie one after the other: no two hold articles of the same places. Loose articles join the segment in whose
range of places they lie, and one that grows too large is cut in two, so that small segments never pile up and a window
of days goes on reading few of them. What came in after the last segment, as most does, fills that up, then begins
another. A piece is one transaction: whoever searches sees the index of before or of after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import structlog
from django.db import connection, transaction

from claims.coverage import locks, segments
from claims.coverage.postings import POSTINGS, SEGMENTS, TEXTS

# Loose articles in one range from which on they are folded: each time up to one and a half segments are written anew,
# so fewer would make much work of little; and at most one article in 16 is looked for by GIN.
PER_FOLD = segments.PER_SEGMENT // 16
PER_READ = 1_000  # texts in memory at once
NOWHERE = 1 << 62  # behind every place

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How many segments there are, how many articles are in none, and how many of those lie in one range at most."""

    segments: int
    loose: int
    most: int

    @property
    def is_due(self) -> bool:
        return self.most >= PER_FOLD


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is folded at once: the loose articles from `first` to `upto`, with all of the segment `joined` (0 for none),
    which ends at `last`; some `articles` altogether."""

    first: int
    upto: int
    last: int
    joined: int
    articles: int


def state() -> State | None:
    """How far the index is folded; None on SQLite, which has one index for all."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        there = _segments(cursor)
        loose = _loose(cursor, [last for _number, last, _articles in there])
    return State(len(there), sum(loose.values()), max(loose.values(), default=0))


def fold() -> int:
    """Fold one piece if enough is loose somewhere; returns how many articles are loose no more. 0 also when somebody
    else folds or builds the index anew. Safe to kill and to repeat."""
    if connection.vendor != "postgresql":
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        piece = _next(cursor) if locks.may_fold() else None
        folded = _fold(cursor, piece) if piece else 0
    if folded:
        log.info("archive_folded", articles=folded)
        _tidy()
    return folded


def _segments(cursor: Any) -> list[tuple[int, int, int]]:
    """Number, last place and size of each segment, in their order."""
    cursor.execute(f"SELECT number, last, articles FROM {SEGMENTS} ORDER BY last")
    return list(cursor.fetchall())


def _loose(cursor: Any, lasts: list[int]) -> dict[int, int]:
    """How many loose articles lie in the range of each segment (its number in this list), or behind the last one."""
    cursor.execute(
        f"SELECT width_bucket(place, %s::bigint[]), count(*) FROM {TEXTS} WHERE loose GROUP BY 1",
        [[last + 1 for last in lasts]],
    )
    return dict(cursor.fetchall())


def _next(cursor: Any) -> _Piece | None:
    """The range with most loose articles, if they are enough."""
    there = _segments(cursor)
    loose = _loose(cursor, [last for _number, last, _articles in there])
    at = max(loose, key=lambda where: loose[where], default=0)
    if loose.get(at, 0) < PER_FOLD:
        return None
    room = segments.PER_SEGMENT
    joined = last = held = 0
    end = NOWHERE
    if at < len(there):
        joined, last, held = there[at]
        end = last
    elif there and there[-1][2] < room:
        at -= 1
        joined, last, held = there[at]
        room -= held
    first = there[at - 1][1] + 1 if at else 0
    cursor.execute(
        f"SELECT count(*), max(place) FROM (SELECT place FROM {TEXTS} WHERE loose AND place BETWEEN %s AND %s "
        "ORDER BY place LIMIT %s) AS taken",
        [first, end, room],
    )
    taken, upto = cursor.fetchone()
    return _Piece(first, upto, last, joined, held + taken)


def _fold(cursor: Any, piece: _Piece) -> int:
    per_segment = ceil(piece.articles / max(1, round(piece.articles / segments.PER_SEGMENT)))
    number, segment = segments.newest(cursor), segments.Segment(cursor)
    folded: list[int] = []
    before: set[str] = set()  # terms of the segment that is written anew
    for article, place, terms, loose in _texts(cursor, piece):
        held = set(terms.split())
        segment.add_article(article, place, held)
        if loose:
            folded.append(article)
        else:
            before |= held
        if len(segment) == per_segment:
            number += 1
            segment.write(number)
    if len(segment):
        segment.write(number + 1)
    # By their numbers: another article may have come in at such a place while these were read.
    cursor.execute(f"UPDATE {TEXTS} SET loose = false WHERE article_id = ANY(%s)", [folded])
    cursor.execute(f"DELETE FROM {SEGMENTS} WHERE number = %s", [piece.joined])
    # There is no index of segments: to look for all rows of one would be to read those of all.
    cursor.execute(f"DELETE FROM {POSTINGS} WHERE segment = %s AND term = ANY(%s)", [piece.joined, list(before)])
    return len(folded)


def _texts(cursor: Any, piece: _Piece) -> Iterator[tuple[int, int, str, bool]]:
    """Article, place, terms and whether it is loose, in the order of their places."""
    place, end = piece.first - 1, max(piece.last, piece.upto)
    while True:
        cursor.execute(
            f"SELECT article_id, place, terms, loose FROM {TEXTS} WHERE place > %s AND place <= %s "
            "AND (NOT loose OR place <= %s) ORDER BY place LIMIT %s",
            [place, end, piece.upto, PER_READ],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        place = rows[-1][1]


def _tidy() -> None:
    """Take what is loose no more out of GIN, which would go on looking at it: by itself PostgreSQL does so only when a
    fifth of the table has changed."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (SKIP_LOCKED) {TEXTS}")
