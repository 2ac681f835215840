"""Characters that show nothing, drawn in a real browser."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in

pytestmark = pytest.mark.browser

TEXT = "Menteri Sari mengatakan ang\u200bka itu \u202ebenar\u202c pada Jumat.\n"


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)])
def test_hidden_characters_are_drawn_and_the_letters_of_the_page_stay_exact(
    new_page, cast, live_server, color_scheme, viewport
):
    article, _created = save_article(TEXT, user=cast.analyst)
    split(article)
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/articles/{article.pk}/")

    drawn = page.locator("#article-text .t-hidden")
    assert [drawn.nth(n).get_attribute("data-hidden") for n in range(3)] == ["ZWSP", "RLO", "PDF"]
    assert drawn.first.evaluate("node => getComputedStyle(node, '::before').content").startswith('"ZWSP"')
    assert page.locator("#article-text").evaluate("node => node.textContent") == article.text
    assert violations(page) == []
