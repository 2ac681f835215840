"""What people do to the watch list of feeds. Reading them is `polling`; nothing here opens a connection."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest.addresses import PORTS, parse
from claims.ingest.errors import FetchRefused, IngestError
from claims.ingest.versions import url_key
from claims.models import Feed, Source
from claims.models.feed import LONGEST, SHORTEST
from claims.review.errors import NotReady
from claims.review.permissions import Right, require
from claims.sources import resolve

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = structlog.get_logger(__name__)


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
    except IntegrityError:
        raise IngestError(_("This address is on the list already.")) from None
    log.info("feed_added", feed=feed.pk, user=user.pk)
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
        try:
            feed.address, feed.address_key = whole_address(address), url_key(address)
        except FetchRefused as error:
            raise NotReady(str(error)) from None
        feed.form = feed.outcome = feed.reason = feed.etag = feed.last_modified = ""
        feed.offers, feed.failures, feed.next_due, feed.read_at = [], 0, timezone.now(), None
        feed.save()
    log.info("feed_chosen", feed=pk, user=user.pk)
    return feed


def pause(user: User, pk: int) -> Feed:
    """Read it no more until it is resumed."""
    require(user, Right.REVIEW)
    Feed.objects.filter(pk=pk).update(active=False)
    log.info("feed_paused", feed=pk, user=user.pk)
    return Feed.objects.get(pk=pk)


def resume(user: User, pk: int) -> Feed:
    """Read it again, at once; also one that was gone for good, which the site may have put back."""
    require(user, Right.REVIEW)
    Feed.objects.filter(pk=pk).update(active=True, gone=False, failures=0, next_due=timezone.now())
    log.info("feed_resumed", feed=pk, user=user.pk)
    return Feed.objects.get(pk=pk)


def remove(user: User, pk: int) -> Feed:
    """Take it off the list. The articles that came from it stay."""
    require(user, Right.REVIEW)
    feed = Feed.objects.select_related("outlet").get(pk=pk)
    with transaction.atomic():
        feed.items.all().delete()
        Feed.objects.filter(pk=pk).delete()
    log.info("feed_removed", feed=pk, user=user.pk)
    return feed


def take_due(most: int = 200) -> list[Feed]:
    """The feeds that are due, each due again only after its pause. Start their readings in the same transaction."""
    taken = []
    for feed in Feed.objects.due()[:most]:
        due_again = timezone.now() + feed.pause()
        if Feed.objects.filter(pk=feed.pk, next_due=feed.next_due).update(next_due=due_again):
            taken.append(feed)
    return taken
