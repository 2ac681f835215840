"""Log lines: one per event whatever it holds, the ids of request and job on them, no article text."""

import json

import pytest
import structlog

from claims.ingest.store import save_article
from claims.jobs import enqueue
from claims.models import Job
from tests.infrastructure.test_settings import manage
from tests.services import wait_for


def test_json_lines_stay_single_and_whole_whatever_they_hold(tmp_path):
    code = """
import logging
try:
    raise ValueError("two\\nlines")
except ValueError:
    logging.getLogger("claims.jobs").exception("it broke\\nbadly", extra={"job": 7})
logging.getLogger("axes").info("not shown")
"""
    done = manage(["shell", "--no-imports", "--command", code], tmp_path, LOG_FORMAT="json")
    (line,) = done.stderr.splitlines()
    event = json.loads(line)
    assert event["event"] == "it broke\nbadly"
    assert event["level"] == "error" and event["logger"] == "claims.jobs" and event["job"] == 7
    assert "ValueError" in event["exception"]


def test_queries_are_not_logged_even_at_the_lowest_level(tmp_path):
    code = "from django.db import connection; connection.cursor().execute('SELECT %s', ['article text'])"
    done = manage(["shell", "--no-imports", "--command", code], tmp_path, LOG_LEVEL="DEBUG")
    assert done.returncode == 0
    assert "article text" not in done.stderr


@pytest.mark.broker
@pytest.mark.django_db(transaction=True)
def test_a_job_carries_the_id_of_its_request_and_no_text(redis_server):
    with structlog.contextvars.bound_contextvars(request_id="the-request"):
        article, _ = save_article("Menteri mengatakan jalan itu dibuka pada hari Senin.")
        job = enqueue(Job.Kind.SPLIT_ARTICLE, article=article)
    with redis_server.client() as redis:
        (message,) = redis.lrange("factcheck:interactive", 0, -1)
    assert json.loads(message)["headers"]["request_id"] == "the-request"
    assert json.loads(message)["headers"]["argsrepr"] == f"[{job.pk}]"
    assert b"Menteri" not in message


@pytest.mark.broker
@pytest.mark.django_db(transaction=True)
def test_a_worker_logs_with_the_ids_of_its_job_and_of_the_request(start_worker, tmp_path):
    with structlog.contextvars.bound_contextvars(request_id="the-request"):
        article, _ = save_article("Menteri mengatakan jalan itu dibuka pada hari Senin.")
        enqueue(Job.Kind.SPLIT_ARTICLE, article=article)
    start_worker(LOG_LEVEL="DEBUG", LOG_FORMAT="json")
    log = tmp_path / "worker-0.log"
    wait_for(lambda: "succeeded" in log.read_text(), seconds=20, what="the job's last line")
    line = next(line for line in log.read_text().splitlines() if "succeeded" in line)
    event = json.loads(line)
    assert event["request_id"] == "the-request"
    assert event["task"] == "claims.tasks.split_article" and event["task_id"]
