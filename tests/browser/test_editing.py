"""Split, merge and new claims in a real browser, by keys; each is one deed for undo."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.browser.test_spans import places
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser

SANCTIONS, PESKOV, KREMLIN = 1, 14, 3


def open_mode(page, article, number: int, key: str) -> None:
    log_in(page, f"/articles/{article.pk}/?claim={number}")
    press(page, key)
    page.locator("[data-key-mode]").wait_for()


def test_a_claim_is_split_where_the_extraction_proposes(page, reference):  # noqa: F811
    open_mode(page, reference, SANCTIONS, "s")

    press(page, "Enter")
    page.get_by_text("Claim 1 split; the second part is claim 19").wait_for()

    first, second = reference.attributions.filter(number__in=[1, 19])
    assert places(first, "content") == ["Moskow dan Pyongyang akan menentang sanksi"]
    assert places(second, "content") == ["Moskow dan Pyongyang", "mencapai kesepakatan senjata"]
    page.locator("#c19.is-confirmed").wait_for()
    press(page, "u")
    page.get_by_text("Undone: changed the spans").wait_for()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.review_state, second.review_state) == ("suggested", "rejected")


def test_the_caret_can_be_moved_to_any_word(page, reference):  # noqa: F811
    open_mode(page, reference, 4, "s")

    press(page, "ArrowLeft")
    before = page.locator("[data-before]").inner_text()
    press(page, "ArrowLeft")
    assert len(page.locator("[data-before]").inner_text().split()) == len(before.split()) - 1
    press(page, "Enter")
    page.get_by_text("Claim 4 split").wait_for()

    assert reference.attributions.filter(number=19).exists()


def test_a_claim_is_merged_with_another_by_its_number(page, reference):  # noqa: F811
    open_mode(page, reference, 7, "m")

    page.keyboard.type("11")
    press(page, "Enter")
    page.get_by_text("Claim 7 states the same as 11, saved").wait_for()

    here, there = reference.attributions.filter(number__in=[7, 11])
    assert here.claim_id == there.claim_id
    page.locator("#c11").get_by_text("same claim as 7").wait_for()
    press(page, "u")
    page.get_by_text("Undone:").wait_for()
    here.refresh_from_db()
    assert here.claim_id != there.claim_id


def test_words_choose_the_claim_to_merge_with(page, reference):  # noqa: F811
    open_mode(page, reference, 7, "m")

    page.keyboard.type("peskov")
    assert page.locator(".offers li:visible").count() == 1
    press(page, "Escape")
    page.locator("[data-key-mode]").wait_for(state="detached")

    assert reference.attributions.get(number=7).review_state == "suggested"


def test_a_sentence_becomes_a_claim(page, reference):  # noqa: F811
    open_mode(page, reference, 4, "n")

    press(page, "ArrowDown", "ArrowDown", "ArrowUp")
    sentence = page.locator("[data-words]").inner_text()
    press(page, "Enter")
    page.get_by_text("Claim 19 added, saved").wait_for()

    assert places(reference.attributions.get(number=19), "content") == [sentence]
    page.locator("[data-open='19']").wait_for()


def test_selected_words_become_a_claim_at_once(page, reference):  # noqa: F811
    log_in(page, f"/articles/{reference.pk}/?claim=4")
    words = page.evaluate(
        """() => {
            const node = document.querySelector("#article-text p:not(.clutter)").firstChild;
            const letters = document.createTreeWalker(node.parentNode, NodeFilter.SHOW_TEXT);
            const text = letters.nextNode();
            getSelection().setBaseAndExtent(text, 0, text, text.length);
            return String(getSelection()).trim();
        }"""
    )

    press(page, "n")
    page.get_by_text("Claim 19 added, saved").wait_for()

    assert places(reference.attributions.get(number=19), "content") == [words]


def test_without_javascript_offered_places_and_claims_are_buttons(new_page, reference):  # noqa: F811
    page = new_page(java_script_enabled=False)
    log_in(page, f"/articles/{reference.pk}/?claim={SANCTIONS}")

    page.get_by_role("link", name="Split").click()
    page.get_by_role("button", name="menentang sanksi").click()
    assert "Claim 1 split; the second part is claim 19" in page.locator(".notices").inner_text()
    page.get_by_role("link", name="Merge").click()
    page.locator(".offers button").first.click()
    assert "Claim 19 states the same as 1" in page.locator(".notices").inner_text()
    page.get_by_role("link", name="New claim").click()
    page.get_by_label("Words of the claim").fill("Kunjungan Kim yang diperpanjang")
    page.get_by_role("button", name="Make a claim").click()

    assert "Claim 20 added" in page.locator(".notices").inner_text()


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_mode(new_page, reference, color_scheme, viewport):  # noqa: F811
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    for key in "smn":
        press(page, key)
        page.locator("[data-key-mode]").wait_for()
        assert violations(page) == [], key
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], key
        page.screenshot(path=f"test-artefacts/mode-{key}-{color_scheme}-{viewport['width']}.png")
        press(page, "Escape")
        page.locator("[data-key-mode]").wait_for(state="detached")


def test_a_changed_key_presses_its_button_and_two_in_a_row_lead_to_the_queue(page, reference):  # noqa: F811
    log_in(page, "/keys/")
    page.get_by_label("confirm", exact=True).fill("b")
    page.get_by_role("button", name="Save the keys").click()
    page.get_by_text("Your keys are saved.").wait_for()
    assert violations(page) == []
    page.goto(f"/articles/{reference.pk}/?claim=4")

    press(page, "b")
    page.get_by_text("Claim 4 confirmed").wait_for()
    press(page, "?")
    assert page.locator("#keys").get_by_text("confirm", exact=True).is_visible()
    assert violations(page) == []
    press(page, "Escape", "g", "q")
    page.wait_for_url("**/")


def test_the_list_follows_the_text_that_is_scrolled_by_hand_and_the_other_way_round(page, reference):  # noqa: F811
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    in_sight = """n => { const zone = document.querySelector(".zone-list").getBoundingClientRect();
                   const row = document.querySelector(`#c${n}`).getBoundingClientRect();
                   return row.top >= zone.top && row.bottom <= zone.bottom; }"""
    mark_in_sight = """n => { const zone = document.querySelector(".zone-text").getBoundingClientRect();
                        const mark = document.querySelector(`.article mark[data-n="${n}"]`).getBoundingClientRect();
                        return mark.top >= zone.top && mark.top <= zone.bottom; }"""
    assert not page.evaluate(in_sight, 18)

    page.locator(".zone-text").hover()
    page.mouse.wheel(0, 5000)
    page.wait_for_function(in_sight, arg=18)
    page.locator(".zone-list").hover()
    page.mouse.wheel(0, -5000)
    page.wait_for_function(mark_in_sight, arg=1)

    assert page.locator("[data-open]").get_attribute("data-open") == "1"
