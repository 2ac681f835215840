"""An act that came too late, at the keyboard: who was faster, how it stands now, and one key to do it all the same."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution
from claims.review import attributions as review
from tests.articles import DAM
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_workbench import NARROW

pytestmark = pytest.mark.browser


@pytest.fixture
def row(cast, live_server) -> Attribution:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.order_by("number").first()


def too_late(page, row, cast):
    """Bram has the claim open and confirms it by its key after Citra rejected it."""
    log_in(page, f"/articles/{row.article_id}/?claim={row.number}")
    page.goto(f"/articles/{row.article_id}/?claim={row.number}")
    page.locator("#detail form[action$='/confirm/']").first.wait_for()
    review.reject(cast.colleague, row.pk, version=row.version)
    page.locator("#detail form[action$='/confirm/'] [type=submit]").first.click()
    toast = page.locator(".toast.is-late")
    toast.wait_for()
    return toast


def state(row) -> str:
    return str(Attribution.objects.get(pk=row.pk).review_state)


def test_one_key_does_it_all_the_same(new_page, row, cast):
    page = new_page(refusals=True)
    toast = too_late(page, row, cast)
    assert "Citra rejected the attribution" in toast.inner_text()
    assert state(row) == "rejected"
    page.keyboard.press("Enter")
    page.get_by_text("confirmed, saved").first.wait_for()
    assert state(row) == "confirmed"


def test_on_a_narrow_screen_all_of_it_can_be_read_and_reached(new_page, row, cast):
    page = new_page(refusals=True, viewport=NARROW)
    toast = too_late(page, row, cast)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    toast.get_by_role("button", name="Close").click()
    toast.wait_for(state="detached")
    assert state(row) == "rejected"


def test_without_javascript_the_page_offers_the_same(new_page, row, cast):
    page = new_page(refusals=True, java_script_enabled=False)
    log_in(page, f"/articles/{row.article_id}/?claim={row.number}")
    page.goto(f"/articles/{row.article_id}/?claim={row.number}")
    review.reject(cast.colleague, row.pk, version=row.version)
    page.locator("#detail form[action$='/confirm/'] [type=submit]").first.click()
    page.get_by_role("heading", name="How it stands now").wait_for()
    page.get_by_role("button", name="Do it all the same").click()
    page.get_by_text("confirmed, saved").first.wait_for()
    assert state(row) == "confirmed"
