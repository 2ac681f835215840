"""My queue: what waits for whom."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Claim, Job, Reopening
from claims.models.claim import Stage, Status
from claims.review import attributions, workflow
from claims.review.verdicts import sign_verdict
from claims.sources.mentions import waiting_for
from claims.views.queue import place_of
from tests.articles import DAM

pytestmark = pytest.mark.django_db


def take(client, claim):
    return client.post(reverse("claims:take", args=[claim.pk]), {"version": claim.version}, follow=True)


def without_source(attribution):
    """Named in the article, known to nobody."""
    Attribution.objects.filter(pk=attribution.pk).update(source=None)


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


def given(claim, person, *, days_ago=0, due=None):
    """Assigned, and not touched since."""
    workflow.assign(person, claim.pk, person, version=claim.version)
    then = timezone.now() - dt.timedelta(days=days_ago)
    Claim.objects.filter(pk=claim.pk).update(updated_at=then, due=due)
    return claim


def returned(claim, author, reviewer):
    workflow.assign(author, claim.pk, author, version=claim.version)
    claim.refresh_from_db()
    claim = sent_into_review(claim, author)
    return workflow.move(reviewer, claim.pk, Stage.CHANGES_REQUESTED, version=claim.version)


def test_next_for_me_is_a_return_then_own_work_then_a_review(browser_of, cast, reference):
    mine, theirs, back = Claim.objects.unassigned().standing()[:3]
    reviewer = browser_of("reviewer")
    sent_into_review(theirs, cast.analyst)
    Claim.objects.filter(pk=theirs.pk).update(updated_at=timezone.now() - dt.timedelta(days=90))
    assert reviewer.get("/queue/next/").url == place_of(theirs)
    given(mine, cast.reviewer, days_ago=30)
    assert reviewer.get("/queue/next/").url == place_of(mine)
    returned(back, cast.reviewer, cast.administrator)
    assert reviewer.get("/queue/next/").url == place_of(back)


def test_next_for_me_is_a_blind_second_verdict_then_a_reason_to_look_again(browser_of, cast, reference):
    sealed, noticed = Claim.objects.unassigned().standing()[:2]
    colleague = browser_of("colleague")
    sign_verdict(cast.colleague, noticed.pk, status=Status.TRUE, rationale="Seen on film.", version=noticed.version)
    Reopening.objects.create(claim=noticed, reason=Reopening.Reason.RECHECK)
    assert colleague.get("/queue/next/").url == f"{noticed.get_absolute_url()}#look-again"
    sign_verdict(
        cast.analyst, sealed.pk, status=Status.TRUE, rationale="Seen on film.", version=sealed.version, blind=True
    )
    assert colleague.get("/queue/next/").url == sealed.get_absolute_url()
    assert browser_of("analyst").get("/queue/next/").url != sealed.get_absolute_url()


def test_own_work_begins_with_what_is_overdue_for_longest_then_with_what_waits_for_longest(analyst, cast, reference):
    today = timezone.localdate()
    claims = list(Claim.objects.unassigned().standing()[:5])
    given(claims[0], cast.analyst, days_ago=1)
    given(claims[1], cast.analyst, days_ago=9)
    given(claims[2], cast.analyst, due=today - dt.timedelta(days=1))
    given(claims[3], cast.analyst, due=today - dt.timedelta(days=4))
    given(claims[4], cast.analyst, due=today + dt.timedelta(days=1))

    order = [claims[n] for n in (3, 2, 1, 0, 4)]
    assert analyst.get("/queue/").context["assigned"].rows == order
    assert analyst.get("/queue/next/").url == place_of(order[0])


def test_what_is_overdue_says_so_in_words(analyst, cast, kremlin):
    given(kremlin.claim, cast.analyst, due=dt.date(2024, 5, 3))
    assert "overdue since 3 May" in analyst.get("/queue/").text


def test_the_page_stands_in_the_order_of_next_for_me(browser_of, reference):
    text = browser_of("reviewer").get("/queue/").text
    places = [text.index(f'id="queue-{pile}"') for pile in ("returned", "assigned", "review", "articles", "unassigned")]
    assert places == sorted(places)


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


def test_the_queue_asks_the_same_number_of_questions_whatever_waits(analyst, cast, kremlin, django_assert_num_queries):
    without_source(kremlin)
    for claim in Claim.objects.unassigned()[:2]:
        workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)
    analyst.get("/")  # writes the session, once
    with django_assert_num_queries(25):
        analyst.get("/")
    for claim in Claim.objects.unassigned()[:4]:
        workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)
    with django_assert_num_queries(25):
        analyst.get("/")


def test_mentions_without_a_certain_source_are_counted_and_lead_to_the_source_review(analyst, cast, kremlin):
    without_source(kremlin)
    page = analyst.get("/")

    mentions = page.context["mentions"]
    assert mentions.total == waiting_for(cast.analyst).count() > 0
    assert mentions.articles == 1
    assert "Mentions to resolve" in page.text and f'href="{reverse("claims:source_review")}"' in page.text


def test_viewers_are_not_asked_about_mentions(browser_of, kremlin):
    without_source(kremlin)
    assert "Mentions to resolve" not in browser_of("viewer").get("/").text


def test_what_has_waited_longest_is_told_in_the_heading(analyst, cast, kremlin):
    claim = workflow.assign(cast.analyst, kremlin.claim_id, cast.analyst, version=kremlin.claim.version)
    Claim.objects.filter(pk=claim.pk).update(updated_at=timezone.now() - dt.timedelta(days=6))

    page = analyst.get("/").text

    assert re.search(r"1, oldest 6\xa0days", page)
    assert '<span class="age over">6\xa0days</span>' in page


def test_next_for_me_goes_from_own_articles_to_mentions_to_what_is_free(analyst, browser_of, cast, kremlin):
    without_source(kremlin)
    assert analyst.get("/queue/next/").url == kremlin.article.get_absolute_url()
    colleague = browser_of("colleague")  # has no article of her own
    assert colleague.get("/queue/next/").url == reverse("claims:source_review")
    for mention in waiting_for(cast.colleague):
        attributions.reject(cast.colleague, mention.pk, version=mention.version)
    free = Claim.objects.unassigned().standing().first()
    assert colleague.get("/queue/next/").url == place_of(free)


def test_a_sealed_verdict_waits_in_the_queue_of_everybody_but_its_author(browser_of, cast, kremlin):
    words = {"status": Status.TRUE, "rationale": "Seen on film.", "version": kremlin.claim.version}
    sign_verdict(cast.analyst, kremlin.claim_id, blind=True, **words)

    assert 'id="queue-seconds"' in browser_of("colleague").get("/queue/").text
    assert 'id="queue-seconds"' not in browser_of("analyst").get("/queue/").text
    version = Claim.objects.get(pk=kremlin.claim_id).version
    sign_verdict(cast.colleague, kremlin.claim_id, **words | {"version": version})
    assert 'id="queue-seconds"' not in browser_of("reviewer").get("/queue/").text


def test_where_more_waits_than_is_shown_the_list_of_it_all_is_one_step_away(analyst, cast):
    for number in range(11):
        article, _created = save_article(DAM.replace("Lake Orel", f"Lake {number}"), user=cast.analyst)
        split(article)
    Claim.objects.update(assigned_to=cast.analyst)

    page = analyst.get("/").text
    assert 'href="/articles/?review=open"' in page
    assert 'href="/claims/?assigned=me"' in page


def test_an_article_without_a_headline_is_never_called_by_its_address(analyst, kremlin):
    article = kremlin.article
    Article.objects.filter(pk=article.pk).update(title="")
    without_source(kremlin)

    for address in ("/", kremlin.claim.get_absolute_url(), reverse("claims:source_review"), "/log/"):
        page = analyst.get(address).text
        assert f"Article {article.pk}, without a headline" in page
        assert f">{article.get_absolute_url()}<" not in page
