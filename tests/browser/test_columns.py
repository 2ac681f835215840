"""Columns chosen in a real browser, by keyboard, and a list that stays readable with all of them."""

from __future__ import annotations

import pytest

from claims.views.column_sets import OF
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_columns_are_ticked_moved_and_kept_by_keyboard_alone(new_page, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/claims/")
    press(page, "o")
    page.get_by_role("heading", name="Columns of the claim list").wait_for()
    page.get_by_label("Due", exact=True).focus()
    press(page, " ")
    for _time in range(11):  # from behind all others to the front
        up = page.get_by_role("button", name="Up Due")
        place = page.locator("[name=order]").evaluate_all("all => all.findIndex(one => one.value === 'due')")
        up.focus()
        press(page, "Enter")
        page.wait_for_function(
            "was => [...document.querySelectorAll('[name=order]')].findIndex(one => one.value === 'due') === was - 1",
            arg=place,
        )
        assert up.evaluate("button => button === document.activeElement")
    page.get_by_label("Due", exact=True).focus()
    press(page, "Enter")
    page.get_by_text("Your columns are kept.").wait_for()
    assert page.locator("th").nth(2).inner_text() == "Due"


def test_the_pages_are_fine_in_both_themes_and_narrow_with_all_columns(new_page, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/claims/")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        for kind, columns in OF.items():
            for address in (f"/{kind}/columns/", f"/{kind}/", f"/{kind}/?columns={'.'.join(columns)}"):
                page.goto(address)
                assert violations(page) == [], address
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
