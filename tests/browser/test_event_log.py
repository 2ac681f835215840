"""The event log in a real browser: both themes, wide and narrow, with nothing that axe finds wrong."""

from __future__ import annotations

import pytest

from claims.models import Event
from claims.review import event_log
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_and_the_keyboard_narrows_the_log(new_page, reference, cast):  # noqa: F811
    Event.objects.append(Event.Act.STAGE, actor=cast.reviewer, old={"stage": "new"}, new={"stage": "in_progress"})
    event_log.seal()
    page = new_page()
    log_in(page, "/log/")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_label("Act", exact=True).select_option(label="moved the stage")
    page.get_by_label("Since").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Remove all filters").wait_for()
    assert page.locator(".log-table tbody tr").count() == 1
