"""What a list finds, and how many of its rows each value of each filter has."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from claims.filters.base import MOST_LISTED, UNKNOWN, ListFilter
from claims.models import Source

Filter = TypeVar("Filter", bound=ListFilter)
SourceCounts = list[tuple[Source | None, int]]


class Found(Generic[Filter]):
    """The first `MOST_LISTED` rows that fit, and how many of them each value of each filter has.

    Nothing is counted that is not looked at: on a desk with 400,000 claims a list costs what it costs on one with
    1,000. While fewer than that fit, every number is exact; beyond, it speaks of the first ones in the order asked for.
    """

    OWN: ClassVar[tuple[str, ...]] = ()  # fields read of each row

    def __init__(self, filterset: Filter) -> None:
        self.filterset = filterset
        rows = list(filterset.qs.values_list("pk", *self.OWN)[: MOST_LISTED + 1])
        self.more = len(rows) > MOST_LISTED
        self.rows = rows[:MOST_LISTED]

    @cached_property
    def ids(self) -> list[int]:
        return [row[0] for row in self.rows]

    def counts_of(self, name: str, field: str = "") -> Counter[Any]:
        """How many rows each value of an own field has, everything else as asked. `name`: the filter of the field."""
        return Counter(self.values(name, field or name))

    def counts_of_sources(self, name: str, field: str, *, most: int) -> SourceCounts:
        """The sources in an own field with most rows; None stands for rows without one."""
        counts = self.counts_of(name, field)
        keys = self.most_frequent(name, counts, most)
        named = Source.objects.only("name").in_bulk([key for key in keys if key is not None])
        return [(None if key is None else named[key], counts[key]) for key in keys]

    def most_frequent(self, name: str, counts: Counter[int | None], most: int) -> list[int | None]:
        """The `most` frequent sources and those that are chosen, the most frequent first."""
        keys = sorted(counts, key=lambda key: (-counts[key], key or 0))[:most]
        chosen = self.filterset.asked_but().get(name) or ()
        keys += [key for one in chosen if (key := None if one == UNKNOWN else one.pk) not in keys]
        return sorted(keys, key=lambda key: -counts[key])

    def values(self, name: str, field: str) -> list[Any]:
        """An own field of each row that fits everything asked for but the filter `name`."""
        if not self.filterset.asked_but().get(name):
            at = self.OWN.index(field) + 1
            return [row[at] for row in self.rows]
        return list(self.without(name).values_list(field, flat=True)[:MOST_LISTED])

    def without(self, *names: str) -> Any:
        """What fits everything asked for but these filters, in the order asked for."""
        return self.filterset.without(*names).order_by(*self.filterset.order.terms())
