"""Measures of the dashboard's plots, in the units of an SVG 600 wide: where bars, dots and lines go.

Plain geometry: what is drawn, and in which words, is said by `views.figures`.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.formats import localize

ROW, BAR, TOP = 40, 24, 20  # the height of a row, of its bar, and of what stands above the first
LEFT, RIGHT = 184, 504  # where bars begin and end; beyond stands “1.234 dari 5.678”
LINE = 13  # from one line of a label to the next
TOLD = 18  # the width from which a number fits inside a piece
NO_NUMBER = (
    "bar",
    "bar b",
    "age-1",
    "age-2",
    "age-3",
    "org-1",
    "org-2",
    "org-3",
    "org-4",
)  # looks without contrast for one, or with no need
CELL, CELLS_LEFT, CELLS_TOP = 36, 132, 96  # of a matrix: a cell, and where the first begins
LINES_LEFT, LINES_RIGHT, LINES_TOP, LINES_BOTTOM = 34, 488, 20, 190


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its number."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, drawn in the class `look`."""

    look: str
    n: int
    x: float
    width: float

    @property
    def told(self) -> bool:
        return self.width >= TOLD and self.look not in NO_NUMBER

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, its bar in pieces, and what stands behind the bar."""

    label: str
    pieces: tuple[Piece, ...]
    behind: str
    y: int

    @property
    def end(self) -> float:
        return round((self.pieces[-1].x + self.pieces[-1].width if self.pieces else LEFT) + 8, 1)


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of bars over a grid."""

    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.lines) + 12


@dataclass(frozen=True, slots=True)
class Dot:
    """One row of a plot of intervals, with the lines of its label and how high each stands: `hollow` when it misses the
    goal."""

    label: tuple[tuple[str, float], ...]
    low: float
    at: float
    high: float
    behind: str
    hollow: bool
    y: int


@dataclass(frozen=True, slots=True)
class Dots:
    """Rows of dots with their intervals; `goal` is where a dashed line stands, or None."""

    ticks: tuple[Tick, ...]
    rows: tuple[Dot, ...]
    goal: Tick | None = None

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.rows) + 12


@dataclass(frozen=True, slots=True)
class Weekly:
    """Two lines over weeks, with the area between them. `days` are the weeks that are named below."""

    ticks: tuple[Tick, ...]
    first: str
    second: str
    area: str
    ends: tuple[float, float]
    labels: tuple[float, float]
    days: tuple[tuple[float, dt.date], ...]


def short(label: str, most: int = 24) -> str:
    """A name as it fits beside a row."""
    return label if len(label) <= most else f"{label[: most - 1]}…"


def in_lines(label: str, middle: int, most: int = 23) -> tuple[tuple[str, float], ...]:
    """Words as they fit beside a row, each line with its height; at most three lines around the middle."""
    lines = textwrap.wrap(label, most, max_lines=3, placeholder="…")
    return tuple((line, middle + 4 + LINE * (n - (len(lines) - 1) / 2)) for n, line in enumerate(lines))


def stacked(rows: Sequence[tuple[str, Sequence[tuple[str, int]], str]], *, whole: bool = False) -> Bars:
    """Bars of (look, number) pieces. `whole`: every bar is as long as the grid, its pieces are shares of it."""
    most = max((sum(n for _look, n in pieces) for _label, pieces, _behind in rows), default=0)
    ticks = _shares() if whole else _ticks(most)
    unit = (RIGHT - LEFT) / (1 if whole else float(ticks[-1].label))
    lines = []
    for place, (label, pieces, behind) in enumerate(rows):
        total = sum(n for _look, n in pieces) if whole else 1
        lines.append(Line(short(label), _pieces(pieces, unit / (total or 1)), behind, TOP + 10 + ROW * place))
    return Bars(ticks, tuple(lines))


def _pieces(pieces: Sequence[tuple[str, int]], unit: float) -> tuple[Piece, ...]:
    x, drawn = float(LEFT), []
    for look, n in pieces:
        if n:
            drawn.append(Piece(look, n, round(x, 1), round(n * unit, 1)))
            x += n * unit
    return tuple(drawn)


def dots(
    rows: Sequence[tuple[str, float, float, float, str]],
    most: float | None = None,
    *,
    percent: bool = False,
    goal: float | None = None,
) -> Dots:
    """(label, low, value, high, what stands behind) over a grid from 0 to `most`, or without it from 0 to 1 (100 %)."""
    ticks = _ticks(most) if most is not None else _shares() if percent else _parts()
    end = float(ticks[-1].label) if most is not None else 1.0

    def at(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(max(value, 0), end) / end, 1)

    drawn = []
    for n, (label, low, value, high, behind) in enumerate(rows):
        y = TOP + 22 + ROW * n
        hollow = goal is not None and value < goal
        drawn.append(Dot(in_lines(label, y), at(low), at(value), at(high), behind, hollow, y))
    return Dots(ticks, tuple(drawn), Tick(at(goal), f"{goal:.0%}") if goal else None)


def weekly(rows: Sequence[tuple[dt.date, int, int]]) -> Weekly:
    """(monday, first, second) of each week, oldest first; at least two weeks."""
    grid = _ticks(max(max(first, second) for _monday, first, second in rows))
    end = float(grid[-1].label)
    step = (LINES_RIGHT - LINES_LEFT) / (len(rows) - 1)

    def up(n: float) -> float:
        return round(LINES_BOTTOM - (LINES_BOTTOM - LINES_TOP) * n / end, 1)

    xs = [round(LINES_LEFT + step * week, 1) for week in range(len(rows))]
    one = [(x, up(first)) for x, (_monday, first, _second) in zip(xs, rows, strict=True)]
    two = [(x, up(second)) for x, (_monday, _first, second) in zip(xs, rows, strict=True)]
    named = sorted({0, (len(rows) - 1) // 3, 2 * (len(rows) - 1) // 3, len(rows) - 1})
    return Weekly(
        ticks=tuple(Tick(up(float(tick.label)), tick.label) for tick in grid),
        first=_path(one),
        second=_path(two),
        area=f"{_path([*one, *reversed(two)])}Z",
        ends=(one[-1][1], two[-1][1]),
        labels=_apart(one[-1][1], two[-1][1]),
        days=tuple((xs[week], rows[week][0]) for week in named),
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)


def _apart(first: float, second: float, least: float = 16) -> tuple[float, float]:
    """Heights of two words near their lines' ends that do not touch."""
    lack = least - abs(first - second)
    if lack <= 0:
        return first, second
    way = lack / 2 if first > second else -lack / 2
    return round(first + way, 1), round(second - way, 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a matrix; `look` darkens with its number."""

    look: str
    n: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lower half of a square: which answers stood beside which. `rows` and `columns` are (label, place)."""

    rows: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, int], ...]
    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        return CELLS_TOP + CELL * len(self.rows) + 8


def matrix(answers: Sequence[tuple[str, str]], counted: Mapping[tuple[str, str], int]) -> Matrix:
    """Cells for every two of the `answers` (key, label), whichever of the two came first in `counted`."""
    most = max((n for (one, other), n in counted.items() if one != other), default=1)
    cells = []
    for row, (one, _label) in enumerate(answers):
        for column, (other, _other_label) in enumerate(answers[: row + 1]):
            n = counted.get((one, other), 0) or counted.get((other, one), 0)
            shade = "same" if one == other else f"differ-{ceil(4 * n / most)}"
            cells.append(Cell(shade, n, CELLS_LEFT + CELL * column, CELLS_TOP + CELL * row))
    labels = [short(label, 18) for _key, label in answers]
    return Matrix(
        rows=tuple((label, CELLS_TOP + CELL * place + 23) for place, label in enumerate(labels)),
        columns=tuple((label, CELLS_LEFT + CELL * place + 18) for place, label in enumerate(labels)),
        cells=tuple(cells),
    )


def _parts() -> tuple[Tick, ...]:
    return tuple(
        Tick(round(LEFT + (RIGHT - LEFT) * tenths / 10, 1), localize(tenths / 10) if tenths % 10 else str(tenths // 10))
        for tenths in range(0, 11, 2)
    )


def _shares() -> tuple[Tick, ...]:
    return tuple(Tick(round(LEFT + (RIGHT - LEFT) * share / 100, 1), f"{share}%") for share in (0, 25, 50, 75, 100))


def _ticks(most: float) -> tuple[Tick, ...]:
    """A grid of round numbers from 0 to at least `most`, in at most five steps of 1, 2 or 5 times a power of ten."""
    rough = max(most, 1) / 5
    power = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    count = ceil(max(most, 1) / step)
    return tuple(
        Tick(round(LEFT + (RIGHT - LEFT) * place / count, 1), f"{place * step:g}") for place in range(count + 1)
    )
