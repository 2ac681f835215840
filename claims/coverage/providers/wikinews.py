"""Wikinews through the MediaWiki Action API. It never counts as an origin; its sources are what is worth opening."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from claims.coverage.providers.base import (
    BadAnswer,
    Busy,
    Item,
    Page,
    Provider,
    Query,
    as_json,
    moment,
    part,
    plain,
    rows,
    unmarked,
)

MOST_WORDS = 6  # it wants every word of them
MOST_RESULTS = 50
MOST_LAG = 5  # seconds that its servers may lie behind before it would rather not be asked


def provider() -> Provider:
    return Provider("wikinews", "Wikinews", address, read, seconds_between=1, most_words=MOST_WORDS)


def address(query: Query, cursor: str) -> str:
    """`cursor` is the whole `continue` object of the page before, as JSON."""
    words = re.findall(r"\w+", query.text)[:MOST_WORDS]  # nothing that it would read as an operator
    asked = {
        "action": "query",
        "list": "search",
        "srsearch": " ".join(words),
        "srnamespace": "0",
        "srlimit": str(min(query.limit, MOST_RESULTS)),
        "srprop": "snippet|timestamp",
        "format": "json",
        "formatversion": "2",
        "maxlag": str(MOST_LAG),
    }
    # No result names its address: the wiki says where its pages lie.
    asked |= {"meta": "siteinfo", "siprop": "general"} | (json.loads(cursor) if cursor else {})
    language = query.language if re.fullmatch(r"[a-z]{2,3}", query.language) else "en"
    return f"{settings.WIKINEWS_URL.replace('{language}', language)}?{urlencode(asked)}"


def read(text: str) -> Page:
    """Its errors come with status 200. Raises Busy when it says that its servers lie behind."""
    answer = as_json(text)
    if error := part(answer.get("error")):
        if error.get("code") == "maxlag":
            raise Busy(_("Its servers are busy."))
        raise BadAnswer(_("It refuses the search: “%(text)s”") % {"text": plain(error.get("info"))[:200]})
    found = answer.get("query")
    if not isinstance(found, dict) or "search" not in found:  # it names an empty list when it found nothing
        raise BadAnswer(_("Its answer has not the documented form."))
    wiki = part(found.get("general"))
    items = [_item(row, wiki) for row in rows(found.get("search")) if plain(row.get("title"))]
    return Page([item for item in items if item is not None], _cursor(answer.get("continue")))


def _item(row: dict[str, Any], wiki: dict[str, Any]) -> Item | None:
    title = plain(row.get("title"))
    server, path = plain(wiki.get("server")), plain(wiki.get("articlepath"))
    if not re.fullmatch(r"(https?:)?//[\w.:-]+", server) or not path.startswith("/") or "$1" not in path:
        return None
    server = f"https:{server}" if server.startswith("//") else server
    return Item(
        url=server + path.replace("$1", quote(title.replace(" ", "_"), safe="/:")),
        title=title,
        outlet="Wikinews",
        snippet=unmarked(row.get("snippet")),
        language=plain(wiki.get("lang")),
        seen=moment(row.get("timestamp")),  # of the last edit: no time of publication
    )


def _cursor(value: Any) -> str:
    kept = {key: one for key, one in part(value).items() if isinstance(one, str | int)}
    return json.dumps(kept, sort_keys=True) if kept else ""
