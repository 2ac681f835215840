"""GDELT 2.0: DOC (articles of the last months) and Context (the sentence with the words, last days). No key.

It searches English translations of 65 languages, and answers its own errors with status 200 and plain text or HTML.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage.providers.base import Item, Page, Provider, Query, as_json, link, moment, plain, rows

MOST_RECORDS = 250
MOST_WORDS = 6  # it wants every word of them, Context in one sentence
SECONDS_BETWEEN = 6  # it asks for one request every 5 seconds at most
DOC_REACH = dt.timedelta(days=90)
CONTEXT_REACH = dt.timedelta(hours=72)

_MARKS = re.compile(r"[\"“”„«»]")


def doc() -> Provider:
    return Provider(
        "gdelt",
        "GDELT",
        lambda query, cursor: _address(settings.GDELT_DOC_URL, query, cursor),
        read,
        SECONDS_BETWEEN,
        after=_earlier,
        most_words=MOST_WORDS,
        prefers="en",
    )


def _earlier(query: Query, _cursor: str, page: Page) -> str:
    """It has no pages: after a full answer, what is older than all of it is asked for."""
    times = [item.seen for item in page.items if item.seen]
    return _stamp(min(times)) if query.limit > MOST_RECORDS and page.rows >= MOST_RECORDS and times else ""


def context() -> Provider:
    return Provider(
        "gdelt_context",
        "GDELT Context",
        lambda query, _cursor: _address(settings.GDELT_CONTEXT_URL, _recent(query), ""),
        read,
        SECONDS_BETWEEN,
        outside=_too_old,
        most_words=MOST_WORDS,
        prefers="en",
    )


def _too_old(query: Query) -> str:
    """Context knows the last days only: that it names nothing older would say nothing."""
    if query.until and query.until < timezone.now() - CONTEXT_REACH:
        return _("It knows only what was published in the last three days.")
    return ""


def _recent(query: Query) -> Query:
    first = timezone.now() - CONTEXT_REACH
    return replace(query, since=max(query.since, first)) if query.since else query


def _address(base: str, query: Query, before: str) -> str:
    words = re.findall(r"\w+", query.text)[:MOST_WORDS]  # nothing that it would read as an operator
    asked = {
        "query": " ".join(words),
        "mode": "artlist",
        "format": "json",
        "maxrecords": str(min(query.limit, MOST_RECORDS)),
    }
    if query.since and query.until:
        asked |= {"startdatetime": _stamp(query.since), "enddatetime": _stamp(query.until)}
    if query.limit > MOST_RECORDS:
        asked["sort"] = "datedesc"
    if before:
        asked = {"startdatetime": _stamp(timezone.now() - DOC_REACH)} | asked | {"enddatetime": before}
    return f"{base}?{urlencode(asked)}"


def read(text: str) -> Page:
    """No `articles` at all: nothing found. Context adds the sentence, and whether it is quoted."""
    found = rows(as_json(text).get("articles"))
    items = [
        Item(
            url=url,
            title=plain(row.get("title")),
            outlet=plain(row.get("domain")),
            snippet=_sentence(row),
            language=plain(row.get("language")),
            seen=moment(row.get("seendate"), "%Y%m%dT%H%M%SZ"),
        )
        for row in found
        if (url := link(row.get("url")))
    ]
    return Page(items, rows=len(found))


def _sentence(row: dict[str, Any]) -> str:
    """In quotation marks when it is said to stand inside a quotation and shows none itself."""
    sentence = plain(row.get("sentence"))
    quoted = str(row.get("isquote")) in ("1", "True")
    return f"“{sentence}”" if sentence and quoted and not _MARKS.search(sentence) else sentence


def _stamp(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S")
