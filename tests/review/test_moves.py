"""The table of moves, exhaustively from the table itself: every from × to × person × case, at the door."""

from __future__ import annotations

import pytest
from django.db import transaction

from claims.management.permissions import page
from claims.models import Claim, Event
from claims.models.claim import Stage
from claims.review import workflow
from claims.review.errors import NotReady, Refused
from claims.review.moves import MOVES
from tests.cast import Cast
from tests.infrastructure.test_docs import ROOT
from tests.review.moves import TABLE, Cell, Claims, cells, person_of


class RolledBack(Exception):
    """Ends a try, so that the next one starts from the same rows."""


def tried(cell: Cell, claims: Claims, cast: Cast) -> str:
    """What is wrong with how a try ended, or "" when all is as the table says."""
    try:
        with transaction.atomic():
            claim, version = claims.at(cell)
            events = Event.objects.count()
            try:
                workflow.move(person_of(cell, cast), claim.pk, cell.after, version=version, **cell.given)
                ended: Refused | None = None
            except Refused as refusal:
                ended = refusal
            problem = how_it_differs(cell, ended, Claim.objects.get(pk=claim.pk), Event.objects.count() - events)
            raise RolledBack
    except RolledBack:
        return problem


def how_it_differs(cell: Cell, ended: Refused | None, after: Claim, written: int) -> str:
    if (type(ended) if ended else None) is not cell.outcome:
        return f"{cell} ended with {ended!r}, not {cell.outcome}"
    moved = cell.outcome is None
    if (after.stage, written) != (cell.after if moved else cell.before, int(moved)):
        return f"{cell} left the claim in {after.stage} with {written} events"
    if isinstance(ended, NotReady) and cell.case == "bare" and len(ended.unmet) < cell.least_unmet:
        return f"{cell} named only {[str(rule) for rule in ended.unmet]}"
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("before", Stage)
def test_every_cell_of_the_table_ends_as_the_table_says(cast: Cast, before: Stage):
    claims = Claims(cast)

    assert not [problem for cell in cells(before) if (problem := tried(cell, claims, cast))]


def test_no_move_stands_in_the_table_twice():
    assert len(TABLE) == len(MOVES)


def test_every_stage_can_be_reached_and_left_as_far_as_the_table_goes():
    reached = {move.after for move in MOVES} | {Stage.NEW}
    assert {move.before for move in MOVES} <= reached


def test_the_page_of_permissions_is_up_to_date():
    written = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert written == page(), "run manage.py permissions_page"
