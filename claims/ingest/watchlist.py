"""What people do to the watch list of feeds. Reading them is `polling`; nothing here opens a connection."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest.addresses import PORTS, parse
from claims.ingest.errors import FetchRefused, IngestError
from claims.ingest.versions import url_key
from claims.models import Event, Feed, Source
from claims.models.feed import LONGEST, SHORTEST
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require
from claims.sources import resolve

if TYPE_CHECKING:
    from django.contrib.auth.models import User


_ACTS = (
    Event.Act.FEED_ADDED, Event.Act.FEED_CHOSEN, Event.Act.FEED_CHANGED, Event.Act.FEED_PAUSED, Event.Act.FEED_RESUMED,
    Event.Act.UNDONE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What people say of a feed. `outlet`: its name, "" for whoever's site an article stands on; `every`: seconds."""

    address: str
    outlet: str
    language: str
    every: int
    active: bool


def whole_address(typed: str) -> str:
    """The address that somebody typed, with its scheme. Raises FetchRefused, in words, when it may not be fetched."""
    typed = typed.strip()
    if "://" not in typed:
        typed = f"https://{typed}"
    scheme, _colon, rest = typed.partition("://")
    address = f"{scheme.lower()}://{rest}" if scheme.lower() in PORTS else typed
    parse(address, extra_ports=settings.FETCH_EXTRA_PORTS)
    return address


def known(address: str) -> Feed | None:
    """The feed of the list that has this address."""
    return Feed.objects.select_related("outlet").filter(address_key=url_key(address)).first()


def add(user: User, address: str, *, outlet: str = "", language: str = "", every: dt.timedelta = SHORTEST) -> Feed:
    """Put an address on the list; it is due at once. `outlet` "" leaves it to the host of each article.

    Raises NotAllowed, FetchRefused for an address that may not be fetched, IngestError for one that is there already.
    """
    require(user, Right.REVIEW)
    address = whole_address(address)
    source = resolve.get_or_make(outlet, Source.Kind.OUTLET) if outlet else None
    try:
        with transaction.atomic():
            feed = Feed.objects.create(
                address=address,
                address_key=url_key(address),
                outlet=source,
                language=language,
                every=min(max(every, SHORTEST), LONGEST),
                added_by=user,
            )
            Event.objects.append(Event.Act.FEED_ADDED, actor=user, new=_told(feed))
    except IntegrityError:
        raise IngestError(_("This address is on the list already.")) from None
    return feed


def choose(user: User, pk: int, address: str) -> Feed:
    """Take one of the feeds that a page names in place of the page. Raises NotAllowed, or NotReady for another one and
    for one that may not be fetched."""
    require(user, Right.REVIEW)
    with transaction.atomic():
        feed = Feed.objects.select_for_update(of=("self",)).get(pk=pk)
        if address not in (offer[0] for offer in feed.offers):
            raise NotReady(_("The page does not name this feed. Choose one of those that stand on the list."))
        if Feed.objects.filter(address_key=url_key(address)).exclude(pk=pk).exists():
            raise NotReady(_("This feed is on the list already. Remove the page instead."))
        old = _told(feed)
        try:
            feed.address, feed.address_key = whole_address(address), url_key(address)
        except FetchRefused as error:
            raise NotReady(str(error)) from None
        _begin_anew(feed)
        feed.version += 1
        feed.save()
        Event.objects.append(Event.Act.FEED_CHOSEN, actor=user, old=old, new=_told(feed))
    return feed


def facts_of(feed: Feed) -> Facts:
    """What people have said of a feed, as it stands."""
    name = feed.outlet.name if feed.outlet else ""
    return Facts(feed.address, name, feed.language, int(feed.every.total_seconds()), feed.active)


@transaction.atomic
def change(user: User, pk: int, facts: Facts, *, version: int) -> Feed:
    """Write what people say of a feed. Another address is read from the beginning, and what came from the feed stays.

    Raises NotAllowed, FetchRefused for an address that may not be fetched, IngestError for one that is on the list
    already, OutOfDate when somebody else changed the feed meanwhile.
    """
    require(user, Right.REVIEW)
    feed = _locked(pk)
    if feed.version != version:
        words = _("Somebody else changed this feed while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, feed)
    old = _told(feed) | asdict(facts_of(feed))
    if _write(feed, facts):
        Event.objects.append(Event.Act.FEED_CHANGED, actor=user, old=old, new=_told(feed) | asdict(facts_of(feed)))
    return feed


def latest_act(pk: int) -> Event | None:
    """What was done to a feed last, by a person."""
    return Event.objects.history().filter(act__in=_ACTS).filter(Q(new__feed=pk) | Q(old__feed=pk)).first()


def last_change(pk: int) -> Event | None:
    """The latest change of a feed, if nothing was done to the feed since, so that it can be taken back."""
    about = latest_act(pk)
    undone = about is None or about.act != Event.Act.FEED_CHANGED or about.undone_by.exists()
    return None if undone else about


@transaction.atomic
def take_back(user: User, pk: int) -> Feed:
    """Undo the latest change, whoever made it. Raises NotAllowed, NotReady when the feed cannot be as it was, OutOfDate
    when something else was done to it since."""
    require(user, Right.REVIEW)
    feed = _locked(pk)
    event = last_change(pk)
    if event is None:
        raise OutOfDate(_("There is no change of this feed to take back, or something else was done to it since."))
    old = _told(feed) | asdict(facts_of(feed))
    try:
        _write(feed, Facts(**{one.name: event.old[one.name] for one in fields(Facts)}))
    except (FetchRefused, IngestError) as error:
        raise NotReady(str(error)) from None
    Event.objects.append(Event.Act.UNDONE, actor=user, undoes=event, old=old, new=_told(feed) | asdict(facts_of(feed)))
    return feed


def _locked(pk: int) -> Feed:
    return Feed.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=pk)


def _write(feed: Feed, facts: Facts) -> bool:
    """Make the feed so; whether anything is another than before. Raises FetchRefused, IngestError."""
    if facts == facts_of(feed):
        return False
    address, resumed = whole_address(facts.address), facts.active and not feed.active
    if url_key(address) != feed.address_key:
        _begin_anew(feed)
    elif resumed:
        feed.gone, feed.failures, feed.next_due = False, 0, timezone.now()
    feed.address, feed.address_key = address, url_key(address)
    if facts.outlet != facts_of(feed).outlet:
        feed.outlet = resolve.get_or_make(facts.outlet, Source.Kind.OUTLET) if facts.outlet else None
    feed.language, feed.active = facts.language, facts.active
    feed.every = min(max(dt.timedelta(seconds=facts.every), SHORTEST), LONGEST)
    feed.version += 1
    try:
        with transaction.atomic():
            feed.save()
    except IntegrityError:
        raise IngestError(_("This address is on the list already.")) from None
    return True


def _begin_anew(feed: Feed) -> None:
    """Forget what was read at the address that the feed had."""
    feed.form = feed.outcome = feed.reason = feed.title = feed.etag = feed.last_modified = ""
    feed.offers, feed.failures, feed.next_due, feed.read_at, feed.gone = [], 0, timezone.now(), None, False
    feed.asks_for = dt.timedelta(0)


def pause(user: User, pk: int) -> Feed:
    """Read it no more until it is resumed."""
    return _change(user, pk, Event.Act.FEED_PAUSED, active=False)


def resume(user: User, pk: int) -> Feed:
    """Read it again, at once; also one that was gone for good, which the site may have put back."""
    now = {"failures": 0, "next_due": timezone.now()}
    return _change(user, pk, Event.Act.FEED_RESUMED, active=True, gone=False, **now)


@transaction.atomic
def _change(user: User, pk: int, act: Event.Act, **columns: Any) -> Feed:
    """Write the columns, and the act when the feed is read afterwards and was not, or the other way round."""
    require(user, Right.REVIEW)
    feed = Feed.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=pk)
    was_watched = feed.is_watched
    for name, value in columns.items():
        setattr(feed, name, value)
    feed.version += 1
    feed.save(update_fields=[*columns, "version"])
    if feed.is_watched != was_watched:
        Event.objects.append(act, actor=user, new=_told(feed))
    return feed


@transaction.atomic
def remove(user: User, pk: int) -> Feed:
    """Take it off the list. The articles that came from it stay."""
    require(user, Right.REVIEW)
    feed = Feed.objects.select_related("outlet").get(pk=pk)
    feed.items.all().delete()
    if Feed.objects.filter(pk=pk).delete()[0]:
        Event.objects.append(Event.Act.FEED_REMOVED, actor=user, old=_told(feed))
    return feed


def _told(feed: Feed) -> dict[str, object]:
    return {"feed": feed.pk, "name": str(feed), "address": feed.address}


def take_due(most: int = 200) -> list[Feed]:
    """The feeds that are due, each due again only after its pause. Start their readings in the same transaction."""
    taken = []
    for feed in Feed.objects.due()[:most]:
        due_again = timezone.now() + feed.pause()
        if Feed.objects.filter(pk=feed.pk, next_due=feed.next_due).update(next_due=due_again):
            taken.append(feed)
    return taken
