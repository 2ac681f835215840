"""An article that was taken for a newer version of another, and is none."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Claim, Event, Reanchoring
from claims.models.claim import Stage, Status
from claims.review import appearances, parting, reanchoring, undo, workflow
from claims.review import attributions as review
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.cast import Cast
from tests.review.test_reanchoring import ONE_CRACK
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def older(cast: Cast) -> Article:
    """Every statement confirmed, "every joint" rated."""
    article = split_article(OLDER)
    for row in article.attributions.all():
        review.confirm(cast.analyst, row.pk, version=row.version)
    claim = said_in(article, "every joint").claim
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)
    return article


@pytest.fixture
def newer(older: Article) -> Article:
    return split_article(NEWER, supersedes=older)


def test_both_stand_on_their_own_with_what_was_decided_in_each(cast: Cast, older: Article, newer: Article):
    rated = said_in(older, "every joint").claim
    assert parting.part(cast.analyst, newer.pk) == older
    newer.refresh_from_db()
    assert newer.supersedes is None
    assert older.attributions.standing().count() == 4
    row = said_in(newer, "every joint")
    assert (row.review_state, row.reviewed_by) == ("confirmed", cast.analyst)
    assert row.claim != rated
    assert (row.claim.statement, row.claim.status) == (rated.statement, Status.UNVERIFIED)
    assert not Reanchoring.objects.exists()
    assert Event.objects.filter(act=Event.Act.PARTED, attribution__isnull=True, actor=cast.analyst).count() == 1


def test_what_a_person_gave_another_claim_in_the_newer_article_keeps_that_claim(
    cast: Cast, older: Article, newer: Article
):
    row, other = said_in(newer, "every joint"), said_in(newer, "road to Lamun").claim
    row = appearances.move_to_claim(cast.analyst, row.pk, other, version=row.version)
    parting.part(cast.analyst, newer.pk)
    assert said_in(newer, "every joint").claim == other


def test_the_older_article_can_be_worked_on_again(cast: Cast, older: Article, newer: Article):
    parting.part(cast.analyst, newer.pk)
    row = said_in(older, "Lamun")
    assert review.reject(cast.analyst, row.pk, version=row.version).review_state == "rejected"


def test_the_same_link_can_be_made_again(cast: Cast, older: Article, newer: Article):
    parting.part(cast.analyst, newer.pk)
    again, _created = save_article(NEWER, supersedes=older)
    split(again)
    assert again.supersedes == older
    assert Reanchoring.objects.filter(article=again).count() == 4


def test_what_waited_from_before_waits_for_the_version_that_is_left(cast: Cast, older: Article, newer: Article):
    row = said_in(older, "no crack")
    last = split_article(NEWER + "\nThe road is open again.\n", supersedes=newer)
    parting.part(cast.analyst, last.pk)
    known = Reanchoring.objects.get(attribution=row)
    assert (known.state, known.article) == ("waiting", newer)
    assert Attribution.objects.standing().filter(claim=row.claim_id).exists()


def test_what_was_placed_before_cannot_be_undone_after(cast: Cast, older: Article, newer: Article):
    row = Reanchoring.objects.get(attribution=said_in(older, "no crack"))
    reanchoring.place(cast.colleague, row.pk, spans=ONE_CRACK, version=row.version)
    parting.part(cast.analyst, newer.pk)
    assert said_in(newer, "one crack").claim != said_in(older, "no crack").claim
    with pytest.raises(OutOfDate):
        undo.undo(cast.colleague, newer)


@pytest.mark.parametrize("which", ["older", "between"])
def test_only_the_newest_version_can_be_taken_back(cast: Cast, older: Article, newer: Article, which: str):
    split_article(NEWER + "\nThe road is open again.\n", supersedes=newer)
    with pytest.raises(NotReady):
        parting.part(cast.analyst, older.pk if which == "older" else newer.pk)


def test_an_approved_claim_keeps_its_appearances(cast: Cast, older: Article, newer: Article):
    Claim.objects.filter(pk=said_in(older, "every joint").claim_id).update(stage=Stage.APPROVED)
    with pytest.raises(NotReady, match="approved"):
        parting.part(cast.analyst, newer.pk)
    newer.refresh_from_db()
    assert newer.supersedes == older


def test_readers_take_nothing_back(cast: Cast, newer: Article):
    with pytest.raises(NotAllowed):
        parting.part(cast.viewer, newer.pk)
