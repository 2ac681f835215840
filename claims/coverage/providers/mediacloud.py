"""Media Cloud, `search/story-list`: stories of the collections that the operator names. Its key goes in a header."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage.providers.base import (
    LONGEST_COMPLAINT,
    BadAnswer,
    Item,
    Page,
    Provider,
    Query,
    as_json,
    link,
    moment,
    plain,
    rows,
)
from claims.ingest.fetch import Secret

MOST_WORDS = 6  # it wants every word of them
MOST_STORIES = 1_000
SECONDS_BETWEEN = 30  # its own client keeps to two requests a minute
DAYS = 30  # it must be given days


def provider() -> Provider:
    return Provider(
        name="mediacloud",
        label="Media Cloud",
        address=address,
        read=read,
        seconds_between=SECONDS_BETWEEN,
        most_words=MOST_WORDS,
        missing=_missing(),
        secret=Secret(settings.MEDIACLOUD_URL, "Authorization", f"Token {settings.MEDIACLOUD_KEY}"),
        key=settings.MEDIACLOUD_KEY,
    )


def _missing() -> str:
    if not settings.MEDIACLOUD_KEY:
        return _("No key is set (MEDIACLOUD_KEY).")
    if not settings.MEDIACLOUD_COLLECTIONS:  # a search through all it has takes longer than anybody waits
        return _("No collection is set (MEDIACLOUD_COLLECTIONS).")
    return ""


def address(query: Query, cursor: str) -> str:
    until = query.until or timezone.now()
    since = query.since or until - dt.timedelta(days=DAYS)
    asked = {
        "q": _words(query),
        "start": since.date().isoformat(),
        "end": until.date().isoformat(),
        "platform": "onlinenews-mediacloud",
        "cs": ",".join(map(str, settings.MEDIACLOUD_COLLECTIONS)),
        "page_size": str(min(query.limit, MOST_STORIES)),
        "sort_order": "desc",
    }
    if cursor:
        asked["pagination_token"] = cursor
    return f"{settings.MEDIACLOUD_URL}?{urlencode(asked)}"


def _words(query: Query) -> str:
    """Nothing that it would read as an operator: those are capitals and punctuation."""
    words = " AND ".join(re.findall(r"\w+", query.text.lower())[:MOST_WORDS])
    return f"({words}) AND language:{query.language}" if re.fullmatch(r"[a-z]{2}", query.language) else words


def read(text: str) -> Page:
    """It names an empty list when it found nothing; an error inside status 200 has a `note` instead."""
    answer = as_json(text)
    if "stories" not in answer:
        if told := plain(answer.get("note"))[:LONGEST_COMPLAINT]:
            raise BadAnswer(_("It refuses the search: “%(text)s”") % {"text": told})
        raise BadAnswer(_("Its answer has not the documented form."))
    items = [
        Item(
            url=url,
            title=plain(row.get("title")),
            outlet=plain(row.get("media_name")) or plain(row.get("media_url")),
            language=plain(row.get("language")),
            published=moment(row.get("publish_date")),
            seen=moment(row.get("indexed_date")),
        )
        for row in rows(answer["stories"])
        if (url := link(row.get("url")))
    ]
    return Page(items, plain(answer.get("pagination_token")))
