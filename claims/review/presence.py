"""Who else is at an article. The row is renewed by the open page and expires by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.models import Presence
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Article


def sign_of_life(user: User, article: Article, number: int | None, *, writing: bool = False) -> list[Presence]:
    """Note that the person is there, with claim `number` open, and return the others. Raises NotAllowed."""
    require(user, Right.READ)
    Presence.objects.renew(user, article, number, writing=writing)
    return list(Presence.objects.others(user, article))
