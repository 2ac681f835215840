"""The table of moves: who may move a claim from which stage to which, and what must be there first.

Pages, bulk acts, jobs and docs/permissions.md read it; `workflow.move` is the only function that carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from claims.models.claim import Claim, Stage
from claims.review.errors import Unmet
from claims.review.permissions import Right, may
from claims.review.seconds import Round, Second, round_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass
class Case:
    """Who wants to move which claim; what several gates ask is read once."""

    user: User
    claim: Claim

    @cached_property
    def round(self) -> Round:
        return round_of(self.claim)


# Asked before a move; says each rule that is not met. The first line of its docstring goes into docs/permissions.md.
Gate = Callable[[Case], Iterator[Unmet]]


def has_a_verdict(case: Case) -> Iterator[Unmet]:
    """A verdict is signed."""
    if not case.round.verdicts:
        yield Unmet(_("Sign a verdict first: status and rationale."), "#verdict")


def is_not_their_own(case: Case) -> Iterator[Unmet]:
    """The verdict is somebody else's; administrators are not exempt."""
    authors = case.round.authors
    if not authors:
        yield Unmet(_("There is no verdict to approve."), "#verdict")
    elif case.user.pk in authors and not settings.ONE_PERSON_DESK:
        yield Unmet(_("You signed the verdict yourself. Somebody else has to review it."))


def second_is_settled(case: Case) -> Iterator[Unmet]:
    """The blind second verdict agrees or a third person has decided, where one is needed."""
    words = {
        Second.NEEDED: _("This claim needs a blind second verdict: sign the first of the two anew."),
        Second.AWAITED: _("The blind second verdict is missing."),
        Second.CLASH: _("The two verdicts differ; a third person has to decide."),
    }
    if case.round.state in words:
        yield Unmet(words[case.round.state], "#verdict")


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move. `says_why`: it needs a note."""

    before: Stage
    after: Stage
    right: Right
    gates: tuple[Gate, ...] = ()
    says_why: bool = False

    def unmet(self, case: Case) -> list[Unmet]:
        """Every rule of its gates that is not met."""
        return [rule for gate in self.gates for rule in gate(case)]

    def unsaid(self, note: str) -> list[Unmet]:
        """What the move has to be told and was not."""
        return [Unmet(_("Say why, in the note."), "#move")] if self.says_why and not note.strip() else []


MOVES: tuple[Move, ...] = (
    Move(Stage.NEW, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.IN_PROGRESS, Stage.IN_REVIEW, Right.ANNOTATE, (has_a_verdict,)),
    Move(Stage.IN_REVIEW, Stage.APPROVED, Right.REVIEW, (is_not_their_own, second_is_settled)),
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


def moves_from_here(user: User, claim: Claim) -> list[tuple[Stage, list[Unmet]]]:
    """The stages that this person has the right to move the claim to, each with every rule that stands in the way."""
    case = Case(user, claim)
    here = [move for move in MOVES if move.before == claim.stage and may(user, move.right)]
    return [(move.after, move.unmet(case)) for move in here]
