"""A newer version from the paste to the last statement that waited, by keyboard in a real browser."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.models import Article, Reanchoring
from claims.review import attributions as review
from tests.browser.accessibility import violations
from tests.cast import PASSWORD
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.browser


@pytest.fixture
def older(cast) -> Article:
    article = split_article(OLDER, user=cast.analyst, outlet="Orel Herald")
    for words in ("no crack", "every joint", "Lamun"):
        review.confirm(cast.analyst, said_in(article, words).pk, version=1)
    return article


def open_page(page, address: str, heading: str) -> None:
    page.goto(f"/accounts/login/?next={address}")
    page.locator("#id_username").fill("bram")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.get_by_role("heading", name=heading).first.wait_for()
    page.wait_for_load_state()  # keys are wired by modules, which run before the page counts as loaded


def test_a_newer_version_is_pasted_and_its_statements_are_found_again_by_keys(page, cast, older):
    open_page(page, older.get_absolute_url(), "Dam at Lake Orel is safe")
    page.get_by_role("link", name="A newer version").press("Enter")
    page.get_by_role("heading", name="A newer version").wait_for()
    page.wait_for_load_state()
    assert page.get_by_label("Outlet").input_value() == "Orel Herald"
    page.get_by_role("textbox", name="Text", exact=True).fill(NEWER)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Follows the version of 3 Mar 2024").wait_for()
    newer = Article.objects.get(supersedes=older)
    split(newer)  # what the worker does
    page.reload()
    page.get_by_text("1 statement moved over").wait_for()
    page.get_by_role("link", name="2 need re-anchoring").press("Enter")

    page.get_by_role("heading", name="Where does it stand now?").wait_for()
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.name") == "candidate"
    page.keyboard.press("j")
    page.get_by_role("link", name="Previous").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("x")
    page.get_by_text("it is no longer in the newer version").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("x")
    page.get_by_text("it is no longer in the newer version").wait_for()
    page.wait_for_load_state()

    page.keyboard.press("e")  # in the newer text: the content begins a word later
    page.get_by_role("heading", name="Set the spans in the newer text").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Everything is found again").or_(
        page.get_by_text("Everything is found again")
    ).wait_for()
    assert said_in(newer, "crack had been found").quote_of("content") == "crack had been found"
    assert set(Reanchoring.objects.values_list("state", flat=True)) == {"moved", "gone", "placed"}


def test_arrows_choose_the_passage_and_y_takes_it(page, cast, older):
    newer = split_article(OLDER + "\nIn other news.\n\n" + OLDER, supersedes=older)
    row = Reanchoring.objects.waiting().get(attribution__claim__statement__contains="no crack")
    open_page(page, f"/reanchoring/?open={row.pk}", "Where does it stand now?")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('[name=candidate]:checked').value === '1'")
    page.keyboard.press("y")
    page.get_by_text("Placed in the newer version as claim").wait_for()
    row.refresh_from_db()
    assert row.moved_as.spans_of("content")[0].start == newer.text.rindex("no crack had been found")


def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page, cast, older):
    newer = split_article(NEWER, supersedes=older)
    heading = {"en": "Where does it stand now?", "id": "Di mana letaknya sekarang?"}
    for color_scheme, width, locale in (("light", 1440, "en"), ("dark", 390, "id")):
        page = new_page(color_scheme=color_scheme, viewport={"width": width, "height": 844}, locale=locale)
        open_page(page, "/reanchoring/", heading[locale])
        for address in (
            "/reanchoring/",
            f"/articles/{newer.pk}/changes/",
            f"/articles/{newer.pk}/newer/",
            older.get_absolute_url(),
        ):
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
