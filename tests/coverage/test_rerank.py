"""The order of coverage with a model of the operator's, as far as no model is needed to try it."""

from __future__ import annotations

import importlib.util

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from claims.coverage import rerank, semantic
from claims.coverage.matching import Match
from claims.coverage.sweep import find_coverage
from claims.ingest.store import save_article
from claims.models import Claim, CoverageMatch
from claims.templatetags.coverage import reasons

PAPERS = {
    "Harbour Gazette": "The Larch dam has a crack, the engineer Ana Petrov told reporters on Monday.",
    "Valley Post": "The Larch dam shows a fissure, the engineer Ana Petrov told the Post on Monday.",
}


@pytest.fixture
def claim(db):
    """A claim, and two articles that carry it, one in more of its words."""
    for outlet, text in PAPERS.items():
        save_article(text, outlet=outlet)
    return Claim.objects.create(statement="Ana Petrov: the Larch dam has a crack", language="en")


def outlets(claim):
    return [str(match.article.outlet) for match in claim.coverage.listed()]


def test_without_a_model_the_order_is_that_of_the_score(claim):
    outcome = find_coverage(claim)
    assert outlets(claim) == ["Harbour Gazette", "Valley Post"]
    assert "model_not_asked" not in outcome
    assert all(match.similarity is None and "model" not in match.reasons for match in claim.coverage.all())


def test_a_model_changes_the_order_by_the_mean_of_both_scores_and_nothing_else():
    first, second = Match(0.8, "repeats", 0, 9, True, {"names": ["Ana"]}), Match(0.6, "background", 4, 7, True)
    found = rerank.in_order([(1, first), (2, second)], {1: 0.1, 2: 0.4}, "tiny")
    assert [pk for pk, _match in found] == [2, 1]
    assert [(match.score, match.similarity, match.relation) for _pk, match in found] == [
        (0.6, 0.4, "background"),
        (0.8, 0.1, "repeats"),
    ]
    assert found[1][1].reasons == {"names": ["Ana"], "model": ["tiny"]}


def test_lists_go_by_the_mean_and_by_the_score_where_no_model_was_asked(claim):
    find_coverage(claim)
    gazette, post = claim.coverage.listed()
    CoverageMatch.objects.filter(pk=gazette.pk).update(similarity=0.1)
    CoverageMatch.objects.filter(pk=post.pk).update(similarity=1.0)
    assert outlets(claim) == ["Valley Post", "Harbour Gazette"]
    post.refresh_from_db()
    gazette.refresh_from_db()
    assert list(claim.coverage.after(post)) == [gazette]
    assert not claim.coverage.after(gazette).exists()


def test_a_match_that_a_model_ranked_says_so(claim):
    find_coverage(claim)
    match = claim.coverage.listed()[0]
    match.similarity, match.reasons = 0.834, match.reasons | {"model": ["minilm"]}
    assert ("model", "minilm calls it 83% alike and ranked it") in [r[:2] for r in reasons(match)]


@pytest.mark.parametrize(
    ("folder", "problem"),
    [("no/such/folder", "is no folder of this machine"), (".", "holds no model: neither modules.json nor config.json")],
)
def test_a_wrong_folder_is_an_error_of_check_and_the_search_answers_without_it(claim, settings, folder, problem):
    settings.RERANK_MODEL = folder
    with pytest.raises(SystemCheckError, match=problem) as error:
        call_command("check")
    assert "claims.E003" in str(error.value)
    outcome = find_coverage(claim)
    assert problem in outcome["model_not_asked"]
    assert outlets(claim) == ["Harbour Gazette", "Valley Post"]


@pytest.mark.skipif(importlib.util.find_spec(semantic.LIBRARY) is not None, reason="the library is installed here")
def test_a_library_that_is_missing_is_an_error_of_check_and_the_search_answers_without_it(claim, settings, tmp_path):
    (tmp_path / "modules.json").write_text("[]")
    settings.RERANK_MODEL = str(tmp_path)
    with pytest.raises(SystemCheckError, match=r"sentence-transformers is not installed: pip install -r"):
        call_command("check")
    assert "not installed" in find_coverage(claim)["model_not_asked"]
    assert outlets(claim) == ["Harbour Gazette", "Valley Post"]


def test_check_has_nothing_to_say_where_no_model_is_set(settings):
    assert settings.RERANK_MODEL == ""
    assert semantic.check() == []


def test_a_model_reads_the_headline_and_the_sentences_with_most_of_what_is_asked():
    text = "Rain fell all day. The dam has a crack. Nobody came. A crack in the dam, said Ana. The dam holds. A crack."
    weights = {"crack": 2.0, "dam": 1.0, "ana": 3.0}
    read = rerank.pieces("Dam in danger", text, "en", weights)
    assert read == ["Dam in danger", "A crack in the dam, said Ana.", "The dam has a crack.", "A crack."]


def test_a_model_reads_the_first_sentence_of_a_text_without_any_of_the_words():
    assert rerank.pieces("", "Rain fell. Nobody came.", "en", {"dam": 1.0}) == ["Rain fell."]


def test_the_archives_answers_stay_as_they_are_where_no_model_is_set():
    assert rerank.answers(["a"], None, [(3, 9.0), (1, 2.0)]) == [(3, 9.0), (1, 2.0)]
