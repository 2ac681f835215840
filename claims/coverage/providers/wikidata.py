"""Wikidata: who or what has a name, and how it is called in Indonesian and English. No provider of coverage: a person
asks it on the page that edits a source, and decides.

    told = look_up("Dmitry Peskov", "id")
    told.candidates[0].number, told.candidates[0].names      # "Q…", {"id": …, "en": …}
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from claims.coverage.providers import asking
from claims.coverage.providers.base import (
    BadAnswer,
    Busy,
    Item,
    Outcome,
    Page,
    Provider,
    Query,
    as_json,
    part,
    plain,
    rows,
)

LANGUAGES = ("id", "en")  # that names are offered in
MOST_CANDIDATES = 7
LONGEST_NAME = 200
MOST_LAG = 5  # seconds that its servers may lie behind before it would rather not be asked
SECONDS_BETWEEN = 0.5
PATIENCE = 2.0  # seconds that a look-up waits for its place: a person and a web thread wait with it

_NUMBER = re.compile(r"Q[1-9]\d{0,10}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing of Wikidata, with its name and a short description by language; "" for one that is not known."""

    number: str
    names: dict[str, str]
    descriptions: dict[str, str]

    @property
    def name(self) -> str:
        return next((self.names[one] for one in ("", *LANGUAGES) if self.names.get(one)), self.number)

    @property
    def address(self) -> str:
        return f"https://www.wikidata.org/wiki/{self.number}"


@dataclass(frozen=True, slots=True)
class LookUp:
    outcome: Outcome
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def look_up(name: str, language: str) -> LookUp:
    """Things of that name or alias, those that Wikidata thinks likeliest first. Two requests; never raises."""
    name = plain(name)[:LONGEST_NAME]
    if not name:
        return LookUp(Outcome.NOT_ASKED, _("Name somebody or something."))
    language = language if language in LANGUAGES else "en"
    first = asking.ask(_search, Query(name, language, limit=MOST_CANDIDATES), patience=PATIENCE)
    found = [Candidate(item.outlet, {"": item.title}, _said("", item.snippet)) for item in first.items]
    if not found:
        return LookUp(first.outcome, first.reason)
    numbers = Query("|".join(one.number for one in found), limit=len(found) * len(LANGUAGES))
    second = asking.ask(_details, numbers, patience=PATIENCE)
    return LookUp(first.outcome, second.reason, tuple(_with(one, second.items) for one in found))


def _said(language: str, text: str) -> dict[str, str]:
    return {language: text} if text else {}


def _with(candidate: Candidate, items: tuple[Item, ...]) -> Candidate:
    """With its names in each language, where they came; else as it was found."""
    own = [item for item in items if item.outlet == candidate.number]
    if not any(item.title for item in own):
        return candidate
    names = {item.language: item.title for item in own if item.title}
    return replace(candidate, names=names, descriptions={one.language: one.snippet for one in own if one.snippet})


def _search_address(query: Query, _cursor: str) -> str:
    return _address(
        action="wbsearchentities",
        search=query.text,
        language=query.language,
        uselang=query.language,
        type="item",
        limit=str(query.limit),
    )


def _details_address(query: Query, _cursor: str) -> str:
    languages = "|".join(LANGUAGES)
    return _address(action="wbgetentities", ids=query.text, props="labels|descriptions", languages=languages)


def _address(**asked: str) -> str:
    fixed = {"format": "json", "formatversion": "2", "maxlag": str(MOST_LAG)}
    return f"{settings.WIKIDATA_URL}?{urlencode(asked | fixed)}"


def _answer(text: str) -> dict[str, Any]:
    """Its errors come with status 200."""
    answer = as_json(text)
    if error := part(answer.get("error")):
        if error.get("code") == "maxlag":
            raise Busy(_("Its servers are busy."))
        raise BadAnswer(_("It refuses the search: “%(text)s”") % {"text": plain(error.get("info"))[:200]})
    return answer


def _read_search(text: str) -> Page:
    answer = _answer(text)
    if "search" not in answer:
        raise BadAnswer(_("Its answer has not the documented form."))
    found = [(plain(row.get("id")), row) for row in rows(answer["search"])]
    return Page([_item(number, row.get("label"), row.get("description")) for number, row in found if _is_one(number)])


def _read_details(text: str) -> Page:
    entities = part(_answer(text).get("entities"))
    items = []
    for number, entity in entities.items():
        if _is_one(number):
            labels, descriptions = (part(part(entity).get(name)) for name in ("labels", "descriptions"))
            for one in LANGUAGES:
                name, said = part(labels.get(one)).get("value"), part(descriptions.get(one)).get("value")
                items.append(_item(number, name, said, one))
    return Page(items)


def _is_one(number: str) -> bool:
    return _NUMBER.fullmatch(number) is not None


def _item(number: str, name: Any, description: Any, language: str = "") -> Item:
    """`outlet` holds the number; the address tells each language apart, for one address is one item."""
    return Item(
        url=f"https://www.wikidata.org/wiki/{number}#{language}",
        title=plain(name)[:LONGEST_NAME],
        outlet=number,
        snippet=plain(description),
        language=language,
    )


_search = Provider("wikidata", "Wikidata", _search_address, _read_search, SECONDS_BETWEEN)
_details = Provider("wikidata", "Wikidata", _details_address, _read_details, SECONDS_BETWEEN)
