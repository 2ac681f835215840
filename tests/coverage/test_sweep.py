"""Finding coverage in the archive and saving it."""

from __future__ import annotations

import pytest

from claims.coverage import archive
from claims.coverage.decisions import decide
from claims.coverage.ranking import question
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import ArchiveText, Article, Claim, CoverageMatch, Event, TermFrequency
from claims.review.errors import NotAllowed
from tests.articles import REFERENCE, demo_text
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WIRE = ("meridian-kinzhal", "harborview-kinzhal", "ledger-kinzhal", "samudra-kinzhal")


@pytest.fixture
def reference():
    article, _ = save_article(REFERENCE)
    split(article)
    return article


def take_in(*names: str) -> None:
    for name in names:
        article, _ = save_article(demo_text(name), outlet=name)
        split(article)


def kinzhal_claim() -> Claim:
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


def test_copies_and_a_translation_are_found_with_their_reasons(reference):
    take_in(*WIRE, "cakrawala-beras")
    outcome = find_coverage(kinzhal_claim())
    matches = kinzhal_claim().coverage.listed()
    assert outcome["outcome"] == "found"
    assert {str(match.article.outlet) for match in matches} == set(WIRE)
    for match in matches:
        assert "Kinzhal" in match.reasons["names"]
        assert "Kinzhal" in match.article.text[match.passage_start : match.passage_end]


def test_a_contradicting_article_is_called_one(reference):
    take_in("lintas-agreement")
    claim = Claim.objects.get(attributions__source__name="Dmitry Peskov", attributions__article=reference)
    find_coverage(claim)
    assert claim.coverage.get().relation == CoverageMatch.Relation.CONTRADICTS


def test_another_version_of_the_same_page_is_no_coverage_of_it(reference):
    newer, _ = save_article(f"{REFERENCE}\nDiperbarui pukul 20.00.\n", supersedes=reference)
    claim = kinzhal_claim()
    find_coverage(claim)
    assert not claim.coverage.filter(article=newer).exists()


def test_of_two_versions_that_carry_a_claim_the_newer_one_is_its_coverage(reference):
    take_in("meridian-kinzhal")
    older = Article.objects.exclude(pk=reference.pk).get()
    newer, _ = save_article(f"{older.text}\nUpdated at noon.\n", supersedes=older)
    find_coverage(kinzhal_claim())
    assert [match.article for match in kinzhal_claim().coverage.all()] == [newer]


def test_an_empty_archive_is_none_found_and_not_an_error(reference):
    outcome = find_coverage(kinzhal_claim())
    assert outcome["outcome"] == "none_found"
    assert outcome["archive"] == 1
    assert not CoverageMatch.objects.exists()


def test_looking_again_replaces_untouched_matches_and_keeps_decided_ones(reference, cast: Cast):
    take_in(*WIRE)
    claim = kinzhal_claim()
    find_coverage(claim)
    decided = claim.coverage.listed()[0]
    decide(cast.analyst, decided.pk, CoverageMatch.Decision.NOT_RELATED)
    find_coverage(claim)
    assert claim.coverage.count() == len(WIRE)
    decided.refresh_from_db()
    assert (decided.decision, decided.decided_by) == ("not_related", cast.analyst)


def test_a_decision_is_an_event_and_a_viewer_may_not_make_one(reference, cast: Cast):
    take_in("meridian-kinzhal")
    find_coverage(kinzhal_claim())
    match = CoverageMatch.objects.get()
    with pytest.raises(NotAllowed):
        decide(cast.viewer, match.pk, CoverageMatch.Decision.RELATED)
    decide(cast.analyst, match.pk, CoverageMatch.Decision.RELATED)
    event = Event.objects.get(act=Event.Act.COVERAGE_DECIDED)
    assert (event.actor, event.old, event.new) == (cast.analyst, {"decision": "open"}, {"decision": "related"})


def test_indexing_twice_counts_each_term_once(reference):
    before = dict(TermFrequency.objects.values_list("term", "documents"))
    archive.index(reference)
    assert dict(TermFrequency.objects.values_list("term", "documents")) == before
    assert before["kinzhal"] == 1


def test_term_counts_are_those_of_the_articles(reference):
    take_in(*WIRE)
    texts = [set(terms.split()) for terms in ArchiveText.objects.values_list("terms", flat=True)]
    for term, documents in TermFrequency.objects.values_list("term", "documents"):
        assert documents == sum(term in text for text in texts), term


def test_articles_outside_the_window_are_no_candidates(reference):
    take_in(*WIRE)
    asked = question(["Kinzhal Shoigu"], "id")
    assert len(archive.search(asked, day=reference.published)) == 5
    far = reference.published.replace(year=2020)
    assert archive.search(asked, day=far) == []
    assert len(archive.search(asked, day=far, window=None)) == 5


def test_the_outcome_says_how_many_origins_stand_behind_the_claim(reference):
    take_in(*WIRE)
    found = find_coverage(kinzhal_claim())["origins"]
    assert found["articles"] > found["independent"] >= 1
    assert 0 < found["unconfirmed"] <= kinzhal_claim().coverage_edges.filter(state="proposed").count()


def test_coverage_called_not_related_is_no_origin(reference, cast: Cast):
    take_in(*WIRE)
    claim = kinzhal_claim()
    before = find_coverage(claim)["origins"]["articles"]
    repeating = claim.coverage.filter(relation=CoverageMatch.Relation.REPEATS).first()
    decide(cast.analyst, repeating.pk, CoverageMatch.Decision.NOT_RELATED)
    assert find_coverage(claim)["origins"]["articles"] == before - 1
