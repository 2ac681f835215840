"""The search of sites that run WordPress (its REST API), as many outlets and fact-checkers do. No key."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings

from claims.coverage.providers.base import Item, Page, Provider, Query, as_list, link, moment, part, unmarked

MOST_WORDS = 8  # it wants every word of them
MOST_POSTS = 100


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
    )


def _address(site: str, query: Query) -> str:
    asked = {
        "search": " ".join(query.text.split()[:MOST_WORDS]),
        "per_page": str(min(query.limit, MOST_POSTS)),
        "_fields": "date_gmt,link,title,excerpt",
    }
    if query.since:
        asked["after"] = query.since.isoformat()
    if query.until:
        asked["before"] = query.until.isoformat()
    return f"{site}/wp-json/wp/v2/posts?{urlencode(asked)}"


def read(text: str, host: str) -> Page:
    """An empty list: nothing found. An error is an object, not a list."""
    items = [
        Item(
            url=url,
            title=unmarked(part(row.get("title")).get("rendered")),
            outlet=host,
            snippet=unmarked(part(row.get("excerpt")).get("rendered")),
            published=moment(row.get("date_gmt")),
        )
        for row in as_list(text)
        if (url := link(row.get("link")))
    ]
    return Page(items)
