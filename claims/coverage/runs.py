"""Runs of the same words in two lists of words, found by their three-word beginnings. Pure.

Each word of the later list is in one run at most. The work grows with the length of the lists: a word is looked up at a
few places only, and what a look goes over is skipped afterwards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = 3  # with which a run begins, as with shingles
LOOKED_AT = 4  # places before and after the expected one at which a run may begin
SHORT = 8  # words of a run that a longer one at the next word may displace
GAP = 12  # words between two runs of one chain, in each text


@dataclass(frozen=True, slots=True)
class Run:
    """`size` words from `left` on and from `right` on are the same; `fresh`: no run before has them."""

    left: int
    right: int
    size: int
    fresh: bool


def find_runs(left: Sequence[str], right: Sequence[str]) -> list[Run]:
    """The same words in both, each word of the later text once, the longest run at each place; in its order."""
    begins = min(WORDS, len(left), len(right))
    if not begins:
        return []
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(left) - begins + 1):
        where[tuple(left[at : at + begins])].append(at)
    used = bytearray(len(left))
    found: list[Run] = []
    at = expected = 0

    def longest(at: int) -> Run | None:
        """The longest run from word `at` of the later text on: of words that no run has yet, else of any."""
        places = where.get(tuple(right[at : at + begins]), [])
        middle = bisect_left(places, expected)
        near = sorted(places[max(0, middle - LOOKED_AT) : middle + LOOKED_AT], key=lambda p: (abs(p - expected), p))
        for fresh in (True, False):
            sizes = [(_size(left, right, place, at, used if fresh else None), place) for place in near]
            size, place = max(sizes, key=lambda pair: pair[0], default=(0, 0))
            if size >= begins:
                return Run(place, at, size, fresh)
        return None

    while at <= len(right) - begins:
        run = longest(at)
        if run and run.size < SHORT:
            other = longest(at + 1)
            run = other if other and other.size > run.size + 1 else run
        if run is None:
            at += 1
            continue
        if run.fresh:
            used[run.left : run.left + run.size] = b"\x01" * run.size
        found.append(run)
        at, expected = run.right + run.size, run.left + run.size
    return found


def _size(left: Sequence[str], right: Sequence[str], one: int, other: int, used: bytearray | None) -> int:
    """How many words from `one` and `other` on are the same, up to those that are used."""
    size = 0
    while (
        one + size < len(left)
        and other + size < len(right)
        and left[one + size] == right[other + size]
        and not (used and used[one + size])
    ):
        size += 1
    return size


def chains(runs: list[Run]) -> list[list[Run]]:
    """Runs that follow each other in both texts, close by."""
    chains: list[list[Run]] = []
    for run in runs:
        before = chains[-1][-1] if chains else None
        if (
            before
            and before.fresh == run.fresh
            and run.right - (before.right + before.size) <= GAP
            and 0 <= run.left - (before.left + before.size) <= GAP
        ):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains
