"""The log of events as a chain: sealed once, and every tampering found."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from claims.models import Event, EventSeal
from claims.review import event_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(cast) -> list[Event]:
    """Five events of one analyst, sealed."""
    events = [
        Event.objects.append(Event.Act.SOURCE_CREATED, actor=cast.analyst, new={"name": f"Rina {number}"})
        for number in range(5)
    ]
    event_log.seal()
    return events


def tamper(sql: str, *values: object) -> None:
    """Change the tables as somebody with a database client would, past every model."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def broken() -> event_log.Broken:
    found = event_log.check().broken
    assert found is not None
    return found


def test_an_untouched_log_is_unbroken(log):
    found = event_log.check()
    assert (found.sealed, found.waiting, found.broken) == (5, 0, None)


def test_sealing_again_adds_only_what_is_new(cast, log):
    before = list(EventSeal.objects.values_list("position", "digest"))
    Event.objects.append(Event.Act.SOURCE_CREATED, actor=cast.analyst)
    assert event_log.seal() == 1
    assert event_log.seal() == 0
    assert list(EventSeal.objects.values_list("position", "digest"))[:5] == before


def test_an_event_that_is_not_sealed_yet_waits_and_breaks_nothing(cast, log):
    Event.objects.append(Event.Act.SOURCE_CREATED, actor=cast.analyst)
    found = event_log.check()
    assert (found.waiting, found.broken) == (1, None)


@pytest.mark.parametrize(
    ("column", "value"), [("act", "verdict"), ("new", '{"name": "Budi"}'), ("actor_id", None), ("implied", True)]
)
def test_a_changed_event_is_found(log, column, value):
    tamper(f"UPDATE claims_event SET {column} = %s WHERE id = %s", value, log[2].pk)  # noqa: S608 - our own column
    assert (broken().position, broken().event) == (3, log[2].pk)


def test_a_removed_event_is_found(log):
    tamper("DELETE FROM claims_eventseal WHERE event_id = %s", log[2].pk)
    tamper("DELETE FROM claims_event WHERE id = %s", log[2].pk)
    assert broken().position == 3


def test_a_removed_event_is_found_although_the_others_were_moved_up(log):
    tamper("DELETE FROM claims_eventseal WHERE event_id = %s", log[2].pk)
    tamper("DELETE FROM claims_event WHERE id = %s", log[2].pk)
    for position in (4, 5):
        tamper("UPDATE claims_eventseal SET position = %s WHERE position = %s", position - 1, position)
    assert (broken().position, broken().event) == (3, log[3].pk)


def test_an_event_slipped_in_is_found_before_it_is_sealed(cast, log):
    Event.objects.bulk_create([Event(act=Event.Act.VERDICT, actor=cast.analyst)])
    tamper("UPDATE claims_event SET at = %s WHERE act = 'verdict'", timezone.now() - dt.timedelta(days=1))
    assert broken().position is None


def test_an_event_slipped_in_is_found_after_it_was_sealed(cast, log):
    Event.objects.bulk_create([Event(act=Event.Act.VERDICT, actor=cast.analyst)])
    tamper("UPDATE claims_event SET at = %s WHERE act = 'verdict'", timezone.now() - dt.timedelta(days=1))
    event_log.seal()
    assert broken().position == 6


def test_an_end_that_was_cut_off_is_found_by_the_digest_that_was_noted(log):
    noted = event_log.check()
    tamper("DELETE FROM claims_eventseal WHERE position = 5")
    tamper("DELETE FROM claims_event WHERE id = %s", log[4].pk)
    assert event_log.check().broken is None
    found = event_log.check(expected=(noted.sealed, noted.digest)).broken
    assert found is not None and found.position == 5


def test_a_chain_that_was_made_anew_is_found_by_the_digest_that_was_noted(log):
    noted = event_log.check()
    tamper("UPDATE claims_event SET act = 'verdict' WHERE id = %s", log[0].pk)
    EventSeal.objects.all().delete()
    event_log.seal()
    assert event_log.check().broken is None
    assert event_log.check(expected=(noted.sealed, noted.digest)).broken is not None


def test_the_command_prints_the_digest_and_takes_it_again(log, capsys):
    call_command("check_event_log")
    note = capsys.readouterr().out.split("Note: ")[1].split()[0]
    call_command("check_event_log", "--expect", note)
    assert note.startswith("5:")


def test_the_command_names_the_first_broken_row_and_ends_with_status_1(log):
    tamper("UPDATE claims_event SET act = 'verdict' WHERE id >= %s", log[1].pk)
    with pytest.raises(CommandError, match=rf"position 2, event {log[1].pk}") as error:
        call_command("check_event_log")
    assert error.value.returncode == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_once_seal_each_event_once(cast):
    for _number in range(40):
        Event.objects.append(Event.Act.SOURCE_CREATED, actor=cast.analyst)
    failures: list[Exception] = []

    def seal() -> None:
        try:
            event_log.seal()
        except Exception as error:  # a thread's exception would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    found = event_log.check()
    assert (found.sealed, found.waiting, found.broken) == (40, 0, None)
