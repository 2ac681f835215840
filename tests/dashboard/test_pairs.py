"""Who answered the same question apart, and who decided the same statement."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.dashboard import pairs
from claims.dashboard.scope import Scope
from claims.models import Event, Verdict
from claims.models.claim import Finding, Status
from tests.dashboard.conftest import NOW, days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(make_claim):
    """A function: two people answer on a claim of its own, the second blind to the first."""

    def answered(first, second, one, other, *, days=1.0, blind=True):
        claim = make_claim(days + 1)
        made = Verdict.objects.bulk_create(
            [Verdict(claim=claim, author=first, status=one, rationale="R", as_of=NOW.date(), created_at=days_ago(days))]
        )[0]
        Verdict.objects.bulk_create(
            [
                Verdict(
                    claim=claim,
                    author=second,
                    status=other,
                    finding=Finding.FAITHFUL,
                    rationale="R",
                    as_of=NOW.date(),
                    blind_to=made if blind else None,
                )
            ]
        )
        return claim

    return answered


@pytest.fixture
def wide() -> Scope:
    """Verdicts are signed now, whatever the clock of the other tests says."""
    from django.utils import timezone

    return Scope(timezone.now(), weeks=4)


def test_only_blind_seconds_count(answer, cast, wide):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.FALSE)
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.TRUE, blind=False)
    (one,) = pairs.blind_answers(wide)

    assert one.people == (cast.analyst.pk, cast.colleague.pk)
    assert one.status == ("true", "false")
    assert one.finding == ("unreviewed", "faithful")


def test_a_person_keeps_the_same_place_whoever_signed_first(answer, cast, wide):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.FALSE)
    answer(cast.colleague, cast.analyst, Status.FALSE, Status.TRUE)
    answers = pairs.blind_answers(wide)

    assert {(one.people, one.status) for one in answers} == {((cast.analyst.pk, cast.colleague.pk), ("true", "false"))}


def test_agreement_is_told_for_each_two_people(answer, cast, wide):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.TRUE)
    answer(cast.analyst, cast.colleague, Status.FALSE, Status.FALSE)
    answer(cast.analyst, cast.reviewer, Status.FALSE, Status.TRUE)
    found = pairs.by_people(pairs.blind_answers(wide), pairs.STATUS)

    assert [(one.n, one.same) for one in found.values()] == [(2, 2), (1, 0)]
    assert found[cast.analyst.pk, cast.colleague.pk].kappa == 1


def test_agreement_is_told_for_each_week_that_has_answers(answer, cast, wide):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.TRUE)
    found = pairs.by_week(pairs.blind_answers(wide), pairs.STATUS)

    assert list(found) == [wide.mondays[-1]]
    assert all(monday.weekday() == 0 for monday in found)


def test_differences_are_counted_whoever_gave_which(answer, cast, wide):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.FALSE)
    answer(cast.colleague, cast.analyst, Status.TRUE, Status.FALSE)

    assert pairs.differences(pairs.blind_answers(wide), pairs.STATUS) == {("false", "true"): 2}


@pytest.fixture
def decide(make_claim):
    """A function that logs who decided one statement, and what they did to its content."""
    attribution = make_claim(1).attributions.get()

    def decided(user, act=Event.Act.CONFIRMED, old=None, new=None):
        return Event.objects.append(
            act,
            actor=user,
            attribution=attribution,
            claim=attribution.claim,
            old={"spans": {"content": old}} if old else {},
            new={"spans": {"content": new}} if new else {},
        )

    return decided


def test_a_statement_that_both_confirmed_is_shared_whole(decide, cast, wide):
    decide(cast.analyst)
    decide(cast.colleague)

    assert [one.mean for one in pairs.spans_by_people(wide).values()] == [1.0]


def test_a_content_that_the_second_moved_is_shared_in_part(decide, cast, wide):
    decide(cast.analyst)
    decide(cast.colleague, Event.Act.SPANS_CHANGED, [[0, 10]], [[0, 5]])

    assert [round(one.mean, 3) for one in pairs.spans_by_people(wide).values()] == [0.667]


def test_ones_own_second_thoughts_are_no_disagreement(decide, cast, wide):
    decide(cast.analyst)
    decide(cast.analyst, Event.Act.SPANS_CHANGED, [[0, 10]], [[0, 5]])

    assert pairs.spans_by_people(wide) == {}


def test_what_was_undone_does_not_count(decide, cast, wide):
    decide(cast.analyst)
    wrong = decide(cast.colleague, Event.Act.SPANS_CHANGED, [[0, 10]], [[0, 1]])
    Event.objects.append(Event.Act.UNDONE, actor=cast.colleague, undoes=wrong)

    assert pairs.spans_by_people(wide) == {}


def test_weeks_before_the_period_are_left_out(answer, cast):
    answer(cast.analyst, cast.colleague, Status.TRUE, Status.TRUE)
    from django.utils import timezone

    later = Scope(timezone.now() + dt.timedelta(weeks=10), weeks=4)

    assert pairs.blind_answers(later) == []
