"""The reference article reviewed from top to bottom without a mouse, and how many keys that takes."""

from __future__ import annotations

import pytest

from claims.models import Attribution, Source, Verdict
from tests.browser.test_workbench import log_in, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser

BUDGET = 90


class Typist:
    """Presses keys and counts them; letters of names and reasons are typed and not counted."""

    def __init__(self, page) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def at(self, number: int) -> None:
        """Wait until a claim is open: a person looks before deciding."""
        self.page.locator(f"#detail:not([aria-busy]) [data-open='{number}']").wait_for()

    def sees(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for()

    def judge(self, key: str, reason: str) -> None:
        self.press("v", key)
        self.sees("#id_rationale:focus")
        self.type(reason)
        self.press("Control+Enter")
        self.page.get_by_text("Status of claim").wait_for()


def test_the_whole_reference_article_is_reviewed_by_keyboard_alone(page, reference):  # noqa: F811
    log_in(page, f"/articles/{reference.pk}/")
    typist = Typist(page)

    typist.at(1)
    typist.press("s")  # two propositions in one claim
    typist.sees("[data-live]:not([hidden])")
    typist.press("Enter")
    typist.at(19)
    typist.press("j")
    typist.at(2)
    typist.press("y")
    typist.at(3)
    typist.judge("p", "Both sides deny it; nothing was signed in public.")
    typist.press("y")
    typist.at(4)
    typist.press("e")  # the content ends two words too late
    typist.sees(".part[aria-pressed=true]")
    typist.press("ArrowLeft", "ArrowLeft", "Enter")
    typist.page.get_by_text("Spans of claim 4 saved").wait_for()
    typist.press("j")
    typist.at(5)
    typist.press("y", "y", "y", "y")  # quicker than the server
    typist.at(9)
    typist.press("r")  # the relay that was read as the agency is none here
    typist.sees(".chain-editor")
    typist.press("Delete")
    typist.page.get_by_text("Relay taken out of claim 9, saved").wait_for()
    typist.press("Escape")
    typist.at(9)
    typist.press("j")
    listed = [int(item.get_attribute("data-claim")) for item in page.locator(".claim").all()]
    after_nine = listed[listed.index(9) + 1 :]
    for number in after_nine:
        typist.at(number)
        if number == 13:
            typist.press("a")  # nobody is named, but the desk knows who speculates
            typist.sees("#source-q:focus")
            typist.type("Pengamat kawasan")
            typist.sees("[role=option][aria-selected=true]:has-text('Pengamat kawasan')")
            typist.press("Enter")
            typist.page.get_by_text("Source of claim 13 set").wait_for()
            typist.press("j")
        elif number == 17:
            typist.press("m")  # said twice in one sentence
            typist.sees("#pick:focus")
            typist.type("16")
            typist.press("Enter")
            typist.page.get_by_text("Claim 17 states the same as 16").wait_for()
            typist.press("j")
        elif number in (14, 15):
            typist.judge("4", "The agencies report it alike.")
            typist.press("y")
        else:
            typist.press("y")
    page.locator("#prog[value='19'][max='19']").wait_for()
    page.locator("#detail:not([aria-busy])").wait_for()

    rows = reference.attributions.select_related("claim", "source")
    assert not rows.filter(review_state=Attribution.ReviewState.SUGGESTED).exists()
    corrected = rows.filter(review_state=Attribution.ReviewState.CORRECTED).values_list("number", flat=True)
    assert set(corrected) == {1, 4, 9, 13, 17}
    assert rows.get(number=16).claim == rows.get(number=17).claim
    assert rows.get(number=13).source == Source.objects.get(name="Pengamat kawasan")
    assert Verdict.objects.filter(claim__attributions__article=reference).distinct().count() == 3
    print(f"\nthe whole article in {typist.keys} key strokes plus typed text")
    assert typist.keys <= BUDGET
