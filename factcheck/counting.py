"""How often something was done lately, counted in Redis for all web workers together; without Redis, by each alone.

It may forget (Redis emptied, a worker started anew), and it never breaks a page.
"""

import time

import redis
import structlog
from django.core.cache import caches

log = structlog.get_logger("factcheck.counting")

QUIET_SECONDS = 10  # after Redis did not answer: no page waits for it again so long

_ask_again_at = 0.0


def count(name: str, *, seconds: int) -> tuple[int, int]:
    """Count one more of `name` in the present window of so many seconds; returns how many that makes, and how many
    seconds are left of it. A new window begins at the same moment for everybody."""
    window, gone = divmod(int(time.time()), seconds)
    key = f"count:{name}:{window}"
    return _one_more(key, seconds), seconds - gone


def _one_more(key: str, seconds: int) -> int:
    global _ask_again_at
    if time.monotonic() >= _ask_again_at:
        try:
            return _add("shared", key, seconds)
        except redis.RedisError as error:
            _ask_again_at = time.monotonic() + QUIET_SECONDS
            log.warning("Redis does not count; each web worker counts alone", error=type(error).__name__)
    return _add("default", key, seconds)


def _add(cache: str, key: str, seconds: int) -> int:
    caches[cache].add(key, 0, timeout=seconds)
    try:
        return caches[cache].incr(key)
    except ValueError:  # the window ended between the two
        return 1
