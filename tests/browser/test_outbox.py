"""Offline for a minute: acts wait in order, survive a reload, are done once, and each is told what became of it."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Event
from claims.review import workflow
from tests.articles import DAM
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def article(cast, live_server):
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    return found


@pytest.fixture
def desk(new_page, article):
    """The first claim of the article, open, with the line to the server cut."""
    return cut_off(new_page(offline=True, refusals=True), article)


def cut_off(page, article):
    log_in(page, f"/articles/{article.pk}/")
    page.goto(f"/articles/{article.pk}/?claim={first(article).number}")
    page.context.set_offline(True)
    return page


def first(article) -> Attribution:
    return article.attributions.select_related("claim").order_by("number").first()


def outbox(page):
    return page.get_by_role("status").filter(has_text="act")


def sign(page, words):
    page.locator("#detail label", has_text="True").first.click()
    page.locator("#detail textarea[name=rationale]").first.fill(words)
    page.locator("#detail form[action$='/verdict/'] [type=submit]").click()


def first_time(page, pattern, handle):
    """Let `handle` have the first request that fits, and the server all later ones. Call it before the page is opened:
    one that is open already may send its next request past a new route."""
    seen = []

    def answer(route):
        seen.append(route)
        handle(route) if len(seen) == 1 else route.continue_()

    page.route(pattern, answer)


def test_acts_made_offline_are_sent_in_order_when_the_server_answers(desk, article):
    desk.keyboard.press("y")
    desk.get_by_text("1 act waiting.").wait_for()
    sign(desk, "The ministry's survey says so.")
    desk.get_by_text("2 acts waiting.").wait_for()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        desk.emulate_media(color_scheme=scheme)
        desk.set_viewport_size(size)
        assert violations(desk) == []
    assert first(article).review_state == "suggested"

    desk.context.set_offline(False)
    desk.get_by_text("All acts were sent.").wait_for()

    row = first(article)
    assert (row.review_state, row.claim.verdicts.get().rationale) == ("confirmed", "The ministry's survey says so.")
    acts = Event.objects.filter(actor__username="bram", act__in=["confirmed", "verdict"]).order_by("pk")
    assert list(acts.values_list("act", flat=True)) == ["confirmed", "verdict"]
    assert desk.locator("#outbox li", has_text="saved").count() == 2
    desk.locator(f"#c{row.number}.is-confirmed").wait_for()  # the page shows what was done
    assert desk.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_what_waits_survives_a_closed_tab(desk, article):
    desk.keyboard.press("y")
    desk.get_by_text("1 act waiting.").wait_for()
    another = desk.context.new_page()
    desk.close()
    desk.context.set_offline(False)
    another.goto("/claims/")
    another.get_by_text("All acts were sent.").wait_for()

    assert first(article).review_state == "confirmed"


def test_an_act_whose_answer_was_lost_is_not_done_twice(new_page, article):
    desk = new_page(offline=True)
    log_in(desk, f"/articles/{article.pk}/")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    first_time(desk, "**/confirm/", lose_the_answer)
    desk.goto(f"/articles/{article.pk}/?claim={first(article).number}")
    desk.keyboard.press("y")
    desk.get_by_text("had been saved already").wait_for()

    assert Event.objects.filter(act=Event.Act.CONFIRMED).count() == 1


def test_a_late_refusal_says_what_was_refused(desk, article, cast):
    sign(desk, "Words that must not be lost.")
    desk.keyboard.press("Escape")
    desk.get_by_text("1 act waiting.").wait_for()
    row = first(article)
    workflow.set_statement(
        cast.colleague, row.claim_id, statement="Something else.", version=row.claim.version, article=article
    )
    desk.context.set_offline(False)
    desk.get_by_text("Some acts were refused.").wait_for()

    line = desk.locator("#outbox li")
    assert f"Claim {row.number}" in line.inner_text() and "Words that must not be lost." in line.inner_text()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        desk.emulate_media(color_scheme=scheme)
        desk.set_viewport_size(size)
        assert violations(desk) == []
    desk.reload()
    assert "Words that must not be lost." in desk.locator("#outbox li").inner_text()
    desk.locator("#outbox").get_by_role("button", name="Close").click()
    desk.locator("#outbox").wait_for(state="hidden")
    assert not row.claim.verdicts.exists()


def test_two_undos_made_offline_are_two(desk, article, cast):
    desk.context.set_offline(False)
    row = first(article)
    desk.keyboard.press("y")
    desk.get_by_text(f"Claim {row.number} confirmed, saved").wait_for()
    desk.keyboard.press("x")
    desk.get_by_text("rejected, saved").wait_for()
    desk.context.set_offline(True)
    desk.keyboard.press("u")
    desk.get_by_text("1 act waiting.").wait_for()
    desk.keyboard.press("u")
    desk.get_by_text("2 acts waiting.").wait_for()
    desk.context.set_offline(False)
    desk.get_by_text("All acts were sent.").wait_for()

    assert not article.attributions.exclude(review_state="suggested").exists()


def test_a_step_that_was_not_answered_leaves_list_and_keys_at_the_open_claim(desk, article):
    row = first(article)
    desk.keyboard.press("j")
    desk.locator(f"#c{row.number}.is-selected").wait_for()
    desk.locator("#detail:not([aria-busy])").wait_for()
    assert desk.locator(".claim.is-selected").count() == 1
    desk.keyboard.press("y")
    desk.get_by_text("1 act waiting.").wait_for()
    desk.context.set_offline(False)
    desk.get_by_text("All acts were sent.").wait_for()

    assert first(article).review_state == "confirmed"
    assert article.attributions.exclude(review_state="suggested").count() == 1


def test_acts_of_a_page_from_before_the_last_log_in_wait_on_and_are_sent_by_the_next_page(new_page, article):
    desk = cut_off(new_page(offline=True, stale=True), article)
    desk.keyboard.press("y")
    desk.get_by_text("1 act waiting.").wait_for()
    desk.context.add_cookies(
        [
            {"name": "csrftoken", "value": "0" * 32, "domain": "localhost", "path": "/"}
        ]  # as a log-in in another tab leaves it
    )
    desk.context.set_offline(False)
    desk.get_by_text("Somebody logged in after this page was opened.").wait_for()
    assert first(article).review_state == "suggested"
    desk.reload()
    desk.get_by_text("All acts were sent.").wait_for()

    assert first(article).review_state == "confirmed"


def test_an_act_that_was_one_too_many_waits_as_long_as_the_server_asks_and_is_then_done(new_page, article):
    desk = new_page(busy=True)
    log_in(desk, f"/articles/{article.pk}/")
    desk.clock.install()
    first_time(desk, "**/confirm/", lambda route: route.fulfill(status=429, headers={"Retry-After": "600"}))
    desk.goto(f"/articles/{article.pk}/?claim={first(article).number}")
    desk.keyboard.press("y")
    desk.get_by_text("1 act waiting. The server asks for a pause; they are sent at").wait_for(timeout=30_000)
    assert first(article).review_state == "suggested"

    desk.clock.fast_forward(601_000)
    desk.get_by_text("All acts were sent.").wait_for(timeout=30_000)

    assert first(article).review_state == "confirmed"


def test_an_act_that_is_not_answered_in_time_is_sent_again_and_done_once(new_page, article):
    desk = new_page(offline=True)
    log_in(desk, f"/articles/{article.pk}/")
    first_time(desk, "**/confirm/", lambda route: route.fetch())  # it arrives, and is not answered
    desk.goto(f"/articles/{article.pk}/?claim={first(article).number}")
    desk.evaluate("() => { htmx.config.timeout = 300; }")

    desk.keyboard.press("y")
    desk.get_by_text("had been saved already").wait_for()

    assert Event.objects.filter(act=Event.Act.CONFIRMED).count() == 1
