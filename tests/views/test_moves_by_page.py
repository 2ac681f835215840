"""Every row of the table of moves by page: each person's form is answered as the table says."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claims.models.claim import Stage
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.cast import Cast
from tests.review.moves import ROLES, Cell, Claims, cells
from tests.review.test_moves import RolledBack

ANSWERS = {None: (302, "/claims/"), NotAllowed: (403, ""), NotReady: (422, ""), OutOfDate: (409, "")}


def wanted(cell: Cell) -> tuple[int, str]:
    """Status, and where it leads; people who are not logged in, or no longer may be, are led to the log-in."""
    return (302, "/accounts/login/") if cell.role in ("anonymous", "gone") else ANSWERS[cell.outcome]


def by_page(before: Stage) -> list[Cell]:
    """Every row for everybody, in every case that ends otherwise for them; and one move that is in no row."""
    rows = [
        cell for cell in cells(before, only_in_table=True) if cell.case == "ready" or cell.outcome is not NotAllowed
    ]
    return [*rows, Cell(before, before, "administrator", "ready")]


def answer_to(cell: Cell, client: Client, claims: Claims) -> tuple[HttpResponse, str]:
    """What the page says, and the stage in which the claim then is; rolled back."""
    try:
        with transaction.atomic():
            claim, version = claims.at(cell)
            sent = {"claim_version": version, "seen": 0, "to": cell.after, **cell.given}
            address = reverse("claims:claim_move", args=[claim.pk])
            answer = client.post(address, sent)
            stage = Claim.objects.get(pk=claim.pk).stage
            raise RolledBack
    except RolledBack:
        return answer, stage


@pytest.mark.django_db
@pytest.mark.above_the_database  # the door itself is tried on both in tests/review/test_moves.py
@pytest.mark.parametrize("before", Stage)
def test_the_page_answers_every_row_of_the_table_as_the_door_does(cast: Cast, before: Stage):
    claims = Claims(cast)
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        if role != "anonymous":
            client.force_login(getattr(cast, role))
    problems = []
    for cell in by_page(before):
        answer, stage = answer_to(cell, clients[cell.role], claims)
        status, leads_to = wanted(cell)
        moved = cell.after if cell.outcome is None else before
        led = answer.get("Location", "").startswith(leads_to)
        if (answer.status_code, stage, led) != (status, moved, True):
            problems.append((cell, answer.status_code, stage))

    assert not problems
