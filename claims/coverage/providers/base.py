"""What every provider is asked and what it answers."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims.ingest.fetch import Secret
from claims.models.provider_call import Outcome as Outcome

LONGEST_URL = 2_048
LONGEST_TEXT = 2_000
LONGEST_COMPLAINT = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_TAG = re.compile(r"<[^<>]*>")
_SPACE_BEFORE_MARK = re.compile(r"\s+([,.;:!?])")


class BadAnswer(Exception):
    """The provider answered something that is no result; `str(error)` says what, for a person."""


class Busy(Exception):
    """The provider answered that it would rather not be asked now."""


class PlanEnds(Exception):
    """The provider gives no more than it gave: what the operator's plan with it allows ends here."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and the days between which it was published."""

    text: str
    language: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    limit: int = 50
    addresses: tuple[str, ...] = ()  # of the articles that carry the claim


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found. `published`: what the publisher says; `seen`: when the provider's crawler saw it."""

    url: str
    title: str
    outlet: str = ""
    snippet: str = ""
    language: str = ""
    published: dt.datetime | None = None
    seen: dt.datetime | None = None
    authors: tuple[str, ...] = ()  # people, or the outlet that wrote it
    rating: str = ""  # a fact-check's, as its publisher words it; never compared across publishers
    names_address: bool = False  # it says itself that it is about one of the query's addresses


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Item]
    cursor: str = ""  # of the next page; "" when there is none
    rows: int = 0  # that the answer held, usable or not
    total: int | None = None  # that it says there are


@dataclass(frozen=True, slots=True)
class Answer:
    """How asking one provider ended, and when. `digests`: the SHA-256 of each raw answer."""

    provider: str
    outcome: Outcome
    at: dt.datetime
    items: tuple[Item, ...] = ()
    reason: str = ""
    digests: tuple[str, ...] = ()
    retry_after: float | None = None


def next_cursor(_query: Query, _cursor: str, page: Page) -> str:
    return page.cursor


def refusal(status: int, text: str) -> Exception:
    """A request that was refused with this status, with the provider's own words where its answer holds some."""
    try:
        found = as_json(text)
    except BadAnswer:
        found = {}
    error = found.get("error")
    words = (part(error).get("message"), error, found.get("note"), found.get("message"))
    told = next((line for line in map(plain, words) if line), "")[:LONGEST_COMPLAINT]
    if told:
        words_too = _("It refuses the request (status %(status)d): “%(text)s”. Is its key right?")
        return BadAnswer(words_too % {"status": status, "text": told})
    return BadAnswer(_("It refuses the request (status %(status)d). Is its key right?") % {"status": status})


@dataclass(frozen=True, slots=True)
class Provider:
    """One service: the `address` for a query and a cursor, and how its answer is read (raises BadAnswer)."""

    name: str
    label: str
    address: Callable[[Query, str], str]
    read: Callable[[str], Page]
    seconds_between: float  # of the whole installation
    missing: str = ""  # why it cannot be asked as it is configured
    secret: Secret | None = None  # its key, when that is sent in a header
    key: str = field(default="", repr=False)  # taken out of whatever the provider says
    refusal: Callable[[int, str], Exception] = refusal  # what a refused request (its status and body) means
    here: Callable[[Query], Page | str] | None = None  # answers without a network, or says why it cannot
    after: Callable[[Query, str, Page], str] = next_cursor  # the cursor after a page, given the one before
    outside: Callable[[Query], str] = lambda _query: ""  # why it can know nothing about such a query
    most_words: int = 10  # that it is asked for; few where it wants every one of them in one place
    prefers: str = ""  # the language in which it finds most, where the claim has a wording in it


def as_json(text: str) -> dict[str, Any]:
    """The JSON object of an answer; raw control characters inside its strings are borne. Raises BadAnswer."""
    found = _loaded(text)
    if not isinstance(found, dict):
        raise BadAnswer(_("Its answer has not the documented form."))
    return found


def as_list(text: str) -> list[dict[str, Any]]:
    """The objects of an answer that is a JSON list. Raises BadAnswer."""
    found = _loaded(text)
    if not isinstance(found, list):
        raise BadAnswer(_("Its answer has not the documented form."))
    return rows(found)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        told = plain(text)[:LONGEST_COMPLAINT]
        if told.count("\ufffd") * 10 > len(told):  # no text at all: nothing to quote
            raise BadAnswer(_("Its answer has not the documented form.")) from None
        raise BadAnswer(_("It answered with something other than results: “%(text)s”") % {"text": told}) from None


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list that may be missing. Raises BadAnswer when it is something else than a list."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadAnswer(_("Its answer has not the documented form."))
    return [row for row in value if isinstance(row, dict)]


def part(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def plain(value: Any) -> str:
    """A text on one line without control characters or spaces before punctuation; "" for whatever is no text."""
    if not isinstance(value, str):
        return ""
    line = " ".join(_CONTROL.sub(" ", value[: 2 * LONGEST_TEXT]).split())
    return _SPACE_BEFORE_MARK.sub(r"\1", line)[:LONGEST_TEXT]


def unmarked(value: Any) -> str:
    """The words of a piece of HTML; shown as text, never as markup."""
    return html.unescape(_TAG.sub("", plain(value)))


def link(value: Any) -> str:
    """An address that may be shown as a link, or ""."""
    if not isinstance(value, str) or len(value) > LONGEST_URL or not re.match(r"https?://[^\s/]", value, re.I):
        return ""
    return "" if re.search(r"[\s\x00-\x20\x7f\\\ud800-\udfff]", value) else value


def moment(value: Any, form: str | None = None) -> dt.datetime | None:
    """A time in UTC, written as ISO 8601 or in the form given; None for whatever is no time."""
    try:
        when = dt.datetime.strptime(value, form) if form else dt.datetime.fromisoformat(value)
        return when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError):
        return None
