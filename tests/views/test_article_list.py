"""The article list: filters with counts, sorting, views and files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, SavedView
from claims.review import attributions
from tests.articles import DAM, DAM_DENIAL, REFERENCE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/articles/"


@pytest.fixture
def articles(cast) -> list[Article]:
    """Two in English, of which the first is split; one in Indonesian without an outlet."""
    dam, _created = save_article(DAM, user=cast.analyst, outlet="Orel Herald")
    split(dam)
    denial, _created = save_article(DAM_DENIAL, user=cast.analyst, outlet="Valley Post")
    reference, _created = save_article(REFERENCE, user=cast.analyst)
    return [dam, denial, reference]


def listed(analyst, **asked: object) -> list[int]:
    return [row.pk for row in analyst.get(ADDRESS, asked).context["rows"]]


def test_articles_can_be_asked_for_by_language_outlet_and_day(analyst, articles):
    dam, denial, reference = articles

    assert listed(analyst, language="id") == [reference.pk]
    assert listed(analyst, outlet=denial.outlet_id) == [denial.pk]
    assert reference.pk in listed(analyst, outlet="none")
    assert listed(analyst, until=dam.published.isoformat(), outlet=[dam.outlet_id, denial.outlet_id]) == [dam.pk]


@pytest.mark.parametrize("words", ["joints", "JOINT", "measured joints", "measure"])
def test_words_of_the_text_are_found_in_any_form(analyst, articles, words):
    assert articles[0].pk in listed(analyst, q=words)


@pytest.mark.parametrize("words", ["elephant", "measured elephant", "😀", "-", '"', "&|!"])
def test_words_that_no_text_holds_find_nothing(analyst, articles, words):
    assert listed(analyst, q=words) == []


def test_review_tells_how_far_people_are(analyst, cast, articles):
    dam, denial, _reference = articles
    assert listed(analyst, review="open") == [dam.pk]
    assert denial.pk in listed(analyst, review="unsplit")

    for row in Attribution.objects.filter(article=dam):
        attributions.reject(cast.analyst, row.pk, version=row.version)
    assert listed(analyst, review="done") == [dam.pk]


def test_a_count_tells_what_choosing_its_value_would_list(analyst, articles):
    for asked in ({}, {"language": "en"}, {"q": "dam"}):
        for facet in analyst.get(ADDRESS, asked).context["facets"]:
            for option in facet.options:
                chosen = listed(analyst, **{**asked, facet.name: option.value})
                assert (asked, facet.name, option.value, option.count) == (asked, facet.name, option.value, len(chosen))


def test_sorting_goes_both_ways_and_articles_without_a_day_come_last(analyst, articles):
    Article.objects.filter(pk=articles[1].pk).update(published=None)

    assert listed(analyst, sort="title") == listed(analyst, sort="-title")[::-1]
    assert listed(analyst, sort="published")[-1] == listed(analyst, sort="-published")[-1] == articles[1].pk


def test_a_view_of_the_list_is_kept_with_its_kind_and_opened_again(analyst, articles):
    sent = {"kind": "articles", "query": "?sort=title&language=en&", "name": "English"}
    kept = analyst.post("/views/new/", sent, follow=True)

    view = SavedView.objects.get()
    assert (view.kind, kept.redirect_chain[-1][0]) == ("articles", view.list_address)
    assert re.search(r'<a href="/articles/[^"]*" aria-current="page">English</a>', kept.text)
    assert "English" not in analyst.get("/claims/").text.split('aria-label="Saved views"')[1].split("</nav>")[0]


def test_htmx_gets_only_the_rows_and_then_the_new_counts(analyst, articles):
    response = analyst.get(f"{ADDRESS}?language=id&q=", headers={"HX-Request": "true"})

    assert "<html" not in response.text
    assert 'hx-get="/articles/counts/?language=id&amp;"' in response.text
    assert 'id="facet-review" hx-swap-oob="true"' in analyst.get(f"{ADDRESS}counts/?language=id").text
    assert response["HX-Push-Url"] == "/articles/?language=id"


def test_the_view_is_exported_whole_without_the_texts(analyst, articles):
    lines = analyst.get(f"{ADDRESS}export.jsonl", {"language": "en", "sort": "title"}).getvalue().decode().splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["id"] for record in records] == listed(analyst, language="en", sort="title")
    assert {record["outlet"] for record in records} == {"Orel Herald", "Valley Post"}

    table = analyst.get(f"{ADDRESS}export.csv", {"language": "en", "sort": "title"}).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [int(row["id"]) for row in rows] == [record["id"] for record in records]
    assert "measured" not in table
