"""Who may do what to the archive's index at once, on PostgreSQL: locks of its own that last as long as a transaction.
SQLite has one writer at a time anyway."""

from __future__ import annotations

from django.db import connection

INDEX = 6_001_973  # held by whoever indexes or folds, alone by whoever builds the index anew
SEGMENTS = 6_001_974  # held by whoever takes an article out of its segment, alone by whoever folds


def hold(*, alone: bool = False) -> None:
    """Keep others from building the index anew, or, `alone`, from indexing, until the transaction ends."""
    _wait_for(INDEX, alone=alone)


def hold_segments() -> None:
    """Keep others from folding until the transaction ends. What is new to the index need not wait for that."""
    _wait_for(SEGMENTS, alone=False)


def may_fold() -> bool:
    """Whether nobody folds, builds the index anew or takes articles out of segments; then nobody will until the
    transaction ends. Does not wait: folding has time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock_shared(%s) AND pg_try_advisory_xact_lock(%s)", [INDEX, SEGMENTS]
        )
        (free,) = cursor.fetchone()
    return bool(free)


def _wait_for(lock: int, *, alone: bool) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [lock])
