"""GDELT 2.0: DOC (articles of the last months) and Context (the sentence with the words, last days). No key.

It searches English translations of 65 languages, and answers its own errors with status 200 and plain text or HTML.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

from django.conf import settings

from claims.coverage.providers.base import Item, Page, Provider, Query, as_json, link, moment, plain, rows

MOST_RECORDS = 250
MOST_WORDS = 12
SECONDS_BETWEEN = 6  # it asks for one request every 5 seconds at most


def doc() -> Provider:
    return Provider(
        "gdelt",
        "GDELT",
        lambda query, _cursor: _address(settings.GDELT_DOC_URL, query),
        read,
        SECONDS_BETWEEN,
        prefers="en",
    )


def context() -> Provider:
    return Provider(
        "gdelt_context",
        "GDELT Context",
        lambda query, _cursor: _address(settings.GDELT_CONTEXT_URL, query),
        read,
        SECONDS_BETWEEN,
        prefers="en",
    )


def _address(base: str, query: Query) -> str:
    words = re.findall(r"\w+", query.text)[:MOST_WORDS]  # nothing that it would read as an operator
    asked = {
        "query": " ".join(words),
        "mode": "artlist",
        "format": "json",
        "maxrecords": str(min(query.limit, MOST_RECORDS)),
    }
    if query.since and query.until:
        asked |= {"startdatetime": _stamp(query.since), "enddatetime": _stamp(query.until)}
    return f"{base}?{urlencode(asked)}"


def read(text: str) -> Page:
    """No `articles` at all: nothing found. There are no pages."""
    items = [
        Item(
            url=url,
            title=plain(row.get("title")),
            outlet=plain(row.get("domain")),
            snippet=plain(row.get("sentence")),
            language=plain(row.get("language")),
            seen=moment(row.get("seendate"), "%Y%m%dT%H%M%SZ"),
        )
        for row in rows(as_json(text).get("articles"))
        if (url := link(row.get("url")))
    ]
    return Page(items)


def _stamp(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S")
