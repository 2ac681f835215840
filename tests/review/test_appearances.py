"""Adding, splitting and moving the appearances of claims."""

from __future__ import annotations

import pytest

from claims.ingest.split import split as split_article
from claims.ingest.store import save_article
from claims.models import Article, Claim, Source
from claims.models.claim import Stage, Status
from claims.review import appearances, chains, workflow
from claims.review import attributions as review
from claims.review.errors import NotReady, OutOfDate, SpanMismatch
from claims.review.places import cuts_of
from claims.review.undo import redo, undo
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db

MISSED = "Perguruan tinggi di Timur Jauh Rusia secara historis menerima mahasiswa Korea Utara"


@pytest.fixture
def reference() -> Article:
    article, _ = save_article(REFERENCE)
    split_article(article)
    return article


def quoted(words: str) -> tuple[int, int, str]:
    start = REFERENCE.index(words)
    return start, start + len(words), words


def test_words_the_machine_missed_become_a_confirmed_claim(reference: Article, cast: Cast):
    added = appearances.add(cast.analyst, reference, content=[quoted(MISSED)], source=Source.objects.get(name="CNA"))
    assert (added.claim.statement, added.review_state, added.created_by) == (MISSED, "confirmed", cast.analyst)
    assert added.spans.get().quote == MISSED


def test_words_that_do_not_stand_there_become_nothing(reference: Article, cast: Cast):
    claims = Claim.objects.count()
    with pytest.raises(SpanMismatch):
        appearances.add(cast.analyst, reference, content=[(0, 5, "Lorem")])
    with pytest.raises(NotReady, match="Mark the words"):
        appearances.add(cast.analyst, reference, content=[])
    assert Claim.objects.count() == claims


def test_splitting_gives_two_claims_of_one_speaker_with_one_chain(reference: Article, cast: Cast):
    first = reference.attributions.get(source__name="Dmitry Peskov")
    at = REFERENCE.index(" dan “tidak ada rencana")
    second = appearances.split(cast.analyst, first.pk, at, version=first.version)
    first.refresh_from_db()
    assert first.quote_of("content").endswith("selama kunjungan Kim")
    assert second.quote_of("content") == "dan “tidak ada rencana untuk menandatanganinya”"
    assert second.source == first.source
    assert second.quote_of("cue") == first.quote_of("cue")
    assert [str(hop) for hop in second.chain] == [str(hop) for hop in first.chain]
    assert second.claim != first.claim


def test_a_split_is_undone_and_done_again_as_one_deed(reference: Article, cast: Cast):
    first = reference.attributions.get(source__name="Dmitry Peskov")
    whole = first.quote_of("content")
    second = appearances.split(cast.analyst, first.pk, REFERENCE.index(" dan “tidak ada"), version=first.version)
    undo(cast.analyst, reference)
    first = reference.attributions.get(pk=first.pk)
    second.refresh_from_db()
    assert (first.quote_of("content"), first.review_state, second.review_state) == (whole, "suggested", "rejected")
    redo(cast.analyst, reference)
    second.refresh_from_db()
    assert second.review_state == "confirmed"


@pytest.mark.parametrize("at", [0, len(REFERENCE)])
def test_a_split_outside_the_content_is_refused(reference: Article, cast: Cast, at: int):
    first = reference.attributions.get(source__name="Dmitry Peskov")
    with pytest.raises(NotReady, match="inside the content"):
        appearances.split(cast.analyst, first.pk, at, version=first.version)


def test_an_appearance_can_be_moved_to_another_claim_and_back(reference: Article, cast: Cast):
    one, other = reference.attributions.in_text_order()[:2]
    old = one.claim
    moved = appearances.move_to_claim(cast.analyst, one.pk, other.claim, version=1)
    assert moved.claim == other.claim
    assert old not in Claim.objects.standing()
    undo(cast.analyst, reference)
    one.refresh_from_db()
    assert one.claim == old
    assert old in Claim.objects.standing()


def send_to_review(claim: Claim, cast: Cast) -> int:
    """A colleague signs a verdict and sends the claim to review; returns its version."""
    words = {"status": Status.UNPROVEN, "rationale": "No primary source was opened."}
    workflow.sign_verdict(cast.colleague, claim.pk, version=claim.version, **words)
    claim.refresh_from_db()
    return workflow.move(cast.colleague, claim.pk, Stage.IN_REVIEW, version=claim.version).version


def test_nothing_is_merged_into_an_approved_claim(reference: Article, cast: Cast):
    one, other = reference.attributions.in_text_order()[:2]
    seen = send_to_review(other.claim, cast)
    workflow.move(cast.reviewer, other.claim_id, Stage.APPROVED, version=seen)
    with pytest.raises(NotReady, match="approved”; reopen it"):
        appearances.move_to_claim(cast.analyst, one.pk, other.claim, version=1)
    assert other.claim.attributions.get() == other


@pytest.mark.parametrize("reviewed", ["the claim it goes to", "the claim it leaves"])
def test_who_reviews_a_claim_is_told_that_an_appearance_came_or_left(reference: Article, cast: Cast, reviewed: str):
    one, other = reference.attributions.in_text_order()[:2]
    claim = other.claim if reviewed == "the claim it goes to" else one.claim
    seen = send_to_review(claim, cast)
    appearances.move_to_claim(cast.analyst, one.pk, other.claim, version=1)
    with pytest.raises(OutOfDate):
        workflow.move(cast.reviewer, claim.pk, Stage.APPROVED, version=seen)
    seen = Claim.objects.get(pk=claim.pk).version
    undo(cast.analyst, reference)
    with pytest.raises(OutOfDate):
        workflow.move(cast.reviewer, claim.pk, Stage.APPROVED, version=seen)


def test_claims_of_two_languages_are_not_merged(reference: Article, cast: Cast):
    english = Claim.objects.create(statement="Kremlin: no agreement", language="en")
    one = reference.attributions.in_text_order().first()
    with pytest.raises(NotReady, match="another language"):
        appearances.move_to_claim(cast.analyst, one.pk, english, version=1)


def test_one_source_goes_to_every_same_mention_nobody_decided(reference: Article, cast: Cast):
    tass = [a for a in reference.attributions.in_text_order() if a.quote_of("source") == "TASS"]
    decided, model, *rest = tass
    review.confirm(cast.analyst, decided.pk, version=1)
    other = review.create_source(cast.analyst, name="TASS World Service", kind="outlet")
    review.set_source(cast.analyst, model.pk, other, version=1)
    assert review.set_source_everywhere(cast.analyst, model.pk, version=2) == len(rest) > 0
    assert {a.source for a in reference.attributions.filter(pk__in=[a.pk for a in rest])} == {other}
    decided.refresh_from_db()
    assert str(decided.source) == "TASS"
    undo(cast.analyst, reference)
    assert {str(a.source) for a in reference.attributions.filter(pk__in=[a.pk for a in rest])} == {"TASS"}


def test_the_relay_chain_can_be_changed_and_holds_each_relay_once(reference: Article, cast: Cast):
    one = reference.attributions.in_text_order().first()
    tass = Source.objects.get(name="TASS")
    changed = chains.add_hop(cast.analyst, one.pk, tass, version=1, at=0)
    assert [str(hop) for hop in changed.chain] == ["TASS", "CNA"]
    with pytest.raises(NotReady, match="only once"):
        chains.add_hop(cast.analyst, one.pk, tass, version=2)
    undo(cast.analyst, reference)
    assert [str(hop) for hop in one.relays.all()] == ["CNA"]


def test_an_addition_that_was_taken_back_is_listed_no_more_until_it_is_done_again(cast, reference):
    added = appearances.add(cast.analyst, reference, content=[quoted(MISSED)])

    undo(cast.analyst, reference)
    assert added not in reference.attributions.listed()
    redo(cast.analyst, reference)
    assert added in reference.attributions.listed()


def test_a_rejected_addition_stays_listed(cast, reference):
    added = appearances.add(cast.analyst, reference, content=[quoted(MISSED)])

    review.reject(cast.analyst, added.pk, version=added.version)

    assert added in reference.attributions.listed()


def test_a_cut_that_was_offered_leaves_the_conjunction_out_and_keeps_the_subject(cast, reference):
    first = reference.attributions.for_workbench().get(number=1)
    [cut] = cuts_of(first)

    second = appearances.split(cast.analyst, first.pk, cut.at, version=first.version)

    halves = reference.attributions.for_workbench().filter(number__in=[1, second.number])
    assert [half.quote_of("content") for half in halves] == [
        "Moskow dan Pyongyang akan menentang sanksi",
        "Moskow dan Pyongyang … mencapai kesepakatan senjata",
    ]
