"""What a person decides about a coverage match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import CoverageMatch, Event
from claims.review.errors import NotReady
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def decide(user: User, match_id: int, decision: str) -> CoverageMatch:
    """Related, not related, not sure, or (open) none of these any more. A decided match survives the next search."""
    require(user, Right.ANNOTATE)
    if decision not in CoverageMatch.Decision.values:
        raise NotReady(_("“%(decision)s” is not a decision.") % {"decision": decision})
    match = CoverageMatch.objects.select_for_update().get(pk=match_id)
    old = match.decision
    if old == decision:
        return match
    match.decision = decision
    match.decided_by = None if decision == CoverageMatch.Decision.OPEN else user
    match.save(update_fields=["decision", "decided_by"])
    Event.objects.append(
        Event.Act.COVERAGE_DECIDED,
        actor=user,
        claim_id=match.claim_id,
        article_id=match.article_id,
        old={"decision": old},
        new={"decision": decision},
    )
    return match
