"""Reasons to look again: noticed once, told, an approved claim goes back in progress, and no status moves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import (
    Claim,
    CoverageMatch,
    Event,
    Evidence,
    EvidenceArchive,
    Job,
    Notice,
    Reopening,
    ReplyRequest,
    Verdict,
)
from claims.models.claim import Stage, Status
from claims.review import event_log, following, notices, reopenings, replies, workflow
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.evidence import add_evidence
from claims.review.reopenings import look_for_reasons
from tests.articles import DAM, DAM_DENIAL

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


@pytest.fixture
def claim(cast) -> Claim:
    """A claim that was judged and approved."""
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    claim = article.attributions.first().claim
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)
    for person, stage in ((cast.analyst, Stage.IN_REVIEW), (cast.reviewer, Stage.APPROVED)):
        claim.refresh_from_db()
        workflow.move(person, claim.pk, stage, version=claim.version)
    claim.refresh_from_db()
    return claim


def contradicting(claim: Claim) -> CoverageMatch:
    denial, _created = save_article(DAM_DENIAL)
    return CoverageMatch.objects.create(claim=claim, article=denial, relation="contradicts", score=0.8)


def looked(evidence: Evidence, outcome: str) -> None:
    job = Job.objects.create(kind=Job.Kind.CHECK_EVIDENCE, evidence=evidence, state="done", finished_at=timezone.now())
    kept = {"sha256": "0" * 64, "page_file": "x"} if outcome in ("archived", "changed") else {"reason": "404"}
    EvidenceArchive.objects.create(evidence=evidence, job=job, outcome=outcome, fetched_at=timezone.now(), **kept)


def test_contradicting_coverage_reopens_an_approved_claim_and_rates_nothing(claim):
    match = contradicting(claim)
    assert look_for_reasons() == 1

    reason = claim.reopenings.get()
    assert (reason.reason, reason.article, reason.reopened) == ("contradicted", match.article, True)
    claim.refresh_from_db()
    assert (claim.stage, claim.status) == (Stage.IN_PROGRESS, Status.TRUE)
    events = Event.objects.filter(claim=claim, actor=None, act__in=[Event.Act.LOOK_AGAIN, Event.Act.STAGE])
    assert [event.act for event in events] == ["look_again", "stage"]


def test_a_follower_of_the_claim_reads_the_reason_among_the_notifications(cast, claim, client):
    following.follow(cast.colleague, "claim", claim.pk)
    contradicting(claim)
    look_for_reasons()
    event_log.seal()
    notices.tell()

    kinds = Notice.objects.filter(user=cast.colleague, claim=None).values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["again"]
    client.force_login(cast.colleague)
    page = client.get("/notifications/").text
    assert "gave a reason to look again" in page
    assert str(Reopening.Reason.CONTRADICTED.label) in page


def test_a_reason_that_is_opened_again_is_not_told_a_second_time(cast, claim):
    following.follow(cast.colleague, "claim", claim.pk)
    contradicting(claim)
    look_for_reasons()
    reason = claim.reopenings.get()
    reopenings.settle(cast.analyst, reason.pk)
    reopenings.unsettle(cast.analyst, reason.pk)
    event_log.seal()
    notices.tell()

    assert Notice.objects.filter(user=cast.colleague, kind="again").count() == 1


def test_the_same_is_told_once_even_after_it_was_settled(cast, claim):
    contradicting(claim)
    assert [look_for_reasons(), look_for_reasons()] == [1, 0]
    reopenings.settle(cast.colleague, claim.reopenings.get().pk)
    assert look_for_reasons() == 0
    assert not Reopening.objects.open().exists()


@pytest.mark.parametrize("change", ["not related", "known to the verdict", "left aside", "never judged"])
def test_what_is_no_reason_stays_untold(claim, change):
    match = contradicting(claim)
    if change == "not related":
        CoverageMatch.objects.update(decision=CoverageMatch.Decision.NOT_RELATED)
    if change == "known to the verdict":
        CoverageMatch.objects.update(found_at=timezone.now() - 2 * DAY)
    if change == "left aside":
        Claim.objects.update(stage=Stage.ARCHIVED)
    if change == "never judged":
        other = Claim.objects.exclude(pk=claim.pk).exclude(pk__in=Verdict.objects.values("claim")).first()
        CoverageMatch.objects.filter(pk=match.pk).update(claim=other)
    assert look_for_reasons() == 0


def test_the_day_to_look_again_comes_once(cast, claim):
    reopenings.set_recheck(cast.analyst, claim.pk, TODAY() + DAY, seen=None)
    assert look_for_reasons() == 0
    Claim.objects.update(recheck_on=TODAY())
    assert [look_for_reasons(), look_for_reasons()] == [1, 0]
    assert claim.reopenings.get().reason == Reopening.Reason.RECHECK


def test_a_day_that_is_over_and_one_that_another_changed_are_refused(cast, claim):
    with pytest.raises(NotReady, match="lies in the future"):
        reopenings.set_recheck(cast.analyst, claim.pk, TODAY(), seen=None)
    before = claim.version
    reopenings.set_recheck(cast.colleague, claim.pk, TODAY() + DAY, seen=None)
    with pytest.raises(OutOfDate):
        reopenings.set_recheck(cast.analyst, claim.pk, TODAY() + 9 * DAY, seen=None)
    claim.refresh_from_db()
    assert (claim.recheck_on, claim.version) == (TODAY() + DAY, before)


@pytest.mark.parametrize(("outcome", "reason"), [("changed", "changed"), ("gone", "gone")])
def test_evidence_that_is_gone_or_changed_is_a_reason_until_it_is_archived_anew(cast, claim, outcome, reason):
    link = add_evidence(cast.analyst, claim.pk, stance="supports", url="https://example.org/record")
    looked(link, "archived")
    looked(link, outcome)
    looked(link, outcome)
    assert [look_for_reasons(), look_for_reasons()] == [1, 0]
    told = claim.reopenings.get()
    assert (told.reason, told.evidence) == (reason, link)
    assert told.link == f"/claims/{claim.pk}/#evidence-{link.pk}"

    looked(link, "archived")
    looked(link, outcome)
    assert look_for_reasons() == 1, "it changed again after somebody had archived it anew"


def test_a_newer_version_of_an_article_that_is_evidence_is_a_reason(cast, claim):
    denial, _created = save_article(DAM_DENIAL)
    add_evidence(cast.analyst, claim.pk, stance="refutes", article=denial)
    newer, _created = save_article(DAM_DENIAL.replace("three joints", "two joints"), supersedes=denial)
    look_for_reasons()
    told = claim.reopenings.get()
    assert (told.reason, told.article) == (Reopening.Reason.CORRECTED, newer)


def test_an_answer_that_is_overdue_is_a_reason_and_an_answer_ends_it(cast, claim):
    asked = replies.ask(
        cast.analyst, claim.pk, whom="Water ministry", how="email", asked_on=TODAY() - 5 * DAY, due_on=TODAY() - DAY
    )
    assert asked.is_overdue
    look_for_reasons()
    assert claim.reopenings.get().reply == asked

    reply = replies.answered(cast.colleague, asked.pk, version=1, answer="We stand by it.", corrected="no")
    assert not reply.is_overdue
    assert not ReplyRequest.objects.overdue().exists()
    event = Event.objects.get(act=Event.Act.REPLY_ANSWERED)
    assert event.new == {"answer": "We stand by it.", "corrected": "no", "reply": reply.pk, "whom": "Water ministry"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"whom": " "},
        {"how": "pigeon"},
        {"asked_on": dt.date(2999, 1, 1)},
        {"asked_on": dt.date(2024, 3, 2), "due_on": dt.date(2024, 3, 1)},
    ],
)
def test_a_request_that_cannot_be_is_refused(cast, claim, wrong):
    with pytest.raises(NotReady):
        replies.ask(cast.analyst, claim.pk, **{"whom": "Ministry", "how": "email", **wrong})
    assert not ReplyRequest.objects.exists()


def test_a_request_is_withdrawn_and_put_back_by_who_saw_it(cast, claim):
    asked = replies.ask(cast.analyst, claim.pk, whom="Ministry", how="phone")
    replies.withdraw(cast.analyst, asked.pk, version=1)
    with pytest.raises(OutOfDate):
        replies.answered(cast.colleague, asked.pk, version=1, answer="No.")
    replies.put_back(cast.analyst, asked.pk, version=2)
    assert ReplyRequest.objects.standing().get() == asked


def test_reasons_wait_for_who_has_the_claim_or_signed_on_it(cast, claim):
    contradicting(claim)
    look_for_reasons()
    for person, told in ((cast.analyst, 1), (cast.colleague, 0)):
        assert Reopening.objects.waiting_for(person).count() == told
    Claim.objects.update(assigned_to=cast.colleague)
    for person, told in ((cast.analyst, 0), (cast.colleague, 1)):
        assert Reopening.objects.waiting_for(person).count() == told


def test_a_reason_is_settled_once_and_taken_back(cast, claim):
    contradicting(claim)
    look_for_reasons()
    pk = claim.reopenings.get().pk
    with pytest.raises(NotAllowed):
        reopenings.settle(cast.viewer, pk)
    reopenings.settle(cast.analyst, pk)
    with pytest.raises(NotReady):
        reopenings.settle(cast.colleague, pk)
    reopenings.unsettle(cast.analyst, pk)
    assert Reopening.objects.open().get().settled_by is None
