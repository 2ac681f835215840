"""The claim list, the dossier and the source page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims import jobs
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Job, Source
from claims.models.claim import Status
from claims.review import workflow
from claims.review.evidence import add_evidence
from tests.articles import REFERENCE, demo_text
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(cast, live_server):
    """The Kremlin's claim with a verdict, evidence and coverage."""
    split(save_article(demo_text("lintas-agreement"), user=cast.analyst, outlet="Lintas Rahasia")[0])
    reference, _created = save_article(REFERENCE, user=cast.analyst)
    split(reference)
    claim = reference.attributions.get(spans__quote="mengataka,n").claim
    rationale = "The spokesman said it, on the record."
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.MOSTLY_TRUE, rationale=rationale, version=claim.version)
    add_evidence(cast.analyst, claim.pk, url="https://example.org/briefing", stance="supports", quote="No plan.")
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    jobs.run(job.pk, lambda job: find_coverage(job.claim))
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page, claim, color_scheme, viewport):
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page)
    tass = Source.objects.get(name="TASS")
    untouched = tass.attributions.first().claim
    for address in (
        "/",
        "/articles/",
        "/sources/",
        "/sources/?kind=organisation&q=t",
        "/claims/",
        "/claims/?q=elephant&status=unverified",
        "/claims/?q=mengataka+record",
        "/claims/?status=unknown",
        tass.get_absolute_url(),
        untouched.get_absolute_url(),
        f"{claim.get_absolute_url()}?evidence={claim.attributions.first().article_id}",
    ):
        page.goto(address)
        assert (address, violations(page)) == (address, [])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, viewport["width"])


def test_the_longer_indonesian_words_do_not_run_over_the_edge(new_page, claim):
    page = new_page(viewport=NARROW)
    log_in(page)
    page.locator("summary.me").click()
    page.get_by_role("button", name="Indonesia").click()
    page.locator("html[lang=id]").wait_for()
    for address in (
        "/claims/",
        "/sources/",
        claim.get_absolute_url(),
        Source.objects.get(name="TASS").get_absolute_url(),
    ):
        page.goto(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, NARROW["width"])


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_main_navigation_stands_in_one_line_on_a_narrow_page_and_nothing_of_it_is_cut(
    new_page, claim, width, language
):
    page = new_page(viewport={"width": width, "height": 844})
    log_in(page)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.goto("/claims/")
    links = page.locator(".nav a")
    boxes = [link.bounding_box() for link in links.all()]
    assert len(boxes) == 5 and len({box["y"] for box in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width
    assert page.locator(".nav").evaluate("nav => nav.scrollWidth <= nav.clientWidth")


def test_the_event_log_is_read_on_a_narrow_page_without_scrolling_sideways(new_page, claim):
    page = new_page(viewport=NARROW)
    log_in(page, "/log/")
    table = page.locator(".table-wrap")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
    told = page.locator(".log-table tbody tr").first.locator("td").nth(2)
    assert told.bounding_box()["width"] > 300
    assert violations(page) == []


def asked_for_by_itself(page, answer):
    """A change of a filter whose rows come, while the numbers beside the filters do not."""
    log_in(page, "/claims/")
    asked = []
    page.route("**/claims/counts/**", lambda route: (asked.append(1), answer(route)))
    page.get_by_role("checkbox", name="Mostly true").check()
    page.wait_for_url("**/claims/?status=mostly_true")
    expect(page.locator("#found")).to_have_text("1")
    page.wait_for_timeout(500)
    assert asked


def test_numbers_beside_the_filters_that_do_not_come_are_no_failure(new_page, claim):
    page = new_page(offline=True)
    asked_for_by_itself(page, lambda route: route.abort())
    expect(page.locator("#toasts")).to_be_empty()


def test_numbers_beside_the_filters_that_were_asked_for_too_often_are_no_failure(new_page, claim):
    page = new_page(busy=True)
    toast = {"HX-Retarget": "#toasts", "HX-Reswap": "innerHTML"}
    asked_for_by_itself(page, lambda route: route.fulfill(status=429, body="<p>Too often</p>", headers=toast))
    expect(page.locator("#toasts")).to_be_empty()


def test_a_filter_changes_results_counts_and_address_without_a_reload(page, claim):
    log_in(page, "/claims/")
    page.evaluate("window.loadedOnce = true")

    page.get_by_role("checkbox", name="Mostly true").check()
    page.wait_for_url("**/claims/?status=mostly_true")
    page.locator(".claims-table tbody tr").first.wait_for()
    assert page.locator(".claims-table tbody tr").count() == 1
    assert page.locator("#found").inner_text() == "1"
    assert page.locator("label[for=f-stage-in_progress] .n").inner_text() == "1"
    assert page.locator("#f-status-mostly_true").evaluate("box => box === document.activeElement"), "the focus was lost"

    page.locator("#id_q").fill("elephant")
    page.get_by_text("No claim fits all of this").wait_for()
    assert page.locator("#id_q").input_value() == "elephant"
    assert page.evaluate("window.loadedOnce"), "the page was loaded again"

    page.locator(".filter", has_text="elephant").click()
    page.wait_for_url("**/claims/?status=mostly_true")
    assert page.get_by_role("checkbox", name="Mostly true").is_checked()


def test_going_back_shows_the_list_as_it_was_asked_for_before(page, claim):
    log_in(page, "/claims/")
    everything = page.locator("#found").inner_text()
    page.get_by_role("checkbox", name="Mostly true").check()
    page.wait_for_url("**status=mostly_true")
    page.go_back()
    page.wait_for_url("**/claims/")

    expect(page.locator("#found")).to_have_text(everything)
    assert not page.get_by_role("checkbox", name="Mostly true").is_checked()


def test_filtering_and_signing_work_without_javascript(new_page, claim):
    page = new_page(java_script_enabled=False)
    log_in(page, "/claims/")

    page.get_by_role("checkbox", name="Mostly true").check()
    page.get_by_role("button", name="Show").click()
    page.locator(".claims-table tbody a").first.click()
    page.wait_for_url(f"**{claim.get_absolute_url()}")
    page.get_by_label("Mixed").check(force=True)
    page.get_by_label("Rationale").fill("Seen again: half of it.")
    page.get_by_role("button", name="Sign the verdict").click()

    page.get_by_text("Verdict signed.").wait_for()
    claim.refresh_from_db()
    assert claim.status == Status.MIXED


def test_a_claim_is_found_taken_and_judged_by_keyboard_alone(page, claim, cast):
    log_in(page, "/claims/")

    press(page, "/")
    page.keyboard.type("ditandatangani")
    press(page, "Enter")
    page.wait_for_url("**q=ditandatangani")
    page.locator(".claims-table tbody a").first.focus()
    press(page, "Enter")
    page.wait_for_url("**/claims/*/")
    page.locator("#take").focus()
    press(page, "Enter")
    page.get_by_text("The claim is yours.").wait_for()
    page.locator("input[name=status]:checked").focus()
    press(page, "ArrowLeft", "Tab")
    page.keyboard.type("Half of it.")
    page.locator("#sign").focus()
    press(page, "Enter")
    page.get_by_text("Verdict signed.").wait_for()

    claim.refresh_from_db()
    assert (claim.assigned_to, claim.status) == (cast.analyst, Status.MIXED)


def test_what_was_typed_survives_other_acts_and_the_acts_of_others(chromium, live_server, claim, cast):
    context = chromium.new_context(
        base_url=live_server.url
    )  # not `page`: the browser logs an answer of 409 as an error
    page = context.new_page()
    log_in(page, claim.get_absolute_url())
    page.get_by_label("Rationale").fill("A long thought")

    page.locator("#take").click()
    page.get_by_text("The claim is yours.").wait_for()
    assert page.get_by_label("Rationale").input_value() == "A long thought"

    claim.refresh_from_db()
    workflow.sign_verdict(cast.colleague, claim.pk, status=Status.FALSE, rationale="No.", version=claim.version)
    page.get_by_role("button", name="Sign the verdict").click()
    page.get_by_role("heading", name="Citra signed a verdict at").wait_for()
    assert page.get_by_role("radio", name="A long thought").is_checked()

    page.get_by_role("button", name="Take all mine").click()
    page.get_by_text("Verdict signed.").wait_for()
    assert page.get_by_label("Rationale").input_value() == ""
    assert claim.verdicts.count() == 3
    context.close()
