"""What a claim list finds, and how many claims each value of each filter has."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F
from django.utils import timezone

from claims.filters.base import MOST_LISTED, UNKNOWN
from claims.filters.claims import ClaimFilter, due_of
from claims.filters.found import Found, SourceCounts, named_sources
from claims.models import Attribution, search
from claims.models.numbers import among
from claims.models.prepared import Prepared

# The due date as the database gives it, which is text in SQLite: most claims have none, and looking for one to convert
# in each of a thousand rows takes longer than reading them.
DUE = ExpressionWrapper(F("due"), output_field=CharField())
# (claim, source, whom the source speaks for, outlet) of one appearance
Appearance = tuple[int, int | None, int | None, int | None]


class FoundClaims(Found[ClaimFilter]):
    """`newest` is None, or how many of the claims with the words were looked at when there are more of those."""

    OWN = ("status", "stage", "finding", "language", "assigned_to_id", DUE)

    def __init__(self, filterset: ClaimFilter, *, counted: bool = True) -> None:
        super().__init__(filterset, counted=counted)
        self.newest = search.MOST_MATCHING if filterset.matching.more else None

    def counts_of_hands(self) -> dict[str, int]:
        """How many are mine, and how many nobody's."""
        hands = self.counts_of("assigned", "assigned_to_id")
        return {"me": hands[self.filterset.user.pk], UNKNOWN: hands[None]}

    def counts_of_due(self) -> Counter[str]:
        """How many are overdue, due soon, due at all, and without a due date."""
        today = timezone.localdate()
        if self.filterset.asked_but().get("due"):
            rows = list(self.without("due").values_list(DUE, "stage")[:MOST_LISTED])
        else:
            due, stage = self.OWN.index(DUE) + 1, self.OWN.index("stage") + 1
            rows = [(row[due], row[stage]) for row in self.rows]
        dated = [(_day(due), stage) for due, stage in rows if due]  # few have a due date
        counts = Counter(value for due, stage in dated for value in due_of(due, stage, today))
        counts[UNKNOWN] = len(rows) - len(dated)
        return counts

    def counts_of_sources_and_outlets(self, *, most: int) -> tuple[SourceCounts, SourceCounts]:
        """The sources with most claims, what others say for them included, and the outlets with most claims, `most` of
        each; None stands for claims that name nobody and for articles whose outlet nobody knows."""
        by_source, by_outlet = self._claims_by_source(), self._claims_by_outlet()
        sources, outlets = self.most_frequent("source", by_source, most), self.most_frequent("outlet", by_outlet, most)
        named = named_sources([*sources, *outlets])
        return [(named[key], by_source[key]) for key in sources], [(named[key], by_outlet[key]) for key in outlets]

    def _claims_by_source(self) -> Counter[int | None]:
        found = self._appearances_without("source", "said_by")
        said = set(map(itemgetter(0, 1), found))
        said.update((claim, spoken_for) for claim, _source, spoken_for, _outlet in found if spoken_for)
        return Counter(map(itemgetter(1), said))

    def _claims_by_outlet(self) -> Counter[int | None]:
        found = self._appearances_without("outlet")
        return Counter(map(itemgetter(1), set(map(itemgetter(0, 3), found))))

    def _appearances_without(self, *names: str) -> list[Appearance]:
        """The appearances that fit everything asked for but these filters, of the first claims that do."""
        if not any(self.filterset.asked_but().get(name) for name in names):
            return self._appearances  # the claims are those of the list: one question for all facets
        claims = self.without(*names).values("pk")[:MOST_LISTED]
        return self._read(claims, self.filterset.asked_but(*names))

    @cached_property
    def _appearances(self) -> list[Appearance]:
        if not self.ids:
            return []
        asked = self.filterset.asked_but()
        if self.filterset.appearances(asked) is None:
            return APPEARANCES(self.ids)
        return self._read(among(self.ids), asked)

    def _read(self, claims: Any, asked: Mapping[str, Any]) -> list[Appearance]:
        """The appearances, as far as asked for, of the claims that the subquery `claims` names."""
        appearances = self.filterset.appearances(asked)
        return list(_of_claims(Attribution.objects.standing() if appearances is None else appearances, claims))


def _of_claims(appearances: Any, claims: Any) -> Any:
    found = appearances.filter(claim__in=claims).order_by()
    return found.values_list("claim", "source", "source__speaks_for", "article__outlet")


def _day(due: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(due) if isinstance(due, str) else due


APPEARANCES: Prepared[Appearance] = Prepared(lambda claims: _of_claims(Attribution.objects.standing(), among(claims)))
