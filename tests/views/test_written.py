"""What is written by SQL of our own stands there as Django would have written it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Attribution, AttributionSpan, Event, Job
from claims.models.written import insert, rewrite

pytestmark = pytest.mark.django_db


def columns(row) -> dict:
    """The row as the database has it, but for its number and time."""
    stored = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in stored.items() if name not in ("id", "at")}


def test_a_row_is_written_as_django_writes_it(cast, kremlin):
    what = {
        "actor": cast.analyst,
        "act": Event.Act.SPANS_CHANGED,
        "attribution": kremlin,
        "claim_id": kremlin.claim_id,
        "old": {"spans": {"content": [[3, 9]]}, "reviewed_at": None},
        "new": {"words": "“naïve” 🙂"},
        "implied": True,
    }
    ours, theirs = Event(**what), Event.objects.create(**what)

    assert insert(ours)

    assert columns(ours) == columns(theirs)
    assert ours.pk > theirs.pk
    assert timezone.now() - Event.objects.get(pk=ours.pk).at < dt.timedelta(minutes=1)
    assert not ours._state.adding


def test_a_row_for_which_there_is_no_room_is_not_written_and_the_transaction_goes_on(kremlin):
    first, second = (Job(kind=Job.Kind.FIND_COVERAGE, claim=kremlin.claim) for _ in range(2))
    with transaction.atomic():
        assert insert(first, unless_there=True)
        assert not insert(second, unless_there=True)
        assert Job.objects.get() == first
    assert second.pk is None


def test_a_row_that_breaks_another_rule_is_refused_all_the_same(kremlin):
    about_nothing = Job(kind=Job.Kind.FIND_COVERAGE)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(about_nothing, unless_there=True)


def test_fields_are_rewritten_where_the_row_is_as_asked(cast, kremlin):
    now = timezone.now()
    fields = {"review_state": "rejected", "reviewed_by": cast.analyst, "reviewed_at": now, "source_id": None}

    assert rewrite(Attribution, {"pk": kremlin.pk, "version": 9}, fields) == 0
    assert rewrite(Attribution, {"pk": kremlin.pk, "version": kremlin.version}, fields) == 1

    row = Attribution.objects.get(pk=kremlin.pk)
    assert {name: getattr(row, name) for name in fields} == fields
    assert row.number == kremlin.number


def test_the_database_looks_at_what_is_rewritten(kremlin):
    span = kremlin.spans.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        rewrite(AttributionSpan, {"pk": span.pk}, {"end": span.end + 1})
