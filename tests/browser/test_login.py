"""The door: the log-in page in a real browser."""

import pytest

from tests.browser.accessibility import violations
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

NARROW = {"width": 390, "height": 844}


def test_an_analyst_logs_in_with_the_keyboard_alone(page, cast, live_server):
    page.goto("/accounts/login/")
    page.keyboard.type("bram")  # the name's field has the focus from the start
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")


def test_a_refusal_is_said_beside_the_form(page, cast, live_server):
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill("bram")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    assert page.get_by_role("alert").inner_text() == "Name and password do not match. Both are case-sensitive."


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page, transactional_db, color_scheme, viewport):
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    page.goto("/accounts/login/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_page_speaks_indonesian_to_a_browser_that_does(new_page, transactional_db):
    page = new_page(locale="id-ID")
    page.goto("/accounts/login/")
    assert page.locator("html").get_attribute("lang") == "id"


def test_logging_in_works_without_javascript(new_page, cast, live_server):
    page = new_page(java_script_enabled=False)
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill("bram")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{live_server.url}/")
