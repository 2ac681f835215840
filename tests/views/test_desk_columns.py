"""Columns of the article list and of the source list: chosen per person, named in an address, kept in a view."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, SavedView, Source, SourceAlias, SourceGrade, SourceStake
from claims.views.column_sets import OF, USUAL
from tests.views.test_columns import heads

pytestmark = pytest.mark.django_db
KINDS = ["articles", "sources"]


def choose(client, kind: str, *shown: str, **more: str):
    order = [*shown, *(name for name in OF[kind] if name not in shown)]
    return client.post(f"/{kind}/columns/", {"shown": list(shown), "order": order, **more}, follow=True)


def cells(page, address: str) -> dict[str, str]:
    """{column: what stands in it} of the row that leads to an address."""
    row = re.search(rf'<tr>(?:(?!<tr>).)*href="{address}".*?</tr>', page.text, re.S)[0]
    return dict(re.findall(r'<td class="c-([a-z_]+)[^>]*>(.*?)</td>', row, re.S))


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_has_the_usual_columns_until_somebody_chooses(analyst, reference, kind):
    assert heads(analyst.get(f"/{kind}/")) == list(USUAL[kind])


def test_each_list_keeps_its_own_columns_for_this_person_only(analyst, browser_of, reference):
    choose(analyst, "articles", "hand", "claims")
    choose(analyst, "sources", "wikidata", "kind")

    assert heads(analyst.get("/articles/")) == ["hand", "claims"]
    assert heads(analyst.get("/sources/")) == ["wikidata", "kind"]
    assert heads(analyst.get("/claims/")) == list(USUAL["claims"])
    assert heads(browser_of("colleague").get("/articles/")) == list(USUAL["articles"])


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_as_delivered_again_by_one_button(analyst, reference, kind):
    choose(analyst, kind, "claims")
    assert choose(analyst, kind, "claims", reset="1").redirect_chain == [(f"/{kind}/", 302)]
    assert heads(analyst.get(f"/{kind}/")) == list(USUAL[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_of_another_list_is_left_out(analyst, reference, kind):
    assert heads(analyst.get(f"/{kind}/?columns=claims.verdict.status.added")) == ["claims", "added"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_keeps_the_columns_that_its_address_names(analyst, reference, kind):
    analyst.post("/views/new/", {"kind": kind, "name": "Lean", "query": "?columns=claims.added"})
    page = analyst.get(f"/views/{SavedView.objects.get().pk}/", follow=True)

    assert heads(page) == ["claims", "added"]
    assert [tab.is_open for tab in page.context["tabs"]] == [True]


def test_every_column_of_an_article_shows_what_it_says(analyst, kremlin):
    article = kremlin.article
    outlet = Source.objects.create(name="Orel Herald", kind=Source.Kind.OUTLET)
    Article.objects.filter(pk=article.pk).update(url="https://news.example.org/kim", outlet=outlet)
    shown = cells(analyst.get("/articles/", {"columns": ".".join(OF["articles"])}), article.get_absolute_url())

    assert f"of {article.attributions.count()} reviewed" in shown["reviewed"]
    assert "Orel Herald" in shown["outlet"] and "CNA" not in shown["outlet"]
    assert (shown["credit"], shown["site"], shown["language"]) == ("CNA", "news.example.org", "Indonesian")
    assert shown["claims"] == str(article.attributions.count())
    assert shown["intake"] == "pasted" and 'title="Bram"' in shown["hand"]
    assert "under a minute" in shown["added"]


def test_every_column_of_a_source_shows_what_it_says_and_nothing_of_it_is_markup(analyst, cast, kremlin):
    source = kremlin.source
    Source.objects.filter(pk=source.pk).update(country="RU", wikidata="Q133", owner="<b>State</b>")
    SourceAlias.objects.create(source=source, name="Кремль", language="ru")
    SourceStake.objects.create(source=source, topic="<i>war</i>")
    SourceGrade.objects.create(
        source=source, grade="D", topic="war", reason="Seen.", author=cast.reviewer, granted=True
    )
    shown = cells(analyst.get("/sources/", {"columns": ".".join(OF["sources"])}), source.get_absolute_url())

    assert shown["names"] == '<bdi lang="ru">Кремль</bdi>'
    assert (shown["stakes"], shown["owner"]) == ("&lt;i&gt;war&lt;/i&gt;", "&lt;b&gt;State&lt;/b&gt;")
    assert "D: not usually reliable" in shown["grade"] and "war" in shown["grade"]
    assert (shown["country"], shown["wikidata"], shown["kind"]) == ("RU", "Q133", "organisation")
    assert int(shown["claims"]) > 0 and shown["mentions"] == "some not reviewed"


@pytest.mark.parametrize("kind", KINDS)
def test_further_columns_cost_no_question(analyst, reference, kind):
    def queries(columns: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert analyst.get(f"/{kind}/", {"columns": columns}).status_code == 200
        return len(captured)

    queries("")  # what a process asks once
    assert queries(".".join(OF[kind])) == queries(".".join(USUAL[kind]))


def test_the_page_speaks_of_its_own_list(analyst, reference):
    assert "Columns of the article list" in analyst.get("/articles/columns/").text
    assert "The name always stands first." in analyst.get("/sources/columns/").text
