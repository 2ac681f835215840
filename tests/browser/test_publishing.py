"""The Kremlin claim of the reference article brought to readers and corrected: three people, three browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, HouseRule
from claims.models.claim import Stage, Status
from claims.models.house_rule import Rule
from claims.review import workflow
from claims.review.verdicts import sign_verdict
from tests import web
from tests.browser.accessibility import violations
from tests.browser.test_evidence import archive, site  # noqa: F401 - the fixture
from tests.browser.test_workbench import NARROW, WIDE, reference  # noqa: F401 - the fixture
from tests.cast import PASSWORD
from tests.publication.test_publish import add_primary_source

pytestmark = pytest.mark.browser

FIRST = "The transcript of the briefing says that nothing was signed during the visit."
SECOND = "Two agencies quote the spokesman in the same words."
SUMMARY = "The spokesman said that nothing was signed during this visit."
CORRECTED = "The spokesman said on 15 September that nothing was signed during this visit."


TRANSCRIPT = b"""<html lang=en><title>Briefing of 15 September</title><body><h1>Briefing</h1>
<p>Asked about agreements, the spokesman said: nothing was signed during this visit.</p></body></html>"""
QUOTE = "nothing was signed during this visit."


@pytest.fixture
def claim(reference) -> Claim:  # noqa: F811
    return reference.attributions.get(spans__quote="mengataka,n").claim


def log_in(page: Page, name: str, address: str) -> Page:
    page.goto(f"/accounts/login/?next={address}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{address}")
    return page


def open_every_relay(page: Page, claim: Claim) -> None:
    """Each relay of each appearance: opened, with what was found there."""
    for row in claim.attributions.order_by("number"):
        page.goto(f"{row.article.get_absolute_url()}?claim={row.number}")
        page.keyboard.press("r")
        page.get_by_text("I opened it and looked for the claim").click()
        page.get_by_role("button", name="Save CNA").click()
        page.get_by_text(f"Relay of claim {row.number} noted").wait_for()


def add_evidence(page: Page, address: str) -> None:
    """The transcript on a server of its own, with the words that count, and the copy that the archive makes of it."""
    page.keyboard.press("+")
    page.locator("[name=url]:focus").wait_for()
    page.keyboard.type(address)
    page.get_by_label("supports", exact=True).check()
    page.get_by_label("Kind of evidence", exact=True).select_option("primary")
    page.get_by_label("Quote", exact=True).fill(QUOTE)
    page.get_by_label("Quote", exact=True).press("Control+Enter")
    page.get_by_text("Archiving the page").wait_for()
    archive()
    page.get_by_role("link", name="archived").wait_for()


def sign(page: Page, status: str, rationale: str, *, summary: str = "") -> None:
    form = page.locator("#verdict .verdict-form")
    form.get_by_text(status, exact=True).click()
    form.get_by_label("Rationale").fill(rationale)
    form.get_by_label("Public summary").fill(summary)
    form.get_by_label("Attribution finding").select_option("faithful")
    form.get_by_role("button", name="Sign the verdict").click()
    page.get_by_text("Verdict signed.").wait_for()


def move(page: Page, to: Stage, *, note: str = "", readers: bool = False) -> None:
    if note:
        page.locator("#move").get_by_label("Note for readers" if readers else "Note", exact=True).fill(note)
    page.locator(f"#move-to-{to}").click()
    page.get_by_text(f"Moved: {to.label}.").wait_for()


def test_three_people_bring_a_claim_to_readers_and_correct_it(new_page, claim, site):  # noqa: F811
    address = claim.get_absolute_url()
    site.pages["/briefing"] = web.answer(TRANSCRIPT)
    bram = log_in(new_page(), "bram", address)
    bram.get_by_role("button", name="Ask for a blind second verdict").click()
    expect(bram.get_by_text("the second verdict is blind")).to_be_visible()
    add_evidence(bram, site.url("/briefing"))
    open_every_relay(bram, claim)
    bram.goto(address)
    sign(bram, "Mostly true", FIRST, summary=SUMMARY)
    expect(bram.get_by_text("sealed: nobody but you reads it")).to_be_visible()
    move(bram, Stage.IN_REVIEW)

    citra = log_in(new_page(), "citra", address)
    expect(citra.get_by_text("One verdict is signed and sealed").first).to_be_visible()
    assert FIRST not in citra.content()
    sign(citra, "Mostly true", SECOND)
    expect(citra.get_by_text(FIRST)).to_be_visible()

    dina = log_in(new_page(), "dina", address)
    move(dina, Stage.APPROVED)
    expect(dina.locator("#house-rules .is-unmet")).to_have_count(0)
    move(dina, Stage.PUBLISHED)

    reader = new_page(java_script_enabled=False)
    reader.goto(f"/checks/{claim.pk}/")
    for words in ("Mostly true", SUMMARY, FIRST, QUOTE, "Second verdict by Citra, given without knowing the first."):
        expect(reader.get_by_text(words).first).to_be_visible()
    assert SECOND not in reader.content()

    move(dina, Stage.CORRECTING, note="A reader asks which day")
    bram.reload()
    sign(bram, "Mostly true", FIRST, summary=CORRECTED)
    citra.reload()
    sign(citra, "Mostly true", SECOND)
    dina.reload()
    dina.get_by_label("What it is").select_option("clarification")
    move(dina, Stage.PUBLISHED, note="We now say which day.", readers=True)

    reader.reload()
    expect(reader.get_by_text(CORRECTED)).to_be_visible()
    expect(reader.get_by_text("Clarification. We now say which day.")).to_be_visible()
    reader.get_by_role("link", name="version 1").click()
    expect(reader.get_by_text(SUMMARY)).to_be_visible()
    expect(reader.get_by_text("This is version 1.")).to_be_visible()

    copy = claim.evidence.get().archives.get()
    assert copy.outcome == "archived"
    assert QUOTE in copy.text


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_wrong_with_what_readers_see_nor_with_two_verdicts_that_differ(
    new_page, claim, cast, color_scheme, viewport
):
    published(claim, cast)
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, "dina", "/queue/")
    for address in (
        "/checks/",
        f"/checks/{claim.pk}/",
        f"/checks/{claim.pk}/versions/1/",
        f"/claims/{claim.pk}/adjudicate/",
        claim.get_absolute_url(),
    ):
        page.goto(address)
        assert (address, violations(page)) == (address, [])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, viewport["width"])


def published(claim: Claim, cast) -> None:
    """Published, and in a correction on which two people do not agree."""
    add_primary_source(cast.analyst, claim)
    HouseRule.objects.update_or_create(key=Rule.HOPS_OPENED, defaults={"enabled": False})
    words = {"status": Status.MOSTLY_TRUE, "rationale": FIRST, "summary": SUMMARY}
    for act in (
        lambda version: sign_verdict(cast.analyst, claim.pk, version=version, **words),
        lambda version: workflow.move(cast.analyst, claim.pk, Stage.IN_REVIEW, version=version),
        lambda version: workflow.move(cast.reviewer, claim.pk, Stage.APPROVED, version=version),
        lambda version: workflow.move(cast.reviewer, claim.pk, Stage.PUBLISHED, version=version),
        lambda version: workflow.move(cast.reviewer, claim.pk, Stage.CORRECTING, version=version, note="Which day?"),
        lambda version: sign_verdict(cast.analyst, claim.pk, version=version, blind=True, **words),
        lambda version: sign_verdict(cast.colleague, claim.pk, version=version, **words | {"status": Status.MIXED}),
    ):
        act(Claim.objects.values_list("version", flat=True).get(pk=claim.pk))
