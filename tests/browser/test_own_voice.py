"""The article's own voice by key, in a real browser."""

from __future__ import annotations

import pytest

from claims.review import own_voice
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_one_key_dismisses_one_takes_up_and_undo_gives_both_back(page, reference):  # noqa: F811
    count = reference.own_voice.count()
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    statements = page.locator(".own > ol > li")

    press(page, "d")
    page.get_by_text("Statement of the own voice dismissed, saved").wait_for()
    assert statements.count() == count - 1
    press(page, "t")
    page.get_by_text("Taken up as claim").wait_for()
    assert statements.count() == count - 2
    press(page, "u")
    page.get_by_text("Undone: took up").wait_for()
    press(page, "u")
    page.get_by_text("Undone: dismissed").wait_for()
    assert statements.count() == count


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_list_full_or_empty(new_page, cast, reference, color_scheme, viewport):  # noqa: F811
    own_voice.dismiss(cast.analyst, reference.own_voice.ranked()[0].pk)
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    page.locator("#own-voice").evaluate("list => { list.open = true; }")
    page.locator(".own .dismissed summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for own in reference.own_voice.untouched():
        own_voice.dismiss(cast.analyst, own.pk)
    page.reload()
    page.locator("#own-voice").evaluate("list => { list.open = true; }")
    page.get_by_text("Every statement that the article makes itself is decided").wait_for()
    assert violations(page) == []
