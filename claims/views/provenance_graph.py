"""Where the nodes and edges of the provenance graph go, in the units of an SVG 860 wide: time from left to right.

Plain geometry over the outline: a row each, so that no name lies on another; an article stands at its day, or a step to
the right of what it has the claim from; what was only named has no day and stands before the days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.models import CoverageEdge
from claims.views.outline import Branch, Group, branches_of
from claims.views.plots import short

ROW, TOP, BAND = 28, 40, 16
LEFT, STEP, RIGHT, WIDTH = 56, 36, 520, 860
BOLD, PLAIN = 8.0, 6.8  # widths of a letter of a name, and of what stands after it, rather too much than too little
NARROW_STEP = 18  # at least so far to the right of its origin, on one day too
MOST_DAYS = 6  # named above
FARTHEST = 700  # however long a chain is
RADIUS, ARROW = 6, 14


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: `look` is its class, `href` the line of the outline that says the same."""

    x: float
    y: float
    name: str
    under: str
    look: str
    href: str


@dataclass(frozen=True, slots=True)
class Way:
    """An edge with the place of its arrow."""

    path: str
    x: float
    y: float
    look: str

    @property
    def arrow(self) -> str:
        return f"M{self.x} {self.y - 3.5}l6.5 3.5-6.5 3.5z"


@dataclass(slots=True)
class Graph:
    """What is drawn; `days` are (x, day) of the grid, `bands` the heights of the lines between origins."""

    spots: list[Spot] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    days: list[tuple[float, dt.date]] = field(default_factory=list)
    bands: list[float] = field(default_factory=list)
    height: int = TOP


@dataclass(slots=True)
class _Scale:
    """From a day to its place."""

    first: dt.date
    last: dt.date
    begins: float

    def at(self, day: dt.date) -> float:
        span = (self.last - self.first).days or 1
        return round(self.begins + (RIGHT - self.begins) * (day - self.first).days / span, 1)


def draw(groups: Sequence[Group]) -> Graph | None:
    """The graph of all origins, or None when there is nothing to draw."""
    tops = [(group, top) for group in groups for top in group.loop or [group.root]]
    days = sorted({_day(branch) for _group, top in tops for branch in branches_of(top) if branch.article})
    if not days:
        return None
    named = max(_named_depth(top) for _group, top in tops)
    scale = _Scale(days[0], days[-1], LEFT + STEP * named)
    graph = Graph(days=[(scale.at(day), day) for day in _some(days)])
    places: dict[str, tuple[float, float]] = {}
    y = float(TOP)
    for number, (group, top) in enumerate(tops):
        if number and not (group.loop and top is not group.loop[0]):
            graph.bands.append(y - ROW / 2 + BAND / 2)
            y += BAND
        y = _place(graph, group, top, scale, places, y)
        if group.loop and top is group.loop[-1]:
            graph.ways += [_ring(branch, places) for branch in group.loop if branch.edge]
    graph.height = round(y)
    return graph


def _place(
    graph: Graph, group: Group, branch: Branch, scale: _Scale, places: dict[str, tuple[float, float]], y: float,
    depth: int = 0, above: tuple[float, float] | None = None,
) -> float:  # fmt: skip
    """Put a branch with all that hangs on it from height `y` on; returns the height after it."""
    x = scale.at(_day(branch)) if branch.article else float(LEFT + STEP * depth)
    if above:
        x = min(max(x, above[0] + NARROW_STEP), FARTHEST)
    places[branch.node] = x, y
    graph.spots.append(_spot(group, branch, x, y, is_origin=above is None and not group.loop))
    if above and branch.edge:
        path = f"M{above[0]} {above[1] + RADIUS + 1}V{y - 8}Q{above[0]} {y} {above[0] + 8} {y}H{x - ARROW}"
        look = "" if branch.edge.state == CoverageEdge.State.CONFIRMED else "unsure"
        graph.ways.append(Way(path, x - ARROW, y, look))
    below = y + ROW
    for child in branch.children:
        below = _place(graph, group, child, scale, places, below, depth + 1, (x, y))
    return below


def _spot(group: Group, branch: Branch, x: float, y: float, *, is_origin: bool) -> Spot:
    looks = [
        "origin" if is_origin and branch.article and not branch.is_wiki else "",
        "" if branch.article else "unseen",
        "loop" if branch in group.loop else "",
    ]
    under = branch.article.title if branch.article and branch.article.outlet else ""
    href = f"#edge-{branch.edge.pk}" if branch.edge else f"#origin-{group.number}"
    room = WIDTH - x - 13
    name = short(branch.name, int(min(34, room / BOLD)))
    left = int((room - len(name) * BOLD - 8) / PLAIN)
    return Spot(x, y, name, short(under, min(30, left)) if left >= 8 else "", " ".join(filter(None, looks)), href)


def _ring(branch: Branch, places: dict[str, tuple[float, float]]) -> Way:
    """An edge of a circle, bent round the left of its nodes; the way back is bent less, so that both are seen."""
    assert branch.edge is not None  # whoever is in a circle has it from somebody there
    (x1, y1), (x2, y2) = places[branch.edge.origin_node], places[branch.node]
    bend = min(x1, x2) - (44 if y1 < y2 else 26)
    return Way(f"M{x1 - RADIUS - 1} {y1}C{bend} {y1} {bend} {y2} {x2 - ARROW} {y2}", x2 - ARROW, y2, "loop")


def _named_depth(branch: Branch) -> int:
    """How many names without an article stand one after the other, from the origin on."""
    if branch.article:
        return 0
    return 1 + max((_named_depth(child) for child in branch.children), default=0)


def _day(branch: Branch) -> dt.date:
    assert branch.article is not None
    return branch.article.version_date


def _some(days: list[dt.date]) -> list[dt.date]:
    """The first, the last, and a few between them, evenly."""
    if len(days) <= MOST_DAYS:
        return days
    return [days[round(place * (len(days) - 1) / (MOST_DAYS - 1))] for place in range(MOST_DAYS)]
