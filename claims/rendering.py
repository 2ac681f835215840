"""Cuts an article's text at the boundaries of its marks, so that nested and crossing marks can be drawn exactly.

Pure: text and marks in, blocks of pieces out; `claims.templatetags.markup` writes them as HTML. Two ideas carry the
drawing. The text is cut at every boundary and each piece knows what covers it, so no element ever has to overlap
another. And every content has a lane (0 = next to the letters): its edge line is drawn at that lane's distance, so a
claim inside a claim shows as two parallel lines and two that cross stay two lines.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CONTENT, SOURCE, CUE, OWN, CLUTTER = "content", "source", "cue", "own", "clutter"
# From the letters outwards; contents follow by lane.
INNER_ROLES = (CLUTTER, CUE, SOURCE, OWN)
# When a source serves two claims, the line under it is that of the more decided one.
STATES = ("corrected", "confirmed", "suggested")


class Mismatch(ValueError):
    """A mark's letters are not what stands at its place: nothing is drawn rather than something wrong."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One range of the text that plays a role in claim `number` (0: in none)."""

    start: int
    end: int
    quote: str
    role: str
    number: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that covers a piece: the marks of one role, or one content."""

    role: str
    numbers: tuple[int, ...]
    state: str
    starts: bool
    ends: bool
    lane: int | None = None
    label: int | None = None  # the claim's number, drawn before the first letter of its first content


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that are covered by the same layers throughout, innermost first."""

    text: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the stored text: a paragraph, the headline, clutter or blank."""

    kind: str
    start: int
    end: int
    pieces: tuple[Piece, ...]


def blocks(
    text: str,
    marks: Iterable[Mark],
    *,
    clutter: Sequence[Sequence[int]] = (),
    title: tuple[int, int] | None = None,
    only: Sequence[tuple[int, int]] | None = None,
) -> list[Block]:
    """The text line by line, cut at its marks. Joined by newlines, the blocks' letters are `text`.

    With `only`, just the lines that share a letter with one of these ranges. Raises Mismatch when a mark's quote is not
    what stands there.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
    for mark in marks:
        if not (0 <= mark.start < mark.end <= len(text) and text[mark.start : mark.end] == mark.quote):
            raise Mismatch(f"“{mark.quote[:40]}” does not stand at {mark.start}")
    lanes, first = lanes_of(marks), _first_contents(marks)
    waiting = deque(sorted([*marks, *(Mark(s, e, "", CLUTTER) for s, e in clutter)], key=lambda mark: mark.start))
    open_marks: list[Mark] = []
    drawn = []
    for start, end in _lines(text):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[0].start < end:
            open_marks.append(waiting.popleft())
        if only is not None and not any(start < b and a < end for a, b in only):
            continue
        kind = _kind(text, start, end, clutter, title)
        here = [] if kind == "clutter" else [mark for mark in open_marks if mark.end > start]
        drawn.append(Block(kind, start, end, _pieces(text, start, end, here, lanes, first)))
    return drawn


def lanes_of(marks: Iterable[Mark]) -> dict[Mark, int]:
    """The lane of each content: the shortest takes lane 0, an overlapping one of another claim the next free lane."""
    lanes: dict[Mark, int] = {}
    for group in _overlapping_groups(mark for mark in marks if mark.role == CONTENT):
        placed: list[Mark] = []
        for mark in sorted(group, key=lambda mark: (mark.end - mark.start, mark.start, mark.number)):
            taken = {
                lanes[other]
                for other in placed
                if other.start < mark.end and mark.start < other.end and other.number != mark.number
            }
            lanes[mark] = next(lane for lane in range(len(taken) + 1) if lane not in taken)
            placed.append(mark)
    return lanes


def _overlapping_groups(contents: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Contents in runs that overlap each other; between two runs nothing does."""
    group: list[Mark] = []
    reach = 0
    for mark in sorted(contents, key=lambda mark: mark.start):
        if group and mark.start >= reach:
            yield group
            group = []
        group.append(mark)
        reach = max(reach, mark.end) if len(group) > 1 else mark.end
    if group:
        yield group


def _first_contents(marks: Iterable[Mark]) -> dict[int, int]:
    """Where each claim's first content begins."""
    first: dict[int, int] = {}
    for mark in marks:
        if mark.role == CONTENT:
            first[mark.number] = min(mark.start, first.get(mark.number, mark.start))
    return first


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _kind(text: str, start: int, end: int, clutter: Sequence[Sequence[int]], title: tuple[int, int] | None) -> str:
    if not text[start:end].strip():
        return "blank"
    if any(s <= start and end <= e for s, e in clutter):
        return "clutter"
    if title and start <= title[0] and title[1] <= end and text[title[0] : title[1]].strip() == text[start:end].strip():
        return "headline"
    return "paragraph"


def _pieces(
    text: str, start: int, end: int, marks: list[Mark], lanes: dict[Mark, int], first: dict[int, int]
) -> tuple[Piece, ...]:
    cuts = sorted({start, end, *(p for mark in marks for p in (mark.start, mark.end) if start < p < end)})
    pieces = []
    for a, b in itertools.pairwise(cuts):
        over = [mark for mark in marks if mark.start <= a and b <= mark.end]
        layers = [_layer(here, a, b) for role in INNER_ROLES if (here := [m for m in over if m.role == role])]
        contents = sorted((mark for mark in over if mark.role == CONTENT), key=lambda mark: lanes[mark])
        for mark in contents:
            label = mark.number if mark.number and first[mark.number] == a else None
            layers.append(_layer([mark], a, b, lanes[mark], label))
        pieces.append(Piece(text[a:b], tuple(layers)))
    return tuple(pieces)


def _layer(here: list[Mark], a: int, b: int, lane: int | None = None, label: int | None = None) -> Layer:
    if len(here) == 1:  # nearly always, and a long article has thousands
        mark = here[0]
        numbers = (mark.number,) if mark.number else ()
        state = mark.state if mark.state in STATES else ""
        return Layer(mark.role, numbers, state, mark.start == a, mark.end == b, lane, label)
    states = {mark.state for mark in here}
    return Layer(
        role=here[0].role,
        numbers=tuple(sorted({mark.number for mark in here if mark.number})),
        state=next((state for state in STATES if state in states), ""),
        starts=any(mark.start == a for mark in here),
        ends=any(mark.end == b for mark in here),
        lane=lane,
        label=label,
    )
