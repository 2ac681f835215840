"""When coverage is looked for again by itself: often while a claim is new and open, then ever more seldom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims import jobs, tasks
from claims.coverage import schedule
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, CoverageSchedule, Event, Job
from claims.models.claim import Stage
from claims.review import workflow
from tests.articles import DAM, DAM_DENIAL

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def claim(cast, db) -> Claim:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.first().claim


def let_pass(claim: Claim, time: dt.timedelta) -> None:
    """As if the claim had been made and looked for that much earlier."""
    Claim.objects.filter(pk=claim.pk).update(created_at=claim.created_at - time)
    row = CoverageSchedule.objects.get(claim=claim)
    next_at = row.next_at and row.next_at - time
    CoverageSchedule.objects.filter(claim=claim).update(looked_at=row.looked_at - time, next_at=next_at)


@pytest.mark.parametrize(
    ("age", "stage", "hours"),
    [
        (HOUR, Stage.NEW, 3),
        (2 * DAY, Stage.IN_REVIEW, 24),
        (30 * DAY, Stage.CORRECTING, 168),
        (HOUR, Stage.PUBLISHED, 12),
        (30 * DAY, Stage.APPROVED, 4 * 168),
        (60 * DAY, Stage.NEW, None),
        (HOUR, Stage.ARCHIVED, None),
        (HOUR, Stage.DUPLICATE, None),
    ],
)
def test_the_pause_grows_with_age_and_with_the_work_that_is_done(age, stage, hours):
    assert schedule.interval(age, stage) == (hours and hours * HOUR)


def test_zero_days_mean_never_by_itself(settings):
    settings.COVERAGE_AGAIN_DAYS = 0
    assert schedule.interval(HOUR, Stage.NEW) is None


def test_a_claim_is_looked_for_again_when_its_time_has_come_and_once(claim):
    find_coverage(claim)
    assert tasks.sweep_coverage() == {"looked": 0, "asked": 0}
    let_pass(claim, 4 * HOUR)
    assert tasks.sweep_coverage() == {"looked": 1, "asked": 0}
    assert claim.jobs.get().queue == jobs.BACKGROUND
    assert tasks.sweep_coverage() == {"looked": 0, "asked": 0}


def test_a_claim_that_was_put_away_is_left_alone_until_it_is_open_again(claim, cast):
    find_coverage(claim)
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.ARCHIVED)
    let_pass(claim, 4 * HOUR)
    assert tasks.sweep_coverage()["looked"] == 0
    assert CoverageSchedule.objects.get().next_at is None
    claim.refresh_from_db()
    workflow.move(cast.reviewer, claim.pk, Stage.IN_PROGRESS, version=claim.version)
    assert tasks.sweep_coverage()["looked"] == 1


def test_a_sweep_when_nothing_is_due_asks_the_database_little(claim, django_assert_num_queries):
    find_coverage(claim)
    with django_assert_num_queries(4):  # the backlog, a savepoint and its end, what is due
        tasks.sweep_coverage()


def test_a_backlog_of_sweeps_starts_no_more_of_them(claim, monkeypatch):
    find_coverage(claim)
    let_pass(claim, 4 * HOUR)
    monkeypatch.setattr(tasks, "MOST_SWEPT", 0)
    assert tasks.sweep_coverage()["looked"] == 0
    monkeypatch.setattr(tasks, "MOST_SWEPT", 1)
    assert tasks.sweep_coverage()["looked"] == 1


def test_a_search_by_itself_is_in_the_log_only_when_it_found_something_new(claim):
    def look_by_itself():
        job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim, priority=jobs.BACKGROUND)
        tasks.find_coverage(job.pk)
        return list(Event.objects.filter(act=Event.Act.COVERAGE_FOUND).values_list("new__fresh", flat=True))

    assert look_by_itself() == []
    save_article(DAM_DENIAL)
    assert look_by_itself() == [1]
    assert look_by_itself() == [1]


def test_the_same_search_on_the_same_day_stays_one_line_of_the_search_log(claim):
    find_coverage(claim)
    find_coverage(claim)
    assert claim.searches.get().searched_on == timezone.localdate()


def test_searches_that_were_done_again_since_are_forgotten_after_a_day_and_their_answers_are_not(claim):
    for _day in range(2):
        tasks.find_coverage(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim, priority=jobs.BACKGROUND).pk)
    second = claim.jobs.latest("pk")
    tasks.forget_receipts()
    assert claim.jobs.count() == 2
    claim.jobs.update(finished_at=timezone.now() - 2 * DAY)
    tasks.forget_receipts()
    assert (claim.jobs.get(), claim.provider_calls.count()) == (second, 2)


def test_the_command_sweeps_as_the_beat_does(claim, capsys):
    find_coverage(claim)
    let_pass(claim, 4 * HOUR)
    call_command("sweep_coverage")
    assert "1 claims are looked for again" in capsys.readouterr().out
    assert claim.jobs.unfinished().exists()
