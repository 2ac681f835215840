"""Read a feed of the watch list once: what is new becomes articles, each once, and these are compared with the claims.

Safe to run twice and to be killed in: an item is known by its row from the moment its article is, and what was not yet
compared is compared by the next reading. The feed's own columns are written last. Called by jobs, never by a page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import arrival
from claims.extraction.lang import codes
from claims.extraction.language import may_be
from claims.ingest import discovery, documents, page_text, sitemaps
from claims.ingest.entries import MOST_ENTRIES, Entry, Form, Reading
from claims.ingest.errors import FetchError, FetchRefused
from claims.ingest.fetch import HTML, Fetched, fetch
from claims.ingest.found import Found, keep
from claims.ingest.robots import Robots
from claims.ingest.stated import Stated, read_stated
from claims.models import Article, Feed, FeedItem
from claims.models.feed import LONGEST, SHORTEST

Outcome = Feed.Outcome
GONE = 410
TIME_TO_TAKE, TIME_TO_COMPARE = 0.4, 0.7  # of a job's time, until which more is taken and compared
AT_ONCE = 20  # articles compared before that is noted
MOST_PAGES = 20  # fetched for one reading, where FEED_FETCH_PAGES allows it


@dataclass(slots=True)
class _Run:
    """One reading under way."""

    feed: Feed
    started: float = field(default_factory=time.monotonic)
    new: int = 0
    broken: int = 0
    undated: int = 0
    pages: int = 0
    whole: bool = True  # everything that is new was taken
    robots: Robots = field(default_factory=Robots)

    def has_time(self, share: float) -> bool:
        return time.monotonic() - self.started < share * settings.JOB_SOFT_TIME_LIMIT


def poll(feed: Feed) -> dict[str, Any]:
    """Read the feed and save what came of it.

    Returns {"outcome", "reason", "new", "broken", "matched"}; what the feed's own columns say afterwards.
    """
    run = _Run(feed)
    try:
        columns = _read(run)
    except FetchError as error:
        columns = _failed(feed, error)
    matched, waiting = _compare(run)
    _save(run, columns, at_once=waiting or not run.whole)
    return {
        "outcome": columns["outcome"], "reason": columns.get("reason", ""), "new": run.new, "broken": run.broken,
        "matched": matched,
    }  # fmt: skip


def _read(run: _Run) -> dict[str, Any]:
    """Fetch and take; returns the feed's columns. Raises FetchError."""
    feed = run.feed
    page = fetch(feed.address, types=documents.TYPES, headers=_conditions(feed))
    if page.status == 304:
        return {"outcome": Outcome.UNCHANGED, **_asks_for(page.headers, int(feed.asks_for.total_seconds()))}
    if discovery.is_robots(page.url):
        return _names_feeds(run, discovery.of_robots(page, run.robots, has_time=partial(run.has_time, TIME_TO_TAKE)))
    reading = documents.reading_of(page)
    if reading.form == Form.PAGE:
        found = discovery.of_page(reading, page.url, run.robots, has_time=partial(run.has_time, TIME_TO_TAKE))
        return _names_feeds(run, found)
    if reading.form == Form.INDEX:
        _take_sitemaps(run, reading, seen={feed.address, page.url})
    else:
        _take(run, reading)
    return {
        "outcome": Outcome.READ,
        "form": reading.form,
        "title": reading.title or feed.title,
        "offers": [],
        # An index says nothing of whether its sitemaps changed; and what was not taken yet has to be sent again.
        **(_validators(page) if run.whole and reading.form != Form.INDEX else {"etag": "", "last_modified": ""}),
        **_asks_for(page.headers, reading.asks_for),
    }


def _conditions(feed: Feed) -> dict[str, str]:
    found = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in found.items() if value}


def _validators(page: Fetched) -> dict[str, str]:
    """What a server knows the document by. One that is too long to keep, or that could not be sent, is none."""
    found = {"etag": page.headers.get("etag", ""), "last_modified": page.headers.get("last-modified", "")}
    longest = {"etag": 300, "last_modified": 100}
    return {name: value if len(value) <= longest[name] and value.isascii() else "" for name, value in found.items()}


def _asks_for(headers: Mapping[str, str], seconds: int) -> dict[str, dt.timedelta]:
    """The pause that the feed or its server (`Cache-Control: max-age`) wishes, whichever is longer; a day at most."""
    for part in headers.get("cache-control", "").split(","):
        name, _equals, value = part.strip().partition("=")
        if name.casefold() == "max-age" and value.isascii() and value.isdigit():
            seconds = max(seconds, int(value[:9]))
    return {"asks_for": min(dt.timedelta(seconds=seconds), LONGEST)}


def _names_feeds(run: _Run, reading: Reading) -> dict[str, Any]:
    """What a page, or a robots.txt, is no feed itself but names."""
    offers = [[offer.url, offer.title] for offer in reading.offers]
    if offers:
        reason = _("This is no feed. The site names those below; choose one.")
    else:
        reason = _("This is no feed, and the site names no feed and no news sitemap. Many have one at /feed/ or /rss.")
    return {
        "outcome": Outcome.PAGE, "form": Form.PAGE, "title": reading.title or run.feed.title, "offers": offers,
        "reason": reason, "failures": run.feed.failures + 1,
    }  # fmt: skip


def _failed(feed: Feed, error: FetchError) -> dict[str, Any]:
    columns: dict[str, Any] = {"outcome": Outcome.FAILED, "reason": str(error), "failures": feed.failures + 1}
    if error.status == GONE:
        return columns | {"outcome": Outcome.GONE, "gone": True}
    if isinstance(error, FetchRefused):
        columns["outcome"] = Outcome.REFUSED
    if error.retry_after:
        columns["wait"] = dt.timedelta(seconds=error.retry_after)
    return columns


def _take_sitemaps(run: _Run, index: Reading, *, seen: set[str]) -> None:
    """The sitemaps of an index, each once; one that fails or is another index is left out, unless all do."""
    errors: list[FetchError] = []
    taken = 0
    for address in index.sitemaps:
        if taken == sitemaps.MOST_SITEMAPS or not run.has_time(TIME_TO_TAKE):
            break
        if address in seen:
            continue
        seen.add(address)
        try:
            reading = documents.reading_of(fetch(address, types=documents.TYPES))
        except FetchError as error:
            errors.append(error)
            continue
        if reading.form == Form.SITEMAP:
            taken += 1
            _take(run, reading)
    if errors and not taken:
        raise errors[0]


def _take(run: _Run, reading: Reading) -> None:
    """Make articles of the entries that are new, as many as one reading may."""
    run.broken += reading.broken
    run.undated += reading.undated
    for entry, key in _unknown(run.feed, reading.entries):
        if run.new >= MOST_ENTRIES or not run.has_time(TIME_TO_TAKE):
            run.whole = False
            return
        kept = _take_one(run, entry, key, reading)
        run.new += kept is True
        run.broken += kept is None


def _unknown(feed: Feed, entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, str]]:
    """Those that the feed has not named before, each once, with the hash of their key."""
    keyed = {hashlib.sha256(entry.key.encode(errors="replace")).hexdigest(): entry for entry in reversed(entries)}
    keys = list(keyed)
    known: set[str] = set()
    for start in range(0, len(keys), 500):
        known.update(feed.items.filter(key__in=keys[start : start + 500]).values_list("key", flat=True))
    return ((entry, key) for key, entry in reversed(keyed.items()) if key not in known)


def _take_one(run: _Run, entry: Entry, key: str, reading: Reading) -> bool | None:
    """Whether the entry is a new article of this feed; None when it cannot be kept."""
    feed = run.feed
    text, stated = (entry.text, None) if entry.text else _page_of(run, entry)
    found = Found(
        url=entry.url,
        title=entry.title,
        outlet=feed.outlet.name if feed.outlet else "",
        text=text,
        snippet=entry.snippet,
        language=feed.language or _believed(entry.language or reading.language, f"{entry.title}\n{entry.snippet}"),
        published=entry.published,
        intake=Article.Intake.FEED,
        stated=stated,
        authors=entry.authors,
        told_by=reading.title or feed.address,
    )
    try:
        with transaction.atomic():
            article = keep(found)
            if article is None:
                return None
            FeedItem.objects.create(feed=feed, key=key, article=article, taken_from=entry.taken_from)
            Feed.objects.filter(pk=feed.pk).update(kept=F("kept") + 1)
    except IntegrityError:  # the same page under another guid, or the feed was removed meanwhile
        return False
    return True


def _believed(language: str, words: str) -> str:
    """The language that a feed names, unless the words speak against it: many Indonesian sites leave "en-US" standing,
    with which their software came."""
    code = language[:2].casefold()
    return "" if code in codes() and not may_be(code, words) else language


def _page_of(run: _Run, entry: Entry) -> tuple[str, Stated | None]:
    """The article on the page that the entry leads to, where the operator allows fetching it, "" for none; and what the
    page says about itself."""
    if not settings.FEED_FETCH_PAGES or run.pages >= MOST_PAGES or not run.has_time(TIME_TO_TAKE):
        return "", None
    run.pages += 1
    try:
        if not run.robots.allow(entry.url):
            return "", None
        page = fetch(entry.url)
        markup = page.text().text
    except FetchError:
        return "", None
    if page.content_type not in HTML:
        return page_text.read_article(markup), None
    return page_text.read_article(markup), read_stated(markup, page.url, today=timezone.localdate())


def _compare(run: _Run) -> tuple[int, bool]:
    """Compare what came from the feed and was not compared yet; (claims met, whether some still wait)."""
    met_in_all = 0
    claims = arrival.Claims()
    while items := list(run.feed.items.unmatched().select_related("article__outlet")[:AT_ONCE]):
        if not run.has_time(TIME_TO_COMPARE):
            return met_in_all, True
        met: dict[int, int] = {}
        for item in items:
            met[item.pk] = arrival.match(item.article, claims)
            if not run.has_time(TIME_TO_COMPARE):  # long ones: what was done is noted before the job has to end
                break
        claims.refresh()
        with transaction.atomic():
            FeedItem.objects.filter(pk__in=met).update(matched_at=timezone.now())
            Feed.objects.filter(pk=run.feed.pk).update(matched=F("matched") + sum(met.values()))
        met_in_all += sum(met.values())
    return met_in_all, False


def _save(run: _Run, columns: dict[str, Any], *, at_once: bool) -> None:
    """Write how it went, unless somebody gave the feed another address meanwhile; and when it is read again."""
    now = timezone.now()
    wait = columns.pop("wait", dt.timedelta(0))
    columns = {"reason": "", "failures": 0, **columns}
    columns["reason"] = columns["reason"][:500]
    if columns["outcome"] in (Outcome.READ, Outcome.UNCHANGED):
        columns |= {"last_new": run.new, "last_broken": run.broken, "last_undated": run.undated}
    with transaction.atomic():
        feed = Feed.objects.select_for_update().filter(pk=run.feed.pk, address_key=run.feed.address_key).first()
        if feed is None:
            return
        for name, value in columns.items():
            setattr(feed, name, value)
        feed.read_at = now
        feed.next_due = now + (SHORTEST / 15 if at_once and not feed.failures else max(feed.pause(), wait))
        feed.save(update_fields=[*columns, "read_at", "next_due"])
