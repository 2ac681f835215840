"""Saved views in a real browser: kept by one key and a name, opened again, with nothing that axe finds wrong."""

from __future__ import annotations

import pytest

from claims.models import SavedView
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_a_list_is_kept_by_keyboard_and_opened_again(new_page, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/claims/?language=id")
    page.keyboard.press("w")
    page.locator("[name=name]:focus").wait_for()
    assert violations(page) == []
    page.keyboard.type("Indonesian")
    page.keyboard.press("Enter")
    page.get_by_text("Saved: “Indonesian”.").wait_for()
    view = SavedView.objects.get()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        for address in ("/views/", f"/views/{view.pk}/"):
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert page.url.endswith("/claims/?language=id")
