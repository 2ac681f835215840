"""One person is mentioned, the other sees it, opens the very comment and answers; following and choosing."""

from __future__ import annotations

import pytest

from claims.models import Comment, Following, NoticeChoices
from claims.review import comments, digests, event_log, notices
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_outbox import article, first  # noqa: F401 - the fixture
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser


def looks_well(page):
    for scheme, size in (("light", WIDE), ("dark", NARROW), ("light", NARROW), ("dark", WIDE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []


def test_whoever_is_mentioned_sees_it_opens_the_comment_and_answers(page, article, cast):  # noqa: F811
    claim = first(article).claim
    asked = comments.comment(cast.analyst, "claim", claim.pk, "Which survey does the ministry mean, @citra?").comment
    comments.comment(cast.colleague, "article", article.pk, "I have the survey.")
    comments.comment(cast.reviewer, "article", article.pk, "Please put it into the evidence.")
    event_log.seal()
    notices.tell()
    log_in(page, f"/articles/{article.pk}/", "citra")
    page.get_by_role("link", name="2 new").click()
    page.get_by_text("Please put it into the evidence.").wait_for()
    looks_well(page)
    page.set_viewport_size(NARROW)
    heights = page.locator(".told a, .told button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 3 and min(heights) >= 24
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Bram mentioned you").press("Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/comments/#comment-{asked.pk}")
    looks_well(page)
    page.get_by_label("Your comment", exact=True).fill("The one of 2023, @bram.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Comment saved.").wait_for()

    assert Comment.objects.order_by("-pk").first().body == "The one of 2023, @bram."
    page.reload()
    page.get_by_role("link", name="1 new").wait_for()


def test_the_count_comes_to_an_open_article_by_itself(page, article, cast):  # noqa: F811
    log_in(page, f"/articles/{article.pk}/", "citra")
    page.wait_for_load_state("networkidle")
    comments.comment(cast.analyst, "claim", first(article).claim_id, "@citra, look.")
    page.locator("#presence").evaluate("(element) => htmx.trigger(element, 'seen')")

    page.get_by_role("link", name="1 new").wait_for()


def test_following_and_choosing_by_keyboard(page, article, cast):  # noqa: F811
    claim = first(article).claim
    log_in(page, claim.get_absolute_url())
    button = page.locator(".dossier-head").get_by_role("button", name="Follow")
    button.press("Enter")
    page.locator(".dossier-head [aria-pressed=true]").wait_for()
    assert Following.objects.get().claim == claim
    looks_well(page)
    page.keyboard.press("Enter")  # the keyboard is still at the button
    page.locator(".dossier-head [aria-pressed=false]").wait_for()
    assert Following.objects.get().muted
    page.goto("/notifications/choices/")
    page.get_by_label("a verdict is signed, by mail").uncheck()
    page.get_by_label("once an hour").check()
    looks_well(page)
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_text("Your choices hold from now on.").wait_for()
    assert not page.get_by_label("a verdict is signed, by mail").is_checked()


def test_the_way_out_of_mail_is_one_button(page, cast, live_server):
    page.goto(f"/notifications/off/{digests.token_for(cast.colleague)}/")
    looks_well(page)
    page.get_by_role("button", name="Send no more").press("Enter")
    page.get_by_text("Citra gets no more mail").wait_for()

    assert NoticeChoices.objects.get().mail == "never"


def test_the_head_of_an_article_follows_it_and_stays_so_through_an_act(page, article, cast):  # noqa: F811
    log_in(page, f"/articles/{article.pk}/")
    button = page.locator("#abar").get_by_role("button", name="Follow")
    button.press("Enter")
    page.locator("#abar [aria-pressed=true]:focus").wait_for()
    assert Following.objects.get().article == article
    page.keyboard.press("y")  # swaps the head
    page.get_by_text("Claim 1 confirmed").wait_for()
    page.locator("#saved time").wait_for()

    assert button.get_attribute("aria-pressed") == "true"
    looks_well(page)
