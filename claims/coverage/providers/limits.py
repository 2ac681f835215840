"""How often a provider is asked by the whole installation: one token bucket, a budget per day and a circuit breaker.

All in Redis, changed by one script each, so that any number of workers count together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import redis
from django.conf import settings

DAY = 86_400  # seconds
_PREFIX = "factcheck:provider:"

# KEYS: the provider's hash. ARGV: milliseconds for one token, tokens a day.
# Returns the milliseconds to wait, 0 when one was taken.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local day = math.floor(now / 86400000)
local kept = redis.call('HMGET', KEYS[1], 'next', 'day', 'used')
local next_at, used = tonumber(kept[1]) or 0, tonumber(kept[3]) or 0
if tonumber(kept[2]) ~= day then used = 0 end
if used >= tonumber(ARGV[2]) then return (day + 1) * 86400000 - now end
if next_at > now then return next_at - now end
redis.call('HSET', KEYS[1], 'next', now + ARGV[1], 'day', day, 'used', used + 1)
redis.call('EXPIRE', KEYS[1], 172800)
return 0
"""

# KEYS: the provider's count of failures. ARGV: seconds it is kept. A count that stands still runs out by itself.
_FAIL = """
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
"""


def take(name: str, seconds_between: float) -> float:
    """Take the place of one request; returns 0.0, or the seconds until one is free (then nothing was taken)."""
    with _client() as client:
        waiting = client.eval(
            _TAKE, 1, _PREFIX + name, str(round(seconds_between * 1000)), str(settings.COVERAGE_PROVIDER_DAILY_REQUESTS)
        )
        return int(waiting) / 1000


def seconds_spent(name: str, share: float = 1.0) -> float:
    """The seconds until a new day when this share of the requests of a day is used up already; else 0.0."""
    with _client() as client:
        seconds, _microseconds = client.time()
        kept_day, used = client.hmget(_PREFIX + name, "day", "used")
        if int(kept_day or 0) != seconds // DAY or int(used or 0) < share * settings.COVERAGE_PROVIDER_DAILY_REQUESTS:
            return 0.0
        return float(DAY - seconds % DAY)


def seconds_broken(name: str) -> float:
    """The seconds for which a provider that failed too often in a row is not asked; 0.0 when it may be."""
    with _client() as client:
        failures = int(client.get(f"{_PREFIX}failures:{name}") or 0)
        if failures < settings.COVERAGE_PROVIDER_FAILURES:
            return 0.0
        return max(1.0, float(client.ttl(f"{_PREFIX}failures:{name}")))


def note(name: str, *, answered: bool) -> None:
    """Remember whether the provider gave a usable answer: one ends the row of failures."""
    with _client() as client:
        key = f"{_PREFIX}failures:{name}"
        if answered:
            client.delete(key)
        else:
            client.eval(_FAIL, 1, key, str(settings.COVERAGE_PROVIDER_REST_SECONDS))


@contextmanager
def _client() -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5)
    try:
        yield client
    finally:
        client.close()
