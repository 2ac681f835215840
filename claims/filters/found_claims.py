"""What a claim list finds, and how many claims each value of each filter has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils import timezone

from claims.filters.base import MOST_LISTED, UNKNOWN
from claims.filters.claims import ClaimFilter, due_of
from claims.filters.found import Found, SourceCounts
from claims.models import Attribution, Source, search
from claims.models.numbers import among

# (claim, source, whom the source speaks for, outlet) of one appearance
Appearance = tuple[int, int | None, int | None, int | None]
Claims = dict[int | None, set[int]]  # by source or outlet


class FoundClaims(Found[ClaimFilter]):
    """`newest` is None, or how many of the claims with the words were looked at when there are more of those."""

    OWN = ("status", "stage", "finding", "language", "assigned_to_id", "due")

    def __init__(self, filterset: ClaimFilter) -> None:
        super().__init__(filterset)
        self.newest = search.MOST_MATCHING if filterset.matching.more else None

    def counts_of_hands(self) -> dict[str, int]:
        """How many are mine, and how many nobody's."""
        hands = self.counts_of("assigned", "assigned_to_id")
        return {"me": hands[self.filterset.user.pk], UNKNOWN: hands[None]}

    def counts_of_due(self) -> Counter[str]:
        """How many are overdue, due soon, due at all, and without a due date."""
        today = timezone.localdate()
        if self.filterset.asked_but().get("due"):
            found = self.without("due").values_list("due", "stage")[:MOST_LISTED]
        else:
            found = zip(self.values("due", "due"), self.values("due", "stage"), strict=True)
        return Counter(value for due, stage in found for value in due_of(due, stage, today))

    def counts_of_sources_and_outlets(self, *, most: int) -> tuple[SourceCounts, SourceCounts]:
        """The sources with most claims, what others say for them included, and the outlets with most claims, `most` of
        each; None stands for claims that name nobody and for articles whose outlet nobody knows."""
        by_source, by_outlet = self._claims_by_source(), self._claims_by_outlet()
        sources, outlets = self.most_frequent("source", by_source, most), self.most_frequent("outlet", by_outlet, most)
        named: dict[int | None, Source | None] = {None: None}
        named |= Source.objects.only("name").in_bulk([key for key in [*sources, *outlets] if key is not None])
        return [(named[key], by_source[key]) for key in sources], [(named[key], by_outlet[key]) for key in outlets]

    def _claims_by_source(self) -> Counter[int | None]:
        claims: Claims = defaultdict(set)
        for claim, source, spoken_for, _outlet in self._appearances_without("source", "said_by"):
            claims[source].add(claim)
            if spoken_for:
                claims[spoken_for].add(claim)
        return _sizes(claims)

    def _claims_by_outlet(self) -> Counter[int | None]:
        claims: Claims = defaultdict(set)
        for claim, _source, _spoken_for, outlet in self._appearances_without("outlet"):
            claims[outlet].add(claim)
        return _sizes(claims)

    def _appearances_without(self, *names: str) -> list[Appearance]:
        """The appearances that fit everything asked for but these filters, of the first claims that do."""
        if not any(self.filterset.asked_but().get(name) for name in names):
            return self._appearances  # the claims are those of the list: one question for all facets
        claims = self.without(*names).values("pk")[:MOST_LISTED]
        return self._read(claims, self.filterset.asked_but(*names))

    @cached_property
    def _appearances(self) -> list[Appearance]:
        return self._read(among(self.ids), self.filterset.asked_but()) if self.ids else []

    def _read(self, claims: Any, asked: Mapping[str, Any]) -> list[Appearance]:
        """The appearances, as far as asked for, of the claims that the subquery `claims` names."""
        appearances = self.filterset.appearances(asked)
        if appearances is None:
            appearances = Attribution.objects.standing()
        found = appearances.filter(claim__in=claims).order_by()
        return list(found.values_list("claim", "source", "source__speaks_for", "article__outlet"))


def _sizes(claims: Claims) -> Counter[int | None]:
    return Counter({key: len(found) for key, found in claims.items()})
