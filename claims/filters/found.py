"""What a list finds, and how many of its rows each value of each filter has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter
from typing import Any, ClassVar, Generic, TypeVar

from claims.filters.base import MOST_LISTED, UNKNOWN, Field, ListFilter
from claims.models import Source
from claims.models.numbers import among
from claims.models.prepared import Prepared

Filter = TypeVar("Filter", bound=ListFilter)
SourceCounts = list[tuple[Source | None, int]]


class Found(Generic[Filter]):
    """The first `MOST_LISTED` rows that fit, and how many of them each value of each filter has.

    Nothing is counted that is not looked at: on a desk with 400,000 claims a list costs what it costs on one with
    1,000. While fewer than that fit, every number is exact; beyond, it speaks of the first ones in the order asked for.
    """

    OWN: ClassVar[tuple[Field, ...]] = ()  # read of each row, to be counted

    def __init__(self, filterset: Filter, *, counted: bool = True) -> None:
        """`counted`: whether the values of its filters will be asked for, or only which rows fit."""
        self.filterset = filterset
        fields = self.OWN if counted else ()
        rows = filterset.first_rows(fields)
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
        named = named_sources(keys)
        return [(named[key], counts[key]) for key in keys]

    def most_frequent(self, name: str, counts: Counter[int | None], most: int) -> list[int | None]:
        """The `most` frequent sources and those that are chosen, the most frequent first."""
        keys = sorted(counts, key=lambda key: (-counts[key], key or 0))[:most]
        chosen = self.filterset.asked_but().get(name) or ()
        keys += [key for one in chosen if (key := None if one == UNKNOWN else one.pk) not in keys]
        return sorted(keys, key=lambda key: -counts[key])

    def values(self, name: str, field: str) -> list[Any]:
        """An own field of each row that fits everything asked for but the filter `name`."""
        if not self.filterset.asked_but().get(name):
            return list(map(itemgetter(self.OWN.index(field) + 1), self.rows))
        return list(self.without(name).values_list(field, flat=True)[:MOST_LISTED])

    def without(self, *names: str) -> Any:
        """What fits everything asked for but these filters, in the order asked for."""
        return self.filterset.without(*names).order_by(*self.filterset.order.terms())


def named_sources(keys: Iterable[int | None]) -> dict[int | None, Source | None]:
    """{key: Source with its name} for these keys; None stands for no source."""
    return {None: None} | {one.pk: one for one in NAMED([key for key in keys if key is not None])}


NAMED: Prepared[Source] = Prepared(lambda sources: Source.objects.filter(pk__in=among(sources)).order_by().only("name"))
