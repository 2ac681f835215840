"""Followed saved views: which claims, articles or sources newly fit them. Looked at every few minutes, as whoever
follows would see them.

A view is remembered as the set of its rows, so that one which leaves and comes back is told again, and one that was
there all the time never. Views of more than MOST rows are not followed: nobody reads that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import QueryDict

from claims.filters.kinds import whole_filter_of
from claims.models import Event, Following, Notice, NoticeChoices, SavedView
from claims.review.permissions import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 1_000


def fitting(view: SavedView, user: User) -> list[int] | None:
    """The rows that fit the view now, for this person; None for too many. Nothing fits a value that is there no more,
    such as a topic in which nobody has a stake: the list leaves it out, and would tell of everything."""
    asked = whole_filter_of(view.kind, QueryDict(view.query), user)
    if asked.errors:
        return []
    rows = list(asked.qs.order_by().values_list("pk", flat=True)[: MOST + 1])
    return sorted(rows) if len(rows) <= MOST else None


def look() -> int:
    """Tell followers of views what is new in them; returns how many notices that were. Safe to run twice, and at
    once."""
    views = Following.objects.standing().filter(view__isnull=False, view__removed_at__isnull=True)
    people = readers().values("pk")
    return sum(_look_at(pk) for pk in views.filter(user__in=people).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _look_at(number: int) -> int:
    rows = Following.objects.select_for_update(of=("self",)).select_related("view", "user").standing()
    row = rows.filter(pk=number).first()
    if row is None or row.view is None or not (row.view.shared or row.view.owner_id == row.user_id):
        return 0
    now = fitting(row.view, row.user)
    if now is None or now == row.known:
        return 0
    Following.objects.filter(pk=number).update(known=now)
    new = set(now) - set(row.known) if row.known is not None else set()
    return _tell(row.view, row.user, new - _changed_by(row.user, row.view.noun, new))


def _changed_by(user: User, noun: str, rows: set[int]) -> set[int]:
    """Those that this person was the last to do something to: nobody is told of what they did themselves."""
    about = Event.objects.filter(**{f"{noun}__in": rows}).order_by("pk")
    latest = dict(about.values_list(noun, "actor"))
    return {row for row, actor in latest.items() if row and actor == user.pk}


def _tell(view: SavedView, user: User, rows: set[int]) -> int:
    choices, kind = NoticeChoices.objects.of(user), Notice.Kind.VIEW
    in_page, by_mail = choices.wants_in_page(kind), choices.wants_by_mail(kind)
    if not (in_page or by_mail):
        return 0
    about = f"{view.noun}_id"
    Notice.objects.bulk_create(
        (
            Notice(user=user, kind=kind, view=view, in_page=in_page, by_mail=by_mail, **{about: row})
            for row in sorted(rows)
        ),
        ignore_conflicts=True,
    )
    return len(rows)
