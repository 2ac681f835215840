"""What drifted between two sentences: the marks of `extraction.drift`, and dates. Pure."""

from __future__ import annotations

from claims.extraction import drift, times
from claims.extraction.drift import Wording
from claims.extraction.lang import codes, get_pack

DATE = "date"

Place = tuple[int, int]
Shift = tuple[str, tuple[Place, ...], tuple[Place, ...]]


def shifts_between(said: Wording, told: Wording) -> list[Shift]:
    """(kind, places in what was said, places in what is told); none for a language that no pack reads.

    The numbers of a date are no amounts: a date that both give otherwise is a shift of its own.
    """
    if not {said.language, told.language} <= set(codes()):
        return []
    before, now = _dates(said), _dates(told)
    found: list[Shift] = []
    for shift in drift.compare(said, told):
        lost = tuple((span.start, span.end) for span in shift.origin)
        added = tuple((span.start, span.end) for span in shift.here)
        if shift.kind == drift.NUMBER:
            lost, added = _outside(lost, before), _outside(added, now)
        if lost or added:
            found.append((shift.kind, lost, added))
    gone = tuple(place for day, place in before if day not in {other for other, _place in now})
    new = tuple(place for day, place in now if day not in {other for other, _place in before})
    return [*found, (DATE, gone, new)] if gone and new else found


def _dates(side: Wording) -> list[tuple[object, Place]]:
    """The days that the words name in full."""
    found = times.find(side.text, None, get_pack(side.language))
    return [((one.start, one.end), (one.span.start, one.span.end)) for one in found if one.start]


def _outside(places: tuple[Place, ...], dates: list[tuple[object, Place]]) -> tuple[Place, ...]:
    return tuple((start, end) for start, end in places if not any(a < end and start < b for _day, (a, b) in dates))
