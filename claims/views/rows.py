"""The rows of the claim list: what one line shows, read in four queries without building the objects behind it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.contrib.auth.models import User
from django.urls import get_script_prefix, reverse

from claims.models import Attribution, Claim, Reanchoring, RelayHop


def address(name: str, number: int | None) -> str:
    """The address of one row of a noun: `reverse`, asked once for all rows of the noun."""
    return _pattern(name, get_script_prefix()).replace("/0/", f"/{number}/")


@lru_cache(maxsize=32)
def _pattern(name: str, _prefix: str) -> str:
    return reverse(name, args=[0])


@dataclass(slots=True)
class Place:
    """One appearance of a claim: who says it there, and through whom."""

    source_id: int | None
    source: str
    chain: list[str] = field(default_factory=list)

    @property
    def source_url(self) -> str:
        return address("claims:source", self.source_id)


@dataclass(slots=True)
class Row:
    """One claim of the list, with its appearances that stand, the first one first."""

    pk: int
    statement: str
    gloss: str
    gloss_language: str
    language: str
    status: str
    finding: str
    stage: str
    updated_at: dt.datetime
    assigned_to: User | None
    appearances: list[Place] = field(default_factory=list)
    newer_version: str = ""  # what became of it in a newer version, if that is to be flagged

    def get_absolute_url(self) -> str:
        return address("claims:claim", self.pk)


FIELDS = (
    "pk",
    "statement",
    "gloss",
    "gloss_language",
    "language",
    "status",
    "finding",
    "stage",
    "updated_at",
    "assigned_to_id",
)


def rows_of(claims: Sequence[int]) -> list[Row]:
    """The rows of these claims, in their order."""
    found = {row[0]: row for row in Claim.objects.filter(pk__in=claims).values_list(*FIELDS)}
    people = User.objects.in_bulk({row[-1] for row in found.values() if row[-1]}) if found else {}
    places = _places(claims)
    flags = _flags(claims)
    rows = []
    for pk in claims:
        if pk in found:
            row = dict(zip(FIELDS, found[pk], strict=True))
            hand = people.get(row.pop("assigned_to_id"))
            rows.append(Row(**row, assigned_to=hand, appearances=places[pk], newer_version=flags.get(pk, "")))
    return rows


def _flags(claims: Sequence[int]) -> dict[int, str]:
    """{claim: what became of it in a newer version} for those where that is to be flagged."""
    rows = Reanchoring.objects.flags().filter(attribution__claim__in=claims)
    flags: dict[int, str] = {}
    for claim, state in rows.values_list("attribution__claim", "state"):
        flags.setdefault(claim, state)
    return flags


def _places(claims: Sequence[int]) -> dict[int, list[Place]]:
    """The appearances of each claim that nobody rejected; the chain is read of the first one only, which is shown."""
    places: dict[int, list[Place]] = defaultdict(list)
    first: dict[int, Place] = {}
    standing = Attribution.objects.standing().filter(claim__in=claims).order_by("pk")
    for pk, claim, source, name in standing.values_list("pk", "claim_id", "source_id", "source__name"):
        place = Place(source, name or "")
        if claim not in places:
            first[pk] = place
        places[claim].append(place)
    hops = RelayHop.objects.filter(attribution__in=first).order_by("attribution", "position")
    for attribution, name in hops.values_list("attribution_id", "source__name"):
        first[attribution].chain.append(name)
    return places
