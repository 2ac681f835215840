"""The table of moves: who may move a claim from which stage to which, and what must be there first.

Pages, bulk acts, jobs and docs/permissions.md read it; `workflow.move` is the only function that carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.models.claim import Claim, Stage
from claims.review.errors import Unmet
from claims.review.permissions import Right, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Asked before a move; says each rule that is not met. Its first line of words is what docs/permissions.md tells of it.
Gate = Callable[["User", Claim], Iterator[Unmet]]


def has_a_verdict(user: User, claim: Claim) -> Iterator[Unmet]:
    """A verdict is signed."""
    if not claim.verdicts.exists():
        yield Unmet(_("Sign a verdict first: status and rationale."), "#verdict")


def is_not_their_own(user: User, claim: Claim) -> Iterator[Unmet]:
    """The verdict is somebody else's; administrators are not exempt."""
    latest = claim.verdicts.first()
    if latest is None:
        yield Unmet(_("There is no verdict to approve."), "#verdict")
    elif latest.author_id == user.pk:
        yield Unmet(_("You signed the verdict yourself. Somebody else has to review it."))


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move. `says_why`: it needs a note."""

    before: Stage
    after: Stage
    right: Right
    gates: tuple[Gate, ...] = ()
    says_why: bool = False

    def unmet(self, user: User, claim: Claim) -> list[Unmet]:
        """Every rule of its gates that is not met."""
        return [rule for gate in self.gates for rule in gate(user, claim)]

    def unsaid(self, note: str) -> list[Unmet]:
        """What the move has to be told and was not."""
        return [Unmet(_("Say why, in the note."), "#move")] if self.says_why and not note.strip() else []


MOVES: tuple[Move, ...] = (
    Move(Stage.NEW, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.IN_PROGRESS, Stage.IN_REVIEW, Right.ANNOTATE, (has_a_verdict,)),
    Move(Stage.IN_REVIEW, Stage.APPROVED, Right.REVIEW, (is_not_their_own,)),
    Move(Stage.APPROVED, Stage.IN_PROGRESS, Right.REVIEW),
    # returned to whoever works on it
    Move(Stage.IN_REVIEW, Stage.CHANGES_REQUESTED, Right.REVIEW, (is_not_their_own,)),
    Move(Stage.CHANGES_REQUESTED, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.CHANGES_REQUESTED, Stage.IN_REVIEW, Right.ANNOTATE, (has_a_verdict,)),
    # left aside, and taken up again
    Move(Stage.NEW, Stage.NOT_CHECKWORTHY, Right.ANNOTATE),
    Move(Stage.IN_PROGRESS, Stage.NOT_CHECKWORTHY, Right.ANNOTATE),
    Move(Stage.NOT_CHECKWORTHY, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.NEW, Stage.DUPLICATE, Right.ANNOTATE, says_why=True),
    Move(Stage.IN_PROGRESS, Stage.DUPLICATE, Right.ANNOTATE, says_why=True),
    Move(Stage.CHANGES_REQUESTED, Stage.DUPLICATE, Right.ANNOTATE, says_why=True),
    Move(Stage.DUPLICATE, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.NEW, Stage.ARCHIVED, Right.REVIEW, says_why=True),
    Move(Stage.IN_PROGRESS, Stage.ARCHIVED, Right.REVIEW, says_why=True),
    Move(Stage.CHANGES_REQUESTED, Stage.ARCHIVED, Right.REVIEW, says_why=True),
    Move(Stage.APPROVED, Stage.ARCHIVED, Right.REVIEW, says_why=True),
    Move(Stage.NOT_CHECKWORTHY, Stage.ARCHIVED, Right.REVIEW),
    Move(Stage.DUPLICATE, Stage.ARCHIVED, Right.REVIEW),
    Move(Stage.ARCHIVED, Stage.IN_PROGRESS, Right.REVIEW),
)


def move_between(before: str, after: str) -> Move | None:
    """The row of the table, or None: then nobody may."""
    return next((move for move in MOVES if move.before == before and move.after == after), None)


def moves_for(user: User, claim: Claim) -> list[Stage]:
    """The stages this person may move the claim to now, gates included: what the page offers as buttons."""
    return [move.after for move, unmet in _from_here(user, claim) if not unmet]


def blocked_moves_for(user: User, claim: Claim) -> list[tuple[Stage, list[Unmet]]]:
    """The stages this person could move the claim to if all rules were met, each with those that are not."""
    return [(move.after, unmet) for move, unmet in _from_here(user, claim) if unmet]


def _from_here(user: User, claim: Claim) -> Iterator[tuple[Move, list[Unmet]]]:
    """The moves that this person has the right to from where the claim stands, with what stands in their way."""
    for move in MOVES:
        if move.before == claim.stage and may(user, move.right):
            yield move, move.unmet(user, claim)
