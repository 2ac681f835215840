"""docs/permissions.md, written from the table of moves: who may do what, and what must be there first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from claims.models.claim import Stage
from claims.review.moves import MOVES, Gate, Move, Say
from claims.review.permissions import Right, Role

HEAD = """# Permissions

Written by `manage.py permissions_page` from `claims/review/moves.py` and `claims/review/permissions.py`; a test holds
that it is up to date. Each role may do all that the ones before it may; people without a role, who left, or are not
logged in may do nothing. A move that stands in no row is allowed to nobody. There are three refusals: *not allowed*
(the role, or no such move), *not ready* (every unmet rule is named), *out of date* (somebody else was faster).

## Roles

| role | may |
| --- | --- |
"""
RIGHTS = {
    Right.READ: "read everything in the workbench",
    Right.ANNOTATE: "add articles; confirm, correct, reject; sources; evidence; sign verdicts; take and give claims",
    Right.REVIEW: "approve or return the work of others; decide between two verdicts; publish and correct; "
    "the watch list of feeds",
    Right.ADMINISTER: "retract what was published; house rules and people, in the admin",
}
MOVES_HEAD = """
## Moves

| from | to | who | what must be there first |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page, in English whatever the process speaks."""
    with translation.override("en"):
        return HEAD + "".join(_roles()) + MOVES_HEAD + "".join(_moves())


def _roles() -> Iterator[str]:
    for role in Role:
        may = [words for right, words in RIGHTS.items() if right.role == role]
        if role is not Role.NONE:
            yield f"| {role.name.lower()} | {'; '.join(may) or 'as above'} |\n"


def _moves() -> Iterator[str]:
    for stage in Stage:
        for move in MOVES:
            if move.before == stage:
                yield f"| {stage.label} | {move.after.label} | {_from(move)} | {'; '.join(_rules(move)) or '–'} |\n"


def _from(move: Move) -> str:
    """The weakest role that may, which the stronger ones share."""
    return f"{move.right.role.name.lower()} and above"


def _rules(move: Move) -> Iterator[str]:
    yield from (_first_words(gate) for gate in move.gates)
    told = {Say.WHY: "a note says why", Say.READERS: "a note for readers", Say.KIND: "a kind and a note for readers"}
    if move.say in told:
        yield told[move.say]


def _first_words(gate: Gate) -> str:
    words = (gate.__doc__ or "").strip().splitlines()[0].rstrip(".")
    return words[:1].lower() + words[1:]
