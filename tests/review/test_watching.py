"""Followed saved views: each claim, article or source that newly fits is told once, as whoever follows sees them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Following, Notice, SavedView, Source
from claims.models.claim import Status
from claims.review import attributions, following, notices, saved_views, verdicts, watching, workflow
from claims.review.errors import NotReady
from claims.sources import profile
from tests.articles import DAM, DAM_DENIAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(cast) -> list[Claim]:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return list(Claim.objects.order_by("pk"))


@pytest.fixture
def view(cast, claims) -> SavedView:
    """False claims, shared by Bram, followed by Citra; one fits already."""
    rate(cast.analyst, claims[0], Status.FALSE)
    made = saved_views.save(cast.analyst, kind="claims", name="False", query="status=false", shared=True)
    following.follow(cast.colleague, "view", made.pk)
    return made


def rate(person, claim: Claim, status: Status) -> None:
    claim.refresh_from_db()
    verdicts.sign_verdict(person, claim.pk, status=status, rationale="The record says so.", version=claim.version)


def told(person) -> list[int]:
    return list(Notice.objects.filter(user=person, kind="view").order_by("pk").values_list("claim", flat=True))


def test_a_claim_that_newly_fits_is_told_once_and_what_was_there_never(cast, claims, view):
    watching.look()
    assert told(cast.colleague) == []
    rate(cast.analyst, claims[1], Status.FALSE)
    for _turn in range(3):
        watching.look()

    assert told(cast.colleague) == [claims[1].pk]
    assert told(cast.analyst) == []


def test_a_claim_that_left_and_comes_back_is_told_again_unless_that_is_unread(cast, claims, view):
    for turn in range(3):
        for status in (Status.FALSE, Status.TRUE):
            rate(cast.analyst, claims[1], status)
            watching.look()
        if turn == 1:
            notices.mark_read(cast.colleague)

    assert told(cast.colleague) == [claims[1].pk] * 2


def test_nobody_is_told_of_what_they_made_fit_themselves(cast, claims, view):
    rate(cast.colleague, claims[1], Status.FALSE)
    watching.look()

    assert told(cast.colleague) == []


def test_assigned_to_me_means_whoever_follows(cast, claims):
    view = saved_views.save(cast.analyst, kind="claims", name="Mine", query="assigned=me", shared=True)
    for person in (cast.colleague, cast.reviewer):
        following.follow(person, "view", view.pk)
    workflow.assign(cast.analyst, claims[0].pk, cast.colleague, version=claims[0].version)
    watching.look()

    assert (told(cast.colleague), told(cast.reviewer)) == ([claims[0].pk], [])


def test_a_view_that_is_private_again_or_removed_tells_nobody_else(cast, claims, view):
    saved_views.change(cast.analyst, view.pk, version=view.version, shared=False)
    rate(cast.analyst, claims[1], Status.FALSE)
    watching.look()
    assert told(cast.colleague) == []
    view.refresh_from_db()
    saved_views.change(cast.analyst, view.pk, version=view.version, shared=True)
    view.refresh_from_db()
    saved_views.remove(cast.analyst, view.pk, version=view.version)
    watching.look()

    assert told(cast.colleague) == []


def test_a_view_that_holds_too_much_cannot_be_followed_and_waits_when_it_grows(cast, claims, view, monkeypatch):
    monkeypatch.setattr(watching, "MOST", 1)
    everything = saved_views.save(cast.colleague, kind="claims", name="All", query="")
    with pytest.raises(NotReady, match="Narrow it"):
        following.follow(cast.colleague, "view", everything.pk)
    assert not Following.objects.filter(view=everything).exists()
    rate(cast.analyst, claims[1], Status.FALSE)
    watching.look()
    assert told(cast.colleague) == []
    monkeypatch.setattr(watching, "MOST", 2)
    watching.look()

    assert told(cast.colleague) == [claims[1].pk]


def followed(cast, kind: str, query: str) -> SavedView:
    """A view that Bram shares and Citra follows."""
    view = saved_views.save(cast.analyst, kind=kind, name="Followed", query=query, shared=True)
    following.follow(cast.colleague, "view", view.pk)
    return view


def test_an_article_that_newly_fits_a_view_is_told_once_and_what_was_there_never(cast, claims):
    view = followed(cast, "articles", "language=en")
    new, _created = save_article(DAM_DENIAL, user=cast.analyst)
    for _turn in range(3):
        watching.look()

    notice = Notice.objects.get(user=cast.colleague)
    assert (notice.view, notice.article, notice.claim, notice.source) == (view, new, None, None)
    assert (notice.get_absolute_url(), notice.subject) == (new.get_absolute_url(), new.title)


def test_an_article_that_somebody_added_themselves_is_not_told_to_them(cast, claims):
    followed(cast, "articles", "")
    save_article(DAM_DENIAL, user=cast.colleague)
    watching.look()
    assert not Notice.objects.filter(user=cast.colleague).exists()


def test_an_article_that_has_now_been_reviewed_comes_into_a_view_of_those(cast, claims):
    followed(cast, "articles", "review=done")
    article = Article.objects.get()
    for row in article.attributions.all():
        attributions.confirm(cast.analyst, row.pk, version=row.version)
    watching.look()
    assert Notice.objects.get(user=cast.colleague).article == article


def test_a_source_that_newly_fits_a_view_is_told(cast, claims):
    source = Source.objects.create(name="Orel Valley Authority", kind=Source.Kind.ORGANISATION)
    view = followed(cast, "sources", "stake=dams")
    profile.add_stake(cast.analyst, source.pk, "dams", version=source.version)
    watching.look()

    notice = Notice.objects.get(user=cast.colleague)
    assert (notice.view, notice.source, notice.article) == (view, source, None)
    assert notice.get_absolute_url() == source.get_absolute_url()


def test_what_is_asked_for_and_there_no_more_tells_nobody_of_everything(cast, claims):
    source = Source.objects.create(name="Orel Valley Authority", kind=Source.Kind.ORGANISATION)
    profile.add_stake(cast.analyst, source.pk, "dams", version=1)
    followed(cast, "sources", "stake=dams")
    profile.remove_stake(cast.analyst, source.pk, source.stakes.get().pk, version=2)
    watching.look()
    assert not Notice.objects.filter(user=cast.colleague).exists()


def test_the_database_refuses_a_notice_of_a_view_that_names_two_things_or_none(cast, claims, view):
    article = Article.objects.get()
    for wrong in ({}, {"claim": claims[0], "article": article}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(user=cast.viewer, kind="view", view=view, **wrong)


def test_whoever_follows_again_is_not_told_what_came_meanwhile(cast, claims, view):
    following.unfollow(cast.colleague, "view", view.pk)
    rate(cast.analyst, claims[1], Status.FALSE)
    watching.look()
    following.follow(cast.colleague, "view", view.pk)
    watching.look()

    assert told(cast.colleague) == []
