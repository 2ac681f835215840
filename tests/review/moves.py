"""Every cell of the table of moves: from × to × person × what is there already, and how it has to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.ingest.store import save_article
from claims.models import Claim, Event, Evidence, Verdict
from claims.models.claim import Finding, Stage, Status
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.moves import MOVES, Say, house_rules_are_met, is_not_their_own
from claims.review.permissions import Role
from tests.cast import Cast, make_person

TABLE = {(move.before, move.after): move for move in MOVES}
ROLES = {
    "viewer": Role.VIEWER,
    "analyst": Role.ANALYST,
    "reviewer": Role.REVIEWER,
    "administrator": Role.ADMINISTRATOR,
    "nobody": Role.NONE,
    "gone": Role.NONE,  # inactive
    "anonymous": Role.NONE,
}
# What is there when somebody tries: all of it, nothing at all, their own work, or what somebody changed meanwhile.
CASES = ("ready", "bare", "own", "stale")
NOTE = "As the desk agreed."


@dataclass(frozen=True, slots=True)
class Cell:
    """One try: `outcome` is the error that has to come, or None when the move is to be made."""

    before: Stage
    after: Stage
    role: str
    case: str

    @property
    def outcome(self) -> type[Exception] | None:
        move, role = TABLE.get((self.before, self.after)), ROLES[self.role]
        if role < Role.VIEWER:
            return NotAllowed
        if self.case == "stale":
            return OutOfDate
        if move is None or role < move.right.role:
            return NotAllowed
        if self.case == "bare" and (move.gates or move.say is not Say.NOTHING):
            return NotReady
        if self.case == "own" and is_not_their_own in move.gates:
            return NotReady
        return None

    @property
    def least_unmet(self) -> int:
        """How many rules a bare claim fails at least: of each gate one, note and kind; house rules share theirs."""
        move = TABLE[self.before, self.after]
        return (
            len(move.gates)
            - (house_rules_are_met in move.gates)
            + (move.say is not Say.NOTHING)
            + (move.say is Say.KIND)
        )

    @property
    def given(self) -> dict[str, Any]:
        """What is said with the move."""
        return {} if self.case == "bare" else {"note": NOTE, "kind": "update"}


def cells(before: Stage, *, only_in_table: bool = False) -> Iterator[Cell]:
    """All of a stage; `only_in_table` leaves out the moves that are allowed to nobody."""
    for after in Stage:
        if (before, after) in TABLE or not only_in_table:
            for role in ROLES:
                yield from (Cell(before, after, role, case) for case in CASES)


def person_of(cell: Cell, cast: Cast) -> Any:
    return AnonymousUser() if cell.role == "anonymous" else getattr(cast, cell.role)


class Claims:
    """The claims that the cells start from, made once; each try is rolled back."""

    def __init__(self, cast: Cast) -> None:
        self.approver = make_person("fitri", "reviewer")
        self.record, _created = save_article("The record of the dam, as its engineers wrote it.", user=self.approver)
        self.bare = self._claim("Bare", second_wanted=True)
        self.ready = self._claim("Ready")
        sign(self.ready, cast.colleague)
        self.own = {}
        for role in ROLES:
            if role != "anonymous":
                self.own[role] = self._claim(f"Signed by {role}")
                sign(self.own[role], getattr(cast, role))

    def at(self, cell: Cell) -> tuple[Claim, int]:
        """The claim that the cell is about, put where it starts, and the version that the person saw."""
        claim = {"bare": self.bare, "own": self.own.get(cell.role, self.ready)}.get(cell.case, self.ready)
        Claim.objects.filter(pk=claim.pk).update(stage=cell.before)
        return claim, claim.version + (cell.case == "stale")

    def _claim(self, statement: str, **fields: Any) -> Claim:
        claim = Claim.objects.create(statement=statement, language="en", **fields)
        if not fields:  # approved once, by somebody who signs nothing here
            Evidence.objects.create(
                claim=claim,
                article=self.record,
                stance="supports",
                kind=Evidence.Kind.PRIMARY,
                created_by=self.approver,
            )
            stages = {"old": {"stage": Stage.IN_REVIEW}, "new": {"stage": Stage.APPROVED}}
            Event.objects.append(Event.Act.STAGE, actor=self.approver, claim=claim, **stages)
        return claim


def sign(claim: Claim, person: Any) -> Verdict:
    """A signed verdict, whatever stage the claim is in."""
    return Verdict.objects.create(
        claim=claim,
        author=person,
        status=Status.TRUE,
        finding=Finding.FAITHFUL,
        rationale="Seen on film.",
        summary="The film shows it.",
        as_of=timezone.localdate(),
    )
