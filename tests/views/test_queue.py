"""My queue: what waits for whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.ingest.store import save_article
from claims.models import Claim, Job
from claims.models.claim import Stage, Status
from claims.review import attributions, workflow
from tests.articles import DAM

pytestmark = pytest.mark.django_db


def take(client, claim):
    return client.post(reverse("claims:take", args=[claim.pk]), {"version": claim.version}, follow=True)


def sent_into_review(claim, author):
    workflow.sign_verdict(author, claim.pk, status=Status.TRUE, rationale="Seen on film.", version=claim.version)
    claim.refresh_from_db()
    return workflow.move(author, claim.pk, Stage.IN_REVIEW, version=claim.version)


def test_an_empty_queue_says_the_next_step(analyst):
    page = analyst.get("/").text

    assert "Nothing waits for you" in page
    assert "Add an article to find more." in page


def test_taking_a_claim_moves_it_from_unassigned_to_mine(analyst, cast, reference):
    claim = Claim.objects.unassigned().first()

    page = take(analyst, claim)

    claim.refresh_from_db()
    assert claim.assigned_to == cast.analyst
    assert list(page.context["assigned"].rows) == [claim]
    assert claim not in page.context["unassigned"].rows


def test_a_claim_taken_by_somebody_else_meanwhile_is_not_taken_again(analyst, browser_of, cast, reference):
    claim = Claim.objects.unassigned().first()
    take(browser_of("colleague"), claim)

    response = take(analyst, claim)

    assert response.status_code == 409
    claim.refresh_from_db()
    assert claim.assigned_to == cast.colleague


def test_the_most_check_worthy_stand_first(analyst, reference):
    scores = [claim.check_score for claim in analyst.get("/").context["unassigned"].rows]

    assert scores == sorted(scores, reverse=True) and len(set(scores)) > 1


def test_a_claim_with_only_rejected_appearances_is_nobodys_work(analyst, cast, kremlin):
    for appearance in kremlin.claim.attributions.all():
        attributions.reject(cast.analyst, appearance.pk, version=appearance.version)

    assert kremlin.claim not in analyst.get("/").context["unassigned"].rows


def test_what_an_analyst_sends_into_review_waits_for_the_reviewer_only(analyst, browser_of, cast, kremlin):
    claim = sent_into_review(kremlin.claim, cast.analyst)

    assert browser_of("reviewer").get("/").context["to_review"].rows == [claim]
    assert analyst.get("/").context["to_review"] is None


def test_reviewers_do_not_review_themselves(browser_of, cast, kremlin):
    sent_into_review(kremlin.claim, cast.reviewer)

    assert browser_of("reviewer").get("/").context["to_review"].rows == []


def test_what_a_reviewer_returns_comes_back_to_its_analyst(analyst, cast, kremlin):
    claim = workflow.assign(cast.analyst, kremlin.claim_id, cast.analyst, version=kremlin.claim.version)
    claim = sent_into_review(claim, cast.analyst)
    workflow.move(cast.reviewer, claim.pk, Stage.CHANGES_REQUESTED, version=claim.version, note="Which day?")

    assert analyst.get("/").context["returned"].rows == [claim]


def test_next_for_me_is_a_return_before_anything_new(analyst, cast, kremlin):
    claim = workflow.assign(cast.analyst, kremlin.claim_id, cast.analyst, version=kremlin.claim.version)
    claim = sent_into_review(claim, cast.analyst)
    workflow.move(cast.reviewer, claim.pk, Stage.CHANGES_REQUESTED, version=claim.version)

    response = analyst.get("/queue/next/")

    assert response.url == f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"


def test_next_for_me_says_so_when_nothing_waits(analyst):
    assert "Nothing waits for you" in analyst.get("/queue/next/", follow=True).text


def test_an_article_stays_until_every_claim_in_it_is_decided(analyst, cast, reference):
    assert analyst.get("/").context["articles"].rows == [reference]
    for attribution in reference.attributions.all():
        attributions.confirm(cast.analyst, attribution.pk, version=attribution.version)

    assert analyst.get("/").context["articles"].rows == []


def test_a_failed_job_is_shown_with_its_reason_and_can_be_tried_again(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    job = Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)
    Job.objects.filter(pk=job.pk).update(
        state="failed", reason="The worker was lost 3 times.", finished_at=job.queued_at
    )

    page = analyst.get("/").text

    assert "The worker was lost 3 times." in page
    assert reverse("claims:job_retry", args=[job.pk]) in page


def test_a_failed_job_that_was_tried_again_is_no_news(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    job = Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)
    Job.objects.filter(pk=job.pk).update(state="failed", finished_at=job.queued_at)
    Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)

    assert analyst.get("/").context["failed_jobs"] == []


def test_the_queue_asks_the_same_number_of_questions_whatever_waits(
    analyst, cast, reference, django_assert_num_queries
):
    for claim in Claim.objects.unassigned()[:2]:
        workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)
    analyst.get("/")  # writes the session, once
    with django_assert_num_queries(16):
        analyst.get("/")
    for claim in Claim.objects.unassigned()[:4]:
        workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)
    with django_assert_num_queries(16):
        analyst.get("/")
