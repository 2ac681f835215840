"""The search of sites that run WordPress (its REST API), as many outlets and fact-checkers do. No key."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from claims.coverage.providers.base import Item, Page, Provider, Query, as_list, link, moment, part, plain, unmarked

MOST_WORDS = 5  # it wants every word of them
MOST_POSTS = 100
LONGEST_CONTENT = 100_000

# Words that alone, in brackets before a title, are a verdict. The label is kept as written.
_VERDICT = re.compile(
    r"(sebagian )?(salah|benar)|hoa(ks|x)|keliru|menyesatkan|(dis|mis)informasi|fitnah|penipuan|klarifikasi|satire?"
    r"|parodi|(tidak|belum) terbukti|(partly )?(false|true)|misleading|fake",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]")
_TAG = re.compile(r"<[^<>]*>")
_SECTION = r"\[\s*(?:KATEGORI|SUMBER|NARASI|PENJELASAN|REFERENSI|KESIMPULAN|HASIL)\b[^\[\]]{0,30}\]"
_NARRATIVE = re.compile(rf"\[\s*NARASI\s*\]\s*:?(.*?)(?={_SECTION}|={{3,}}|\Z)", re.IGNORECASE | re.DOTALL)


def providers() -> list[Provider]:
    """One for each site in WORDPRESS_SITES, each with limits of its own."""
    return [_provider(site.rstrip("/")) for site in dict.fromkeys(settings.WORDPRESS_SITES)]


def _provider(site: str) -> Provider:
    host = urlsplit(site).netloc or site
    return Provider(
        name=f"wordpress:{host}",
        label=host,
        address=lambda query, _cursor: _address(site, query),
        read=lambda text: read(text, host),
        seconds_between=2,
        most_words=MOST_WORDS,
    )


def _address(site: str, query: Query) -> str:
    asked = {
        "search": " ".join(query.text.split()[:MOST_WORDS]),
        "per_page": str(min(query.limit, MOST_POSTS)),
        "_fields": "date_gmt,link,title,excerpt,content",
    }
    if query.since:
        asked["after"] = query.since.isoformat()
    if query.until:
        asked["before"] = query.until.isoformat()
    return f"{site}/wp-json/wp/v2/posts?{urlencode(asked)}"


def read(text: str, host: str) -> Page:
    """An empty list: nothing found. An error is an object, not a list."""
    return Page([_item(row, url, host) for row in as_list(text) if (url := link(row.get("link")))])


def _item(row: dict[str, Any], url: str, host: str) -> Item:
    title, excerpt = (unmarked(_rendered(row, name)) for name in ("title", "excerpt"))
    narrative = _narrative(_rendered(row, "content"))
    label = _LABEL.match(title)
    # "[Video]" is a label too: it is a verdict in a post that takes a narrative apart, or when it says so itself.
    rated = label and (narrative or _VERDICT.fullmatch(label[1].strip()))
    return Item(
        url=url,
        title=title,
        outlet=host,
        snippet=narrative or excerpt,
        published=moment(row.get("date_gmt")),
        rating=label[1].strip() if label and rated else "",
    )


def _rendered(row: dict[str, Any], name: str) -> str:
    value = part(row.get(name)).get("rendered")
    return value[:LONGEST_CONTENT] if isinstance(value, str) else ""


def _narrative(content: str) -> str:
    """What is being checked, in its own words: the section [NARASI] of a post in the form of TurnBackHoax."""
    found = _NARRATIVE.search(html.unescape(_TAG.sub(" ", content)))
    return plain(found[1]).strip('“”"= ') if found else ""
