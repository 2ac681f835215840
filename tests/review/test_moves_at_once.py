"""Twenty people approve and return the same claim in the same moment, fifty times over."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims.models import Claim, Event
from claims.models.claim import Stage
from claims.review import event_log, workflow
from claims.review.errors import Refused
from tests.cast import Cast, make_person
from tests.review.moves import sign

PEOPLE, ROUNDS = 20, 50


class Reviewers:
    """Threads that wait for one another before each round; half of them approve, half return."""

    def __init__(self, people: list[User], claim: Claim) -> None:
        self.claim, self.version = claim, claim.version
        self.outcomes: list[str] = []
        self.begin, self.end = (threading.Barrier(len(people) + 1, timeout=60) for _ in range(2))
        self.threads = [threading.Thread(target=self._work, args=pair) for pair in enumerate(people)]
        for thread in self.threads:
            thread.start()

    def _work(self, number: int, person: User) -> None:
        to = Stage.APPROVED if number % 2 else Stage.CHANGES_REQUESTED
        try:
            for _round in range(ROUNDS):
                self.begin.wait()
                self.outcomes.append(self._try(person, to))
                self.end.wait()
        finally:
            connection.close()

    def _try(self, person: User, to: Stage) -> str:
        try:
            return str(workflow.move(person, self.claim.pk, to, version=self.version).stage)
        except Refused as refusal:
            return type(refusal).__name__
        except Exception as error:  # the test shows it; a thread that ends would leave the others waiting
            return repr(error)

    def round(self, version: int) -> list[str]:
        """Let all of them try on this version; returns how each ended."""
        self.version, self.outcomes = version, []
        self.begin.wait()
        self.end.wait()
        return sorted(self.outcomes)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_approve_and_return_at_once_one_wins_each_is_told_and_the_log_has_no_gap(cast: Cast):
    claim = Claim.objects.create(statement="The dam is safe", language="en", stage=Stage.IN_REVIEW)
    sign(claim, cast.analyst)
    people = [make_person(f"reviewer{number}", "reviewer") for number in range(PEOPLE)]
    reviewers = Reviewers(people, claim)
    odd = []
    for _round in range(ROUNDS):
        outcomes = reviewers.round(claim.version)
        claim.refresh_from_db()
        if outcomes != sorted([*["OutOfDate"] * (PEOPLE - 1), str(claim.stage)]):
            odd.append(outcomes)
        if claim.stage == Stage.APPROVED:
            claim = workflow.move(cast.reviewer, claim.pk, Stage.IN_PROGRESS, version=claim.version)
        claim = workflow.move(cast.analyst, claim.pk, Stage.IN_REVIEW, version=claim.version)
    for thread in reviewers.threads:
        thread.join()

    assert not odd
    log_has_no_gap(claim)


def log_has_no_gap(claim: Claim) -> None:
    """Each move begins where the one before ended, rows are numbered without a hole, and the chain holds them all."""
    moves = list(Event.objects.filter(claim=claim, act=Event.Act.STAGE).order_by("pk"))
    assert len(moves) >= 2 * ROUNDS
    assert all(after.old["stage"] == before.new["stage"] for before, after in pairwise(moves))
    assert all(after.pk == before.pk + 1 for before, after in pairwise(moves))
    event_log.seal()
    checked = event_log.check()
    assert (checked.broken, checked.sealed) == (None, Event.objects.count())
