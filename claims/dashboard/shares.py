"""What became of the claims, by whom they are from, and how they are told: always with the denominator."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from claims.dashboard.scope import Scope
from claims.models import Attribution, Source
from claims.models.claim import Status
from claims.sources.portrait import Share, single_origin

MOST_ROWS = 8

# What statuses may be told by: the field of an appearance that says it.
BY_SOURCE, BY_OUTLET, BY_KIND, BY_LANGUAGE = "source", "outlet", "kind", "language"
_FIELDS = {
    BY_SOURCE: Coalesce(F("source__speaks_for"), F("source")),  # a spokesman's words count for the one spoken for
    BY_OUTLET: F("article__outlet"),
    BY_KIND: F("claim__check_kind"),
    BY_LANGUAGE: F("claim__language"),
}
UNNAMED = (Attribution.SourceType.UNNAMED, Attribution.SourceType.IMPLICIT)


@dataclass(frozen=True, slots=True)
class Statuses:
    """The claims of one source, outlet, kind or language. `key` is its number or name; None: nobody, or not known."""

    key: int | str | None
    name: str
    by_status: dict[Status, int]

    @property
    def n(self) -> int:
        return sum(self.by_status.values())


def statuses_by(scope: Scope, what: str) -> list[Statuses]:
    """The MOST_ROWS with most claims among those that came within the weeks, and what became of those claims."""
    counted: dict[int | str | None, Counter[Status]] = defaultdict(Counter)
    rows = (
        scope.appearances()
        .order_by()
        .annotate(told_by=_FIELDS[what])
        .values_list("told_by", "claim__status")
        .annotate(n=Count("claim", distinct=True))
    )
    for key, status, n in rows:
        counted[key][Status(status)] += n
    most = sorted(counted, key=lambda key: (-counted[key].total(), str(key)))[:MOST_ROWS]
    names = _names(what, most)
    return [Statuses(key, names.get(key, ""), dict(counted[key])) for key in most]


def _names(what: str, keys: list[int | str | None]) -> dict[int | str | None, str]:
    if what in (BY_SOURCE, BY_OUTLET):
        return dict(Source.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", "name"))
    return {key: str(key) for key in keys if key}


@dataclass(frozen=True, slots=True)
class Telling:
    """How the claims that came within the weeks are told; of single origin, those whose coverage was looked for."""

    unnamed: Share
    hedged: Share
    single_origin: Share


def telling(scope: Scope) -> Telling:
    """Claims with an unnamed speaker, hedged in every appearance, and resting on one independent origin."""
    found = scope.appearances().aggregate(
        claims=Count("claim", distinct=True),
        unnamed=Count("claim", distinct=True, filter=Q(source_type__in=UNNAMED) | ~Q(anonymity="")),
        plain=Count("claim", distinct=True, filter=Q(hedged=False)),
    )
    claims = scope.claims().filter(created_at__gte=scope.since)
    return Telling(
        unnamed=Share(found["unnamed"], found["claims"]),
        hedged=Share(found["claims"] - found["plain"], found["claims"]),
        single_origin=single_origin(claims),
    )
