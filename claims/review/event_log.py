"""The log of events as a chain of hashes: whoever changes, removes or slips in a line breaks it.

Each event is sealed seconds after it was written, in an order of its own: SHA-256 over the event's values, its place in
the chain, the time of sealing and the digest before it. The newest digest, noted somewhere else, also proves that
nothing was cut off at the end. (Haber and Stornetta, "How to time-stamp a digital document", 1991.)

Sealing is apart from writing because a chain lets one writer in at a time, and acts must not wait for one another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Event, EventSeal

# What a digest covers, for ever: a column that Event gets later may not join, or every digest before it would be wrong.
COLUMNS = (
    "id", "at", "actor_id", "act", "article_id", "claim_id", "attribution_id", "source_id",
    "old", "new", "implied", "undoes_id",
)  # fmt: skip
BEGINNING = "0" * 64  # what stands for the digest before the first event
PER_TURN = 1_000  # events sealed in one transaction
LATE = dt.timedelta(minutes=15)  # an act may take so long from its event to its commit
LOCK = 0x5EA1  # of PostgreSQL's advisory locks, the one that sealing takes


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the log is not what was sealed."""

    position: int | None  # in the chain; None for an event that is not in it
    event: int | None
    why: str

    def __str__(self) -> str:
        place = _("position %(n)d") % {"n": self.position} if self.position is not None else _("not sealed")
        return f"{place}, {_('event %(n)s') % {'n': self.event or '?'}}: {self.why}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the whole chain found: its length, its newest digest, what waits to be sealed, the break."""

    sealed: int
    digest: str
    waiting: int
    broken: Broken | None


def seal() -> int:
    """Add all events that are not in the chain yet; returns how many. Safe to run twice and at once."""
    count = 0
    while done := _seal_some():
        count += done
    return count


@transaction.atomic
def _seal_some() -> int:
    if connection.vendor == "postgresql":  # SQLite lets one writer in at a time as it is
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    events = list(Event.objects.unsealed()[:PER_TURN])
    last = EventSeal.objects.order_by("-position").first()
    position, digest = (last.position, last.digest) if last else (0, BEGINNING)
    now = timezone.now()
    seals = []
    for event in events:
        position += 1
        digest = digest_of(event, position, now, digest)
        seals.append(EventSeal(position=position, event=event, sealed_at=now, digest=digest))
    EventSeal.objects.bulk_create(seals)
    return len(seals)


def digest_of(event: Event, position: int, sealed_at: dt.datetime, before: str) -> str:
    """The hexadecimal SHA-256 of an event at its place behind the digest `before`."""
    values = [position, _moment(sealed_at), before, *(_plain(getattr(event, name)) for name in COLUMNS)]
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def check(*, expected: tuple[int, str] | None = None) -> Checked:
    """Go through the chain from its beginning to the first break.

    `expected` is a position and its digest, noted earlier: another digest there, or none, is a break.
    """
    length, digest, broken = 0, BEGINNING, None
    noted: dict[int, str] = dict([expected]) if expected else {}
    for link, broken in _links():
        if broken is not None:
            break
        length, digest = link.position, link.digest
        if noted.pop(length, digest) != digest:
            broken = Broken(length, link.event_id, _("the digest is not the one that was noted"))
            break
    if broken is None and noted:
        broken = Broken(next(iter(noted)), None, _("the chain ends before the position that was noted"))
    return Checked(length, digest, Event.objects.unsealed().count(), broken or _slipped_in())


def _links() -> Iterator[tuple[EventSeal, Broken | None]]:
    """Every seal in order, with the break there, if any."""
    before: EventSeal | None = None
    while links := list(EventSeal.objects.filter(position__gt=before.position if before else 0)[:PER_TURN]):
        events = Event.objects.in_bulk([link.event_id for link in links])
        for link in links:
            yield link, _break_at(link, events.get(link.event_id), before)
            before = link


def _break_at(link: EventSeal, event: Event | None, before: EventSeal | None) -> Broken | None:
    position, digest = (before.position, before.digest) if before else (0, BEGINNING)
    if link.position != position + 1:
        return Broken(position + 1, None, _("the seal of this position is missing"))
    if event is None:
        return Broken(link.position, link.event_id, _("the event was removed"))
    if digest_of(event, link.position, link.sealed_at, digest) != link.digest:
        return Broken(link.position, event.pk, _("the event or its seal was changed"))
    if before is not None and event.at < before.sealed_at - LATE:
        return Broken(
            link.position, event.pk, _("the event was slipped in: it claims to be older than the seal before it")
        )
    return None


def _slipped_in() -> Broken | None:
    """An unsealed event that was written, or says so, long before others were sealed."""
    last = EventSeal.objects.order_by("-position").first()
    if last is None:
        return None
    old = Event.objects.unsealed().filter(at__lt=last.sealed_at - LATE).first()
    return Broken(None, old.pk, _("the event was slipped in: events after it were sealed, it was not")) if old else None


def _plain(value: object) -> object:
    return _moment(value) if isinstance(value, dt.datetime) else value


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
