"""Two people on one article see each other, and the page stays accessible."""

from __future__ import annotations

import pytest

from claims.models import Presence
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_outbox import article  # noqa: F401 - the fixture
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser


def test_two_people_see_each_other_and_an_act_does_not_take_that_away(new_page, article):  # noqa: F811
    first, second = new_page(), new_page()
    log_in(first, f"/articles/{article.pk}/", "citra")
    first.wait_for_load_state("networkidle")
    log_in(second, f"/articles/{article.pk}/")

    line = second.locator("#presence")
    line.get_by_text("Citra").wait_for()
    assert "on claim 1" in line.inner_text()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        second.emulate_media(color_scheme=scheme)
        second.set_viewport_size(size)
        assert violations(second) == []
    first.locator("#detail textarea[name=rationale]").fill("The survey says so.")
    first.locator("#presence").evaluate("(element) => htmx.trigger(element, 'seen')")
    first.locator("#presence").get_by_text("Bram").wait_for()
    second.locator("#presence").evaluate("(element) => htmx.trigger(element, 'seen')")
    line.get_by_text("is writing on claim 1 since").wait_for()
    assert violations(second) == []
    second.keyboard.press("y")
    second.get_by_text("confirmed, saved").wait_for()
    assert "Citra" in line.inner_text()
    assert Presence.objects.count() == 2
