"""The page of the event log: filters, pages, files; and nobody changes a line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse

from claims.models import Event, Source
from claims.review import event_log
from claims.views.event_log import PER_PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(browser_of):
    return browser_of("viewer")


@pytest.fixture
def log(cast) -> list[Event]:
    source = Source.objects.create(name="=Rina", key="rina", kind=Source.Kind.PERSON)
    made = Event.objects.append(Event.Act.SOURCE_CREATED, actor=cast.analyst, source=source, new={"name": "=Rina"})
    graded = Event.objects.append(Event.Act.SOURCE_MERGED, actor=cast.reviewer, source=source, new={"name": "Rina W"})
    machine = Event.objects.append(Event.Act.SPLIT, new={"found": 3, "version": "1"})
    return [made, graded, machine]


def shown(client, **query: object) -> list[int]:
    answer = client.get(reverse("claims:event_log"), query)
    assert answer.status_code == 200
    return [event.pk for event in answer.context["events"]]


def test_the_newest_events_come_first_with_person_act_and_object(viewer, log):
    assert shown(viewer) == [event.pk for event in reversed(log)]
    page = viewer.get(reverse("claims:event_log")).text
    assert "created the source: =Rina" in page
    assert "the machine" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"act": "source_merged"}, [1]),
        ({"actor": "machine"}, [2]),
        ({"since": "2999-01-01"}, []),
        ({"until": "2999-01-01"}, [2, 1, 0]),
    ],
)
def test_filters_narrow_the_log(viewer, log, query, expected):
    assert shown(viewer, **query) == [log[index].pk for index in expected]


def test_a_person_and_an_object_narrow_the_log(viewer, log, cast):
    assert shown(viewer, actor=cast.reviewer.pk) == [log[1].pk]
    assert shown(viewer, source=log[0].source_id) == [log[1].pk, log[0].pk]


@pytest.mark.parametrize(
    "query",
    [
        {"act": "nonsense"},
        {"actor": "x"},
        {"claim": "9" * 30},
        {"since": "yesterday"},
        {"before": "x"},
        {"source": "1.5"},
    ],
)
def test_a_value_that_does_not_exist_is_named_and_left_out(viewer, log, query):
    assert shown(viewer, **query) == [event.pk for event in reversed(log)]
    if "before" not in query:
        assert 'class="error"' in viewer.get(reverse("claims:event_log"), query).text


def test_older_events_are_a_page_away_and_none_stands_on_two(viewer, cast):
    Event.objects.bulk_create(Event(act=Event.Act.CONFIRMED, actor=cast.analyst) for _ in range(PER_PAGE + 5))
    first = viewer.get(reverse("claims:event_log"), {"act": "confirmed"})
    older = viewer.get(reverse("claims:event_log"), {"act": "confirmed", "before": first.context["older"]})
    numbers = [event.pk for page in (first, older) for event in page.context["events"]]
    assert len(numbers) == len(set(numbers)) == PER_PAGE + 5
    assert older.context["older"] is None


def test_the_number_of_queries_does_not_grow_with_the_log(viewer, log, django_assert_num_queries, cast):
    url = reverse("claims:event_log")
    viewer.get(url)
    with django_assert_num_queries(8):
        viewer.get(url)
    Event.objects.bulk_create(Event(act=Event.Act.CONFIRMED, actor=cast.analyst) for _ in range(50))
    with django_assert_num_queries(8):
        viewer.get(url)


def test_the_files_hold_the_whole_view_with_the_digests(viewer, log):
    event_log.seal()
    lines = viewer.get(reverse("claims:events_json_lines"), {"act": "source_created"}).getvalue().decode().splitlines()
    (record,) = [json.loads(line) for line in lines]
    assert (record["id"], record["actor"], record["new"]) == (log[0].pk, "bram", {"name": "=Rina"})
    assert record["digest"].startswith("1:")
    table = viewer.get(reverse("claims:events_csv")).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [int(row["id"]) for row in rows] == [event.pk for event in log]


def test_whoever_has_no_role_sees_nothing(client, log):
    for name in ("event_log", "events_csv", "events_json_lines"):
        assert client.get(reverse(f"claims:{name}")).status_code in (302, 403)


def test_no_page_takes_a_change_of_the_log(browser_of, log):
    administrator = browser_of("administrator")
    for name in ("event_log", "events_csv", "events_json_lines"):
        assert administrator.post(reverse(f"claims:{name}")).status_code == 405
