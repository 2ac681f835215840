"""The rows of the claim list: what one line shows, read in few queries without building the objects behind it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from claims.coverage.provenance import origins_of_many
from claims.filters.passages import Passage, passages_of
from claims.models import Attribution, Claim, Job, Reanchoring
from claims.models.numbers import among
from claims.models.prepared import Prepared
from claims.models.words import Words
from factcheck.addresses import address


@dataclass(slots=True)
class Place:
    """One appearance of a claim: who says it there, and through whom."""

    source_id: int | None
    source: str
    chain: list[str] = field(default_factory=list)
    article_id: int | None = None  # with title and outlet, where a column shows them
    article: str = ""
    outlet: str = ""

    @property
    def article_url(self) -> str:
        return address("claims:article", self.article_id)


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
    due: dt.date | None = None
    created_at: dt.datetime | None = None  # where a column shows it
    appearances: list[Place] = field(default_factory=list)
    newer_version: str = ""  # what became of it in a newer version, if that is to be flagged
    passages: list[Passage] = field(default_factory=list)  # where else it holds the words of a search
    origins: tuple[int, int] | None = None  # (independent origins, articles) when coverage was looked for

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
    "due",
)  # as Row begins; where a column shows it, the moment of creation after them: making moments of texts takes long

HAND = FIELDS.index("assigned_to_id")
CLAIMS, CLAIMS_WITH_AGE = (
    Prepared(lambda claims, fields=fields: Claim.objects.filter(pk__in=among(claims)).order_by().values_list(*fields))
    for fields in (FIELDS, (*FIELDS, "created_at"))
)
PEOPLE: Prepared[User] = Prepared(lambda people: User.objects.filter(pk__in=among(people)))
MOVED: Prepared[int] = Prepared(
    lambda claims: Reanchoring.objects.filter(attribution__claim__in=among(claims)).values_list(
        "attribution__claim", flat=True
    )
)
PLACES, PLACES_WITH_ARTICLES = (
    Prepared(
        lambda claims, of_article=of_article: (
            Attribution.objects.standing()
            .filter(claim__in=among(claims))
            .order_by("pk", "relays__position")
            .values_list("pk", "claim", "source", "source__name", "relays__source__name", *of_article)
        )
    )
    for of_article in ((), ("article", "article__title", "article__outlet__name"))
)


def rows_of(claims: Sequence[int], columns: Collection[str] = ()) -> list[Row]:
    """The rows of these claims, in their order, with what these columns show besides the usual."""
    if not claims:
        return []
    found = {row[0]: row for row in (CLAIMS_WITH_AGE if "age" in columns else CLAIMS)(claims)}
    hands = {row[HAND] for row in found.values() if row[HAND]}
    people = {person.pk: person for person in PEOPLE(list(hands))} if hands else {}
    places = _places(claims, articles="article" in columns or "outlet" in columns)
    origins = _origins(claims) if "origins" in columns else {}
    flags = _flags(claims)
    rows = []
    for pk in claims:
        if pk in found:
            shown = Row(*found[pk])
            shown.assigned_to = people.get(found[pk][HAND])
            shown.appearances, shown.newer_version = places[pk], flags.get(pk, "")
            shown.origins = origins.get(pk)
            rows.append(shown)
    return rows


def add_passages(rows: Sequence[Row], words: Words) -> None:
    """Tell each row where, besides its statement and gloss, its claim holds these words."""
    found = passages_of(rows, words) if words else {}
    for row in rows:
        row.passages = found.get(row.pk, [])


def _flags(claims: Sequence[int]) -> dict[int, str]:
    """{claim: what became of it in a newer version} for those where that is to be flagged."""
    moved = MOVED(claims)
    if not moved:
        return {}  # as on most pages: what is to be flagged is a long question
    flags: dict[int, str] = {}
    rows = Reanchoring.objects.flags().filter(attribution__claim__in=set(moved))
    for claim, state in rows.values_list("attribution__claim", "state"):
        flags.setdefault(claim, state)
    return flags


def _places(claims: Sequence[int], *, articles: bool) -> dict[int, list[Place]]:
    """The appearances of each claim that nobody rejected, each with its relay chain, and with its article if asked."""
    places: dict[int, list[Place]] = defaultdict(list)
    seen = None
    for pk, claim, source, name, relay, *about in (PLACES_WITH_ARTICLES if articles else PLACES)(claims):
        if pk != seen:
            article, title, outlet = about or (None, "", "")
            places[claim].append(Place(source, name or "", [], article, title, outlet or ""))
            seen = pk
        if relay:
            places[claim][-1].chain.append(relay)
    return places


def _origins(claims: Sequence[int]) -> dict[int, tuple[int, int]]:
    """{claim: (independent origins, articles)} as its edges say now, where coverage was looked for."""
    searches = Job.objects.filter(kind=Job.Kind.FIND_COVERAGE, state=Job.State.DONE, claim__in=among(claims))
    looked = searches.order_by().values_list("claim", flat=True).distinct()
    return {
        claim: (found.counts.independent, found.counts.articles) for claim, found in origins_of_many(looked).items()
    }
