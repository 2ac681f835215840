"""Two people at one claim: the second is told, may take over by keyboard, and the first loses nothing."""

from __future__ import annotations

import pytest

from claims.models import Lease
from claims.review import leases
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_outbox import article, first  # noqa: F401 - the fixture
from tests.browser.test_workbench import NARROW, WIDE
from tests.services import wait_for

pytestmark = pytest.mark.browser

WORDS = "Bram's own words about the dam."


def beat(page):
    """The next sign of the page, now and not in 15 seconds."""
    with page.expect_response("**/lease/"):
        page.locator("#lease").evaluate("(element) => htmx.trigger(element, 'seen')")


def open_claim(page, article, name):  # noqa: F811
    address = f"/articles/{article.pk}/"
    log_in(page, address, name)
    page.goto(f"{address}?claim={first(article).number}")


def test_the_second_of_two_is_told_takes_over_and_the_first_keeps_what_was_written(new_page, article):  # noqa: F811
    bram, citra = new_page(refusals=True), new_page()
    open_claim(bram, article, "bram")
    open_claim(citra, article, "citra")

    with bram.expect_response("**/lease/"):  # opening the form says so at once
        bram.keyboard.press("E")
    bram.locator("form.correct #id_statement").fill(WORDS)
    beat(citra)
    told = citra.locator("#lease")
    told.get_by_text("Bram has been editing this claim since").wait_for()
    assert citra.locator("#detail textarea[name=rationale]").is_disabled()
    citra.keyboard.press("E")
    citra.get_by_text("it can be read while somebody else edits it").wait_for()
    assert citra.locator("form.correct").count() == 0
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        citra.emulate_media(color_scheme=scheme)
        citra.set_viewport_size(size)
        assert violations(citra) == []
    citra.set_viewport_size(WIDE)

    told.get_by_role("button", name="Take over").focus()
    citra.keyboard.press("Enter")
    citra.locator("form.correct #id_statement").fill("What Citra saved.")
    beat(bram)
    bram.get_by_text("Citra took this claim over at").wait_for()
    assert bram.locator("form.correct #id_statement").input_value() == WORDS
    citra.locator("form.correct [type=submit]").click()
    citra.get_by_text("corrected, saved").wait_for()

    bram.locator("form.correct [type=submit]").click()
    bram.get_by_role("heading", name="changed this claim at").wait_for()
    assert WORDS in bram.locator("form.conflict").inner_text()
    assert "What Citra saved." in bram.locator("form.conflict").inner_text()


def test_a_verdict_that_is_being_written_stays_open_and_leaving_the_claim_frees_it(new_page, article):  # noqa: F811
    bram, citra = new_page(), new_page()
    open_claim(bram, article, "bram")
    open_claim(citra, article, "citra")
    rationale = "#detail textarea[name=rationale]"
    with bram.expect_response("**/lease/"):
        bram.locator(rationale).fill(WORDS)
    with citra.expect_response("**/lease/"):
        citra.locator(rationale).fill("Citra writes as well.")
    citra.get_by_text("Bram has been editing this claim since").wait_for()
    assert citra.locator(rationale).is_enabled()

    bram.goto("/claims/")
    wait_for(lambda: not Lease.objects.exists(), seconds=10, what="the lease that is given back on leaving")
    beat(citra)
    citra.locator("#lease [data-mine]").wait_for(state="attached")

    assert Lease.objects.get().person.username == "citra"


def test_a_draft_that_comes_back_while_somebody_else_edits_can_be_read_and_copied(page, article, cast):  # noqa: F811
    open_claim(page, article, "citra")
    rationale = "#detail textarea[name=rationale]"
    page.locator(rationale).fill(WORDS)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.goto("/claims/")
    wait_for(lambda: not Lease.objects.exists(), seconds=10, what="the lease that is given back on leaving")
    leases.sign(cast.analyst, first(article).claim_id, writing=True)
    page.goto(f"/articles/{article.pk}/?claim={first(article).number}")

    page.get_by_text("Bram has been editing this claim since").wait_for()
    page.get_by_role("status").filter(has_text="Your draft of").wait_for()
    assert page.locator(rationale).input_value() == WORDS
    assert page.locator(rationale).is_enabled()
