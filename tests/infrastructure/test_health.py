"""/healthz and /readyz: what they say when all is well, and which part they name when it is not."""

import datetime as dt

import pytest
from django.db import DatabaseError
from django.utils import timezone

from claims.models import Job
from factcheck import health
from tests.services import RedisServer, wait_for


@pytest.fixture(autouse=True)
def _ask_for_the_schema_anew(monkeypatch):
    monkeypatch.setattr(health, "_schema_is_current", False)


def test_the_process_is_well_without_database_or_broker(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


def test_health_is_told_under_any_host_name_and_without_https(client, settings):
    settings.ALLOWED_HOSTS = ["desk.example"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.1.2.3"}).status_code == 200


@pytest.mark.broker
def test_everything_is_ready_with_a_worker_running(client, worker):
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["failed"] == []
    assert answer.json()["parts"]["worker"]["seconds_since_heartbeat"] <= 15


@pytest.mark.broker
def test_a_missing_worker_is_named(db, client, redis_server):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["failed"] == ["worker"]


@pytest.mark.broker
def test_a_dead_worker_is_noticed(client, worker, redis_server, monkeypatch):
    worker.kill()
    with redis_server.client() as redis:
        redis.expire(health.HEARTBEAT_KEY, 1)
    wait_for(lambda: client.get("/readyz").json()["failed"] == ["worker"], seconds=5, what="the worker to be missed")


def test_an_absent_broker_is_named_without_its_address(db, client, settings):
    settings.REDIS_URL = "redis://:geheim@127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["failed"] == ["broker", "worker"]
    assert "geheim" not in answer.content.decode() and "127.0.0.1" not in answer.content.decode()


@pytest.mark.broker
def test_a_job_that_waits_too_long_is_named(db, client, redis_server, settings, short_article):
    health.sign_of_life()
    overdue = timezone.now() - dt.timedelta(seconds=settings.LONGEST_JOB_WAIT + 60)
    Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=short_article, queued_at=overdue)
    answer = client.get("/readyz")
    assert answer.json()["failed"] == ["jobs"]
    assert "1 waiting" in answer.json()["parts"]["jobs"]["problem"]


@pytest.mark.broker
def test_the_age_of_the_oldest_waiting_job_is_told(db, client, redis_server, short_article):
    health.sign_of_life()
    Job.objects.create(
        kind=Job.Kind.SPLIT_ARTICLE, article=short_article, queued_at=timezone.now() - dt.timedelta(seconds=30)
    )
    jobs = client.get("/readyz").json()["parts"]["jobs"]
    assert jobs["waiting"] == 1
    assert 30 <= jobs["oldest_waiting_seconds"] < 60


@pytest.mark.broker
def test_an_unreachable_database_is_named(db, client, redis_server, monkeypatch):
    def no_answer(*args, **kwargs):
        raise DatabaseError("password=geheim")

    with monkeypatch.context() as patch:
        patch.setattr(health.connection, "cursor", no_answer)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["failed"][0] == "database"
    assert "geheim" not in answer.content.decode()


@pytest.mark.broker
def test_an_unmigrated_database_is_named_with_the_way_out(db, client, redis_server, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: ["0001_initial"])
    database = client.get("/readyz").json()["parts"]["database"]
    assert database == {"ok": False, "problem": "1 migrations are missing: run manage.py migrate"}


@pytest.mark.broker
def test_a_sign_of_life_without_redis_is_no_error(redis_server: RedisServer, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    health.sign_of_life()
