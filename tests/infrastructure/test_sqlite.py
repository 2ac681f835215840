"""SQLite as we set it up takes several writers at once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

WRITERS, WRITES = 4, 60


@pytest.mark.django_db(transaction=True)
def test_four_parallel_writers_that_read_before_they_write_are_never_told_the_database_is_locked():
    def write(writer: int) -> None:
        try:
            for number in range(WRITES):
                with transaction.atomic():
                    Session.objects.count()  # without IMMEDIATE the read would spoil the write that follows
                    Session.objects.create(
                        session_key=f"{writer}-{number}", expire_date=timezone.now() + dt.timedelta(days=1)
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert Session.objects.count() == WRITERS * WRITES


@pytest.mark.django_db(transaction=True)
def test_a_reader_is_not_stopped_by_a_writer():
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")

    def read() -> int:
        try:
            return Session.objects.count()
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Session.objects.create(session_key="unseen", expire_date=timezone.now())
        assert pool.submit(read).result(timeout=5) == 0
