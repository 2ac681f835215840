"""Who has how much to do now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Min, Q
from django.utils import timezone

from claims.models import Claim
from claims.models.claim import Stage
from claims.review.permissions import Right, people_with


@dataclass(frozen=True, slots=True)
class Load:
    """The open claims of one person; None stands for those that nobody has. `in_review` waits for others. `oldest`:
    since when the claim that nobody touched for longest waits."""

    person: User | None
    open: int = 0
    due: int = 0
    overdue: int = 0
    in_review: int = 0
    oldest: dt.datetime | None = None

    @property
    def other(self) -> int:
        """Neither overdue nor in review: the rest of what is open."""
        return self.open - self.overdue - self.in_review


def loads() -> list[Load]:
    """Everybody who may work on claims or has some, most open ones first; last what nobody has."""
    late = Q(due__lt=timezone.localdate())
    review = Q(stage=Stage.IN_REVIEW)
    counted = (
        Claim.objects.open()
        .standing()
        .order_by()
        .values_list("assigned_to")
        .annotate(
            n=Count("pk"),
            dated=Count("pk", filter=Q(due__isnull=False)),
            late=Count("pk", filter=late & ~review),
            reviewed=Count("pk", filter=review),
            oldest=Min("updated_at"),
        )
    )
    rows: dict[int | None, list[Any]] = {whose: numbers for whose, *numbers in counted}
    free = rows.pop(None, [])
    people = people_with(Right.ANNOTATE).in_bulk() | User.objects.in_bulk([whose for whose in rows if whose])
    found = [Load(person, *rows.get(pk, [])) for pk, person in people.items()]
    found.sort(key=lambda load: (-load.open, str(load.person)))
    return [*found, Load(None, *free)]
