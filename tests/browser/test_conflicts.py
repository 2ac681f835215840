"""Two people, two browsers, one claim: every stale save is told, nothing is overwritten, nothing is lost."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, Event
from tests.articles import DAM
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

TURNS = 50


@pytest.fixture
def article(cast, live_server):
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    return found


def open_correction(page, name, article):
    if "/accounts/" in page.url or page.url == "about:blank":
        page.goto(f"/accounts/login/?next=/articles/{article.pk}/")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"**/articles/{article.pk}/")
    row = article.attributions.order_by("number").first()
    page.goto(f"/attributions/{row.pk}/correct/")
    page.locator("form.correct, .held").first.wait_for()
    if page.locator(".held").count():  # the other one edits it: here the version alone is to guard
        page.get_by_role("button", name="Take over").click()
        page.locator("form.correct").wait_for()


def statement() -> str:
    return str(Claim.objects.order_by("pk").values_list("statement", flat=True)[0])


def save(page, words):
    page.locator("#id_statement").fill(words)
    page.locator("form.correct button[type=submit]").click()


def test_fifty_stale_saves_in_turn_are_told_and_overwrite_nothing(new_page, article, cast):
    pages = {"bram": new_page(refusals=True), "citra": new_page(refusals=True)}
    told = 0
    for turn in range(TURNS):
        first, second = ("bram", "citra") if turn % 2 else ("citra", "bram")
        open_correction(pages[first], first, article)
        open_correction(pages[second], second, article)
        save(pages[first], f"{first} in turn {turn}")
        pages[first].get_by_text("corrected, saved").wait_for()
        save(pages[second], f"{second} in turn {turn}")
        pages[second].get_by_role("heading", name="changed this claim at").wait_for()
        told += 1
        assert statement() == f"{first} in turn {turn}"  # not overwritten …
        mine = pages[second].locator("input[name=statement]").first
        assert mine.get_attribute("value") == f"{second} in turn {turn}"  # … and not lost
    assert told == TURNS
    changes = Event.objects.filter(act=Event.Act.STATEMENT_CHANGED)
    assert changes.count() == TURNS


def test_a_conflict_is_settled_by_keyboard_and_accessible(new_page, article, cast):
    mine, theirs = new_page(refusals=True), new_page(refusals=True)
    open_correction(mine, "bram", article)
    open_correction(theirs, "citra", article)
    save(theirs, "What Citra wrote")
    theirs.get_by_text("corrected, saved").wait_for()
    save(mine, "What Bram wrote")
    mine.get_by_role("heading", name="Citra changed this claim at").wait_for()
    for scheme, size in (("light", {"width": 1440, "height": 900}), ("dark", NARROW)):
        mine.emulate_media(color_scheme=scheme)
        mine.set_viewport_size(size)
        assert violations(mine) == []

    mine.locator("input[name=statement]:checked").focus()
    mine.keyboard.press("ArrowDown")  # theirs
    with mine.expect_response("**/correct/") as answered:
        mine.keyboard.press("Control+Enter")
    assert answered.value.ok
    mine.locator("form.conflict").wait_for(state="detached")
    assert statement() == "What Citra wrote"


@pytest.fixture
def stale(new_page, article, cast):
    """Bram's page without JavaScript, on which he has just saved what Citra had changed meanwhile."""
    mine, theirs = new_page(refusals=True, java_script_enabled=False), new_page(refusals=True)
    open_correction(mine, "bram", article)
    mine.locator("#id_statement").fill("What Bram wrote")
    mine.locator("#id_cue").fill("said on Sunday")
    open_correction(theirs, "citra", article)
    save(theirs, "What Citra wrote")
    theirs.get_by_text("corrected, saved").wait_for()
    mine.locator("form.correct button[type=submit]").first.click()
    mine.get_by_role("heading", name="Citra changed this claim at").wait_for()
    return mine


def cue(article) -> str:
    return str(article.attributions.order_by("number").first().quote_of("cue"))


def test_without_javascript_both_versions_stand_side_by_side(stale, article):
    row = stale.get_by_role("row", name="Statement")
    assert row.get_by_label("What Bram wrote").is_checked()
    assert row.get_by_label("What Citra wrote").is_visible()
    assert statement() == "What Citra wrote"  # nothing is saved yet


def test_without_javascript_all_mine_is_one_button(stale, article):
    stale.get_by_role("button", name="Take all mine").click()
    stale.locator("form.conflict").wait_for(state="detached")
    assert (statement(), cue(article)) == ("What Bram wrote", "said on Sunday")


def test_without_javascript_all_theirs_is_one_link(stale, article):
    before = cue(article)
    stale.get_by_role("link", name="Take all theirs").click()
    stale.locator("form.conflict").wait_for(state="detached")
    assert stale.get_by_text("What Citra wrote").first.is_visible()
    assert (statement(), cue(article)) == ("What Citra wrote", before)


def test_without_javascript_the_two_are_merged_field_by_field(stale, article):
    stale.get_by_label("What Citra wrote").check()
    stale.get_by_role("button", name="Save this mix").click()
    stale.locator("form.conflict").wait_for(state="detached")
    assert (statement(), cue(article)) == ("What Citra wrote", "said on Sunday")


def test_without_javascript_ones_own_words_can_be_written_on(stale, article):
    stale.get_by_role("button", name="Go on writing mine").click()
    stale.locator("#id_statement").fill("What Bram wrote, and more")
    stale.locator("form.correct button[type=submit]").first.click()
    stale.locator("form.correct").wait_for(state="detached")
    assert statement() == "What Bram wrote, and more"
