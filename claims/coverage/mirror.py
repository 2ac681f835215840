"""Keeping the operator's search server in step with the archive in the database, which stays the one that counts.

Whoever indexes an article writes in the same transaction that it waits to be sent; the beat sends what waits. So no
page waits for the server, nothing is lost while it is away, and what it does not have yet is known and looked at all
the same. A row that was sent is kept for a while: an index that is being built anew gets it again.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import search_server
from claims.coverage.search_server import Entry, SearchFailed
from claims.models import ArchivePending, ArchiveText
from claims.models.archive import place_of

PER_BULK = 250  # articles in one request: about a megabyte
MOST_LETTERS = 5_000_000  # of their terms, in one request
PER_RUN = 5_000  # articles that one run of the beat sends at most
MOST_PENDING = 500  # beyond so many that wait, a search does better without the server
KEPT = dt.timedelta(days=7)  # longer than any rebuilding
MOST_TRIES = 6  # of a busy server, while an index is built
FIRST_WAIT = 1.0  # seconds; then twice as long each time

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]


def queue(article_id: int) -> None:
    """Have an article sent, if there is a server. In the transaction that indexes it."""
    if search_server.is_on():
        ArchivePending.objects.update_or_create(
            article=article_id, defaults={"queued_at": timezone.now(), "sent_at": None}
        )


def pending() -> list[int]:
    """The articles that the server does not have as they are. Raises SearchFailed when it is too far behind."""
    waiting = list(ArchivePending.objects.waiting().values_list("article", flat=True)[: MOST_PENDING + 1])
    if len(waiting) > MOST_PENDING:
        raise SearchFailed(_("More than %(n)d articles wait to be sent to it.") % {"n": MOST_PENDING})
    return waiting


def flush() -> int:
    """Send what waits; returns how many articles. What the server does not take now goes on waiting. Safe to repeat."""
    if not search_server.is_on():
        return 0
    waiting = dict(ArchivePending.objects.waiting().values_list("article", "queued_at")[:PER_RUN])
    sent = 0
    try:
        for numbers in _chunks(list(waiting)):
            for entries in _requests(_entries(numbers)):
                left = search_server.send(entries)
                not_taken = {entry.article for entry in [*left.busy, *left.refused]}
                taken = [entry.article for entry in entries if entry.article not in not_taken]
                with transaction.atomic():
                    for pk in taken:  # one that was indexed again meanwhile goes on waiting
                        row = ArchivePending.objects.filter(article=pk, queued_at=waiting[pk])
                        row.update(sent_at=timezone.now())
                sent += len(taken)
                if left.refused:  # the others need not wait for it
                    log.error("search_server_refused", articles=[e.article for e in left.refused], reason=left.why)
                if left.busy:
                    return sent
    except SearchFailed as error:
        log.warning("search_server_failed", reason=str(error), waiting=len(waiting) - sent)
    ArchivePending.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    return sent


def rebuild(progress: Progress) -> int:
    """Build the server's index anew from the database's and let searches go to it; returns how many articles it holds.

    Searches go on with the index in use until then. Safe to break off and repeat: what was left half done is removed.
    Raises SearchFailed; then the index in use is the one of before.
    """
    began = timezone.now()
    index = search_server.new_name(began)
    search_server.create(index)
    total, done = ArchiveText.objects.count(), 0
    for batch in _all():
        for entries in _requests(batch):
            _send_patiently(entries, index)
        done += len(batch)
        progress(done, max(done, total))
    held = search_server.holds(index)
    if held != done:
        raise SearchFailed(_("The new index holds %(n)d of %(all)d articles.") % {"n": held, "all": done})
    search_server.use(index)
    for other in search_server.indices():
        if other != index:
            search_server.drop(other)
    # What was sent to the old index while the new one was built may have come too late for it.
    ArchivePending.objects.filter(sent_at__gte=began).update(sent_at=None)
    return done


def _send_patiently(entries: Sequence[Entry], index: str) -> None:
    left = list(entries)
    for number in range(MOST_TRIES):
        wait = FIRST_WAIT * 2**number
        try:
            answer = search_server.send(left, index)
        except SearchFailed as error:
            if error.wait is None or number == MOST_TRIES - 1:
                raise
            wait = max(wait, error.wait)
        else:
            if answer.refused:
                raise SearchFailed(answer.why)
            left = answer.busy
        if not left:
            return
        time.sleep(wait)
    raise SearchFailed(_("It stays too busy to take the articles."))


def _requests(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries as they go together in one request: a server takes only so much at once."""
    together: list[Entry] = []
    size = 0
    for entry in entries:
        if together and size + len(entry.terms) > MOST_LETTERS:
            yield together
            together, size = [], 0
        together.append(entry)
        size += len(entry.terms)
    if together:
        yield together


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), PER_BULK):
        yield numbers[start : start + PER_BULK]


def _entries(ids: Sequence[int]) -> list[Entry]:
    """What the server shall hold of these articles."""
    rows = ArchiveText.objects.filter(pk__in=ids).values_list("pk", "place", "terms")
    there = {pk: _entry(place, terms) for pk, place, terms in rows}
    return [there.get(pk) or Entry(place_of(None, pk), "") for pk in ids]


def _all() -> Iterator[list[Entry]]:
    last = 0
    while rows := list(
        ArchiveText.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "place", "terms")[:PER_BULK]
    ):
        last = rows[-1][0]
        yield [_entry(place, terms) for _pk, place, terms in rows]


def _entry(place: int, terms: str) -> Entry:
    # An article whose text has no word is there all the same, or the count of the server's articles would be wrong.
    return Entry(place, " ".join(sorted(set(terms.split()))) or "–")
