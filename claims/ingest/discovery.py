"""Which feeds and news sitemaps a site names: in the head of a page (`<link rel="alternate">`) and in its robots.txt
(`Sitemap:`). Each sitemap is looked into, for only those with titles of the last days are worth watching.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.ingest import documents
from claims.ingest.entries import Form, Offer, Reading, web_address
from claims.ingest.errors import FetchError
from claims.ingest.fetch import Fetched, fetch
from claims.ingest.robots import Robots

MOST_TRIED = 6  # sitemaps that are looked into for one site
MOST_OFFERED = 12
OF_AN_INDEX = 2  # sitemaps of each index that are looked into
ROBOTS = "/robots.txt"
_DATED = re.compile(r"\d{4}|\d[-_/]\d")  # what will have another address tomorrow

HasTime = Callable[[], bool]


def is_robots(address: str) -> bool:
    """Whether an address is that of a site's robots.txt."""
    return urlsplit(address).path == ROBOTS


def of_page(reading: Reading, address: str, robots: Robots, *, has_time: HasTime) -> Reading:
    """A web page, also with the news sitemaps that its site's robots.txt names."""
    return _with_sitemaps(reading, robots.sitemaps(address), address, has_time)


def of_robots(page: Fetched, robots: Robots, *, has_time: HasTime) -> Reading:
    """A robots.txt as if it were a page: the feeds that the site's first page names, and its news sitemaps."""
    home = urljoin(page.url, "/")
    try:
        reading = documents.reading_of(fetch(home, types=documents.TYPES))
    except FetchError:
        reading = Reading(form=Form.PAGE)
    if reading.form != Form.PAGE:  # a site whose first page is a feed
        reading = Reading(form=Form.PAGE, title=reading.title, offers=(Offer(home, reading.title),))
    return _with_sitemaps(reading, robots.sitemaps(page.url), page.url, has_time)


def _with_sitemaps(reading: Reading, named: list[str], base: str, has_time: HasTime) -> Reading:
    addresses = [address for line in named if (address := web_address(base, line))]
    offers = {offer.url: offer for offer in (*reading.offers, *_news_of(addresses, has_time))}
    return replace(reading, offers=tuple(offers.values())[:MOST_OFFERED])


def _news_of(addresses: list[str], has_time: HasTime) -> list[Offer]:
    """Those of some sitemaps, and of what they lead to, that hold titles of the last days; news first."""
    waiting = [(address, "") for address in sorted(dict.fromkeys(addresses), key=_is_no_news)]
    found: list[Offer] = []
    seen: set[str] = set()
    while waiting and len(seen) < MOST_TRIED and has_time():
        address, index = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            reading = documents.reading_of(fetch(address, types=documents.TYPES))
        except FetchError:
            continue
        if reading.form == Form.INDEX and not index:
            waiting = [(child, address) for child in reading.sitemaps[:OF_AN_INDEX]] + waiting
        elif reading.form == Form.FEED:
            found.append(Offer(address, reading.title))
        elif reading.form == Form.SITEMAP and reading.entries:
            found.append(_offer(address, index, len(reading.entries)))
    return found


def _offer(address: str, index: str, number: int) -> Offer:
    """A sitemap; of one that has its day in its address the index, in which its successor will stand."""
    words = ngettext("News sitemap, %(n)d article of late", "News sitemap, %(n)d articles of late", number)
    title = words % {"n": number}
    if index and _DATED.search(urlsplit(address).path):
        return Offer(index, _("Index of sitemaps. In it: %(sitemap)s") % {"sitemap": title})
    return Offer(address, title)


def _is_no_news(address: str) -> bool:
    return "news" not in urlsplit(address).path.casefold()
