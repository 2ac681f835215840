"""How well two people agree who answered the same question apart: Cohen's kappa and Krippendorff's alpha.

Plain arithmetic, no database. A pair is (answer of the first, answer of the second). Intervals are taken by resampling
the pairs (the percentile bootstrap: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13),
with the same dice every time, so that a page says the same twice. The formulas are written out here because a thousand
resamples for each pair of people have to be quick; the tests compare them with the library `krippendorff`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

RESAMPLES = 500
LOW, HIGH = 0.025, 0.975  # of a 95 % interval

Pair = tuple[str, str]
Interval = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over `n` pairs, of which `same` agree. A figure is None where it is not defined: nobody ever chose otherwise."""

    n: int
    same: int
    kappa: float | None
    kappa_interval: Interval | None
    alpha: float | None
    alpha_interval: Interval | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Both figures with their intervals."""
    cells = Counter(pairs)
    samples = [Counter(sample) for sample in _samples(pairs)]
    return Agreement(
        n=len(pairs),
        same=sum(n for (first, second), n in cells.items() if first == second),
        kappa=kappa(cells),
        kappa_interval=_interval(map(kappa, samples)),
        alpha=alpha(cells),
        alpha_interval=_interval(map(alpha, samples)),
    )


def kappa(cells: Mapping[Pair, int]) -> float | None:
    """Agreement beyond chance, each person with habits of their own (J. Cohen, Educational and Psychological
    Measurement 20, 1960, p. 37), from how often each pair of answers came.

    >>> round(kappa({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}), 2)
    0.4
    """
    n = sum(cells.values())
    first, second = _margins(cells)
    expected = sum(first[answer] * second[answer] for answer in first) / n**2 if n else 1.0
    observed = _diagonal(cells) / n if n else 0.0
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(cells: Mapping[Pair, int]) -> float | None:
    """Agreement beyond chance, corrected for few units and blind to who is who, for names without an order
    (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section B), from how often each pair came."""
    values = 2 * sum(cells.values())
    first, second = _margins(cells)
    chance = values**2 - sum(n**2 for n in (first + second).values())
    return None if not chance else 1 - (values - 1) * 2 * (values / 2 - _diagonal(cells)) / chance


def mean_with_interval(values: Sequence[float]) -> tuple[float, Interval | None]:
    """The mean of at least one value, and its interval by resampling."""
    return fmean(values), _interval(fmean(sample) for sample in _samples(values))


def overlap(first: Iterable[Sequence[int]], second: Iterable[Sequence[int]]) -> float:
    """How much two sets of half-open ranges share: twice the common code points by all of both (L. R. Dice, Ecology 26,
    1945); 1.0 for the same ranges, 0.0 for ranges that do not touch.

    >>> overlap([(0, 10)], [(5, 15)])
    0.5
    """
    one, other = ({at for start, end in ranges for at in range(start, end)} for ranges in (first, second))
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0


def _margins(cells: Mapping[Pair, int]) -> tuple[Counter[str], Counter[str]]:
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), n in cells.items():
        first[one] += n
        second[other] += n
    return first, second


def _diagonal(cells: Mapping[Pair, int]) -> int:
    return sum(n for (first, second), n in cells.items() if first == second)


def _samples(values: Sequence[T]) -> list[list[T]]:
    dice = random.Random(20)  # noqa: S311 - statistics, not secrets
    return [dice.choices(values, k=len(values)) for _ in range(RESAMPLES)] if len(values) > 1 else []


def _interval(figures: Iterable[float | None]) -> Interval | None:
    found = sorted(figure for figure in figures if figure is not None)
    if not found:
        return None
    return found[int(LOW * len(found))], found[int(HIGH * len(found))]
