"""Followed saved views: which claims newly fit them. Looked at every few minutes, as whoever follows would see them.

A view is remembered as the set of its claims, so that a claim which leaves and comes back is told again, and one that
was there all the time never. Views of more than MOST_CLAIMS claims are not followed: nobody reads that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import QueryDict

from claims.filters.claims import ClaimFilter
from claims.models import Event, Following, Notice, NoticeChoices, SavedView
from claims.review.permissions import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_CLAIMS = 1_000


def claims_in(view: SavedView, user: User) -> list[int] | None:
    """The claims that fit the view now, for this person; None for too many."""
    found = ClaimFilter(QueryDict(view.query), user=user, whole=True).qs.order_by()
    claims = list(found.values_list("pk", flat=True)[: MOST_CLAIMS + 1])
    return sorted(claims) if len(claims) <= MOST_CLAIMS else None


def look() -> int:
    """Tell followers of views what is new in them; returns how many notices that were. Safe to run twice, and at
    once."""
    views = Following.objects.standing().filter(view__kind=SavedView.Kind.CLAIMS, view__removed_at__isnull=True)
    people = readers().values("pk")
    return sum(_look_at(pk) for pk in views.filter(user__in=people).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _look_at(number: int) -> int:
    rows = Following.objects.select_for_update(of=("self",)).select_related("view", "user").standing()
    row = rows.filter(pk=number).first()
    if row is None or row.view is None or not (row.view.shared or row.view.owner_id == row.user_id):
        return 0
    now = claims_in(row.view, row.user)
    if now is None or now == row.known:
        return 0
    Following.objects.filter(pk=number).update(known=now)
    new = set(now) - set(row.known) if row.known is not None else set()
    return _tell(row.view, row.user, new - _changed_by(row.user, new))


def _changed_by(user: User, claims: set[int]) -> set[int]:
    """Those that this person was the last to do something to: nobody is told of what they did themselves."""
    latest = dict(Event.objects.filter(claim__in=claims).order_by("pk").values_list("claim", "actor"))
    return {claim for claim, actor in latest.items() if claim and actor == user.pk}


def _tell(view: SavedView, user: User, claims: set[int]) -> int:
    choices, kind = NoticeChoices.objects.of(user), Notice.Kind.VIEW
    in_page, by_mail = choices.wants_in_page(kind), choices.wants_by_mail(kind)
    if not (in_page or by_mail):
        return 0
    Notice.objects.bulk_create(
        (
            Notice(user=user, kind=kind, view=view, claim_id=claim, in_page=in_page, by_mail=by_mail)
            for claim in sorted(claims)
        ),
        ignore_conflicts=True,
    )
    return len(claims)
