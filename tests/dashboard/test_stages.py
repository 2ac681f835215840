"""Where claims wait, what comes and is concluded, how long stages take."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.dashboard import stages
from claims.dashboard.scope import Scope
from claims.models.claim import Stage
from tests.dashboard.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_claim_that_never_moved_is_as_old_as_itself(make_claim, scope):
    make_claim(0.5)
    make_claim(2)
    make_claim(5)
    make_claim(30)

    assert stages.ageing(scope)[0] == stages.Ageing(Stage.NEW, (1, 1, 1, 1))


def test_a_claim_that_moved_waits_since_its_last_move(make_claim, scope):
    make_claim(30, (20, Stage.IN_PROGRESS), (2, Stage.IN_REVIEW))
    by_stage = {one.stage: one.by_age for one in stages.ageing(scope)}

    assert by_stage[Stage.IN_REVIEW] == (0, 1, 0, 0)
    assert by_stage[Stage.IN_PROGRESS] == (0, 0, 0, 0)


def test_what_is_concluded_waits_no_more(make_claim, scope):
    make_claim(30, (2, Stage.NOT_CHECKWORTHY))

    assert sum(one.n for one in stages.ageing(scope)) == 0


def test_only_claims_of_the_language_and_kind_are_counted(make_claim):
    make_claim(1, language="en", check_kind="figure")
    make_claim(1, language="id", check_kind="figure")
    make_claim(1, language="id", check_kind="event")
    asked = Scope(NOW, weeks=4, kind="figure", language="id")

    assert sum(one.n for one in stages.ageing(asked)) == 1
    assert sum(week.arrived for week in stages.weeks(asked)) == 1


def test_weeks_begin_on_monday_and_empty_ones_are_there(make_claim, scope):
    make_claim(1)  # Tuesday of the last week
    make_claim(2.5, (1, Stage.DUPLICATE))  # Monday of the last week
    make_claim(16, (8, Stage.IN_PROGRESS), (7, Stage.NOT_CHECKWORTHY))

    assert stages.weeks(scope) == [
        stages.Week(dt.date(2026, 2, 23), 0, 0),
        stages.Week(dt.date(2026, 3, 2), 1, 0),
        stages.Week(dt.date(2026, 3, 9), 0, 1),
        stages.Week(dt.date(2026, 3, 16), 2, 1),
    ]


def test_a_step_from_one_conclusion_to_the_next_counts_once(make_claim, scope):
    make_claim(3, (2, Stage.APPROVED), (1, Stage.PUBLISHED))

    assert stages.weeks(scope)[-1].concluded == 1


def test_a_stay_lasts_from_one_move_to_the_next(make_claim, scope):
    make_claim(10, (8, Stage.IN_PROGRESS), (5, Stage.IN_REVIEW), (1, Stage.APPROVED))
    taken = {stay.stage: stay.median for stay in stages.stays(scope)}

    assert taken == pytest.approx({Stage.NEW: 2, Stage.IN_PROGRESS: 3, Stage.IN_REVIEW: 4})


def test_stays_that_ended_before_the_period_are_left_out(make_claim, scope):
    make_claim(90, (80, Stage.IN_PROGRESS), (1, Stage.IN_REVIEW))

    assert [(stay.stage, round(stay.median)) for stay in stages.stays(scope)] == [(Stage.IN_PROGRESS, 79)]


def test_quartiles_are_taken_over_all_stays(make_claim, scope):
    for days in (2, 3, 4, 5, 6):
        make_claim(days, (1, Stage.IN_PROGRESS))
    (stay,) = stages.stays(scope)

    assert (stay.n, stay.first, stay.median, stay.third) == (5, *map(pytest.approx, (2, 3, 4)))
