"""Which article is a newer version of which: an article has one version before it and one after it, and no circle."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims.ingest.errors import IngestError
from claims.models import Article, Event

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def url_key(url: str) -> str:
    """A hash of a web address by which the same page is found again: scheme, "www.", the case of the host, a fragment
    and a slash at the end do not tell pages apart. "" for no address, and for one that cannot be read."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # an open bracket, a port beyond all ports
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return hashlib.sha256(f"{host}{port}{parts.path.rstrip('/')}{query}".encode()).hexdigest()


def newest_at(url: str) -> Article | None:
    """The article whose newest version is kept under this web address; None when no version is."""
    key = url_key(url.strip())
    return Article.objects.current().filter(url_key=key).order_by("-pk").first() if key else None


@transaction.atomic
def supersede(older: Article, newer: Article, *, user: User | None = None) -> bool:
    """Say that `newer` is the next version of `older`; returns whether that is news. Raises IngestError, in words."""
    Article.objects.lock(older.pk, newer.pk)
    newer.refresh_from_db(fields=["supersedes"])
    if newer.supersedes_id == older.pk:
        return False
    _refuse_circle(older, newer)
    successor = Article.objects.filter(supersedes=older).first()
    if successor:
        raise IngestError(
            _("“%(older)s” has a newer version already: “%(successor)s” (article %(number)d). Add yours there.")
            % {"older": str(older)[:80], "successor": str(successor)[:80], "number": successor.pk}
        )
    if newer.supersedes_id:
        raise IngestError(
            _("“%(newer)s” (article %(number)d) is a newer version of another article already.")
            % {"newer": str(newer)[:80], "number": newer.pk}
        )
    try:
        with transaction.atomic():
            Article.objects.filter(pk=newer.pk).update(supersedes=older)
    except IntegrityError:
        raise IngestError(_("Somebody else has just added a newer version. Load the page again.")) from None
    Event.objects.append(
        Event.Act.SUPERSEDED,
        actor=user,
        article=newer,
        new={"article": older.pk, "date": older.version_date.isoformat()},
    )
    return True


def _refuse_circle(older: Article, newer: Article) -> None:
    """Raises IngestError when `newer` is `older` or one of the versions before it."""
    before: int | None = older.pk
    while before is not None:
        if before == newer.pk:
            raise IngestError(
                _("“%(newer)s” (article %(number)d) is this version or an earlier one; it cannot follow itself.")
                % {"newer": str(newer)[:80], "number": newer.pk}
            )
        before = Article.objects.filter(pk=before).values_list("supersedes", flat=True).first()
