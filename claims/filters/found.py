"""What a claim list finds, and how many claims each value of each filter has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from claims.filters.base import MOST_LISTED, UNKNOWN
from claims.filters.claims import ClaimFilter
from claims.models import Attribution, Source, search
from claims.models.numbers import among

# (claim, source, whom the source speaks for, outlet) of one appearance
Appearance = tuple[int, int | None, int | None, int | None]
Claims = dict[int | None, set[int]]  # by source or outlet
SourceCounts = list[tuple[Source | None, int]]


class Found:
    """The first `MOST_LISTED` claims that fit, and how many of them each value of each filter has.

    Nothing is counted that is not looked at: on a desk with 400,000 claims a list costs what it costs on one with
    1,000. While fewer than that fit, every number is exact; beyond, it speaks of the first ones in the order asked for.
    `newest` is None, or how many of the claims with the words were looked at when there are more of those.
    """

    OWN = ("status", "stage", "finding", "language", "assigned_to_id")  # read of each claim

    def __init__(self, filterset: ClaimFilter) -> None:
        self.filterset = filterset
        rows = list(filterset.qs.values_list("pk", *self.OWN)[: MOST_LISTED + 1])
        self.more = len(rows) > MOST_LISTED
        self.rows = rows[:MOST_LISTED]
        self.newest = search.MOST_MATCHING if filterset.matching.more else None

    @cached_property
    def ids(self) -> list[int]:
        return [row[0] for row in self.rows]

    def counts_of(self, name: str) -> Counter[str]:
        """How many claims each value of an own field of the claim has, everything else as asked."""
        return Counter(self._values(name, name))

    def counts_of_hands(self) -> dict[str, int]:
        """How many are mine, and how many nobody's."""
        hands = Counter(self._values("assigned", "assigned_to_id"))
        return {"me": hands[self.filterset.user.pk], UNKNOWN: hands[None]}

    def counts_of_sources_and_outlets(self, *, most: int) -> tuple[SourceCounts, SourceCounts]:
        """The sources with most claims, what others say for them included, and the outlets with most claims, `most` of
        each; None stands for claims that name nobody and for articles whose outlet nobody knows."""
        by_source: Claims = defaultdict(set)
        for claim, source, spoken_for, _outlet in self._appearances_without("source", "said_by"):
            by_source[source].add(claim)
            if spoken_for:
                by_source[spoken_for].add(claim)
        by_outlet: Claims = defaultdict(set)
        for claim, _source, _spoken_for, outlet in self._appearances_without("outlet"):
            by_outlet[outlet].add(claim)
        sources, outlets = (
            self._most_frequent("source", by_source, most),
            self._most_frequent("outlet", by_outlet, most),
        )
        named: dict[int | None, Source | None] = {None: None}
        named |= Source.objects.only("name").in_bulk([key for key, _count in [*sources, *outlets] if key is not None])
        return [(named[key], count) for key, count in sources], [(named[key], count) for key, count in outlets]

    def _most_frequent(self, name: str, claims: Claims, most: int) -> list[tuple[int | None, int]]:
        """The `most` frequent sources and those that are chosen, with how many claims each has."""
        keys = sorted(claims, key=lambda key: (-len(claims[key]), key or 0))[:most]
        chosen = self.filterset.asked_but().get(name) or ()
        keys += [key for one in chosen if (key := None if one == UNKNOWN else one.pk) not in keys]
        return sorted(((key, len(claims.get(key, ()))) for key in keys), key=lambda pair: -pair[1])

    def _values(self, filter_name: str, field: str) -> list[Any]:
        if not self.filterset.asked_but().get(filter_name):
            at = self.OWN.index(field) + 1
            return [row[at] for row in self.rows]
        return list(self._without(filter_name).values_list(field, flat=True)[:MOST_LISTED])

    def _without(self, *names: str) -> Any:
        """What fits everything asked for but these filters, in the order asked for."""
        found = self.filterset.without(*names)
        return found.order_by(*self.filterset.qs.query.order_by)

    def _appearances_without(self, *names: str) -> list[Appearance]:
        """The appearances that fit everything asked for but these filters, of the first claims that do."""
        if not any(self.filterset.asked_but().get(name) for name in names):
            return self._appearances  # the claims are those of the list: one question for all facets
        claims = self._without(*names).values("pk")[:MOST_LISTED]
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
