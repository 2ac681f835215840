"""RSS 2.0, RSS 1.0 (RDF), Atom, sitemaps, and web pages that name feeds: bytes in, a `Reading` out. No network.

A document is refused whole when it declares entities, or when it is none of these; a single item that cannot be used is
counted and left out. `sitemaps` reads the sitemaps.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from urllib.parse import urlsplit

import feedparser
from django.utils.translation import gettext as _
from lxml import etree

from claims.ingest import sitemaps
from claims.ingest.charset import decode
from claims.ingest.entries import Entry, Form, Offer, Reading, day_of, web_address
from claims.ingest.errors import FetchRefused
from claims.ingest.page_text import read_html
from claims.ingest.stated import as_names

LONGEST_TITLE = 500
LONGEST_SNIPPET = 2_000
SHORTEST_BODY = 400  # letters; less is a snippet, whatever element it stands in
MOST_OFFERS = 10
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")

_IS_PAGE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    r"^(?:\s+|\ufeff|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>)+", re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_MARKUP = re.compile(r"[<&]")
_MAIL = re.compile(r"\S*@\S+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NUMBERED = re.compile(rb"&#(?:x([0-9a-f]{1,20})|([0-9]{1,20}));?", re.IGNORECASE)
_STUMBLES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError, RecursionError)
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_SITEMAPS = {"urlset": Form.SITEMAP, "sitemapindex": Form.INDEX}


def read(body: bytes, *, url: str, charset: str | None, today: dt.date) -> Reading:
    """What the document at `url` says. Raises FetchRefused, with the reason, for one that is not taken.

    charset: as the header of the answer names it.
    """
    if b"<!ENTITY" in body.replace(b"\0", b"").upper():
        raise FetchRefused(_("The feed declares entities, which can blow up a reader. It is not read."))
    root = _root(decode(body, charset).text[:20_000])
    if root in _SITEMAPS:
        return sitemaps.read(body, form=_SITEMAPS[root], url=url, today=today)
    if root == "html":
        return _page(decode(body, charset).text, url)
    return _feed(body, url, charset, today)


def _root(beginning: str) -> str:
    """The name of the outermost element, without its namespace."""
    if _IS_PAGE.search(beginning):
        return "html"
    found = _ROOT.match(_BEFORE_ROOT.sub("", beginning))
    return found.group(1).casefold() if found else ""


def _feed(body: bytes, url: str, charset: str | None, today: dt.date) -> Reading:
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    try:
        # Given as a stream, for a string would be taken as an address or a file to open.
        document: Any = feedparser.parse(
            io.BytesIO(_NUMBERED.sub(_letter_or_blank, body)),
            response_headers={"content-type": kind, "content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _STUMBLES:  # its lenient parser, over something that no feed should hold
        document = {}
    if not document.get("version"):
        raise FetchRefused(_("What stands at this address is no feed, no sitemap and no web page."))
    about = document.get("feed", {})
    found = [_entry(item, url, today) for item in document.get("entries", ())]
    entries = [entry for entry, _undated in filter(None, found)]
    return Reading(
        form=Form.FEED,
        title=_words(about.get("title", ""))[:LONGEST_TITLE],
        language=str(about.get("language", "")),
        entries=tuple(entries),
        broken=len(found) - len(entries),
        undated=sum(undated for _entry, undated in filter(None, found)),
        asks_for=_asks_for(about),
    )


def _letter_or_blank(reference: re.Match[bytes]) -> bytes:
    """A reference such as "&#233;" as it is, unless it names no letter: half an emoji, as JavaScript counts, or NUL."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_letter = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return reference[0] if is_letter else b" "


def _entry(item: Any, base: str, today: dt.date) -> tuple[Entry, bool] | None:
    """(the entry, whether the day it gives cannot be believed); None for an item without address or words."""
    url = web_address(base, str(item.get("link") or (item.get("id") if item.get("guidislink") else "") or ""))
    title = " ".join(_words(str(item.get("title", ""))).split())[:LONGEST_TITLE]
    bodies = [_words(str(one.get("value", ""))) for one in item.get("content", ())]
    body = max(bodies, key=len, default="")
    snippet = _words(str(item.get("summary", "")))
    if len(snippet) > len(body):  # many a feed puts the whole article into its description
        body, snippet = snippet, body
    if not url or not (title or body):
        return None
    whole = len(body) >= SHORTEST_BODY
    written = str(item.get("published") or item.get("updated") or item.get("created") or "")
    day = day_of(written, today)
    entry = Entry(
        key=str(item.get("id") or url),
        url=url,
        title=title,
        text=body if whole else "",
        snippet=(snippet if whole else body)[:LONGEST_SNIPPET],
        published=day,
        taken_from=_taken_from(item, url),
        authors=_authors(item),
    )
    return entry, bool(written) and day is None


def _authors(item: Any) -> tuple[str, ...]:
    """Whom the feed names as the authors (`author`, `dc:creator`), without what is no name, such as mail addresses."""
    written = str(item.get("author", ""))
    named = [_name_of(one, written) for one in item.get("authors", ()) if isinstance(one, dict)]
    return tuple(dict.fromkeys(name for name in as_names(map(_words, filter(None, named))) if "@" not in name))


def _name_of(author: Any, written: str) -> str:
    """The name of one author. "news@paper.media (Reuters)" is taken apart here: feedparser ends each address after
    four letters."""
    name, mail = str(author.get("name") or ""), str(author.get("email") or "")
    if mail and f"{mail}{name}" in written:
        return _MAIL.sub("", written).strip(" ()<>\"'")
    return name


def _taken_from(item: Any, url: str) -> str:
    """Whom the feed says the item comes from (`<source url>`, Atom's `source`, `link rel="via"`); "" for itself."""
    source = item.get("source") or {}
    via = [link.get("href", "") for link in item.get("links", ()) if link.get("rel") == "via"]
    where = str(source.get("href") or source.get("url") or source.get("link") or (via[0] if via else ""))
    try:
        host, own = urlsplit(where).hostname or "", urlsplit(url).hostname or ""
    except ValueError:
        return ""
    # A feed of many outlets names the outlet of each item so: then it is the page's own.
    if host and host.removeprefix("www.") == own.removeprefix("www."):
        return ""
    return _words(str(source.get("title") or source.get("value") or "") or host)[:200]


def _asks_for(about: Any) -> int:
    """The longest pause that the feed asks for, by `ttl` (minutes) or by `sy:updatePeriod`."""
    minutes = str(about.get("ttl", ""))
    ttl = int(minutes) * 60 if minutes.isascii() and minutes.isdigit() and len(minutes) < 7 else 0
    often = str(about.get("sy_updatefrequency", ""))
    times = int(often) if often.isascii() and often.isdigit() and 0 < len(often) < 5 else 1
    return max(ttl, _PERIODS.get(str(about.get("sy_updateperiod", "")).strip().casefold(), 0) // max(1, times))


def _words(markup: str) -> str:
    """The words of a text that may be HTML, without what no database keeps."""
    return read_html(markup)[0] if _MARKUP.search(markup) else _CONTROL.sub(" ", markup).strip()


def _page(markup: str, url: str) -> Reading:
    """A web page: the feeds that its head names."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(markup.replace("\0", " ").encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    offers: dict[str, Offer] = {}
    for link in tree.iter("link") if tree is not None else ():
        kind = str(link.get("type", "")).split(";")[0].strip().casefold()
        if "alternate" in str(link.get("rel", "")).casefold().split() and kind in FEED_TYPES:
            address = web_address(url, str(link.get("href", "")))
            if address:
                offers.setdefault(address, Offer(address, " ".join(str(link.get("title", "")).split())[:200]))
    return Reading(form=Form.PAGE, title=read_html(markup)[1], offers=tuple(offers.values())[:MOST_OFFERS])
