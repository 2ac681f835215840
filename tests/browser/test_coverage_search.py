"""The claim's page follows a search for coverage, fetches what arrives, and says when all have ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims import jobs, tasks
from claims.coverage import calls
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, Job
from claims.models.provider_call import Outcome
from tests.articles import REFERENCE, demo_text
from tests.browser.test_workbench import log_in

pytestmark = pytest.mark.browser


def test_a_search_is_followed_to_its_end_without_a_touch_and_can_be_stopped(page, cast):
    article, _created = save_article(REFERENCE)
    split(article)
    save_article(demo_text("meridian-kinzhal"), outlet="Meridian")
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    asked = [jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=name) for name in ("bees", "crows")]
    log_in(page, claim.get_absolute_url())
    page.get_by_role("button", name="Stop the search").focus()

    tasks.find_coverage(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim).pk)
    expect(page.locator(".match").first).to_contain_text("Meridian")
    expect(page.locator(".asking", has_text="Our archive")).to_contain_text("1 article found")
    expect(page.get_by_role("button", name="Stop the search")).to_be_focused()

    Job.objects.filter(pk=asked[0].pk).update(state="done", finished_at=timezone.now())
    failed = {"outcome": Outcome.FAILED, "reason": "Time-out.", "asked_at": timezone.now()}
    calls.write(claim, "bees", "Bees", job=asked[0], **failed)
    expect(page.locator(".asking", has_text="Bees")).to_contain_text("Failed Time-out.")

    page.keyboard.press("Enter")
    expect(page.locator(".asking", has_text="crows")).to_contain_text("Somebody stopped the search.")
    expect(page.locator("#toasts")).to_contain_text("The search was stopped.")
    expect(page.get_by_role("button", name="Look again")).to_be_visible()


def test_what_the_page_asked_before_the_search_was_stopped_does_not_come_over_the_answer(page, cast):
    article, _created = save_article(REFERENCE)
    split(article)
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    asked = [jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=name) for name in ("bees", "crows")]
    log_in(page, claim.get_absolute_url())
    stop = page.get_by_role("button", name="Stop the search")
    stop.focus()
    answers = []
    for address in (f"**/claims/{claim.pk}/coverage/", "**/coverage/stop/"):
        page.route(address, lambda route: answers.append((route, route.fetch())))

    Job.objects.filter(pk=asked[0].pk).update(state="done", finished_at=timezone.now())
    until(page, lambda: len(answers) == 1)  # the page has heard that one has ended, and asks for what was found
    stop.press("Enter")
    until(page, lambda: len(answers) == 2)
    for route, answer in answers:
        route.fulfill(response=answer)

    expect(page.get_by_role("button", name="Look again")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("The search was stopped.")


def until(page, done: Callable[[], bool]) -> None:
    """Let the page go on until `done`."""
    for _attempt in range(250):
        if done():
            return
        page.wait_for_timeout(20)
    raise AssertionError("what the test waits for has not come")
