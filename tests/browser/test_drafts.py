"""What is being written survives a crash, a closed tab and a lost connection, and is shown to nobody else."""

from __future__ import annotations

import re

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim
from claims.review import chains, workflow
from claims.review.attributions import create_source
from tests.articles import DAM
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

WORDS = "The ministry's own survey of 2023 lists three leaking joints."


@pytest.fixture
def claim(cast, live_server):
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return Claim.objects.order_by("pk").first()


def log_in(page, address, name="bram"):
    page.goto(f"/accounts/login/?next={address}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{address}")


def write(page):
    page.locator("#verdict #id_rationale, #id_rationale").first.fill(WORDS)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")


def rationale(page):
    return page.locator("#id_rationale").first


def test_a_tab_that_crashes_while_somebody_writes_costs_nothing(page, claim):
    address = claim.get_absolute_url()
    log_in(page, address)
    write(page)

    another = page.context.new_page()
    page.close()  # without asking the page, as a crash would
    another.goto(address)

    assert rationale(another).input_value() == WORDS
    another.get_by_text("Your draft of").wait_for()
    for scheme, size in (("light", {"width": 1440, "height": 900}), ("dark", NARROW)):
        another.emulate_media(color_scheme=scheme)
        another.set_viewport_size(size)
        assert violations(another) == []
    another.get_by_role("button", name="Discard it").click()
    assert rationale(another).input_value() == ""
    another.reload()
    assert rationale(another).input_value() == ""


DRAFTED = "() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))"


def crash_and_open(page, address):
    """Another tab on the same address, after one that went without being asked."""
    page.wait_for_function(DRAFTED)
    another = page.context.new_page()
    page.close()
    another.goto(address)
    another.locator("#detail[aria-busy=true]").wait_for(state="detached")
    return another


def test_the_words_chosen_for_a_new_claim_come_back_after_a_crash(page, claim):
    address = f"{claim.attributions.get().article.get_absolute_url()}?claim=1"
    log_in(page, address)
    page.keyboard.press("n")
    words = page.locator("[data-words]")
    words.wait_for()
    first = words.inner_text()
    page.keyboard.press("ArrowDown")
    chosen = words.inner_text()
    assert chosen != first

    another = crash_and_open(page, address)
    another.keyboard.press("n")
    another.get_by_text("Your draft of").wait_for()
    assert another.locator("[data-words]").inner_text() == chosen
    assert violations(another) == []
    another.keyboard.press("Enter")
    another.get_by_text("added, saved").wait_for()
    assert not another.evaluate(DRAFTED)
    assert Claim.objects.order_by("-pk").first().attributions.get().quote_of("content") == chosen


def test_a_discarded_choice_of_words_goes_back_to_where_it_began(page, claim):
    address = f"{claim.attributions.get().article.get_absolute_url()}?claim=1"
    log_in(page, address)
    page.keyboard.press("n")
    page.locator("[data-words]").wait_for()
    first = page.locator("[data-words]").inner_text()
    page.keyboard.press("ArrowDown")

    another = crash_and_open(page, address)
    another.keyboard.press("n")
    another.get_by_role("button", name="Discard it").click()
    assert another.locator("[data-words]").inner_text() == first
    assert not another.evaluate(DRAFTED)


def test_the_caret_of_a_split_comes_back_after_a_crash(page, claim):
    address = f"{claim.attributions.get().article.get_absolute_url()}?claim=1"
    log_in(page, address)
    page.keyboard.press("s")
    before = page.locator("[data-before]")
    before.wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    kept = before.inner_text()

    another = crash_and_open(page, address)
    another.keyboard.press("s")
    another.get_by_text("Your draft of").wait_for()
    assert another.locator("[data-before]").inner_text() == kept


def test_what_was_saved_does_not_come_back(page, claim):
    log_in(page, claim.get_absolute_url())
    write(page)
    page.locator(".verdict-form label", has_text="True").first.click()
    page.get_by_role("button", name="Sign the verdict").click()
    page.get_by_text("Verdict signed.").first.wait_for()
    page.reload()

    assert rationale(page).input_value() == ""
    assert claim.verdicts.get().rationale == WORDS


def test_another_person_on_the_same_machine_never_sees_it(page, claim):
    log_in(page, claim.get_absolute_url())
    write(page)
    page.context.clear_cookies()  # the session ended, nobody logged out
    log_in(page, claim.get_absolute_url(), "citra")

    assert rationale(page).input_value() == ""
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_logging_out_takes_the_drafts_away(page, claim):
    log_in(page, claim.get_absolute_url())
    write(page)
    page.locator("form[data-ends-session]").evaluate("(form) => form.requestSubmit()")
    page.wait_for_url("**/accounts/login/**")

    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_what_was_sent_after_the_session_had_ended_comes_back_at_the_next_log_in(page, claim):
    log_in(page, claim.get_absolute_url())
    write(page)
    page.context.clear_cookies(name="sessionid")
    page.locator(".verdict-form label", has_text="True").first.click()
    page.get_by_role("button", name="Sign the verdict").click()
    page.wait_for_url("**/accounts/login/**")
    log_in(page, claim.get_absolute_url())

    page.get_by_text("Your draft of").wait_for()
    assert rationale(page).input_value() == WORDS
    assert not claim.verdicts.exists()


def correct(page, attribution, words):
    page.goto(f"/attributions/{attribution.pk}/correct/")
    page.locator("#id_statement").fill(words)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")


def test_a_draft_is_offered_and_not_put_over_what_a_colleague_saved_since(page, cast, claim):
    attribution = claim.attributions.first()
    log_in(page, claim.get_absolute_url())
    correct(page, attribution, "What Bram was writing")
    page.goto("/claims/")
    workflow.set_statement(cast.colleague, claim.pk, statement="What Citra saved", version=claim.version)
    page.goto(f"/attributions/{attribution.pk}/correct/")

    page.get_by_text("What is saved here has changed since.").wait_for()
    assert page.locator("#id_statement").input_value() == "What Citra saved"
    page.get_by_role("button", name="Put it back").click()
    assert page.locator("#id_statement").input_value() == "What Bram was writing"


def test_a_settled_conflict_leaves_no_draft_behind(new_page, cast, claim):
    page = new_page(refusals=True)
    attribution = claim.attributions.first()
    log_in(page, claim.get_absolute_url())
    correct(page, attribution, "What Bram was writing")
    workflow.set_statement(cast.colleague, claim.pk, statement="What Citra saved", version=claim.version)
    page.locator("form.correct button[type=submit]").click()
    page.get_by_role("heading", name="changed this claim at").wait_for()
    page.get_by_role("button", name="Take all mine").click()
    page.get_by_text("corrected, saved").wait_for()

    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def drafts_of(page):
    return page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")


def test_a_plain_form_that_was_saved_asks_nothing_when_it_is_opened_again(page, cast, live_server):
    log_in(page, "/articles/new/")
    page.locator("#id_text").fill("The mayor said on Monday that the bridge over the Orel is closed.")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.get_by_role("button", name="Save and split").click()
    page.wait_for_url(re.compile(r"/articles/\d+/$"))
    assert drafts_of(page) == []
    page.goto("/articles/new/")

    assert page.locator("#id_text").input_value() == ""
    assert page.locator(".draft-line").count() == 0


def test_what_was_found_at_a_relay_and_the_reason_of_a_grade_survive_a_closed_tab(page, cast, claim):
    attribution = claim.attributions.first()
    relay = create_source(cast.analyst, name="Valley Post", kind="outlet")
    chains.add_hop(cast.analyst, attribution.pk, relay, version=attribution.version)
    places = {
        f"/attributions/{attribution.pk}/chain/": "textarea[name=found]",
        f"/sources/{relay.pk}/edit/": "textarea[name=reason]",
    }
    log_in(page, "/claims/")
    for number, (address, field) in enumerate(places.items(), 1):
        page.goto(address)
        page.locator(field).fill(WORDS)
        page.wait_for_function(
            f"() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length === {number}"
        )
    another = page.context.new_page()
    page.close()

    for address, field in places.items():
        another.goto(address)
        another.get_by_role("status").filter(has_text="Your draft of").wait_for()
        assert another.locator(field).input_value() == WORDS


def test_a_save_that_is_not_answered_in_time_says_that_nobody_knows_what_became_of_it(new_page, claim):
    page = new_page(offline=True)
    log_in(page, claim.get_absolute_url())
    assert page.evaluate("() => htmx.config.timeout") == 20_000
    page.evaluate("() => { htmx.config.timeout = 300; }")
    write(page)
    page.route("**/verdict/", lambda route: None)  # no answer, ever
    page.locator(".verdict-form label", has_text="True").first.click()
    page.get_by_role("button", name="Sign the verdict").click()

    page.get_by_text("nobody knows whether this was saved").wait_for()
    assert rationale(page).input_value() == WORDS
    assert len(drafts_of(page)) == 1
