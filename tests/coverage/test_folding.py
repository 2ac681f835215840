"""Folding what came into the archive into segments, on PostgreSQL, while others search, take in and are killed."""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from claims import tasks
from claims.coverage import archive, folding, postings, rebuilding, segments
from claims.coverage.ranking import question
from claims.coverage.words import articles_with
from claims.ingest.store import save_article
from claims.models import Article
from claims.models.archive import place_of

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one index for all"),
    pytest.mark.django_db(transaction=True),
]

DAY = dt.date(2024, 3, 9)
THINGS = ["bridge", "harbour", "hospital", "ferry", "school", "market", "station", "tower", "museum", "stadium"]


@pytest.fixture(autouse=True)
def small(db, monkeypatch):
    """Segments and pieces of a few articles; no others, for Django empties no tables that it does not know."""
    monkeypatch.setattr(segments, "PER_SEGMENT", 8)
    monkeypatch.setattr(folding, "PER_FOLD", 4)
    monkeypatch.setattr(folding, "PER_READ", 3)
    empty_segments()
    yield
    empty_segments()


def empty_segments() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE claims_archive_segment, claims_archive_posting")


def take_in(count: int, *, start: int = 0, days: int = 1) -> list[Article]:
    """Articles of different words, from DAY on, so many days apart."""
    saved = []
    for number in range(start, start + count):
        day = DAY + dt.timedelta(days=number * days)
        thing = THINGS[number % len(THINGS)]
        saved.append(save_article(f"The {thing} number{number} was closed, the governor said.", published=day)[0])
    return saved


def answers() -> list[list[tuple[int, float]]]:
    """What searches and the search box find, everywhere and about some days."""
    asked = [question([f"the {thing} was closed"], "en") for thing in THINGS]
    found = [archive.search(one, day=day) for one in asked for day in (None, DAY, DAY + dt.timedelta(days=90))]
    return [*found, *([(pk, 0.0) for pk in sorted(ids_with(thing))] for thing in THINGS)]


def ids_with(words: str) -> set[int]:
    return set(Article.objects.filter(pk__in=articles_with(words)).values_list("pk", flat=True))


def fold_all() -> int:
    folded = 0
    while some := folding.fold():
        folded += some
    return folded


def loose() -> int:
    state = folding.state()
    assert state
    return state.loose


def ranges() -> list[tuple[int, int, int]]:
    """First and last place and size of each segment, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT first, last, articles FROM claims_archive_segment ORDER BY last")
        return list(cursor.fetchall())


def rows_of_no_segment() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM claims_archive_posting "
            "WHERE segment NOT IN (SELECT number FROM claims_archive_segment)"
        )
        (count,) = cursor.fetchone()
        return int(count)


@contextmanager
def in_a_thread(target) -> Iterator[threading.Thread]:
    """With a connection of its own; ended when the block is left."""

    def run():
        try:
            target()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield thread
    thread.join(30)
    assert not thread.is_alive()


@pytest.fixture
def half_folded(monkeypatch) -> Iterator[None]:
    """Somebody else is in the middle of folding a piece while the test runs; afterwards it is done."""
    began, go_on = threading.Event(), threading.Event()
    write = segments.Segment.write

    def write_slowly(self, number):
        write(self, number)
        began.set()
        assert go_on.wait(30)

    take_in(8)
    monkeypatch.setattr(segments.Segment, "write", write_slowly)
    with in_a_thread(folding.fold):
        assert began.wait(30)
        monkeypatch.setattr(segments.Segment, "write", write)
        yield
        go_on.set()


def test_the_job_folds_what_is_enough_and_leaves_what_is_not():
    take_in(3)
    assert tasks.fold_archive() == 0
    take_in(2, start=3)
    before = answers()
    assert tasks.fold_archive() == 5
    assert (loose(), len(ranges())) == (0, 1)
    assert answers() == before
    assert tasks.fold_archive() == 0


def test_operators_are_told_how_much_is_loose(client):
    take_in(5)
    folding.fold()
    take_in(2, start=5)
    told = client.get("/readyz").json()["parts"]["archive"]
    assert told == {"ok": True, "segments": 1, "loose": 2, "to_fold": False}
    take_in(2, start=7)
    assert client.get("/readyz").json()["parts"]["archive"]["to_fold"]


def test_what_comes_in_day_after_day_fills_one_segment_after_the_other():
    for number in range(40):
        take_in(1, start=number)
        folding.fold()
    assert [articles for _first, _last, articles in ranges()] == [8] * 5
    assert rows_of_no_segment() == 0


@pytest.mark.parametrize("first_rebuild", [0, 20])
def test_segments_stay_apart_and_large_in_whatever_order_days_come_in(first_rebuild):
    numbers = list(range(60))
    random.Random(7).shuffle(numbers)
    for count, number in enumerate(numbers, start=1):
        take_in(1, start=number)
        if count == first_rebuild:
            rebuilding.rebuild()
        before = answers() if count % 20 == 0 else None
        folding.fold()
        assert before is None or answers() == before
    there = ranges()
    assert all(last < first for (_f, last, _n), (first, _l, _m) in pairwise(there))
    assert sum(articles for *_ends, articles in there) + loose() == len(numbers)
    assert len(there) <= 1 + len(numbers) // 6  # three quarters of PER_SEGMENT
    assert max(articles for *_ends, articles in there) <= 12  # one and a half
    state = folding.state()
    assert state and not state.is_due and rows_of_no_segment() == 0


def test_everything_that_is_loose_after_an_update_is_folded_piece_by_piece():
    take_in(50)
    before = answers()
    assert [folding.fold() for _ in range(7)] == [8, 8, 8, 8, 8, 8, 0]
    assert loose() == 2
    assert answers() == before


def test_a_window_reads_the_segments_of_its_days_alone():
    take_in(40, days=30)
    fold_all()
    (first, last, articles), *_others = ranges()
    where = postings.inside([(first, last)])
    assert (len(where.segments), where.articles, where.loose) == (1, articles, 0)


@pytest.mark.parametrize("writes", [0, 1, 2])  # segments of the two that were written by then
def test_a_fold_that_is_killed_loses_nothing(monkeypatch, writes):
    take_in(8, days=2)
    fold_all()
    take_in(3, start=30)
    for number in range(5):  # between the others: the segment is cut in two
        save_article(f"The ferry number{100 + number} was closed.", published=DAY + dt.timedelta(days=1 + 2 * number))
    before, there, still = answers(), ranges(), loose()
    write, done = segments.Segment.write, []

    def write_and_die(self, number):
        if len(done) < writes:
            write(self, number)
            done.append(number)
        if len(done) == writes:
            self.cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as dying:
        dying.setattr(segments.Segment, "write", write_and_die)
        with pytest.raises(DatabaseError):
            folding.fold()
    connection.close()
    assert (answers(), ranges(), loose()) == (before, there, still)
    assert fold_all() > 0
    assert answers() == before
    assert rows_of_no_segment() == 0


def test_who_comes_second_leaves_it_to_the_first(half_folded):
    assert folding.fold() == 0


def test_while_a_piece_is_folded_articles_come_in_and_are_found(half_folded):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    article, _ = save_article("The zeppelin number99 was closed, the governor said.", published=DAY)
    found = {pk for pk, _score in archive.search(question(["the zeppelin was closed"], "en"))}
    assert len(found) == 9
    assert ids_with("zeppelin") == {article.pk}
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def test_an_article_that_is_read_anew_while_it_is_folded_is_found_by_its_new_terms_alone(monkeypatch):
    article, _ = save_article("Banjir merusak jembatan, kata gubernur.", published=DAY)
    take_in(4)
    began, go_on = threading.Event(), threading.Event()
    write = segments.Segment.write

    def write_slowly(self, number):
        write(self, number)
        began.set()
        assert go_on.wait(30)

    monkeypatch.setattr(segments.Segment, "write", write_slowly)
    article.language = "en"
    with in_a_thread(folding.fold):
        assert began.wait(30)
        with in_a_thread(lambda: archive.index(article)):
            go_on.set()
    assert ids_with("merusak") == {article.pk}
    assert ids_with("rusak") == set()
    assert loose() == 1


def test_a_search_during_which_a_piece_is_folded_finds_all_the_same(monkeypatch):
    take_in(12)
    fold_all()
    take_in(6, start=12)
    before, inside = answers(), postings.inside

    def then_fold(places):
        where = inside(places)
        with in_a_thread(folding.fold):
            pass
        return where

    for number, asked in enumerate(question([f"the {thing} was closed"], "en") for thing in THINGS):
        monkeypatch.setattr(postings, "inside", then_fold)
        assert archive.search(asked) == before[3 * number]
        monkeypatch.setattr(postings, "inside", inside)
        take_in(1, start=20 + number)
        before = answers()


def test_folding_waits_for_nobody_who_builds_the_index_anew():
    take_in(8)

    def meanwhile(done, total):
        with in_a_thread(lambda: results.append(folding.fold())):
            pass

    results: list[int] = []
    rebuilding.rebuild(meanwhile)
    assert results == [0]
    assert loose() == 0


def test_after_an_index_was_built_anew_folding_goes_on_from_it():
    take_in(20)
    fold_all()
    newest = postings.inside([]).newest
    call_command("reindex_archive")
    assert postings.inside([]).newest > newest
    take_in(5, start=20)
    before = answers()
    fold_all()
    assert answers() == before
    assert ranges()[-1][1] == place_of(DAY + dt.timedelta(days=24), Article.objects.latest("pk").pk)


def test_an_article_that_changed_its_day_twice_is_found_once_about_each():
    article, *_others = take_in(12)
    fold_all()
    for day in (DAY + dt.timedelta(days=400), DAY):
        Article.objects.filter(pk=article.pk).update(published=day)
        article.refresh_from_db()
        archive.index(article)
        take_in(4, start=400 if day != DAY else 30)
        fold_all()
        asked = question(["the bridge number0"], "en")
        assert article.pk in {pk for pk, _score in archive.search(asked, day=day)}
    assert article.pk not in {pk for pk, _score in archive.search(asked, day=DAY + dt.timedelta(days=400))}
    assert rows_of_no_segment() == 0
