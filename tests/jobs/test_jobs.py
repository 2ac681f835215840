"""Background work as rows, without a broker: the row is the truth."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from claims import jobs, tasks
from claims.ingest.store import save_article
from claims.models import Article, Job, Notice
from claims.review import comments, following
from factcheck.celery import app
from tests.articles import DAM, REFERENCE

pytestmark = pytest.mark.django_db

SPLIT = Job.Kind.SPLIT_ARTICLE


@pytest.fixture
def article() -> Article:
    return save_article(DAM)[0]


def test_queueing_twice_makes_one_job(article):
    assert jobs.enqueue(SPLIT, article=article) == jobs.enqueue(SPLIT, article=article)


def test_a_finished_job_makes_room_for_the_next(article):
    first = jobs.enqueue(SPLIT, article=article)
    tasks.split_article(first.pk)
    assert jobs.enqueue(SPLIT, article=article) != first


def test_a_job_that_ran_is_done_and_says_what_came_out(article):
    job = jobs.enqueue(SPLIT, article=article)
    assert tasks.split_article(job.pk) == "done"
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    assert job.result["saved"] == article.attributions.count() > 0
    assert job.finished_at is not None


def test_a_message_that_comes_twice_does_the_work_once(article):
    job = jobs.enqueue(SPLIT, article=article)
    tasks.split_article(job.pk)
    assert tasks.split_article(job.pk) == "skipped"
    job.refresh_from_db()
    assert job.attempts == 1


def test_a_message_for_a_job_that_is_gone_is_skipped():
    assert tasks.split_article(987_654) == "skipped"


def test_a_running_job_is_left_to_its_worker(article):
    job = jobs.enqueue(SPLIT, article=article)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1, lease_until=timezone.now() + jobs.lease_time())
    assert tasks.split_article(job.pk) == "skipped"


def test_a_job_whose_lease_ran_out_is_taken_over(article):
    job = jobs.enqueue(SPLIT, article=article)
    past = timezone.now() - dt.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1, lease_until=past)
    assert tasks.split_article(job.pk) == "done"
    job.refresh_from_db()
    assert job.attempts == 2


def test_a_worker_that_lost_its_lease_cannot_finish_the_job(article):
    job = jobs.enqueue(SPLIT, article=article)

    def slow(mine: Job) -> dict[str, int]:
        Job.objects.filter(pk=mine.pk).update(attempts=2)  # meanwhile another worker took it over
        return {"saved": 0}

    assert jobs.run(job.pk, slow) == "skipped"
    job.refresh_from_db()
    assert job.state == "running"


def test_a_job_that_cannot_succeed_fails_with_its_reason(article):
    job = jobs.enqueue(SPLIT, article=article)

    def impossible(_job: Job) -> dict[str, int]:
        raise jobs.JobError("The article has no words.")

    assert jobs.run(job.pk, impossible) == "failed"
    job.refresh_from_db()
    assert (job.state, job.reason) == ("failed", "The article has no words.")


def test_an_unexpected_error_is_tried_three_times_and_then_told(article):
    job = jobs.enqueue(SPLIT, article=article)

    def broken(_job: Job) -> dict[str, int]:
        raise OSError("disk gone")

    for _attempt in range(2):
        with pytest.raises(OSError, match="disk gone"):
            jobs.run(job.pk, broken)
        job.refresh_from_db()
        assert job.state == "waiting"
    assert jobs.run(job.pk, broken) == "failed"
    job.refresh_from_db()
    assert job.reason == "Broke off 3 times (OSError)."


def test_trying_a_failed_job_again_makes_a_new_one_and_keeps_the_old(article):
    failed = Job.objects.create(kind=SPLIT, article=article, state="failed", reason="x", finished_at=timezone.now())
    again = jobs.retry(failed)
    assert again.pk != failed.pk
    assert again.state == "waiting"


def test_the_sweep_sends_again_what_nobody_picked_up(article, monkeypatch):
    sent = []
    monkeypatch.setattr(jobs, "send", lambda job, priority, **_more: sent.append((job.pk, priority)))
    job = jobs.enqueue(SPLIT, article=article)
    assert jobs.sweep() == {"sent": 0, "failed": 0}
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now() - 2 * jobs.SEND_AGAIN_AFTER)
    assert jobs.sweep() == {"sent": 1, "failed": 0}
    assert sent == [(job.pk, jobs.INTERACTIVE)]


def test_the_sweep_fails_a_job_that_lost_its_worker_too_often(article):
    job = jobs.enqueue(SPLIT, article=article)
    past = timezone.now() - dt.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=jobs.MOST_LOST, lease_until=past)
    assert jobs.sweep()["failed"] == 1
    job.refresh_from_db()
    assert job.state == "failed"
    assert "lost 5 times" in job.reason


def test_a_page_can_queue_work_while_redis_is_away(article, django_capture_on_commit_callbacks):
    # The tests' settings name a socket that does not exist, so this is the real thing.
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue(SPLIT, article=article)
    job.refresh_from_db()
    assert job.state == "waiting"


def test_a_broker_that_is_away_is_not_asked_at_every_click_but_by_every_sweep(article, monkeypatch):
    asked = []
    real = jobs.app.send_task
    monkeypatch.setattr(jobs.app, "send_task", lambda *args, **more: asked.append(more["queue"]) or real(*args, **more))
    monkeypatch.setattr(jobs, "_ask_again_at", 0.0)
    job = jobs.enqueue(SPLIT, article=article)
    for _click in range(3):
        jobs.send(job)
    jobs.send(job, jobs.BACKGROUND)
    assert asked == ["interactive", "background"]

    monkeypatch.setattr(jobs, "_ask_again_at", 0.0)  # the time is over
    jobs.send(job)
    assert asked == ["interactive", "background", "interactive"]


def test_the_reference_article_splits_through_its_job():
    article, _ = save_article(REFERENCE)
    job = jobs.enqueue(SPLIT, article=article)
    tasks.split_article(job.pk)
    article.refresh_from_db()
    assert article.attributions.count() >= 15
    assert article.extractor_version


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_every_periodic_job_is_a_task_that_runs_and_may_run_again(article, name):
    task = app.tasks[settings.CELERY_BEAT_SCHEDULE[name]["task"]]
    task()
    done = task()
    assert not any(done.values() if isinstance(done, dict) else [done])  # nothing is left to do


def test_followers_are_told_by_the_job(article, cast):
    following.follow(cast.viewer, "article", article.pk)
    comments.comment(cast.analyst, "article", article.pk, "Look.")
    tasks.tell_followers()
    assert Notice.objects.get().user == cast.viewer


def test_a_click_goes_before_the_sweeps_also_when_the_job_waits_already(
    article, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr(jobs, "send", lambda job, priority: sent.append((job.pk, priority)))
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue(SPLIT, article=article, priority=jobs.BACKGROUND)
        jobs.enqueue(SPLIT, article=article)
        jobs.enqueue(SPLIT, article=article)
    assert sent == [(job.pk, jobs.BACKGROUND), (job.pk, jobs.INTERACTIVE)]
    job.refresh_from_db()
    assert job.queue == jobs.INTERACTIVE


def test_a_cancelled_job_that_waited_never_runs(article):
    job = jobs.enqueue(SPLIT, article=article)
    assert jobs.cancel(Job.objects.filter(pk=job.pk)) == 1
    assert tasks.split_article(job.pk) == "skipped"
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert jobs.cancel(Job.objects.filter(pk=job.pk)) == 0


def test_a_job_that_is_cancelled_while_it_runs_keeps_what_it_did_and_is_called_cancelled(article):
    job = jobs.enqueue(SPLIT, article=article)

    def work(mine: Job) -> dict[str, int]:
        jobs.cancel(Job.objects.filter(pk=mine.pk))
        assert mine.is_stopped
        return {"saved": 3}

    assert jobs.run(job.pk, work) == "cancelled"
    job.refresh_from_db()
    assert (job.state, job.result, job.is_finished) == ("cancelled", {"saved": 3}, True)


def test_a_cancelled_job_that_breaks_off_or_loses_its_worker_is_not_tried_again(article):
    job = jobs.enqueue(SPLIT, article=article)

    def broken(mine: Job) -> dict[str, int]:
        jobs.cancel(Job.objects.filter(pk=mine.pk))
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        jobs.run(job.pk, broken)
    job.refresh_from_db()
    assert job.state == "cancelled"

    past = timezone.now() - dt.timedelta(seconds=1)
    lost = jobs.enqueue(SPLIT, article=article)
    Job.objects.filter(pk=lost.pk).update(state="running", attempts=1, lease_until=past, stop_asked_at=past)
    jobs.sweep()
    lost.refresh_from_db()
    assert lost.state == "cancelled"
