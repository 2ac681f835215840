"""The table of moves: who may move a claim from which stage to which, and what must be there first.

Pages, bulk acts, jobs and docs/permissions.md read it; `workflow.move` is the only function that carries it out.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from claims.models import Publication
from claims.models.claim import Claim, Stage
from claims.review.checks import house_rules, unsettled
from claims.review.errors import Unmet
from claims.review.permissions import Right, may
from claims.review.seconds import Round, round_of

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
    rule = unsettled(case.round)
    if rule:
        yield rule


def house_rules_are_met(case: Case) -> Iterator[Unmet]:
    """The house rules that are on are met."""
    yield from (checked.unmet for checked in house_rules(case.claim, case.round) if checked.unmet)


class Say(enum.Enum):
    """What has to be said with a move."""

    NOTHING = "nothing"
    WHY = "why"  # a note to colleagues
    READERS = "readers"  # a note that readers see
    KIND = "kind"  # the same, and whether it is a correction, an update or a clarification


TO_READERS = (Say.READERS, Say.KIND)


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move: who may, what must be there first, and what has to be said with it."""

    before: Stage
    after: Stage
    right: Right
    gates: tuple[Gate, ...] = ()
    say: Say = Say.NOTHING

    def unmet(self, case: Case) -> list[Unmet]:
        """Every rule of its gates that is not met, each once."""
        return list(dict.fromkeys(rule for gate in self.gates for rule in gate(case)))

    def unsaid(self, note: str, kind: str) -> list[Unmet]:
        """What the move has to be told and was not."""
        rules = []
        if self.say is Say.KIND and kind not in Publication.CHANGES:
            rules.append(Unmet(_("Say whether it is a correction, an update or a clarification."), "#move"))
        if self.say is not Say.NOTHING and not note.strip():
            words = _("Tell readers why.") if self.say in TO_READERS else _("Say why, in the note.")
            rules.append(Unmet(words, "#move"))
        return rules


MOVES: tuple[Move, ...] = (
    Move(Stage.NEW, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.IN_PROGRESS, Stage.IN_REVIEW, Right.ANNOTATE, (has_a_verdict,)),
    Move(Stage.IN_REVIEW, Stage.APPROVED, Right.REVIEW, (is_not_their_own, second_is_settled)),
    Move(Stage.APPROVED, Stage.IN_PROGRESS, Right.REVIEW),
    Move(Stage.APPROVED, Stage.PUBLISHED, Right.REVIEW, (house_rules_are_met,)),
    # after publication, only with a word to readers
    Move(Stage.PUBLISHED, Stage.CORRECTING, Right.REVIEW, say=Say.WHY),
    Move(
        Stage.CORRECTING,
        Stage.PUBLISHED,
        Right.REVIEW,
        (is_not_their_own, second_is_settled, house_rules_are_met),
        Say.KIND,
    ),
    Move(Stage.PUBLISHED, Stage.RETRACTED, Right.ADMINISTER, say=Say.READERS),
    Move(Stage.CORRECTING, Stage.RETRACTED, Right.ADMINISTER, say=Say.READERS),
    # returned to whoever works on it
    Move(Stage.IN_REVIEW, Stage.CHANGES_REQUESTED, Right.REVIEW, (is_not_their_own,)),
    Move(Stage.CHANGES_REQUESTED, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.CHANGES_REQUESTED, Stage.IN_REVIEW, Right.ANNOTATE, (has_a_verdict,)),
    # left aside, and taken up again
    Move(Stage.NEW, Stage.NOT_CHECKWORTHY, Right.ANNOTATE),
    Move(Stage.IN_PROGRESS, Stage.NOT_CHECKWORTHY, Right.ANNOTATE),
    Move(Stage.NOT_CHECKWORTHY, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.NEW, Stage.DUPLICATE, Right.ANNOTATE, say=Say.WHY),
    Move(Stage.IN_PROGRESS, Stage.DUPLICATE, Right.ANNOTATE, say=Say.WHY),
    Move(Stage.CHANGES_REQUESTED, Stage.DUPLICATE, Right.ANNOTATE, say=Say.WHY),
    Move(Stage.DUPLICATE, Stage.IN_PROGRESS, Right.ANNOTATE),
    Move(Stage.NEW, Stage.ARCHIVED, Right.REVIEW, say=Say.WHY),
    Move(Stage.IN_PROGRESS, Stage.ARCHIVED, Right.REVIEW, say=Say.WHY),
    Move(Stage.CHANGES_REQUESTED, Stage.ARCHIVED, Right.REVIEW, say=Say.WHY),
    Move(Stage.APPROVED, Stage.ARCHIVED, Right.REVIEW, say=Say.WHY),
    Move(Stage.NOT_CHECKWORTHY, Stage.ARCHIVED, Right.REVIEW),
    Move(Stage.DUPLICATE, Stage.ARCHIVED, Right.REVIEW),
    Move(Stage.ARCHIVED, Stage.IN_PROGRESS, Right.REVIEW),
)


def move_between(before: str, after: str) -> Move | None:
    """The row of the table, or None: then nobody may."""
    return next((move for move in MOVES if move.before == before and move.after == after), None)


def moves_from_here(user: User, claim: Claim) -> list[tuple[Move, list[Unmet]]]:
    """The moves that this person has the right to from where the claim stands, each with every rule that is not met."""
    case = Case(user, claim)
    here = [move for move in MOVES if move.before == claim.stage and may(user, move.right)]
    return [(move, move.unmet(case)) for move in here]
