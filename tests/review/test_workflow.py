"""The one door for stage and verification status."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Claim, Event, Verdict
from claims.models.claim import Finding, Stage, Status
from claims.review import moves, workflow
from claims.review.errors import NotAllowed, NotReady, OutOfDate, Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return Claim.objects.create(statement="Kementerian: bendungan aman", language="id")


def sign(person, claim: Claim, **more) -> Verdict:
    claim.refresh_from_db()
    wanted = {"status": Status.UNPROVEN, "rationale": "No primary source was opened."} | more
    return workflow.sign_verdict(person, claim.pk, version=claim.version, **wanted)


def move(person, claim: Claim, to: Stage) -> Claim:
    claim.refresh_from_db()
    return workflow.move(person, claim.pk, to, version=claim.version)


def test_a_verdict_sets_the_status_and_starts_the_work(claim, cast: Cast):
    verdict = sign(cast.analyst, claim, finding=Finding.RELAYED_ONLY)
    claim.refresh_from_db()
    assert (claim.status, claim.finding, claim.stage) == ("unproven", "relayed_only", "in_progress")
    assert verdict.as_of == timezone.localdate()
    acts = list(Event.objects.filter(claim=claim).values_list("act", "implied"))
    assert acts == [("verdict", False), ("stage", True)]


@pytest.mark.parametrize(
    ("more", "words"),
    [({"rationale": "  "}, "rationale"), ({"as_of": dt.date(2999, 1, 1)}, "future")],
)
def test_a_verdict_that_is_not_ready_changes_nothing(claim, cast: Cast, more, words):
    with pytest.raises(NotReady, match=words):
        sign(cast.analyst, claim, **more)
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unverified", 1)
    assert not Verdict.objects.exists()


def test_a_verdict_on_what_somebody_else_changed_is_refused(claim, cast: Cast):
    sign(cast.analyst, claim)
    with pytest.raises(OutOfDate):
        workflow.sign_verdict(cast.reviewer, claim.pk, status=Status.TRUE, rationale="Seen it.", version=1)
    assert Verdict.objects.count() == 1


def test_a_viewer_signs_and_moves_nothing(claim, cast: Cast):
    with pytest.raises(NotAllowed):
        sign(cast.viewer, claim)
    with pytest.raises(NotAllowed):
        move(cast.viewer, claim, Stage.IN_PROGRESS)


def test_review_needs_a_verdict_first(claim, cast: Cast):
    move(cast.analyst, claim, Stage.IN_PROGRESS)
    with pytest.raises(NotReady, match="Sign a verdict first"):
        move(cast.analyst, claim, Stage.IN_REVIEW)


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_nobody_approves_their_own_work(claim, cast: Cast, who):
    person = getattr(cast, who)
    sign(person, claim)
    move(person, claim, Stage.IN_REVIEW)
    with pytest.raises(NotReady, match="yourself"):
        move(person, claim, Stage.APPROVED)
    offered = {move.after: unmet for move, unmet in moves.moves_from_here(person, Claim.objects.get())}
    assert [str(rule) for rule in offered[Stage.APPROVED]] == [
        "You signed the verdict yourself. Somebody else has to review it."
    ]


def test_a_reviewer_approves_the_work_of_another(claim, cast: Cast):
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    with pytest.raises(NotAllowed, match="needs the right to review"):
        move(cast.analyst, claim, Stage.APPROVED)
    assert move(cast.reviewer, claim, Stage.APPROVED).stage == "approved"


def test_every_pair_of_stages_outside_the_table_is_refused(claim, cast: Cast):
    allowed = {(m.before, m.after) for m in moves.MOVES}
    for before in Stage:
        for after in Stage:
            Claim.objects.filter(pk=claim.pk).update(stage=before)
            if (before, after) in allowed:
                continue
            with pytest.raises(NotAllowed, match="cannot go from"):
                move(cast.administrator, claim, after)


def test_an_approved_claim_keeps_its_words_and_takes_no_new_verdict(claim, cast: Cast):
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.APPROVED)
    with pytest.raises(NotReady, match="reopen"):
        workflow.set_statement(cast.analyst, claim.pk, statement="Something else", version=1)
    with pytest.raises(NotReady, match="back in progress"):
        sign(cast.analyst, claim)


def test_a_claim_is_assigned_only_to_people_who_may_work_on_it(claim, cast: Cast):
    with pytest.raises(NotAllowed):
        workflow.assign(cast.reviewer, claim.pk, cast.viewer, version=1)
    assert workflow.assign(cast.reviewer, claim.pk, cast.analyst, version=1).assigned_to == cast.analyst


@pytest.mark.django_db(transaction=True)
def test_of_ten_people_who_sign_at_once_one_wins_and_nine_are_told(claim, cast: Cast):
    outcomes: list[str] = []
    together = threading.Barrier(10)

    def try_it() -> None:
        together.wait()
        try:
            workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=1)
            outcomes.append("won")
        except Refused as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["OutOfDate"] * 9 + ["won"]
    assert Verdict.objects.count() == 1
