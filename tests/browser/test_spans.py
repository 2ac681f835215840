"""Edit-spans mode in a real browser: by keys, by buttons, by selecting; what is saved is what stands there."""

from __future__ import annotations

import pytest

from claims.models import Attribution
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def places(attribution: Attribution, role: str) -> list[str]:
    return list(attribution.spans.filter(role=role).order_by("start").values_list("quote", flat=True))


def open_editor(page, article, number: int) -> Attribution:
    log_in(page, f"/articles/{article.pk}/?claim={number}")
    press(page, "e")
    page.locator(".editing .part[aria-pressed=true]").wait_for()
    return article.attributions.get(number=number)


def test_arrows_move_the_edges_by_word_and_enter_saves(page, reference):  # noqa: F811
    attribution = open_editor(page, reference, 4)
    [before] = places(attribution, "content")

    press(page, "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter")
    page.get_by_text("Spans of claim 4 saved").wait_for()

    [after] = places(attribution, "content")
    assert after in before and len(before.split()) - len(after.split()) == 3
    attribution.refresh_from_db()
    assert attribution.review_state == "corrected"


def test_tab_goes_to_the_source_and_escape_changes_nothing(page, reference):  # noqa: F811
    attribution = open_editor(page, reference, 4)
    before = list(attribution.spans.values_list("role", "start", "end"))

    press(page, "Tab", "ArrowRight")
    assert page.locator(".part[aria-pressed=true] [data-label]").inner_text() == "source"
    press(page, "Escape")
    page.locator(".editing").wait_for(state="detached")

    assert list(attribution.spans.values_list("role", "start", "end")) == before


def test_a_content_in_two_parts_by_buttons_alone(page, reference):  # noqa: F811
    attribution = open_editor(page, reference, 4)
    [whole] = places(attribution, "content")

    ends = page.get_by_role("group", name="Ends")
    for _word in range(3):
        ends.get_by_role("button", name="a word earlier").click()
    page.get_by_role("button", name="Add a part").click()
    for _word in range(2):
        ends.get_by_role("button", name="a word later").click()
    page.get_by_role("group", name="Begins").get_by_role("button", name="a word later").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Spans of claim 4 saved").wait_for()

    first, second = places(attribution, "content")
    assert whole.startswith(first) and whole.endswith(second)


def place_of(page, mark, word):
    """Where a word of a mark stands on the screen, once the page has come to rest."""
    measure = """([mark, word]) => {
        const walker = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + word.length);
            return range.getBoundingClientRect().toJSON();
        }
    }"""
    before = None
    for _ in range(50):
        box = page.evaluate(measure, [mark.element_handle(), word])
        if box == before:
            return box
        before = box
        page.wait_for_timeout(100)
    raise AssertionError("the page does not come to rest")


def test_selecting_words_sets_the_part_that_is_open(page, reference):  # noqa: F811
    attribution = open_editor(page, reference, 4)
    mark = page.locator(".article mark[data-claims~='4']").first
    word = attribution.spans.filter(role="content").first().quote.split()[1]
    box = place_of(page, mark, word)

    page.mouse.move(box["left"] + 1, box["top"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["right"] - 0.5, box["top"] + box["height"] / 2, steps=6)
    page.mouse.up()
    page.locator(".part[aria-pressed=true] [data-letters]").get_by_text(word, exact=True).wait_for()
    press(page, "Enter")
    page.get_by_text("Spans of claim 4 saved").wait_for()

    assert places(attribution, "content") == [word]


SELECT = """([mark, word, less, event]) => {
    const walker = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !walker.currentNode.data.includes(word)) continue;
    const text = walker.currentNode, at = text.data.indexOf(word);
    if (event === "pointerdown") {
        mark.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, isPrimary: true }));
        mark.dispatchEvent(new Event("selectstart", { bubbles: true }));
    }
    getSelection().setBaseAndExtent(text, at, text, at + word.length - less);
    if (event === "pointerup") {
        mark.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0, isPrimary: true }));
    }
}"""


def test_the_last_letter_counts_when_the_hand_lets_go_at_once(page, reference):  # noqa: F811
    attribution = open_editor(page, reference, 4)
    mark = page.locator(".article mark[data-claims~='4']").first.element_handle()
    word = attribution.spans.filter(role="content").first().quote.split()[1]

    page.wait_for_function("window.RecogitoJS !== undefined")
    page.evaluate(SELECT, [mark, word, 1, "pointerdown"])
    page.wait_for_timeout(400)  # the library has heard of it, and takes no quick click for it
    page.evaluate(SELECT, [mark, word, 0, "pointerup"])

    page.locator(".part[aria-pressed=true] [data-letters]").get_by_text(word, exact=True).wait_for()


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_editor(new_page, reference, color_scheme, viewport):  # noqa: F811
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    open_editor(page, reference, 4)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
