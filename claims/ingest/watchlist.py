"""What people do to the watch list of feeds. Reading them is `polling`; nothing here opens a connection."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest.addresses import PORTS, parse
from claims.ingest.errors import FetchRefused, IngestError
from claims.ingest.versions import url_key
from claims.models import Event, Feed, Source
from claims.models.feed import LONGEST, SHORTEST
from claims.review.errors import NotReady
from claims.review.permissions import Right, require
from claims.sources import resolve

if TYPE_CHECKING:
    from django.contrib.auth.models import User


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
        feed.form = feed.outcome = feed.reason = feed.etag = feed.last_modified = ""
        feed.offers, feed.failures, feed.next_due, feed.read_at = [], 0, timezone.now(), None
        feed.save()
        Event.objects.append(Event.Act.FEED_CHOSEN, actor=user, old=old, new=_told(feed))
    return feed


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
    feed.save(update_fields=list(columns))
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
