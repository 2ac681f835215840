"""Claims that nobody shows a sign of go back to the pile; nothing that is in review does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from claims.models import Claim, Event, Lease
from claims.models.claim import Stage
from claims.review import workflow
from claims.review.abandoned import put_back_abandoned
from claims.templatetags.history import told

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=8)


@pytest.fixture
def held(cast) -> Claim:
    """A claim that the analyst took eight days ago, and nothing since."""
    claim = Claim.objects.create(statement="The dam leaks", language="en")
    workflow.assign(cast.analyst, claim.pk, cast.analyst, version=1)
    return eight_days_later(claim)


def eight_days_later(claim: Claim) -> Claim:
    then = timezone.now() - LONG_AGO
    Claim.objects.filter(pk=claim.pk).update(updated_at=then)
    Event.objects.filter(claim=claim).update(at=then)
    claim.refresh_from_db()
    return claim


def test_a_claim_without_a_sign_for_so_long_is_nobodys_again(held):
    assert put_back_abandoned(7) == 1
    held.refresh_from_db()
    assert held.assigned_to is None
    event = Event.objects.get(claim=held, implied=True)
    assert (event.act, event.actor) == (Event.Act.ASSIGNED, None)
    assert told(event) == "assigned the claim: Bram → none, no sign for 7 days"


def test_it_is_put_back_once(held):
    put_back_abandoned(7)
    assert put_back_abandoned(7) == 0


def test_it_is_kept_until_the_time_is_over(held):
    assert put_back_abandoned(9) == 0


def test_no_days_mean_never(held):
    assert put_back_abandoned(0) == 0


@pytest.mark.parametrize("stage", [Stage.IN_REVIEW, Stage.APPROVED, Stage.NOT_CHECKWORTHY])
def test_what_is_in_review_or_done_stays_with_whoever_has_it(held, stage):
    Claim.objects.filter(pk=held.pk).update(stage=stage)
    assert put_back_abandoned(7) == 0


def test_what_was_returned_and_left_goes_back_as_well(held):
    Claim.objects.filter(pk=held.pk).update(stage=Stage.CHANGES_REQUESTED)
    assert put_back_abandoned(7) == 1


def test_whatever_is_logged_about_it_is_a_sign(held, cast):
    Event.objects.append(Event.Act.EVIDENCE_ADDED, actor=cast.colleague, claim=held, new={})
    assert put_back_abandoned(7) == 0


def test_writing_on_it_is_a_sign(held, cast):
    Lease.objects.hold(cast.analyst, held.pk)
    assert put_back_abandoned(7) == 0
