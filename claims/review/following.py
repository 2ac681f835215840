"""Follow an article, a claim, a source or a saved view, and stop. Whoever may read may follow; nobody else sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Article, Claim, Following, SavedView, Source
from claims.review.errors import NotReady
from claims.review.permissions import Right, require
from claims.review.watching import MOST, fitting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Followed = Article | Claim | Source | SavedView


def followed_of(user: User, kind: str, pk: int) -> Followed:
    """What is to be followed; raises DoesNotExist for what is not there, or not for this person."""
    if kind == "article":
        return Article.objects.defer("text", "clutter").get(pk=pk)
    if kind == "claim":
        return Claim.objects.get(pk=pk)
    if kind == "view":
        return SavedView.objects.open_to(user).get(pk=pk)
    source = Source.objects.get(pk=pk)
    return followed_of(user, kind, source.merged_into_id) if source.merged_into_id else source


@transaction.atomic
def follow(user: User, kind: str, pk: int) -> Followed:
    """Be told from now on. Raises NotAllowed, DoesNotExist, or NotReady for a view that cannot be followed."""
    require(user, Right.READ)
    wanted = followed_of(user, kind, pk)
    about: dict[str, Any] = {kind: wanted}
    row, made = Following.objects.get_or_create(user=user, **about)
    if made or row.muted:
        known = _known(user, wanted) if isinstance(wanted, SavedView) else None
        Following.objects.filter(pk=row.pk).update(muted=False, since=timezone.now(), known=known)
    return wanted


@transaction.atomic
def unfollow(user: User, kind: str, pk: int) -> Followed:
    """Be told no more, whatever the person does there. Raises NotAllowed or DoesNotExist."""
    require(user, Right.READ)
    unwanted = followed_of(user, kind, pk)
    about: dict[str, Any] = {kind: unwanted}
    Following.objects.update_or_create(user=user, **about, defaults={"muted": True})
    return unwanted


def _known(user: User, view: SavedView) -> list[int]:
    """What a view holds now: only what comes after is told."""
    rows = fitting(view, user)
    if rows is None:
        words = _("This view holds more than %(n)d rows. Narrow it, and you can follow what comes into it.")
        raise NotReady(words % {"n": MOST})
    return rows
