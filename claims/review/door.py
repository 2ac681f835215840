"""What every write to a claim goes through: the row as the person saw it, changed only if it is that still."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, search
from claims.review.errors import OutOfDate


def fresh(claim_id: int, version: int) -> Claim:
    """The claim as it is now, locked; OutOfDate when it is no longer the version the person saw."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.version != version:
        words = _("Somebody else changed this claim while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, claim)
    return claim


def change(claim: Claim, **fields: object) -> Claim:
    """Write fields of a claim if it is still the version that was read; raises OutOfDate when it is not."""
    changed = Claim.objects.filter(pk=claim.pk, version=claim.version).update(
        **fields, version=claim.version + 1, updated_at=timezone.now()
    )
    if not changed:
        raise OutOfDate(_("Somebody else changed this claim just now. Nothing of yours was saved."), claim)
    claim.refresh_from_db()
    if {"statement", "gloss"} & fields.keys():
        search.refresh([claim.pk])
    return claim
