"""What was gathered about a claim goes along when it is merged into another, and comes back when that is undone."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, ClaimRelation
from claims.review import appearances, evidence_edit, relations, replies, searches
from claims.review.evidence import add_evidence
from claims.review.undo import redo, undo
from tests.articles import DAM

pytestmark = pytest.mark.django_db
RECORD = "https://example.org/survey"


@pytest.fixture
def article(cast) -> Article:
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    return found


@pytest.fixture
def gone(article) -> Claim:
    return Claim.objects.order_by("pk").first()


@pytest.fixture
def kept(gone) -> Claim:
    return Claim.objects.exclude(pk=gone.pk).order_by("pk").first()


@pytest.fixture
def third(article) -> Claim:
    return Claim.objects.create(statement="The dam was inspected in May", language=article.language)


def merge(cast, gone: Claim, kept: Claim) -> None:
    row = gone.attributions.get()
    appearances.move_to_claim(cast.analyst, row.pk, kept, version=row.version)


GATHERED = {
    "evidence": lambda user, claim, _third: add_evidence(user, claim.pk, stance="refutes", url=RECORD),
    "searches": lambda user, claim, _third: searches.note_search(
        user, claim.pk, place="Archive", words="dam joints", outcome="nothing"
    ),
    "reply_requests": lambda user, claim, _third: replies.ask(user, claim.pk, whom="The dam's owner", how="email"),
    "relations": lambda user, claim, third: relations.relate(user, claim.pk, third.pk, kind="contradicts"),
    "relations_to_it": lambda user, claim, third: relations.relate(user, third.pk, claim.pk, kind="contradicts"),
}


@pytest.mark.parametrize("what", GATHERED)
def test_it_goes_along_and_comes_back_with_undo_and_goes_again_with_redo(cast, article, gone, kept, third, what):
    made = GATHERED[what](cast.analyst, gone, third)

    merge(cast, gone, kept)
    assert (list(getattr(kept, what).all()), list(getattr(gone, what).all())) == ([made], [])
    undo(cast.analyst, article)
    assert (list(getattr(kept, what).all()), list(getattr(gone, what).all())) == ([], [made])
    redo(cast.analyst, article)
    assert (list(getattr(kept, what).all()), list(getattr(gone, what).all())) == ([made], [])


def test_a_claim_that_was_merged_is_found_by_the_words_of_its_evidence(cast, gone, kept):
    add_evidence(cast.analyst, gone.pk, stance="refutes", url=RECORD, note="sonographs of the wall")
    merge(cast, gone, kept)
    assert list(Claim.objects.containing("sonographs")) == [kept]


def test_a_link_that_both_have_stays_with_each(cast, gone, kept):
    for claim in (gone, kept):
        add_evidence(cast.analyst, claim.pk, stance="refutes", url=RECORD)
    merge(cast, gone, kept)
    assert (gone.evidence.count(), kept.evidence.count()) == (1, 1)


def test_a_withdrawn_link_goes_along_though_the_other_claim_has_it_too(cast, gone, kept):
    withdrawn = add_evidence(cast.analyst, gone.pk, stance="refutes", url=RECORD)
    evidence_edit.withdraw(cast.analyst, withdrawn.pk, version=withdrawn.version)
    add_evidence(cast.analyst, kept.pk, stance="refutes", url=RECORD)
    merge(cast, gone, kept)
    assert (gone.evidence.count(), kept.evidence.count()) == (0, 2)


def test_evidence_without_a_link_goes_along_though_the_other_claim_has_some_too(cast, gone, kept):
    for claim, text in (
        (gone, "One record of what the survey found at the dam."),
        (kept, "Another record of what it found there."),
    ):
        record, _created = save_article(text, user=cast.analyst)
        add_evidence(cast.analyst, claim.pk, stance="refutes", article=record)
    merge(cast, gone, kept)
    assert (gone.evidence.count(), kept.evidence.count()) == (0, 2)


def test_a_relation_between_the_two_stays_and_so_does_one_that_both_have(cast, gone, kept, third):
    between = relations.relate(cast.analyst, gone.pk, kept.pk, kind="repeats")
    twice = [relations.relate(cast.analyst, claim.pk, third.pk, kind="contradicts") for claim in (gone, kept)]
    merge(cast, gone, kept)
    assert set(ClaimRelation.objects.filter(claim=gone)) == {between, twice[0]}
