"""Who is meant, decided by keys in a real browser."""

import pytest

from tests.browser.accessibility import violations
from tests.cast import PASSWORD
from tests.sources.test_mentions import again, engineer, mention, namesake  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser


def open_review(page):
    page.goto("/accounts/login/?next=/sources/review/")
    page.get_by_label("Name").fill("bram")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Who is meant here?").wait_for()


def test_two_keys_choose_the_second_candidate_and_say_same(page, cast, mention, namesake):  # noqa: F811
    open_review(page)
    page.keyboard.press("j")
    page.get_by_role("button", name="Same: Tomas Varga").wait_for()
    page.wait_for_load_state()  # keys are wired by modules, which run before the page counts as loaded
    page.keyboard.press("2")
    page.get_by_role("button", name="Same: Tomas Varga the younger").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("y")
    page.get_by_text("1 mention given to Tomas Varga the younger.").wait_for()
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    mention.refresh_from_db()
    assert mention.source is None


def test_saying_not_sure_works_without_javascript(new_page, cast, mention):  # noqa: F811
    page = new_page(java_script_enabled=False)
    open_review(page)
    page.get_by_role("button", name="Not sure").click()
    page.get_by_text("Left open; others will see it.").wait_for()


@pytest.mark.parametrize(("color_scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page, cast, again, color_scheme, width):  # noqa: F811
    page = new_page(color_scheme=color_scheme, viewport={"width": width, "height": 844})
    open_review(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
