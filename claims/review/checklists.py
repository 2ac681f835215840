"""The checklist of a claim: its questions as they stand, and ticking them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import ChecklistItem, ChecklistTick, Claim, Event
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the checklist with every tick that it got on this claim, the latest first."""

    item: ChecklistItem
    ticks: list[ChecklistTick]

    @property
    def latest(self) -> ChecklistTick | None:
        return self.ticks[0] if self.ticks else None

    @property
    def ticked(self) -> bool:
        return self.latest is not None and self.latest.ticked


def questions_of(claim: Claim) -> list[Question]:
    """What is asked of the claim; two queries."""
    ticks: dict[int, list[ChecklistTick]] = {}
    for tick in ChecklistTick.objects.filter(claim=claim).select_related("person").order_by("-pk"):
        ticks.setdefault(tick.item_id, []).append(tick)
    return [Question(item, ticks.get(item.pk, [])) for item in ChecklistItem.objects.for_claim(claim)]


@transaction.atomic
def tick(user: User, claim_id: int, item_id: int, *, ticked: bool, seen: int) -> ChecklistTick:
    """Tick a question or take the tick away; `seen` is the number of the latest tick that the person saw, 0 for none.

    Raises NotAllowed, NotReady for a question that is not asked of this claim, or OutOfDate when somebody was faster.
    """
    require(user, Right.ANNOTATE)
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    item = ChecklistItem.objects.for_claim(claim).filter(pk=item_id).first()
    if item is None:
        raise NotReady(_("This question is not asked of this claim any more."))
    latest = ChecklistTick.objects.filter(claim=claim, item=item).order_by("-pk").first()
    if (latest.pk if latest else 0) != seen:
        raise OutOfDate(_("Somebody else ticked this meanwhile; the page shows it as it stands now."), latest)
    made = ChecklistTick.objects.create(claim=claim, item=item, ticked=ticked, person=user)
    act = Event.Act.TICKED if ticked else Event.Act.UNTICKED
    Event.objects.append(act, actor=user, claim=claim, new={"item": item.pk, "question": item.text})
    return made
