"""Ask one provider, within its limits, through the guarded fetcher. Never raises for what the provider does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import redis
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage.providers import limits
from claims.coverage.providers.base import (
    Answer,
    BadAnswer,
    Busy,
    Item,
    Outcome,
    Page,
    PlanEnds,
    Provider,
    Query,
)
from claims.ingest import politeness
from claims.ingest.errors import FetchError
from claims.ingest.fetch import Fetched, fetch

MOST_PAGES = 5
PATIENCE = 10.0  # seconds that a request waits for its place; whoever would wait longer is told
WITHOUT_REDIS = 60.0  # seconds until it is tried again
TYPES = ("application/json", "text/json", "text/html", "text/plain", "text/javascript")  # errors come as text

_OK = 200
_TOO_MANY = 429
_REFUSES_US = (400, 401, 402, 403, 422, 426)


class _NotAsked(Exception):
    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def ask(
    provider: Provider,
    query: Query,
    *,
    stop: Callable[[], str] = lambda: "",
    arrived: Callable[[Sequence[Item]], None] = lambda _items: None,
    share: float = 1.0,
    patience: float = PATIENCE,
) -> Answer:
    """Everything up to the query's limit, or why there is nothing.

    When a later page is refused or fails, what came before it stays found, and `reason` says that more may be there.
    Before each page `stop` may say why not to go on, and `arrived` is given what the page before has
    brought. `share`: how much of the day's requests may be used up by this; `patience`: the seconds that it waits for
    its place.
    """
    if provider.here:
        return _answered_here(provider, provider.here(query), query)
    if reason := provider.outside(query):
        return Answer(provider.name, Outcome.NOT_ASKED, timezone.now(), reason=reason)
    items: dict[str, Item] = {}
    digests: list[str] = []
    reason, retry_after, outcome = "", None, Outcome.NONE_FOUND
    handed_on = 0

    def between_pages() -> None:
        nonlocal handed_on
        if len(items) > handed_on:
            arrived(list(items.values())[handed_on : query.limit])
            handed_on = len(items)
        _may_ask(provider, stop, share, patience)

    try:
        for page in _pages(provider, query, digests, between_pages):
            for item in page.items:
                items.setdefault(item.url, item)
            if len(items) >= query.limit:
                break
    except _NotAsked as error:
        outcome, reason, retry_after = Outcome.NOT_ASKED, str(error), error.retry_after
    except (BadAnswer, FetchError) as error:
        outcome, reason = Outcome.FAILED, str(error)
        retry_after = getattr(error, "retry_after", None)
    except SoftTimeLimitExceeded:  # of the job; there is time left to save what came before
        outcome, reason = Outcome.FAILED, _("It answers too slowly.")
    except redis.RedisError:
        retry_after = WITHOUT_REDIS
        outcome, reason = Outcome.NOT_ASKED, _("Redis does not answer, and without it no provider is asked.")
    if provider.key:
        reason = reason.replace(provider.key, "…")
    found = tuple(items.values())[: query.limit]
    if found:
        outcome = Outcome.FOUND
        reason = reason and _("There may be more: %(reason)s") % {"reason": reason}
    return Answer(provider.name, outcome, timezone.now(), found, reason, tuple(digests), retry_after)


def _answered_here(provider: Provider, page: Page | str, query: Query) -> Answer:
    if isinstance(page, str):
        return Answer(provider.name, Outcome.NOT_ASKED, timezone.now(), reason=page)
    items: dict[str, Item] = {}
    for item in page.items:
        items.setdefault(item.url, item)
    found = tuple(items.values())[: query.limit]
    return Answer(provider.name, Outcome.FOUND if found else Outcome.NONE_FOUND, timezone.now(), found)


def _pages(provider: Provider, query: Query, digests: list[str], may_ask: Callable[[], None]) -> Iterator[Page]:
    """Page by page, until there is no other, one comes again, or there are too many."""
    cursor, seen = "", set[str]()
    while len(seen) < MOST_PAGES and cursor not in seen:
        seen.add(cursor)
        may_ask()
        page = _page(provider, query, cursor, digests)
        yield page
        cursor = provider.after(query, cursor, page)
        if not cursor:
            return


def _page(provider: Provider, query: Query, cursor: str, digests: list[str]) -> Page:
    try:
        answer = fetch(provider.address(query, cursor), types=TYPES, secret=provider.secret, also=_REFUSES_US)
        digests.append(answer.sha256)
        text = answer.text().text
        if answer.status != _OK:
            raise provider.refusal(answer.status, text)
        page = provider.read(text)
    except FetchError as error:
        if error.status == _TOO_MANY or (error.status is None and error.retry_after is not None):
            raise _NotAsked(str(error), error.retry_after) from error
        limits.note(provider.name, answered=False)
        raise
    except Busy as error:
        raise _NotAsked(str(error), _leave_alone(answer)) from error
    except PlanEnds as error:
        limits.note(provider.name, answered=True)
        raise _NotAsked(str(error)) from error
    except BadAnswer:
        limits.note(provider.name, answered=False)
        raise
    limits.note(provider.name, answered=True)
    return page


def _may_ask(provider: Provider, stop: Callable[[], str], share: float, patience: float) -> None:
    if reason := stop():
        raise _NotAsked(reason)
    if provider.missing:
        raise _NotAsked(provider.missing)
    if seconds := limits.seconds_broken(provider.name):
        raise _NotAsked(_("It failed several times in a row and is left alone for a while."), seconds)
    if seconds := limits.seconds_spent(provider.name, share):
        told = _("Its requests of the day are used up.")
        if share < 1:
            told = _("Its requests of the day are used up but for those kept for people who look themselves.")
        raise _NotAsked(told, seconds)
    deadline = time.monotonic() + patience
    while seconds := limits.take(provider.name, provider.seconds_between):
        if time.monotonic() + seconds > deadline:
            raise _NotAsked(_("It was asked as often as it may be for now."), seconds)
        time.sleep(seconds)


def _leave_alone(answer: Fetched) -> float:
    """Obey the Retry-After of an answer that came with status 200; a minute when it says nothing useful."""
    asked = answer.headers.get("retry-after", "").strip()
    seconds = float(asked) if asked.isascii() and asked.isdecimal() else 60.0
    return politeness.leave_alone(urlsplit(answer.url).hostname or "", seconds)
