"""What becomes of a statement in the article's own voice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Event, OwnVoice
from claims.review import attributions as review
from claims.review import own_voice
from claims.review.errors import NotAllowed, OutOfDate
from claims.review.undo import redo, stacks, undo
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def own(article: Article) -> OwnVoice:
    return article.own_voice.ranked()[0]


def test_every_statement_says_why_it_asks_to_be_checked(article: Article):
    assert all(one.reasons and one.kind for one in article.own_voice.all())


def test_a_claim_that_was_taken_up_keeps_score_kind_and_reasons(own: OwnVoice, cast: Cast):
    claim = own_voice.take_up(cast.analyst, own.pk).claim
    assert (claim.check_score, claim.check_kind, claim.check_reasons) == (own.score, own.kind, own.reasons)


def test_undoing_a_taking_up_gives_the_statement_back_and_leaves_no_claim_in_any_list(own: OwnVoice, cast: Cast):
    claims = list(Claim.objects.standing())
    before = list(own.article.attributions.listed())
    taken = own_voice.take_up(cast.analyst, own.pk)

    undo(cast.analyst, own.article)

    own.refresh_from_db()
    assert own.taken_up_as is None
    assert list(Claim.objects.standing()) == claims
    assert list(own.article.attributions.listed()) == before
    redo(cast.analyst, own.article)
    own.refresh_from_db()
    assert own.taken_up_as == taken
    assert taken.claim in Claim.objects.standing()


def test_a_taking_up_is_one_deed_and_so_is_a_dismissal(own: OwnVoice, cast: Cast):
    other = own.article.own_voice.ranked()[1]
    own_voice.take_up(cast.analyst, own.pk)
    own_voice.dismiss(cast.analyst, other.pk)
    done, _undone = stacks(cast.analyst, own.article)
    assert [[event.act for event in deed] for deed in done] == [["taken_up"], ["dismissed"]]


def test_a_dismissal_is_undone_and_done_again(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.analyst, own.pk)
    undo(cast.analyst, own.article)
    own.refresh_from_db()
    assert not own.dismissed
    redo(cast.analyst, own.article)
    own.refresh_from_db()
    assert own.dismissed


def test_a_dismissal_can_be_undone_after_the_article_was_split_anew(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.analyst, own.pk)
    undo(cast.analyst, own.article)
    split(own.article)
    redo(cast.analyst, own.article)
    assert [one.quote for one in own.article.own_voice.filter(dismissed=True)] == [own.quote]


def test_a_second_split_does_not_offer_what_was_dismissed(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.analyst, own.pk)
    split(own.article)
    assert own.article.own_voice.get(start=own.start, end=own.end) == own
    assert own not in own.article.own_voice.untouched()


def test_dismissing_twice_is_one_line_of_the_log(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.analyst, own.pk)
    own_voice.dismiss(cast.colleague, own.pk)
    assert Event.objects.filter(act="dismissed").count() == 1


def test_what_was_dismissed_has_to_be_put_back_before_it_is_taken_up(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.colleague, own.pk)
    with pytest.raises(OutOfDate, match="Put it back"):
        own_voice.take_up(cast.analyst, own.pk)
    own_voice.recall(cast.analyst, own.pk)
    assert own_voice.take_up(cast.analyst, own.pk).claim.statement == own.statement


def test_what_was_taken_up_cannot_be_dismissed(own: OwnVoice, cast: Cast):
    own_voice.take_up(cast.colleague, own.pk)
    with pytest.raises(OutOfDate, match="taken this statement up"):
        own_voice.dismiss(cast.analyst, own.pk)


def test_undo_is_refused_where_a_colleague_decided_otherwise_since(own: OwnVoice, cast: Cast):
    own_voice.dismiss(cast.analyst, own.pk)
    own_voice.recall(cast.colleague, own.pk)
    with pytest.raises(OutOfDate):
        undo(cast.analyst, own.article)


def test_a_taking_up_that_somebody_else_worked_on_is_not_undone(own: OwnVoice, cast: Cast):
    taken = own_voice.take_up(cast.analyst, own.pk)
    review.reject(cast.colleague, taken.pk, version=taken.version)
    with pytest.raises(OutOfDate):
        undo(cast.analyst, own.article)
    own.refresh_from_db()
    assert own.taken_up_as == taken


def test_a_taking_up_is_not_done_again_over_a_colleagues_dismissal(own: OwnVoice, cast: Cast):
    own_voice.take_up(cast.analyst, own.pk)
    undo(cast.analyst, own.article)
    own_voice.dismiss(cast.colleague, own.pk)
    with pytest.raises(OutOfDate):
        redo(cast.analyst, own.article)


@pytest.mark.parametrize("act", [own_voice.take_up, own_voice.dismiss, own_voice.recall])
def test_who_may_only_read_decides_nothing(act, own: OwnVoice, cast: Cast):
    with pytest.raises(NotAllowed):
        act(cast.viewer, own.pk)


@pytest.mark.database
def test_the_database_refuses_a_statement_that_is_both_taken_up_and_dismissed(own: OwnVoice, cast: Cast):
    own_voice.take_up(cast.analyst, own.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnVoice.objects.filter(pk=own.pk).update(dismissed=True)
