"""The columns that each list can show. What a row is about, its statement, headline or name, always stands first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import Preferences, SavedView

Kind = SavedView.Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what the head means if that is not plain, and how to sort by it ("" for not at all)."""

    key: str
    label: Any
    meaning: Any = ""
    sort: str = ""
    number: bool = False


CLAIMS = (
    Column("source", _("Source"), _("who says it; the relays below, unless they have a column")),
    Column("status", _("Status")),
    Column("finding", _("Finding")),
    Column("stage", _("Stage")),
    Column("places", _("Places"), _("places where the claim appears"), number=True),
    Column("changed", _("Changed"), sort="changed"),
    Column("hand", _("With"), _("who works on it")),
    Column("relay", _("Relayed by")),
    Column("outlet", _("Outlet"), _("of the article where it first appears")),
    Column("article", _("Article"), _("where it first appears")),
    Column("age", _("Age"), _("since it was found")),
    Column("due", _("Due")),
    Column("origins", _("Origins"), _("independent origins, of so many articles"), number=True),
)
ARTICLES = (
    Column("reviewed", _("Reviewed"), _("of so many attributions, those that somebody has decided")),
    Column("outlet", _("Outlet"), _("who publishes it; whom it credits below, unless that has a column")),
    Column("language", _("Language")),
    Column("published", _("Published"), sort="published"),
    Column("added", _("Added"), sort="added"),
    Column("claims", _("Claims"), _("attributions that were found in it"), number=True),
    Column("credit", _("Credits"), _("from whom the whole article says it has this")),
    Column("intake", _("Came in"), _("how it got here")),
    Column("hand", _("Added by")),
    Column("site", _("Site"), _("where its address leads")),
)
SOURCES = (
    Column("kind", _("Kind")),
    Column("speaks_for", _("Speaks for")),
    Column("country", _("Country")),
    Column("names", _("Other names")),
    Column("stakes", _("Interested party in")),
    Column("grade", _("Grade"), _("those in force, each with its topic")),
    Column("claims", _("Claims"), sort="claims", number=True),
    Column("last", _("Newest claim"), sort="last"),
    Column("mentions", _("Mentions"), _("whether people have decided all that it is named for")),
    Column("owner", _("Owner"), _("of an outlet")),
    Column("wikidata", _("Wikidata")),
    Column("added", _("Added")),
)
OF: dict[str, dict[str, Column]] = {
    kind: {column.key: column for column in columns}
    for kind, columns in ((Kind.CLAIMS, CLAIMS), (Kind.ARTICLES, ARTICLES), (Kind.SOURCES, SOURCES))
}
USUAL: dict[str, tuple[str, ...]] = {
    Kind.CLAIMS: ("source", "status", "finding", "stage", "places", "changed", "hand"),
    Kind.ARTICLES: ("reviewed", "outlet", "language", "published", "added"),
    Kind.SOURCES: ("kind", "speaks_for", "country", "names", "stakes", "grade", "claims", "last"),
}


def named_in(asked: QueryDict, kind: str) -> tuple[str, ...]:
    """The columns that an address names (`columns=status.due`), each once; what does not exist is left out."""
    names = asked.get("columns", "").split(".")
    return tuple(dict.fromkeys(name for name in names if name in OF[kind]))


def chosen_by(user: Any, kind: str) -> tuple[str, ...]:
    """The person's columns, or those as delivered."""
    kept = Preferences.objects.columns_of(user).get(kind, ())
    return tuple(name for name in kept if name in OF[kind]) or USUAL[kind]


def with_columns(query: str, columns: Sequence[str], kind: str) -> str:
    """The list's address with these columns named in it (none: those of whoever opens it)."""
    asked = QueryDict(query.removeprefix("?"), mutable=True)
    asked.pop("columns", None)
    if columns:
        asked["columns"] = ".".join(columns)
    address = reverse(f"claims:{kind}")
    return f"{address}?{asked.urlencode()}" if asked else address
