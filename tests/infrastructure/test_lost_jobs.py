"""kill -9 of a worker or of Redis in the middle of things: the job still ends, and its work is there once."""

import os
import signal
import time

import psutil
import pytest
from django.conf import settings

from claims import jobs
from claims.ingest.store import save_article
from claims.models import Attribution, Job
from tests.services import wait_for

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]

SENTENCES = "Menteri Perhubungan Budi Santoso mengatakan jalan nomor {n} dibuka pada hari Senin.\n\n"
# Long enough that the split takes a second or two and the kill comes in the middle of it.
LONG = 600
LONG_TEXT = "".join(SENTENCES.format(n=number) for number in range(LONG))
SHORT_TEXT = "".join(SENTENCES.format(n=number) for number in range(3))


def queue_split(text: str) -> Job:
    article, _ = save_article(text)
    return jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=article)


def state(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def sweep_until_done(job: Job, *, seconds: float) -> None:
    """What beat does every ten seconds, until the job has ended."""
    wait_for(lambda: jobs.sweep() and state(job) in (Job.State.DONE, Job.State.FAILED), seconds=seconds, what="the end")
    assert job.state == Job.State.DONE, job.reason


def assert_split_once(job: Job, sentences: int) -> None:
    """Each sentence gave one attribution, and none twice."""
    spans = list(Attribution.objects.filter(article=job.article).values_list("spans__start", flat=True))
    assert Attribution.objects.filter(article=job.article).count() == sentences
    assert len(spans) == len(set(spans))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(jobs, "SEND_AGAIN_AFTER", jobs.SEND_AGAIN_AFTER / 10)


def test_a_job_whose_worker_was_killed_is_done_by_the_next_one(start_worker):
    first = start_worker()
    job = queue_split(LONG_TEXT)
    wait_for(lambda: state(job) == Job.State.RUNNING, seconds=15, what="the job to begin")
    pool = psutil.Process(first.popen.pid).children(recursive=True)
    first.kill()
    psutil.wait_procs(pool, timeout=5)
    assert not any(process.is_running() for process in pool), "a pool process went on without its worker"
    assert state(job) == Job.State.RUNNING
    start_worker()
    sweep_until_done(job, seconds=60)
    assert job.attempts == 2
    assert_split_once(job, LONG)


def test_a_job_whose_pool_process_was_killed_is_done_again(start_worker):
    worker = start_worker()
    job = queue_split(LONG_TEXT)
    wait_for(lambda: state(job) == Job.State.RUNNING, seconds=15, what="the job to begin")
    for process in psutil.Process(worker.popen.pid).children(recursive=True):
        os.kill(process.pid, signal.SIGKILL)
    sweep_until_done(job, seconds=60)
    assert job.attempts == 2
    assert_split_once(job, LONG)


def test_a_redis_killed_during_a_job_delays_nothing(start_worker, redis_server):
    start_worker()
    job = queue_split(LONG_TEXT)
    wait_for(lambda: state(job) == Job.State.RUNNING, seconds=15, what="the job to begin")
    redis_server.kill()
    redis_server.start()
    sweep_until_done(job, seconds=30)
    time.sleep(1)  # time enough for a second run to show, if there were one
    assert job.attempts == 1
    assert_split_once(job, LONG)


def test_a_queued_job_survives_a_killed_redis(start_worker, redis_server):
    job = queue_split(SHORT_TEXT)
    time.sleep(1.1)  # appendfsync everysec
    redis_server.kill()
    redis_server.start()
    start_worker()
    wait_for(lambda: state(job) == Job.State.DONE, seconds=20, what="the job to end without a sweep")
    assert_split_once(job, 3)


def test_a_redis_that_lost_everything_loses_no_job(start_worker, redis_server):
    job = queue_split(SHORT_TEXT)
    with redis_server.client() as redis:
        redis.flushall()
    start_worker()
    sweep_until_done(job, seconds=30)
    assert job.attempts == 1
    assert_split_once(job, 3)


def test_a_job_made_while_redis_is_away_waits_and_is_done_later(start_worker, redis_server):
    redis_server.kill()
    started = time.monotonic()
    job = queue_split(SHORT_TEXT)
    assert time.monotonic() - started < settings.CELERY_BROKER_CONNECTION_TIMEOUT + 2, "a page would have waited"
    assert state(job) == Job.State.WAITING
    redis_server.start()
    start_worker()
    sweep_until_done(job, seconds=30)
    assert_split_once(job, 3)


def test_two_messages_for_one_job_do_its_work_once(start_worker):
    job = queue_split(SHORT_TEXT)
    jobs.send(job)
    jobs.send(job)
    start_worker()
    wait_for(lambda: state(job) == Job.State.DONE, seconds=20, what="the job to end")
    time.sleep(1)
    assert state(job) == Job.State.DONE
    assert job.attempts == 1
    assert_split_once(job, 3)
