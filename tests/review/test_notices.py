"""Who is told what: followers and those who are mentioned, once each, and nobody of their own acts."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import (
    Article,
    Claim,
    Event,
    EventSeal,
    Following,
    LogReader,
    Notice,
    NoticeChoices,
    SavedView,
    Source,
)
from claims.models.claim import Stage, Status
from claims.review import appearances, attributions, comments, event_log, following, notices, verdicts, workflow
from claims.review.errors import NotAllowed
from claims.review.evidence import add_evidence
from claims.review.undo import undo
from claims.sources import merging
from tests.articles import DAM, DAM_DENIAL

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


@pytest.fixture
def article(cast) -> Article:
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    tell()
    return found


@pytest.fixture
def claim(article) -> Claim:
    return Claim.objects.order_by("pk").first()


def tell() -> None:
    event_log.seal()
    notices.tell()


def told(person) -> list[str]:
    return list(Notice.objects.filter(user=person).order_by("pk").values_list("kind", flat=True))


def sign(person, claim: Claim) -> None:
    claim.refresh_from_db()
    verdicts.sign_verdict(person, claim.pk, status=Status.TRUE, rationale="The record says so.", version=claim.version)


def test_a_follower_is_told_what_others_do_to_the_claim_and_not_their_own_acts(cast, claim):
    following.follow(cast.colleague, "claim", claim.pk)
    row = claim.attributions.get()
    attributions.reject(cast.analyst, row.pk, version=row.version)
    workflow.set_statement(cast.colleague, claim.pk, statement="Mine.", version=claim.version)
    sign(cast.analyst, claim)
    comments.comment(cast.colleague, "claim", claim.pk, "I see.")
    tell()

    assert told(cast.colleague) == [Kind.CORRECTION, Kind.VERDICT]


def test_a_job_that_runs_twice_tells_once(cast, claim):
    following.follow(cast.colleague, "claim", claim.pk)
    sign(cast.analyst, claim)
    tell()
    tell()
    LogReader.objects.update(position=0)  # as if its transaction had been lost
    notices.tell()

    assert told(cast.colleague).count(Kind.VERDICT) == 1


def test_an_event_that_was_sealed_late_is_told_all_the_same(cast, claim):
    following.follow(cast.colleague, "claim", claim.pk)
    late = Event.objects.append(
        Event.Act.STAGE, actor=cast.analyst, claim=claim, old={"stage": "new"}, new={"stage": "new"}
    )
    EventSeal.objects.create(
        event=late, position=10**6, digest="0" * 64, sealed_at=late.at
    )  # another one is told first
    early = Event.objects.append(
        Event.Act.STAGE, actor=cast.analyst, claim=claim, old={"stage": "new"}, new={"stage": "new"}
    )
    notices.tell()
    assert told(cast.colleague) == [Kind.STAGE]
    EventSeal.objects.create(event=early, position=10**6 + 1, digest="0" * 64, sealed_at=early.at)
    notices.tell()

    assert told(cast.colleague) == [Kind.STAGE, Kind.STAGE]


def test_whoever_is_mentioned_is_told_at_once_and_only_once(cast, claim):
    following.follow(cast.colleague, "claim", claim.pk)
    said = comments.comment(cast.analyst, "claim", claim.pk, "@citra, @bram?").comment
    assert told(cast.colleague) == [Kind.MENTION]
    tell()
    assert told(cast.colleague) == [Kind.MENTION]
    assert told(cast.analyst) == []
    comments.edit(cast.analyst, said.pk, "@citra, @bram and @dina?", version=1)

    assert (told(cast.colleague), told(cast.reviewer)) == ([Kind.MENTION], [Kind.MENTION])


def test_people_follow_by_themselves_what_they_comment_sign_and_are_given(cast, article):
    first, second, third = Claim.objects.in_article(article).order_by("pk").first(), None, None
    second, third = (
        Claim.objects.create(statement="B", language="en"),
        Claim.objects.create(statement="C", language="en"),
    )
    comments.comment(cast.colleague, "claim", first.pk, "Why?")
    sign(cast.colleague, second)
    workflow.assign(cast.analyst, third.pk, cast.colleague, version=third.version)
    tell()
    assert told(cast.colleague) == [Kind.ASSIGNED]
    for claim in (first, second, third):
        comments.comment(cast.analyst, "claim", claim.pk, "Because.")
    tell()

    assert told(cast.colleague) == [Kind.ASSIGNED, Kind.COMMENT, Kind.COMMENT, Kind.COMMENT]


def test_whoever_chose_so_follows_nothing_by_itself(cast, claim):
    NoticeChoices.objects.create(user=cast.colleague, follows_by_itself=False)
    comments.comment(cast.colleague, "claim", claim.pk, "Why?")
    tell()

    assert not Following.objects.filter(user=cast.colleague).exists()


def test_whoever_unfollowed_does_not_follow_again_by_commenting(cast, claim):
    comments.comment(cast.colleague, "claim", claim.pk, "Why?")
    tell()
    following.unfollow(cast.colleague, "claim", claim.pk)
    comments.comment(cast.colleague, "claim", claim.pk, "No more of it.")
    tell()
    comments.comment(cast.analyst, "claim", claim.pk, "Because.")
    tell()
    assert told(cast.colleague) == []
    following.follow(cast.colleague, "claim", claim.pk)
    comments.comment(cast.analyst, "claim", claim.pk, "Once more.")
    tell()

    assert told(cast.colleague) == [Kind.COMMENT]


def test_what_happened_before_somebody_followed_is_not_told(cast, claim):
    sign(cast.analyst, claim)
    following.follow(cast.colleague, "claim", claim.pk)
    tell()

    assert told(cast.colleague) == []


def test_followers_of_an_article_and_of_a_source_hear_of_the_larger_steps_of_its_claims(cast, article, claim):
    source = Source.objects.create(name="Ministry", key="ministry-x")
    claim.attributions.update(source=source)
    following.follow(cast.viewer, "article", article.pk)
    following.follow(cast.reviewer, "source", source.pk)
    workflow.set_statement(cast.analyst, claim.pk, statement="Small.", version=claim.version)
    sign(cast.analyst, claim)
    comments.comment(cast.analyst, "article", article.pk, "About all of it.")
    comments.comment(cast.analyst, "source", source.pk, "Who is this?")
    tell()

    assert told(cast.viewer) == [Kind.VERDICT, Kind.COMMENT]
    assert told(cast.reviewer) == [Kind.VERDICT, Kind.COMMENT]


def test_a_newer_version_is_told_and_followed_from_then_on(cast, article):
    following.follow(cast.viewer, "article", article.pk)
    newer, _created = save_article(DAM.replace("safe", "sound"), user=cast.analyst, supersedes=article)
    tell()
    comments.comment(cast.analyst, "article", newer.pk, "Now it is sound.")
    tell()

    assert told(cast.viewer) == [Kind.VERSION, Kind.COMMENT]


def test_a_search_that_found_nothing_is_not_told(cast, claim):
    following.follow(cast.viewer, "claim", claim.pk)
    for found in (0, 2):
        Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new={"found": found})
    tell()

    assert told(cast.viewer) == [Kind.COVERAGE]


def test_evidence_that_is_added_is_told_and_leads_to_it(cast, claim):
    following.follow(cast.viewer, "claim", claim.pk)
    add_evidence(cast.analyst, claim.pk, stance="supports", url="https://dam.example/")
    tell()

    [notice] = Notice.objects.filter(user=cast.viewer)
    assert (notice.kind, notice.get_absolute_url()) == (Kind.EVIDENCE, f"{claim.get_absolute_url()}#evidence")


def test_whoever_may_no_longer_read_is_told_nothing(cast, claim):
    for person in (cast.viewer, cast.colleague):
        following.follow(person, "claim", claim.pk)
    cast.viewer.groups.clear()
    cast.colleague.is_active = False
    cast.colleague.save()
    sign(cast.analyst, claim)
    tell()

    assert not Notice.objects.exists()
    with pytest.raises(NotAllowed):
        following.follow(cast.nobody, "claim", claim.pk)


def test_a_person_is_told_what_they_chose_where_they_chose_it(cast, claim):
    NoticeChoices.objects.create(user=cast.viewer, not_in_page=[Kind.VERDICT], not_by_mail=[Kind.STAGE, Kind.COMMENT])
    NoticeChoices.objects.filter(user=cast.viewer).update(not_in_page=[Kind.VERDICT, Kind.COMMENT])
    following.follow(cast.viewer, "claim", claim.pk)
    sign(cast.analyst, claim)
    comments.comment(cast.analyst, "claim", claim.pk, "Neither here nor there.")
    claim.refresh_from_db()
    workflow.move(cast.analyst, claim.pk, Stage.IN_REVIEW, version=claim.version)
    tell()

    rows = Notice.objects.filter(user=cast.viewer).order_by("pk").values_list("kind", "in_page", "by_mail")
    assert list(rows) == [(Kind.VERDICT, False, True), (Kind.STAGE, True, False)]
    assert Notice.objects.count_unread(cast.viewer) == 1


def test_followers_go_along_when_a_claim_is_merged_and_come_back_when_that_is_undone(cast, article, claim):
    row, other = claim.attributions.get(), Claim.objects.exclude(pk=claim.pk).order_by("pk").first()
    following.follow(cast.viewer, "claim", claim.pk)
    for one in (claim, other):
        following.follow(cast.reviewer, "claim", one.pk)
    appearances.move_to_claim(cast.analyst, row.pk, other, version=row.version)
    assert Following.objects.filter(claim=other).count() == 2
    undo(cast.analyst, article)

    assert set(Following.objects.filter(claim=claim).values_list("user", flat=True)) == {
        cast.viewer.pk,
        cast.reviewer.pk,
    }
    assert Following.objects.filter(claim=other).get().user == cast.reviewer


def test_followers_go_along_when_a_source_is_merged_and_come_back_with_it(cast, article):
    gone, kept = Source.objects.create(name="Ministry", key="ministry-x"), Source.objects.create(name="W", key="w-x")
    following.follow(cast.viewer, "source", gone.pk)
    for one in (gone, kept):
        following.follow(cast.reviewer, "source", one.pk)
    merging.merge(cast.analyst, gone.pk, kept.pk, gone_version=gone.version, kept_version=kept.version)
    assert Following.objects.is_followed(cast.viewer, "source", kept.pk)
    kept.refresh_from_db()
    merging.part(cast.analyst, gone.pk, kept.pk, version=kept.version)

    assert Following.objects.is_followed(cast.viewer, "source", gone.pk)
    assert Following.objects.filter(user=cast.reviewer).count() == 2


def test_a_claim_that_somebody_follows_stays_when_its_article_is_split_again(cast, article, claim):
    following.follow(cast.viewer, "claim", claim.pk)
    split(article)

    assert Claim.objects.standing().filter(pk=claim.pk).exists()


def test_a_private_view_of_somebody_else_cannot_be_followed(cast):
    view = SavedView.objects.create(owner=cast.colleague, kind="claims", name="Hers")
    with pytest.raises(SavedView.DoesNotExist):
        following.follow(cast.analyst, "view", view.pk)


def test_an_act_on_a_claim_asks_nothing_more_because_somebody_follows_it(
    cast, claim, django_assert_num_queries, django_assert_max_num_queries
):
    sign(cast.analyst, claim)
    claim.refresh_from_db()
    with django_assert_max_num_queries(20) as asked:
        sign(cast.analyst, claim)
    following.follow(cast.viewer, "claim", claim.pk)
    with django_assert_num_queries(len(asked)):
        sign(cast.analyst, claim)


def test_a_long_log_is_told_in_few_questions(cast, article, claim, django_assert_max_num_queries):
    following.follow(cast.viewer, "claim", claim.pk)
    other, _created = save_article(DAM_DENIAL, user=cast.analyst)
    split(other)
    for one in Claim.objects.standing():
        for _turn in range(10):
            comments.comment(cast.analyst, "claim", one.pk, "Again.")
    event_log.seal()
    with django_assert_max_num_queries(20):
        notices.tell()

    assert told(cast.viewer) == [Kind.COMMENT] * 10


@pytest.mark.parametrize("wrong", [{}, {"claim": True, "article": True}])
def test_the_database_refuses_a_following_of_none_or_two(cast, article, claim, wrong):
    rows = {name: row for name, row in (("claim", claim), ("article", article)) if name in wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Following.objects.create(user=cast.analyst, **rows)


def test_the_database_keeps_one_following_and_one_notice_of_a_kind(cast, claim):
    Following.objects.create(user=cast.analyst, claim=claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Following.objects.create(user=cast.analyst, claim=claim)
    event = Event.objects.append(Event.Act.STAGE, claim=claim)
    Notice.objects.create(user=cast.analyst, kind=Kind.STAGE, event=event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=cast.analyst, kind=Kind.COMMENT, event=event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=cast.analyst, kind=Kind.STAGE)
