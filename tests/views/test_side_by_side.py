"""The page on which two articles are read side by side, and decided about."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.coverage.sweep import find_coverage
from claims.models import Article, Claim
from tests.coverage.test_provenance import COPY, OWN, take_in
from tests.views.test_origins import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(reference) -> Claim:
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    for number in range(3):
        take_in(COPY.format(number).replace("tinggi militer", "rendah militer") if number else COPY.format(number),
                f"Harian {number}", f"2023-09-{17 + number}")  # fmt: skip
    take_in(OWN, "Straits Gazette", "2023-09-18")
    find_coverage(claim)
    return claim


@pytest.fixture
def match(claim):
    return claim.coverage.get(article__outlet__name="Harian 1")


def page(client, match, **asked) -> str:
    return client.get(reverse("claims:coverage_read", args=[match.pk]), asked).text


def column(text: str, side: str) -> str:
    return re.search(rf'data-side="{side}".*?<div class="article".*?>(.*?)</section>', text, re.S)[1]


def test_passages_are_numbered_in_both_columns_and_each_number_leads_to_its_twin(analyst, match):
    text = page(analyst, match)
    for side, other in (("earlier", "later"), ("later", "earlier")):
        assert f'id="{side}-1" href="#{other}-1"' in column(text, side)
    assert re.search(r"\d+ of \d+ words are the other’s", words(text))


def test_what_changed_is_marked_in_both_and_said_in_words(analyst, match):
    text = page(analyst, match, beside=Article.objects.get(outlet__name="Harian 0").pk)
    assert re.search(r'<del class="lost[^"]*" data-p="\d">tinggi</del>', column(text, "earlier"))
    assert re.search(r'<ins class="added[^"]*" data-p="\d">rendah</ins>', column(text, "later"))


def test_the_letters_of_both_articles_stand_there_unchanged(analyst, match):
    text = page(analyst, match, beside=Article.objects.get(outlet__name="Harian 0").pk)
    for side, outlet in (("earlier", "Harian 0"), ("later", "Harian 1")):
        shown = re.sub(r'<div class="reader-note.*?</div>|<a class="pn".*?</a>', "", column(text, side), flags=re.S)
        letters = html.unescape(re.sub(r"<[^>]+>", "", shown))
        assert "".join(letters.split()) == "".join(Article.objects.get(outlet__name=outlet).text.split())


def test_what_is_of_the_page_and_not_of_the_story_is_dimmed_as_in_the_workbench(analyst, reference, match):
    text = page(analyst, match, beside=reference.pk)
    assert re.search(r'<p class="clutter">\s*Iklan\s*</p>', column(text, "earlier"))
    assert 'class="clutter"' not in column(text, "later")


def test_each_row_of_coverage_and_each_edge_between_articles_leads_there(analyst, claim, match):
    claim_page = analyst.get(claim.get_absolute_url()).text
    assert reverse("claims:coverage_read", args=[match.pk]) in claim_page
    origins = analyst.get(reverse("claims:origins", args=[claim.pk])).text
    edges = claim.coverage_edges.filter(copy__isnull=False, origin__isnull=False)
    assert edges and all(reverse("claims:edge_read", args=[edge.pk]) in origins for edge in edges)


def test_an_edge_is_read_and_decided_on_the_same_page(analyst, claim):
    edge = claim.coverage_edges.filter(kind="text_reuse").first()
    address = reverse("claims:edge_read", args=[edge.pk])
    assert "of its runs of three words stand there" in words(analyst.get(address).text)
    sent = {"decision": "confirmed", "version": edge.version, "reader": "1"}
    assert analyst.post(reverse("claims:edge_decide", args=[edge.pk]), sent)["Location"] == address
    edge.refresh_from_db()
    assert edge.state == "confirmed"


def test_an_edge_to_a_mere_name_leads_back_to_its_line(analyst, claim):
    edge = claim.coverage_edges.get(copy_name="CNA")
    response = analyst.get(reverse("claims:edge_read", args=[edge.pk]))
    assert response["Location"].endswith(f"#edge-{edge.pk}")


def test_a_match_is_decided_there_and_the_decision_taken_back(analyst, match):
    there = reverse("claims:coverage_read", args=[match.pk])
    sent = {"decision": "related", "reader": "1", "beside": ""}
    assert analyst.post(reverse("claims:coverage_decide", args=[match.pk]), sent)["Location"] == there
    text = page(analyst, match)
    assert "Decided: related." in text and 'id="act-undo"' in text
    assert analyst.post(reverse("claims:coverage_undo", args=[match.pk]), {"reader": "1"})["Location"] == there
    match.refresh_from_db()
    assert match.decision == "open"


def test_same_origin_is_said_there_of_the_text_beside(analyst, claim):
    own, other = (claim.coverage.get(article__outlet__name=name) for name in ("Straits Gazette", "Harian 0"))
    sent = {"reader": "1", "beside": str(other.article_id)}
    response = analyst.post(reverse("claims:coverage_same", args=[own.pk]), sent)
    assert response["Location"].endswith(f"?beside={other.article_id}")
    edge = claim.coverage_edges.get(kind="joined")
    assert {edge.copy_id, edge.origin_id} == {own.article_id, other.article_id}


def test_a_viewer_reads_and_finds_no_button(browser_of, match):
    text = page(browser_of("viewer"), match)
    assert "/decide/" not in text and "/same-origin/" not in text and 'data-step="1"' in text


def test_a_text_of_another_claim_is_not_set_beside(analyst, match):
    stranger = take_in("The council of Orel met on Monday and decided nothing at all about the bridge.", "Orel Herald")
    assert "decided nothing at all" not in column(page(analyst, match, beside=stranger.pk), "earlier")


def test_the_page_asks_as_many_questions_for_many_articles_as_for_few(analyst, claim, match):
    page(analyst, match)
    with CaptureQueriesContext(connection) as few:
        page(analyst, match)
    for number in range(3, 7):
        take_in(COPY.format(number), f"Harian {number}", "2023-09-20")
    find_coverage(claim)
    again = claim.coverage.get(article=match.article_id)
    with CaptureQueriesContext(connection) as many:
        page(analyst, again)
    assert len(many) == len(few)


def test_the_page_is_there_in_indonesian(analyst, match):
    text = analyst.get(reverse("claims:coverage_read", args=[match.pk]), headers={"Accept-Language": "id"}).text
    assert "Berdampingan" in text and "Side by side" not in text
    assert ' lang=""' not in text and 'class="pn" data-n="1" id="later-1" href="#earlier-1" lang="id"' in text
