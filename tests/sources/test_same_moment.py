"""Two people who make a Source of one name in the same moment make one."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from claims.models import Event, Source
from claims.review.attributions import create_source


@pytest.mark.django_db(transaction=True)
def test_two_people_who_make_a_source_of_one_name_at_once_get_the_same(cast):
    found: list[Source] = []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        try:
            found.append(create_source(cast.colleague, name="Valley Post", kind="outlet"))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with transaction.atomic():
        found.append(create_source(cast.analyst, name="Valley Post", kind="outlet"))
        other.start()
        begun.wait()
        time.sleep(0.5)  # until the other waits for this transaction; if it comes later, there is nothing to see
    other.join()

    assert [source.name for source in found] == ["Valley Post", "Valley Post"]
    assert found[0] == found[1]
    assert Event.objects.filter(act=Event.Act.SOURCE_CREATED).count() == 1
