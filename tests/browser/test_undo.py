"""Undo and redo by key, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.test_workbench import log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_acts_are_undone_and_done_again_after_a_reload(page, reference):  # noqa: F811
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    reviewed = page.locator("#prog")

    def wait_for_reviewed(count: int) -> None:
        page.locator(f"#prog[value='{count}']").wait_for()

    press(page, "y")
    wait_for_reviewed(1)
    page.locator("[data-open='2']").wait_for()  # a decision leads on to the next claim
    press(page, "x")
    wait_for_reviewed(2)
    page.reload()
    press(page, "u")
    wait_for_reviewed(1)
    press(page, "Control+z")
    wait_for_reviewed(0)
    press(page, "Shift+U")
    wait_for_reviewed(1)
    press(page, "Control+Shift+Z")
    wait_for_reviewed(2)
    assert reviewed.get_attribute("max") == str(reference.attributions.count())
