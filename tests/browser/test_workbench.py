"""The article page in a real browser: by keyboard alone, without JavaScript, in both themes, wide and narrow."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Claim
from tests.articles import REFERENCE
from tests.browser.accessibility import violations
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


@pytest.fixture
def reference(cast, live_server):
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article


def log_in(page, address="/"):
    page.goto(f"/accounts/login/?next={address}")
    page.get_by_label("Name").fill("bram")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{address}")


def press(page, *keys):
    page.wait_for_load_state()  # a heading can be read before the scripts that listen have come
    for key in keys:
        page.keyboard.press(key)


def test_an_answer_reaches_its_places_when_its_button_has_left_the_page(page, reference):
    log_in(page, f"/articles/{reference.pk}/")
    held = []
    page.route("**/confirm/", lambda route: held.append(route))

    with page.expect_request("**/confirm/"):
        press(page, "y")
    page.locator("[data-open]").evaluate("element => { element.dataset.old = 'yes' }")
    page.evaluate("htmx.ajax('GET', location.pathname + '?claim=1', {target: '#detail', swap: 'innerHTML'})")
    page.locator("[data-open='1']:not([data-old])").wait_for()
    held[0].continue_()

    page.locator("#prog[value='1']").wait_for()
    assert page.locator("#strip").count() == 1


def test_an_analyst_reviews_by_keyboard_alone(page, reference):
    log_in(page, f"/articles/{reference.pk}/")

    press(page, "j", "j", "k", "y")  # quicker than the server: `y` means the claim that the steps led to
    page.get_by_text("Claim 2 confirmed, saved").wait_for()
    page.locator("[data-open='3']").wait_for()  # a decision leads on to the next claim that waits for one
    press(page, "x")
    page.get_by_text("Claim 3 rejected, saved").wait_for()
    press(page, "u")
    page.get_by_text("Undone: rejected the attribution, saved").wait_for()
    press(page, "a")
    page.locator("#source-q:focus").wait_for()
    page.keyboard.type("tas")
    press(page, "Enter")
    page.get_by_text("Source of claim 3 set, saved").wait_for()
    press(page, "v", "4")
    page.keyboard.type("The agency reports it.")
    press(page, "Control+Enter")
    page.get_by_text("Status of claim 3 set, saved").wait_for()

    second, third = Attribution.objects.filter(article=reference, number__in=[2, 3]).select_related("source", "claim")
    assert second.review_state == "confirmed"
    assert (third.source.name, third.claim.status) == ("TASS", "mostly_true")


def test_what_an_act_changed_is_seen_in_text_and_list_at_once(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=6")

    press(page, "y")

    page.locator("#c6.is-confirmed").wait_for()
    assert page.locator(".article mark[data-claims~='6'].is-confirmed").count() >= 1
    assert page.locator("#abar").get_by_text("reviewed").inner_text().startswith("1 of ")


def test_an_article_begins_with_its_headline_while_its_first_claim_is_in_sight(page, reference):
    page.set_viewport_size(WIDE)
    log_in(page, f"/articles/{reference.pk}/")
    page.locator(".claim.is-selected").wait_for()
    text = page.locator(".zone-text")
    assert text.locator(".headline").bounding_box()["y"] > text.bounding_box()["y"]
    press(page, *"j" * 9)
    page.locator("#detail[aria-busy]").wait_for(state="detached")
    assert text.evaluate("zone => zone.scrollTop") > 0


def test_keys_are_letters_in_form_fields(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=1")

    press(page, "Shift+E")
    page.locator("#id_statement:focus").wait_for()
    page.keyboard.type("yx")

    assert "yx" in page.locator("#id_statement").input_value()
    assert not Attribution.objects.filter(article=reference).exclude(review_state="suggested").exists()


def test_single_keys_can_be_switched_off(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    press(page, "?")
    page.get_by_label("Single keys are on").uncheck()
    press(page, "Escape", "y", "j")

    page.get_by_role("button", name="Confirm").first.click()  # what the key would have done still has its button
    page.get_by_text("Claim 1 confirmed, saved").wait_for()


def test_a_conflict_is_told_and_what_was_typed_stays(chromium, live_server, reference):
    page = chromium.new_page(base_url=live_server.url)  # of its own: the console reports every 409
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    Claim.objects.filter(attributions__article=reference, attributions__number=1).update(version=7)

    press(page, "v", "2")
    page.keyboard.type("A thought that took long.")
    press(page, "Control+Enter")

    page.get_by_text("Nothing of yours was saved.").wait_for()
    assert page.locator("#id_rationale").input_value() == "A thought that took long."
    page.close()


def test_reading_confirming_and_judging_work_without_javascript(new_page, reference):
    page = new_page(java_script_enabled=False)
    log_in(page, f"/articles/{reference.pk}/?claim=1")

    page.locator("#c2 .who a").click()
    page.get_by_role("button", name="Confirm").first.click()
    assert "Claim 2 confirmed, saved" in page.locator(".notices").inner_text()
    page.locator("#c2 .who a").click()
    page.get_by_label("Mixed").check()
    page.get_by_label("Rationale").fill("Half of it is seen on film.")
    page.get_by_role("button", name="Sign the verdict").click()

    assert "Status of claim 2 set, saved" in page.locator(".notices").inner_text()
    assert Attribution.objects.get(article=reference, number=2).claim.status == "mixed"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page, reference, color_scheme, viewport):
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page)
    number = Attribution.objects.get(article=reference, number=7).pk
    addresses = ["/", "/articles/", "/articles/new/", f"/articles/{reference.pk}/?claim=7", "/accounts/password/"]
    for address in [*addresses, f"/attributions/{number}/correct/", f"/attributions/{number}/source/"]:
        page.goto(address)
        # the field in focus scrolls the page; a row half under the fixed bar is no small target
        page.evaluate("scrollTo(0, 0)")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_has_the_focus_is_never_under_a_bar(new_page, reference, viewport):
    page = new_page(viewport=viewport)
    log_in(page)
    number = Attribution.objects.get(article=reference, number=7).pk
    work = f"/articles/{reference.pk}/?claim=7"
    for address in (work, f"/attributions/{number}/correct/", f"/attributions/{number}/source/", "/articles/new/"):
        page.goto(address)
        assert page.evaluate(COVERED) == [], address


# Every control in turn, forwards and backwards: what lies at its middle must be itself or a part of it.
COVERED = """() => {
  const controls = [...document.querySelectorAll("main :is(a[href], button, input, textarea, select, summary)")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.type !== "hidden");
  const covered = new Set();
  for (const node of [...controls, ...controls.reverse()]) {
    node.focus();
    if (document.activeElement !== node) continue;
    const seen = node.matches("input[type=radio], input[type=checkbox]") ? node.closest("label") ?? node : node;
    const { left, top, width, height } = seen.getClientRects()[0] ?? seen.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    const shown = at && (seen.contains(at) || at.contains(seen) || at.closest("label")?.contains(seen));
    if (!shown) covered.add(seen.outerHTML.slice(0, 90));
  }
  return [...covered];
}"""
