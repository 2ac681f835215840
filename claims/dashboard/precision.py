"""How often people kept what the machine suggested, by the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from django.db.models import Count, Q

from claims.dashboard.scope import Scope
from claims.models import Attribution

GOAL = 0.9  # of the suggestions of a rule, kept as they were
MOST_RULES = 10
Z = 1.96  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the suggestions of a `rule` that people decided: kept as they were, corrected, rejected."""

    rule: str
    confirmed: int
    corrected: int
    rejected: int

    @property
    def n(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def share(self) -> float:
        return self.confirmed / self.n

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.confirmed, self.n)


def wilson(n: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927, p. 209).

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    middle = (n + Z**2 / 2) / (of + Z**2)
    half = Z / (of + Z**2) * sqrt(n * (of - n) / of + Z**2 / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def kept_by_rule(scope: Scope) -> list[Kept]:
    """The MOST_RULES rules with most decisions within the weeks, the most reliable first."""
    states = Attribution.ReviewState
    decided = Attribution.objects.filter(
        created_by__isnull=True, reviewed_at__gte=scope.since, superseded=False, **scope.of_claims()
    ).exclude(rule="")
    rows = (
        decided.order_by()
        .values_list("rule")
        .annotate(
            confirmed=Count("pk", filter=Q(review_state=states.CONFIRMED)),
            corrected=Count("pk", filter=Q(review_state=states.CORRECTED)),
            rejected=Count("pk", filter=Q(review_state=states.REJECTED)),
        )
    )
    most = sorted((Kept(*row) for row in rows), key=lambda kept: (-kept.n, kept.rule))[:MOST_RULES]
    return sorted(most, key=lambda kept: (-kept.share, -kept.n, kept.rule))
