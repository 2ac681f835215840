"""The soft lease of a claim: held by whoever writes on it, renewed by the open page, ended by itself.

A courtesy: nothing is refused because of it. What guards a save is the version of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from claims.models import Event, Lease
from claims.models.lease import ended_before
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def sign(user: User, claim_id: int, *, writing: bool) -> Lease | None:
    """The page's sign: hold the lease while the person writes, give it back afterwards. Returns the one that stands.

    One that was taken over stays until the person has begun to write, or it ends. Raises NotAllowed.
    """
    require(user, Right.ANNOTATE)
    if writing:
        Lease.objects.hold(user, claim_id)
    else:
        Lease.objects.filter(claim=claim_id, person=user, wrote=True).delete()
    return Lease.objects.on(claim_id)


@transaction.atomic
def take_over(user: User, claim_id: int) -> Lease | None:
    """Take the lease from whoever holds it, who is told by the next sign of their page. Raises NotAllowed."""
    require(user, Right.ANNOTATE)
    lease = Lease.objects.select_for_update(of=("self",)).select_related("person").filter(claim=claim_id).first()
    if lease is None or lease.person_id == user.pk or lease.seen < ended_before():
        Lease.objects.hold(user, claim_id)
        return Lease.objects.on(claim_id)
    before, now = lease.person, timezone.now()
    Lease.objects.filter(pk=lease.pk).update(person=user, since=now, seen=now, wrote=False, taken_from=before)
    Event.objects.append(Event.Act.LEASE_TAKEN, actor=user, claim_id=claim_id, old=_person(before), new=_person(user))
    return Lease.objects.on(claim_id)


def leave(user: User, claim_id: int | None = None) -> None:
    """The person left the claim, or (None) all of them."""
    mine = Lease.objects.filter(person=user)
    (mine if claim_id is None else mine.filter(claim=claim_id)).delete()


def _person(user: User) -> dict[str, object]:
    return {"person": user.pk, "name": user.get_full_name() or user.get_username()}
