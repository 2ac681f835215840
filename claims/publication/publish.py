"""Publishing: adds a frozen version of a claim. `review.workflow.move` calls it inside the move's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.models import Claim, Publication
from claims.models.claim import Stage
from claims.publication.freeze import freeze, reviewer_of
from claims.review.seconds import round_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = Publication.Kind


def publish(user: User, claim: Claim, *, before: Stage, note: str = "", kind: str = "") -> Publication:
    """Freeze what readers see now, as version 1 or, out of a correction (`kind`, `note`), as the next one."""
    correcting = before == Stage.CORRECTING
    reviewer = user if correcting else reviewer_of(claim)
    frozen = freeze(claim, round_of(claim), reviewer)
    return _add(user, claim, Kind(kind) if correcting else Kind.FIRST, note if correcting else "", frozen)


def retract(user: User, claim: Claim, *, note: str) -> Publication:
    """Say in public that the check holds no more, and why. What it said stays readable."""
    latest = claim.publications.first()
    return _add(user, claim, Kind.RETRACTION, note, latest.frozen if latest else {})


def _add(user: User, claim: Claim, kind: Publication.Kind, note: str, frozen: dict[str, object]) -> Publication:
    latest = claim.publications.first()
    return Publication.objects.create(
        claim=claim,
        version=latest.version + 1 if latest else 1,
        kind=kind,
        note=note.strip(),
        frozen=frozen,
        published_by=user,
    )
