"""The search log, the next look and the right of reply on the page of a claim, by keyboard, in both schemes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import CoverageMatch
from claims.models.claim import Status
from claims.review import workflow
from claims.review.reopenings import look_for_reasons
from tests.articles import DAM, DAM_DENIAL
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(live_server, cast):
    """A claim with a verdict, which coverage contradicts."""
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    claim = article.attributions.first().claim
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)
    denial, _created = save_article(DAM_DENIAL)
    CoverageMatch.objects.create(claim=claim, article=denial, relation="contradicts", score=0.8)
    look_for_reasons()
    return claim


def test_a_search_a_day_and_a_request_are_noted_and_a_reason_settled_by_keyboard(page, claim):
    log_in(page, claim.get_absolute_url())
    page.locator("#searches > summary").press("Enter")
    page.locator("#search-place").fill("Water registry")
    page.locator("#search-words").fill("Lake Orel inspection 2024")
    page.get_by_label("found nothing", exact=True).press("Space")
    page.locator("#search-words").press("Control+Enter")
    page.get_by_text("Search noted.").wait_for()
    page.get_by_text("Lake Orel inspection 2024").first.wait_for()

    looking = page.locator("#look-again")
    looking.locator("#recheck-recheck_on").fill((timezone.localdate() + dt.timedelta(days=30)).isoformat())
    looking.get_by_role("button", name="Save the day").press("Enter")
    page.get_by_text("Day to look again saved.").wait_for()
    looking.get_by_text("Ask for a reply", exact=True).press("Enter")
    looking.locator("#reply-whom").fill("Water ministry, press office")
    looking.locator("#reply-question").fill("Which joints were measured?")
    looking.locator("#reply-question").press("Control+Enter")
    page.get_by_text("Request noted.").wait_for()
    looking.get_by_text("no answer yet").wait_for()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.set_viewport_size(WIDE)

    looking.get_by_role("button", name="I looked, it is dealt with").press("Enter")
    page.get_by_text("Noted.", exact=True).wait_for()
    looking.get_by_text("Dealt with").wait_for()
    claim.refresh_from_db()
    assert (claim.status, claim.reopenings.open().count(), claim.searches.count()) == (Status.TRUE, 0, 1)


def test_the_search_log_is_printed(page, claim):
    log_in(page, claim.get_absolute_url())
    words = page.get_by_text("Write down what you looked for")
    assert not words.is_visible()
    page.emulate_media(media="print")
    words.wait_for()
