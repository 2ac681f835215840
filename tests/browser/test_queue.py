"""My queue in a real browser: walked with the keyboard, and fine wide and narrow."""

from __future__ import annotations

import pytest

from claims.models import Claim
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


@pytest.fixture
def mine(cast, reference) -> list[Claim]:  # noqa: F811
    found = list(Claim.objects.unassigned().standing()[:3])
    Claim.objects.filter(pk__in=[claim.pk for claim in found]).update(assigned_to=cast.analyst)
    return found


def test_keys_go_from_row_to_row_and_enter_opens_one(new_page, mine):
    page = new_page()
    log_in(page, "/queue/")
    rows = page.locator(".queue-cols a.name")
    press(page, "j", "j", "j", "k")
    assert rows.nth(1).evaluate("row => row === document.activeElement")
    address = rows.nth(1).get_attribute("href")
    press(page, "Enter")
    page.wait_for_url(f"**{address}")


def test_arrows_go_on_from_a_row_that_has_the_focus(new_page, mine):
    page = new_page()
    log_in(page, "/queue/")
    rows = page.locator(".queue-cols a.name")
    rows.first.focus()
    press(page, "ArrowDown")
    assert rows.nth(1).evaluate("row => row === document.activeElement")


def test_next_for_me_is_one_key(new_page, mine):
    page = new_page()
    log_in(page, "/queue/")
    press(page, "n")
    page.wait_for_url("**/articles/*/?claim=*")


def test_nothing_is_wrong_with_the_page_in_both_themes_wide_and_narrow(new_page, mine):
    page = new_page()
    log_in(page, "/queue/")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
