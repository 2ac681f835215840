"""The zones of a claim page for the search log, the next look and the right of reply: shown, sent, refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, CoverageMatch, ProviderCall, Reopening
from claims.models.claim import Status
from claims.models.provider_call import Outcome
from claims.review import replies, searches, workflow
from claims.review.reopenings import look_for_reasons
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


def post(client, name: str, pk: int, htmx: bool = True, **sent):
    return client.post(reverse(f"claims:{name}", args=[pk]), sent, headers=HTMX if htmx else {})


@pytest.mark.parametrize("htmx", [True, False])
def test_a_search_that_found_nothing_is_noted(analyst, claim, htmx):
    sent = {"place": "Kremlin.ru", "words": "соглашение Ким", "language": "", "outcome": "nothing"}
    response = post(analyst, "searches", claim.pk, htmx, **sent)
    assert response.status_code == (200 if htmx else 302)

    text = " ".join(analyst.get(claim.get_absolute_url()).text.split())
    assert "1 search, 1 found nothing" in text
    assert "соглашение Ким" in text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_search_without_its_place_is_sent_back_with_its_words(analyst, claim, htmx):
    response = post(analyst, "searches", claim.pk, htmx, place="", words="long words typed", outcome="found")
    assert response.status_code == 422
    assert "long words typed" in response.text
    assert not claim.searches.exists()


def test_the_log_says_which_place_did_not_answer_and_which_was_not_asked(analyst, claim):
    ask(claim, "lacak-hoaks.example", Outcome.FAILED)
    ask(claim, "arsip-warta.example", Outcome.NOT_ASKED)
    searches.note_own_search(claim, words="perjanjian", language="id", found=2, looked_at=7)

    log = analyst.get(claim.get_absolute_url()).text.split('id="searches"')[1].split("</ul>")[0]
    assert re.findall(r'<b>([^<]+)</b>.*?class="outcome (\w+)"', log) == [
        ("our archive", "found"), ("arsip-warta.example", "notasked"), ("lacak-hoaks.example", "failed")
    ]  # fmt: skip


def ask(claim: Claim, label: str, outcome: str) -> None:
    """A provider that was asked for the claim in vain."""
    now = timezone.now()
    call = ProviderCall.objects.create(
        claim=claim, provider=label, label=label, words="perjanjian", outcome=outcome, reason="Why.", asked_at=now,
        finished_at=now,
    )  # fmt: skip
    searches.note_asking(claim, call, language="id")


def test_a_line_is_withdrawn_and_put_back(analyst, cast, claim):
    line = searches.note_search(cast.analyst, claim.pk, place="Registry", words="dam", outcome="found")
    assert "Put it back" in post(analyst, "search_withdraw", line.pk, version=1).text
    assert post(analyst, "search_restore", line.pk, version=1).status_code == 409
    assert "Line put back." in post(analyst, "search_restore", line.pk, version=2).text


def test_the_day_to_look_again_is_saved_and_a_stale_one_refused_with_what_was_typed(analyst, browser_of, claim):
    day = (TODAY() + 30 * DAY).isoformat()
    assert "saved" in post(analyst, "claim_recheck", claim.pk, recheck_on=day, seen_day="").text
    other = (TODAY() + 60 * DAY).isoformat()
    stale = post(browser_of("colleague"), "claim_recheck", claim.pk, recheck_on=other, seen_day="")

    assert stale.status_code == 409
    assert f'value="{other}"' in stale.text
    assert f'name="seen_day" value="{day}"' in stale.text, "sending again would be refused again"
    assert post(analyst, "claim_recheck", claim.pk, recheck_on="2020-01-01", seen_day=day).status_code == 422
    assert post(analyst, "claim_recheck", claim.pk, recheck_on=other, seen_day=day).status_code == 200


def test_a_request_its_answer_and_what_is_overdue_are_shown(analyst, cast, claim):
    post(analyst, "replies", claim.pk, whom="Press office", how="email", question="Is there a plan?",
         asked_on=(TODAY() - 3 * DAY).isoformat(), due_on=(TODAY() - DAY).isoformat())  # fmt: skip
    text = analyst.get(claim.get_absolute_url()).text
    assert "overdue since" in text

    asked = claim.reply_requests.get()
    response = post(analyst, "reply_answered", asked.pk, version=1, answer="No plan.", corrected="yes")
    assert "No plan." in response.text
    assert "overdue since" not in response.text
    stale = post(analyst, "reply_answered", asked.pk, version=1, answer="Typed late", corrected="")
    assert stale.status_code == 409
    assert "Typed late" in stale.text
    assert 'name="version" value="2"' in stale.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_request_due_before_it_was_asked_is_refused_and_kept(analyst, claim, htmx):
    response = post(analyst, "replies", claim.pk, htmx, whom="Press office", how="email", question="A long question",
                    asked_on=TODAY().isoformat(), due_on=(TODAY() - DAY).isoformat())  # fmt: skip
    assert response.status_code == 422
    assert "A long question" in response.text


def test_a_reason_shows_on_the_claim_and_in_my_queue_until_it_is_settled(analyst, cast, claim, reference):
    claim.refresh_from_db()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)
    CoverageMatch.objects.create(claim=claim, article=reference, relation="contradicts", score=0.9)
    look_for_reasons()
    reason = Reopening.objects.get()

    assert "Coverage contradicts it" in analyst.get(claim.get_absolute_url()).text
    assert "Reasons to look again" in analyst.get("/queue/").text
    assert "Open it again" in post(analyst, "reopening_settle", reason.pk).text
    assert "Reasons to look again" not in analyst.get("/queue/").text
    post(analyst, "reopening_settle", reason.pk, undo="1")
    assert Reopening.objects.open().exists()


def test_a_viewer_reads_the_zones_and_may_do_nothing(browser_of, cast, claim):
    viewer = browser_of("viewer")
    line = searches.note_search(cast.analyst, claim.pk, place="Registry", words="dam", outcome="found")
    asked = replies.ask(cast.analyst, claim.pk, whom="Ministry", how="phone")
    assert "Ministry" in viewer.get(claim.get_absolute_url()).text
    for name, pk in (("searches", claim.pk), ("search_withdraw", line.pk), ("search_restore", line.pk),
                     ("claim_recheck", claim.pk), ("replies", claim.pk), ("reply_answered", asked.pk),
                     ("reply_withdraw", asked.pk), ("reply_restore", asked.pk)):  # fmt: skip
        assert post(viewer, name, pk, version=1).status_code == 403
