"""Prepared questions answer as the querysets they are made of."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.db.models import Q

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, AttributionSpan, Event
from claims.models.numbers import among
from claims.models.prepared import STAND_IN, Prepared, attach
from tests.articles import DAM

pytestmark = pytest.mark.django_db


def test_instances_come_with_what_the_queryset_joins_and_adds(reference, django_assert_num_queries):
    def ask(article):
        rows = Attribution.objects.filter(article=article).order_by("number")
        return rows.select_related("claim", "source__speaks_for").annotate(also=Q(hedged=True))

    expected = list(ask(reference.pk))
    question = Prepared(ask)
    question(reference.pk)

    with django_assert_num_queries(1):
        found = question(reference.pk)
        told = [(row, row.claim, row.source, row.source and row.source.speaks_for, row.candidates) for row in found]

    assert told == [
        (row, row.claim, row.source, row.source and row.source.speaks_for, row.candidates) for row in expected
    ]
    assert [row.also for row in found] == [row.also for row in expected]
    assert any(row.source and row.source.speaks_for for row in found)


def test_tuples_and_single_values_are_converted_as_the_queryset_does(cast, reference):
    def ask(article):
        return (
            Event.objects.filter(article=article).order_by("pk").values_list("at", "new", "implied", "actor__username")
        )

    assert Prepared(ask)(reference.pk) == list(ask(reference.pk))
    flat = Prepared(lambda article: Event.objects.filter(article=article).order_by("pk").values_list("at", flat=True))
    assert flat(reference.pk) == [row[0] for row in ask(reference.pk)]


def test_a_list_of_ids_is_one_parameter_however_long(reference, django_assert_num_queries):
    question = Prepared(
        lambda rows: Attribution.objects.filter(pk__in=among(rows)).order_by("pk").values_list("pk", flat=True)
    )
    ids = sorted(reference.attributions.values_list("pk", flat=True))
    question(ids[:1])

    with django_assert_num_queries(4):
        assert [question(asked) for asked in (ids, ids[2:5], [])] == [ids, ids[2:5], []]
        assert question([ids[0], STAND_IN]) == ids[:1]


def test_each_call_asks_about_its_own_ids(reference):
    other, _created = save_article(DAM)
    split(other)
    question = Prepared(
        lambda article, number: AttributionSpan.objects.filter(
            attribution__article=article, attribution__number=number
        ).values_list("attribution__article", "attribution__number")
    )

    for article in (reference, other, reference):
        assert set(question(article.pk, 2)) == {(article.pk, 2)}


def test_one_id_may_stand_in_several_places(reference):
    one = reference.attributions.first()
    question = Prepared(
        lambda pk, claim: Attribution.objects.filter(Q(pk=pk) | Q(claim=claim, inside=pk)).order_by("pk")
    )

    assert question(one.pk, one.claim_id) == list(question.ask(one.pk, one.claim_id))


def test_the_sql_is_written_once(reference, monkeypatch):
    question = Prepared(lambda article: Article.objects.filter(pk=article))
    question(reference.pk)
    monkeypatch.setattr(question, "ask", None)

    assert question(reference.pk) == [reference]


def test_no_row_is_no_row(reference):
    question = Prepared(lambda article: Article.objects.filter(pk=article))

    assert question.first(0) is None
    with pytest.raises(Article.DoesNotExist):
        question.only(0)


def test_an_id_that_does_not_reach_the_sql_is_refused(db):
    with pytest.raises(ValueError, match="does not stand in its SQL"):
        Prepared(lambda article: Article.objects.all())(7)


def test_what_it_cannot_answer_exactly_is_refused(db):
    with pytest.raises(ValueError, match="does not prefetch"):
        Prepared(lambda pk: Article.objects.filter(pk=pk).prefetch_related("attributions"))(7)
    with pytest.raises(ValueError, match="ValuesIterable"):
        Prepared(lambda pk: Article.objects.filter(pk=pk).values("title"))(7)


def test_each_thread_writes_its_own(reference):
    question = Prepared(lambda article: Article.objects.filter(pk=article).values_list("pk", flat=True))
    question(reference.pk)
    kept = []

    def look() -> None:
        kept.append(getattr(question._kept, "question", None))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert kept == [None]


def test_attached_rows_are_read_without_asking(reference, django_assert_num_queries):
    one = reference.attributions.first()
    spans = list(one.spans.all())
    attach(one, "spans", spans)

    with django_assert_num_queries(0):
        assert list(one.spans.all()) == spans
        assert one.quote_of("content") == " … ".join(span.quote for span in spans if span.role == "content")
