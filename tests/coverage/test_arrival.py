"""Articles that arrive are compared with the claims that they may carry, at once."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.coverage import arrival
from claims.coverage.decisions import decide
from claims.coverage.sweep import find_coverage
from claims.ingest.found import Found, keep
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, CoverageMatch, Event, search
from claims.models.claim import Stage
from tests.articles import REFERENCE, demo_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference():
    article, _ = save_article(REFERENCE)
    split(article)
    return article


@pytest.fixture
def claim(reference) -> Claim:
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


def arrive(name: str, **about) -> Article:
    found = Found(f"https://{name}.example/1", "", text=demo_text(name), intake="feed", **about)
    article = keep(found)
    meet(article)
    return article


def meet(article: Article) -> int:
    claims = arrival.Claims()
    met = arrival.match(article, claims)
    claims.refresh()
    return met


def test_an_article_that_arrives_is_coverage_of_the_claim_that_it_carries_as_a_search_would_find_it(claim):
    article = arrive("samudra-kinzhal")
    (arrived,) = claim.coverage.all()
    assert arrived.article == article
    assert article.text[arrived.passage_start : arrived.passage_end].count("Kinzhal")
    assert Event.objects.filter(claim=claim, act="coverage_found").get().new["arrived"] == article.pk
    find_coverage(claim)
    (searched,) = claim.coverage.all()
    assert (searched.score, searched.relation, searched.found_at) == (arrived.score, arrived.relation, arrived.found_at)


def test_what_stands_far_down_in_a_long_article_is_left_to_the_next_search(claim, monkeypatch):
    monkeypatch.setattr(arrival, "LONGEST_COMPARED", 50)
    arrive("samudra-kinzhal")
    assert not claim.coverage.exists()
    find_coverage(claim)
    assert claim.coverage.exists()


def test_what_stands_behind_the_claim_is_written_anew(claim):
    one, other = arrive("meridian-kinzhal"), arrive("harborview-kinzhal")
    edge = claim.coverage_edges.get(kind="text_reuse")
    assert {edge.copy, edge.origin} == {one, other}


def test_a_translation_is_met_too(claim):
    arrive("meridian-kinzhal")
    assert claim.coverage.count() == 1


def test_an_article_about_something_else_meets_nothing(claim):
    arrive("cakrawala-beras")
    assert not CoverageMatch.objects.exists()


def test_arriving_twice_is_arriving_once(claim):
    article = arrive("samudra-kinzhal")
    before = list(CoverageMatch.objects.values_list("pk", "found_at"))
    meet(article)
    assert list(CoverageMatch.objects.values_list("pk", "found_at")) == before


def test_what_a_person_decided_stays(claim, cast):
    article = arrive("samudra-kinzhal")
    decide(cast.analyst, claim.coverage.get().pk, "not_related")
    assert meet(article) < CoverageMatch.objects.filter(article=article).count()
    assert claim.coverage.get().decision == "not_related"


def test_claims_that_were_put_away_are_left_alone(claim):
    Claim.objects.update(stage=Stage.NOT_CHECKWORTHY)
    arrive("samudra-kinzhal")
    assert not CoverageMatch.objects.exists()


def test_an_article_of_another_time_is_left_to_people_as_a_search_leaves_it(claim):
    arrive("samudra-kinzhal", published=dt.date(2020, 1, 1))
    assert not claim.coverage.exists()


def test_an_article_does_not_cover_its_own_claims_nor_those_of_its_other_versions(reference):
    newer, _ = save_article(f"{REFERENCE}\nDiperbarui pukul 20.00.\n", supersedes=reference)
    assert meet(reference) == meet(newer) == 0


def test_a_newer_version_takes_the_place_of_the_older_one(claim):
    older = arrive("samudra-kinzhal")
    found_at = claim.coverage.get().found_at
    newer, _ = save_article(f"{older.text}\nDiperbarui.\n", supersedes=older)
    meet(newer)
    assert [(match.article, match.found_at) for match in claim.coverage.all()] == [(newer, found_at)]


def test_claims_are_looked_up_by_words_and_never_all_compared(claim):
    other = [Claim(statement=f"Harga beras nomor {n} naik di pasar induk", language="id") for n in range(300)]
    search.refresh(made.pk for made in Claim.objects.bulk_create(other))
    article = keep(Found("https://a.example/1", "", text=demo_text("samudra-kinzhal")))
    found = arrival.candidates(article)
    assert claim.pk in found
    assert len(found) <= arrival.MOST_COMPARED
