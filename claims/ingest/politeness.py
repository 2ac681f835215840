"""One request at a time and a pause for each host, across all workers; a host that asks to wait is left alone.

Kept in Redis, which every worker shares; what is lost with it is only a pause. Rule 10 of the security requirements.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import redis
from django.conf import settings
from django.utils.translation import gettext as _
from redis.exceptions import LockError

from claims.ingest.errors import FetchFailed

LONGEST_WAIT = 3_600.0  # seconds; a host that asks for more is asked again after an hour
LEASE = 4.0  # seconds that a host's place outlives whoever held it and was killed

_PREFIX = "factcheck:fetch:"


@contextmanager
def turn(host: str) -> Iterator[None]:
    """Hold the host's only place while the block runs, after its pause is over.

    Raises FetchFailed with `retry_after` when the host has asked to wait, when its place does not get free in time, or
    when Redis is away: without it two workers could not know of each other.
    """
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5)
    try:
        asked = client.ttl(f"{_PREFIX}wait:{host}")
        if asked > 0:
            raise FetchFailed(
                _("%(host)s asks to be left alone for %(seconds)d seconds.") % {"host": host, "seconds": asked},
                retry_after=float(asked),
            )
        lock = client.lock(f"{_PREFIX}place:{host}", timeout=LEASE, sleep=0.05, thread_local=False)
        if not lock.acquire(blocking_timeout=settings.FETCH_TOTAL_SECONDS):
            raise FetchFailed(
                _("Other pages of %(host)s are being fetched; this one waits.") % {"host": host}, retry_after=30.0
            )
        try:
            with _kept(lock):
                time.sleep(max(0, client.pttl(f"{_PREFIX}pause:{host}")) / 1000)
                yield
        finally:
            pause = math.ceil(settings.FETCH_PAUSE_SECONDS * 1000)
            if pause:
                client.set(f"{_PREFIX}pause:{host}", "1", px=pause)
            _release(lock)
    except redis.RedisError as error:
        raise FetchFailed(_("Redis does not answer, and without it no page is fetched.")) from error
    finally:
        client.close()


def leave_alone(host: str, seconds: float) -> float:
    """Remember that a host has asked to wait; returns the seconds that it is left alone, an hour at most."""
    seconds = min(max(1.0, seconds), LONGEST_WAIT)
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5)
    with client:
        client.set(f"{_PREFIX}wait:{host}", "1", ex=math.ceil(seconds))
    return seconds


@contextmanager
def _kept(lock: redis.lock.Lock) -> Iterator[None]:
    """Renew the lease from a thread while the block runs, however long the host takes to look up, connect and answer.

    A thread ends with its process: nobody has to wait for a page that a killed worker was fetching.
    """
    over = threading.Event()

    def renew() -> None:
        while not over.wait(LEASE / 4):
            with suppress(LockError, redis.RedisError):  # Redis is away for a moment, or kept nothing
                lock.reacquire()

    thread = threading.Thread(target=renew, name=f"{lock.name} is held", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _release(lock: redis.lock.Lock) -> None:
    with suppress(LockError):  # it ran out meanwhile; whoever has the place now keeps it
        lock.release()
