"""Acts on many articles and many sources by page: chosen in the list, previewed, done, taken back; without scripts."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, BulkAct, Claim, Following, Source
from claims.models.claim import Stage
from tests.articles import DAM, DAM_DENIAL
from tests.views.test_bulk import ADDRESS, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(cast) -> list[Article]:
    made = [save_article(text, user=cast.analyst)[0] for text in (DAM, DAM_DENIAL)]
    for article in made:
        split(article)
    return made


@pytest.fixture
def sources(db) -> list[Source]:
    return [Source.objects.create(name=f"Body {n:02}", kind=Source.Kind.ORGANISATION) for n in range(30)]


def preview(client: Client, listing: str, rows, **asked: object):
    return client.get(ADDRESS, {"listing": listing, "row": [row.pk for row in rows], **asked})


def do(client: Client, listing: str, rows, **asked: object):
    return client.post(ADDRESS, sent_by(preview(client, listing, rows, **asked)), follow=True)


@pytest.mark.parametrize("listing", ["articles", "sources"])
def test_the_list_offers_a_box_for_each_row_to_whoever_may_change_something(browser_of, articles, listing):
    page = browser_of("analyst").get(f"/{listing}/")
    assert page.text.count('name="row"') == len(page.context["rows"]) > 0
    assert f'name="listing" value="{listing}"' in page.text
    assert 'name="row"' not in browser_of("viewer").get(f"/{listing}/").text


def test_the_country_of_ticked_sources_is_asked_for_shown_set_and_taken_back(analyst, sources):
    assert "Say which country." in preview(analyst, "sources", sources[:2], act="country").text
    page = preview(analyst, "sources", sources[:2], act="country", country="ru")
    assert "2 will change" in page.text and "country not known → <b>RU</b>" in page.text
    page = do(analyst, "sources", sources[:2], act="country", country="ru")

    assert "Set the country to RU" in page.text and "2 sources changed" in page.text
    assert Source.objects.filter(country="RU").count() == 2
    page = analyst.post(f"{page.context['act'].get_absolute_url()}undo/", follow=True)
    assert "2 sources were put back as they were" in page.text
    assert not Source.objects.filter(country="RU").exists()
    assert 'href="/sources/"' in page.text


def test_a_country_that_is_none_is_refused_in_words(analyst, sources):
    page = preview(analyst, "sources", sources[:1], act="country", country="R1")
    assert page.context.get("change") is None and 'class="error"' in page.text
    sent = sent_by(preview(analyst, "sources", sources[:1], act="country", country="RU"))
    assert analyst.post(ADDRESS, sent | {"country": "R1"}).status_code == 422
    assert analyst.post(ADDRESS, sent | {"country": ""}).status_code == 422
    assert not BulkAct.objects.exists()


def test_kind_and_stake_of_all_that_match_are_set(analyst, sources):
    asked = {"scope": "all", "query": "?q=body&"}
    page = do(analyst, "sources", [], act="kind", source_kind="document", **asked)
    assert "30 sources changed" in page.text
    page = do(analyst, "sources", [], act="stake", topic="dams  and rivers", **asked)
    assert "Note a stake in “dams and rivers”" in page.text
    assert Source.objects.filter(kind="document", stakes__topic="dams and rivers").count() == 30


def test_this_page_means_the_rows_that_the_list_shows_there_and_stays_so(analyst, sources):
    after = analyst.get("/sources/").context["page"].after
    listed = [row.pk for row in analyst.get(f"/sources/?{after}").context["rows"]]
    page = analyst.get(ADDRESS, {"listing": "sources", "scope": "page", "place": after, "act": "follow"})

    assert [line.subject.pk for line in page.context["change"]] == listed
    assert f'name="place" value="{after}"' in page.text  # sent again when another act is chosen


def test_many_articles_are_followed_by_whoever_asks_and_nobody_else_sees_it(analyst, browser_of, cast, articles):
    page = do(analyst, "articles", articles, act="follow")
    assert "2 articles changed" in page.text
    assert set(Following.objects.filter(user=cast.analyst).values_list("article", flat=True)) == {
        one.pk for one in articles
    }
    act = page.context["act"]
    assert browser_of("administrator").get(act.get_absolute_url()).status_code == 404
    analyst.post(f"{act.get_absolute_url()}undo/")
    assert not Following.objects.filter(user=cast.analyst).exists()


def test_the_open_claims_of_articles_are_assigned_by_the_same_preview(analyst, cast, articles):
    claims = Claim.objects.in_articles([one.pk for one in articles])
    closed = claims.order_by("pk").first()
    Claim.objects.filter(pk=closed.pk).update(stage=Stage.APPROVED)
    asked = {"act": "claims-assign", "person": cast.colleague.pk}
    page = preview(analyst, "articles", articles, **asked)

    assert {line.subject for line in page.context["change"]} == set(claims) - {closed}
    assert "Several claims at once" in page.text
    page = do(analyst, "articles", articles, **asked)
    assert Claim.objects.filter(assigned_to=cast.colleague).count() == claims.count() - 1
    assert page.context["act"].noun == "claim" and 'href="/articles/"' in page.text
    analyst.post(f"{page.context['act'].get_absolute_url()}undo/")
    assert not Claim.objects.filter(assigned_to__isnull=False).exists()


def test_an_act_of_another_list_is_none(analyst, articles, sources):
    for listing, act in (("sources", "take"), ("articles", "country"), ("claims", "kind"), ("articles", "take")):
        page = analyst.get(ADDRESS, {"listing": listing, "scope": "all", "act": act})
        assert page.status_code == 200 and page.context.get("change") is None
        sent = {"listing": listing, "act": act, "rows": f"{sources[0].pk}.1", "country": "RU", "source_kind": "outlet"}
        assert analyst.post(ADDRESS, sent).status_code == 422
    assert not BulkAct.objects.exists()


def test_the_log_of_a_source_leads_to_the_whole_act(analyst, sources):
    act = do(analyst, "sources", sources[:2], act="country", country="ru").context["act"]
    assert act.get_absolute_url() in analyst.get("/log/").text
