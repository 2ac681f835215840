"""What the archive answers, however an article came into its index: alone, with all others, or since then."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from claims.coverage import archive, folding, postings, ranking, rebuilding, segments
from claims.coverage.ranking import question
from claims.coverage.words import articles_with
from claims.ingest.store import save_article
from claims.models import ArchiveText, Article
from claims.models.archive import ARTICLES, day_at, place_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 3, 9)
FAR = dt.timedelta(days=31)
TEXTS = [
    (DAY, "The minister Sergei Shoigu showed the Kinzhal missile to Kim Jong Un in Vladivostok."),
    (DAY + dt.timedelta(days=1), "Menteri Sergey Shoygu memperlihatkan rudal Kinzhal kepada Kim Jong Un."),
    (DAY + dt.timedelta(days=2), "Moskow membantah: tidak ada rudal yang dikirim ke Pyongyang, kata juru bicara."),
    (DAY + dt.timedelta(days=3), "Moscow denied that missiles were sent to Pyongyang, its spokesman said."),
    (DAY - dt.timedelta(days=4), "The flood damaged a bridge and a hospital on the island, the governor said."),
    (DAY + dt.timedelta(days=5), "Banjir merusak jembatan dan rumah sakit di pulau itu, kata gubernur."),
    (None, "Kinzhal missiles were shown to a delegation, a paper without a date says about Kim."),
    (DAY + archive.WINDOW, "On the last day of the window a missile was shown again, said the minister."),
    (DAY - archive.WINDOW, "On the first day of the window a missile was shown already, said the minister."),
    (DAY + FAR, "A day later the minister said nothing about the missile that Kim was shown."),
    (DAY - FAR, "A day before the minister said nothing about the missile that Kim was shown."),
    (DAY, "Le ministre Sergei Shoigu montre 8.200 missiles Kinzhal à Kim."),
]
WAYS = ["alone", "with all others", "since then"]
if connection.vendor == "postgresql":
    WAYS += ["folded since then", "folded one by one"]
ASKED = [
    (["Minister Shoigu showed Kim the Kinzhal missile"], "en", ()),
    (["Rudal Kinzhal diperlihatkan menteri kepada Kim"], "id", ()),
    (["Jembatan dan rumah sakit rusak karena banjir di pulau"], "id", ()),
    (["Moskow membantah soal rudal"], "id", [("Moskow", "Moscow")]),
    (["Sergei Shoigu dan 8.200 rudal"], "id", [("Sergei Shoigu", "Sergey Shoygu")]),
    (["nobody wrote about zebras"], "en", ()),
]


def take_in(texts) -> list[Article]:
    return [save_article(text, published=day)[0] for day, text in texts]


@pytest.fixture(params=WAYS)
def articles(request, monkeypatch) -> list[Article]:
    """All TEXTS, saved one by one; where they were indexed anew, in several segments."""
    monkeypatch.setattr(segments, "PER_SEGMENT", 3)
    monkeypatch.setattr(rebuilding, "PER_BATCH", 2)
    monkeypatch.setattr(folding, "PER_FOLD", 1)
    before = {"with all others": len(TEXTS), "since then": len(TEXTS) // 2, "folded since then": len(TEXTS) // 2}
    saved = take_in(TEXTS[: before.get(request.param, 0)])
    if saved:
        rebuilding.rebuild()
    for text in TEXTS[len(saved) :]:
        saved += take_in([text])
        if request.param == "folded one by one":
            folding.fold()
    while "folded" in request.param and folding.fold():
        pass
    return saved


def ranked_one_by_one(asked: ranking.Question, day: dt.date | None) -> list[tuple[int, float]]:
    """Every text in the window, by its score."""
    counts = archive.counts_of(asked.terms())
    found = []
    for pk, place, terms, language in ArchiveText.objects.values_list("pk", "place", "terms", "language"):
        near = day is None or day_at(place) is None or abs(day_at(place) - day) <= archive.WINDOW
        score = ranking.score(asked, terms.split(), language, counts) * ranking.nearness(day, day_at(place))
        if near and score:
            found.append((pk, score))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize(("texts", "language", "names"), ASKED)
@pytest.mark.parametrize("day", [DAY, None])
def test_the_answer_is_the_ranking_of_all_texts(articles, texts, language, names, day):
    asked = question(texts, language, names)
    expected = ranked_one_by_one(asked, day)
    assert archive.search(asked, day=day) == expected
    assert bool(expected) == ("zebras" not in texts[0])


def test_the_window_has_its_first_and_last_day_and_what_has_no_day(articles):
    found = {pk for pk, _score in archive.search(question(["a missile was shown"], "en"), day=DAY)}
    first_of_window, last_of_window, no_day = articles[8], articles[7], articles[6]
    assert {first_of_window.pk, last_of_window.pk, no_day.pk} <= found
    assert not found & {articles[9].pk, articles[10].pk}


def test_a_name_is_found_in_any_of_its_spellings(articles):
    names = [("Sergei Shoigu", "Sergey Shoygu")]
    found = {pk for pk, _score in archive.search(question(["kata Sergei Shoigu"], "id", names))}
    assert found >= {articles[0].pk, articles[1].pk, articles[11].pk}
    without = {pk for pk, _score in archive.search(question(["kata Sergei Shoigu"], "id"))}
    assert articles[1].pk not in without


def test_what_is_left_out_does_not_answer(articles):
    asked = question(ASKED[0][0], "en")
    first, second, *_rest = [pk for pk, _score in archive.search(asked)]
    assert next(pk for pk, _score in archive.search(asked, but=[first])) == second


def test_an_article_that_vanished_leaves_its_place_to_the_next(articles, monkeypatch):
    monkeypatch.setattr(archive, "MOST_CANDIDATES", 1)
    asked = question(ASKED[0][0], "en")
    ((first, _score),) = archive.search(asked, most=1)
    ArchiveText.objects.get(pk=first).delete()
    ((second, _score),) = archive.search(asked, most=1)
    assert second != first


def test_an_article_that_got_another_day_is_found_about_that_day_alone(articles):
    asked, later = question(ASKED[0][0], "en"), DAY + dt.timedelta(days=300)
    moved = articles[0]
    Article.objects.filter(pk=moved.pk).update(published=later)
    moved.refresh_from_db()
    archive.index(moved)
    assert moved.pk not in {pk for pk, _score in archive.search(asked, day=DAY)}
    assert moved.pk in {pk for pk, _score in archive.search(asked, day=later)}
    assert archive.search(asked, day=DAY) == ranked_one_by_one(asked, DAY)


def test_an_article_read_in_another_language_is_found_by_its_new_terms_alone(articles):
    article = articles[5]
    assert article.pk in set(Article.objects.filter(pk__in=articles_with("rusak")).values_list("pk", flat=True))
    article.language = "en"
    archive.index(article)
    assert article.pk not in set(Article.objects.filter(pk__in=articles_with("rusak")).values_list("pk", flat=True))
    assert article.pk in set(Article.objects.filter(pk__in=articles_with("merusak")).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Kinzhal", {0, 1, 6, 11}), ("kinz", {0, 1, 6, 11}), ("missile Kim", {0, 6, 9, 10, 11}), ("zebra", set())],
)
def test_words_are_found_in_any_form_and_by_their_beginning(articles, words, expected):
    found = set(Article.objects.filter(pk__in=articles_with(words)).values_list("pk", flat=True))
    assert found == {articles[number].pk for number in expected}


def test_a_rebuild_that_breaks_off_leaves_the_index_as_it_was(articles):
    asked = question(ASKED[0][0], "en")
    before = archive.search(asked, day=DAY)

    def break_off(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(break_off)
    assert archive.search(asked, day=DAY) == before
    save_article("Another paper: the minister showed Kim a missile.", published=DAY)
    assert len(archive.search(asked, day=DAY)) == len(before) + 1


def test_an_index_built_twice_answers_as_built_once(articles):
    rebuilding.rebuild()
    asked = question(ASKED[0][0], "en")
    before = archive.search(asked, day=DAY)
    rebuilding.rebuild()
    assert archive.search(asked, day=DAY) == before == ranked_one_by_one(asked, DAY)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one index for all")
def test_on_postgresql_a_rebuild_leaves_none_loose_and_a_window_reads_the_segments_of_its_days(monkeypatch):
    monkeypatch.setattr(segments, "PER_SEGMENT", 3)
    monkeypatch.setattr(rebuilding, "PER_BATCH", 1)
    take_in(TEXTS)
    everywhere: list[tuple[int, int]] = []
    assert postings.inside(everywhere).loose == len(TEXTS)
    rebuilding.rebuild()
    assert postings.inside(everywhere).loose == 0
    assert len(postings.inside(everywhere).segments) == len(TEXTS) // 3
    last_day = place_of(DAY + FAR, 0), place_of(DAY + FAR, ARTICLES)
    at_the_end = postings.inside([last_day])
    assert (len(at_the_end.segments), at_the_end.articles) == (1, 1)
    take_in([(DAY, "Another paper: the minister showed Kim a missile.")])
    assert postings.inside(everywhere).loose == 1
