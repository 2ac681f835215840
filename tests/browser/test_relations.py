"""Relations and the checklist on the page of a claim, by keyboard, in both schemes."""

from __future__ import annotations

import pytest

from claims.models import ChecklistItem, Claim, ClaimRelation, Verdict
from claims.models.claim import Stage, Status
from claims.review import workflow
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_workbench import NARROW, WIDE
from tests.review.test_relations import FIRST, SECOND, claim_of

pytestmark = pytest.mark.browser


@pytest.fixture
def wells(live_server, cast) -> tuple[Claim, Claim]:
    """Two claims of one source with another number; the first was checked."""
    one, other = claim_of(FIRST, cast.analyst), claim_of(SECOND, cast.analyst)
    workflow.sign_verdict(cast.analyst, one.pk, status=Status.FALSE, rationale="Nine wells.", version=one.version)
    for person, stage in ((cast.analyst, Stage.IN_REVIEW), (cast.reviewer, Stage.APPROVED)):
        one.refresh_from_db()
        workflow.move(person, one.pk, stage, version=one.version)
    return one, other


def check_both_schemes(page) -> None:
    for scheme, size in (("light", NARROW), ("dark", WIDE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_a_claim_is_related_and_the_earlier_check_starts_a_verdict(page, wells):
    one, other = wells
    log_in(page, other.get_absolute_url())
    zone = page.locator("#relations")
    zone.get_by_text("The same source said nearly the same").wait_for()
    zone.get_by_text("Relate it to another claim").press("Enter")
    zone.get_by_label("Find the other claim").fill("14 wells")
    zone.get_by_label("Find the other claim").press("Enter")
    zone.locator(f"#relation-other-{one.pk}").wait_for()
    zone.get_by_label("This claim …").select_option("updates")
    check_both_schemes(page)
    zone.get_by_role("button", name="Relate", exact=True).press("Enter")
    page.get_by_text("Relation added.").wait_for()
    assert ClaimRelation.objects.get().kind == "updates"

    zone.get_by_role("link", name="Apply the earlier check").press("Enter")
    page.get_by_role("heading", name="The earlier verdict").wait_for()
    check_both_schemes(page)
    page.get_by_role("link", name="Start my verdict with it").press("Enter")
    page.get_by_label("Rationale", exact=True).wait_for()
    assert page.get_by_label("Rationale", exact=True).input_value().startswith(f"As in C-{one.pk}")
    assert not Verdict.objects.filter(claim=other).exists()


def test_a_question_is_ticked_and_the_keyboard_stays_on_it(page, wells):
    _one, other = wells
    ChecklistItem.objects.create(text="Is the original statement opened, in its own language?")
    log_in(page, other.get_absolute_url())
    box = page.locator("#checklist").get_by_role("checkbox").first
    name = box.inner_text()
    box.press("Enter")
    page.locator("#checklist").get_by_role("checkbox", name=name, checked=True).wait_for()
    page.wait_for_function("() => document.activeElement.getAttribute('aria-checked') === 'true'")
    check_both_schemes(page)
