"""Follow an article, a claim, a source or a saved view, and stop. Whoever may read may follow; nobody else sees it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import IntegerChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Article, Claim, Following, SavedView, Source
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require
from claims.review.watching import MOST, fitting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Followed = Article | Claim | Source | SavedView


class State(IntegerChoices):
    """How one person stands to one thing that can be followed."""

    NEVER = 1  # nothing is chosen: what they do there may make them follow it
    MUTED = 2
    FOLLOWED = 3


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


def states_of(user: User, kind: str, numbers: Collection[int]) -> dict[int, State]:
    """How the person stands to each of these articles, claims or sources."""
    rows = Following.objects.filter(user=user, **{f"{kind}__in": numbers}).values_list(f"{kind}_id", "muted")
    return dict.fromkeys(numbers, State.NEVER) | {
        number: State.MUTED if muted else State.FOLLOWED for number, muted in rows
    }


@transaction.atomic
def change_state(user: User, kind: str, pk: int, to: State, *, seen: int) -> None:
    """Let the person stand to a thing as `to` if they do as `seen`. Raises NotAllowed, NotReady or OutOfDate."""
    require(user, Right.READ)
    try:
        followed_of(user, kind, pk)
    except ObjectDoesNotExist as error:
        raise NotReady(_("This is there no more.")) from error
    if states_of(user, kind, [pk])[pk] != seen:
        raise OutOfDate(_("You chose otherwise on another page meanwhile."))
    if to == State.NEVER:
        Following.objects.filter(user=user, **{kind: pk}).delete()
        return
    wanted: dict[str, Any] = {"muted": to == State.MUTED}
    if to == State.FOLLOWED:
        wanted["since"] = timezone.now()
    about: dict[str, Any] = {f"{kind}_id": pk}
    Following.objects.update_or_create(user=user, **about, defaults=wanted)


def _known(user: User, view: SavedView) -> list[int]:
    """What a view holds now: only what comes after is told."""
    rows = fitting(view, user)
    if rows is None:
        words = _("This view holds more than %(n)d rows. Narrow it, and you can follow what comes into it.")
        raise NotReady(words % {"n": MOST})
    return rows
