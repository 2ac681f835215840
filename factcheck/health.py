"""/healthz: this process answers. /readyz: database, broker, worker and queue are in order, else 503 naming the part.

Both are answered before host names are checked, because a supervisor, balancer or cluster asks by address. A balancer
that should keep showing pages while jobs are away asks /healthz; monitoring asks /readyz.
"""

import time
from collections.abc import Callable
from typing import Any

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from claims.coverage import folding
from claims.models import Job

log = structlog.get_logger("factcheck.health")

# Any worker renews this key in Redis; it vanishes by itself when none has done so for a while.
HEARTBEAT_KEY = "factcheck:worker-heartbeat"
HEARTBEAT_SECONDS = 10
HEARTBEAT_LOST_AFTER = 35

Report = dict[str, Any]


class Unhealthy(Exception):
    """One part is not in order; the message is shown to whoever asks, so it names no address and no secret."""


class HealthMiddleware:
    """Answers the two health pages and passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _uncached(JsonResponse({"status": "ok"}))
        if request.path == "/readyz":
            return _uncached(readiness())
        return self.get_response(request)


def readiness() -> JsonResponse:
    """Ask every part; 200 when all are in order, else 503 with `failed` naming those that are not."""
    report: Report = {}
    failed = []
    for name, check in CHECKS.items():
        try:
            report[name] = {"ok": True, **check()}
        except Unhealthy as problem:
            report[name] = {"ok": False, "problem": str(problem)}
            failed.append(name)
    if failed:
        log.warning("not ready", failed=failed)
    return JsonResponse(
        {"status": "failed" if failed else "ok", "failed": failed, "parts": report}, status=503 if failed else 200
    )


def check_database() -> Report:
    """The database answers and has the newest schema."""
    try:
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        missing = _missing_migrations()
    except DatabaseError as error:
        raise Unhealthy(f"no answer ({type(error).__name__})") from None
    if missing:
        raise Unhealthy(f"{missing} migrations are missing: run manage.py migrate")
    return {"vendor": connection.vendor, "milliseconds": milliseconds}


def check_broker() -> Report:
    """Redis answers."""
    started = time.perf_counter()
    try:
        with _redis() as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        raise Unhealthy(f"no answer ({type(error).__name__})") from None
    return {"milliseconds": round((time.perf_counter() - started) * 1000, 1)}


def check_worker() -> Report:
    """At least one worker has shown a sign of life lately."""
    try:
        with _redis() as client:
            left = int(client.ttl(HEARTBEAT_KEY))
    except (redis.RedisError, OSError):
        raise Unhealthy("unknown while the broker is away") from None
    if left < 0:
        raise Unhealthy(f"no sign of life for {HEARTBEAT_LOST_AFTER} seconds: start a Celery worker")
    return {"seconds_since_heartbeat": max(0, HEARTBEAT_LOST_AFTER - left)}


def check_jobs() -> Report:
    """No job has waited too long."""
    try:
        waiting = Job.objects.filter(state=Job.State.WAITING, finished_at=None)
        oldest = waiting.order_by("queued_at").values_list("queued_at", flat=True).first()
        if oldest is None:
            return {"waiting": 0, "oldest_waiting_seconds": 0}
        count = waiting.count()
    except DatabaseError as error:
        raise Unhealthy(f"unknown: the database has no answer ({type(error).__name__})") from None
    seconds = max(0, round((timezone.now() - oldest).total_seconds()))
    if seconds > settings.LONGEST_JOB_WAIT:
        raise Unhealthy(f"{count} waiting, the oldest for {seconds} seconds")
    return {"waiting": count, "oldest_waiting_seconds": seconds}


def check_archive() -> Report:
    """How far the archive's index is folded on PostgreSQL: never a reason to fail, for searches find all either way."""
    try:
        folded = folding.state()
    except DatabaseError as error:
        raise Unhealthy(f"unknown: the database has no answer ({type(error).__name__})") from None
    return {} if folded is None else {"segments": folded.segments, "loose": folded.loose, "to_fold": folded.is_due}


CHECKS: dict[str, Callable[[], Report]] = {
    "database": check_database,
    "broker": check_broker,
    "worker": check_worker,
    "jobs": check_jobs,
    "archive": check_archive,
}


def sign_of_life() -> None:
    """Renew the heartbeat; called by every worker. A Redis that is away is no reason for a worker to fall."""
    try:
        with _redis() as client:
            client.set(HEARTBEAT_KEY, "alive", ex=HEARTBEAT_LOST_AFTER)
    except (redis.RedisError, OSError) as error:
        log.warning("heartbeat not written", problem=type(error).__name__)


def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)


_schema_is_current = False


def _missing_migrations() -> int:
    """How many migrations the database lacks. Once it lacks none, this process need not ask again."""
    global _schema_is_current
    if _schema_is_current:
        return 0
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _schema_is_current = not missing
    return missing


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
