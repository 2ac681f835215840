"""The gloss, edited in its place by key, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_a_gloss_is_written_in_its_place_and_undone(new_page, reference, color_scheme, viewport):  # noqa: F811
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/articles/{reference.pk}/?claim=3")

    press(page, "l")
    page.locator("#id_gloss:focus").wait_for()
    page.keyboard.type("Kremlin says nothing is signed yet")
    page.evaluate("scrollTo(0, 0)")  # where the sticky bar covers no link by half
    assert violations(page) == []
    press(page, "Control+Enter")
    page.get_by_text("Gloss of claim 3 saved").wait_for()
    assert page.locator("p.gloss [lang=en]").inner_text() == "Kremlin says nothing is signed yet"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.evaluate("scrollTo(0, 0)")  # where the sticky bar covers no link by half
    assert violations(page) == []
    press(page, "u")
    page.get_by_text("Add a gloss").wait_for()
