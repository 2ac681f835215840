"""What stands behind a claim, decided by keyboard and without JavaScript, in both schemes."""

from __future__ import annotations

import os

import pytest
from django.urls import reverse

from claims.coverage import provenance
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim
from tests.articles import REFERENCE
from tests.browser.test_drafts import log_in
from tests.browser.test_relations import check_both_schemes
from tests.coverage.test_provenance import COPY, LOOP, OWN, take_in

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(live_server, cast) -> Claim:
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    for number in range(3):
        take_in(COPY.format(number), f"Harian {number}", f"2023-09-{17 + number}")
    for text, outlet in ((OWN, "Straits Gazette"), (LOOP[0], "Valley Post"), (LOOP[1], "Orel Herald")):
        take_in(text, outlet)
    claim = Claim.objects.get(
        attributions__spans__quote__contains="sistem rudal Kinzhal", attributions__article=article
    )
    find_coverage(claim)
    return claim


def shot(page, name: str) -> None:
    if folder := os.environ.get("ORIGINS_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_edges_are_confirmed_cut_and_taken_back_by_keyboard(page, claim):
    log_in(page, reverse("claims:origins", args=[claim.pk]))
    page.get_by_role("heading", name="Coverage by origin").wait_for()
    page.get_by_role("alert").get_by_text("in a circle").wait_for()
    shot(page, "light")
    check_both_schemes(page)
    shot(page, "dark")
    page.keyboard.press("y")
    page.get_by_text("Decided: confirmed.").wait_for()
    page.keyboard.press("n")
    page.get_by_text("Decided: cut.").wait_for()
    assert sorted(claim.coverage_edges.exclude(state="proposed").values_list("state", flat=True)) == [
        "confirmed",
        "cut",
    ]
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    assert not claim.coverage_edges.filter(state="cut").exists()
    before = provenance.origins_of(claim).counts.independent
    page.keyboard.press("o")
    page.get_by_label("Same origin:").select_option(label="3: Straits Gazette")
    page.get_by_label("has it from").select_option(label="1: TASS")
    page.get_by_role("button", name="Join the two").press("Enter")
    page.get_by_text("Joined: they count as one origin.").wait_for()
    assert provenance.origins_of(claim).counts.independent == before - 1
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 800})
    shot(page, "narrow")


def test_two_texts_are_read_passage_by_passage_and_decided_by_keyboard(page, claim):
    edge = claim.coverage_edges.get(kind="text_reuse", copy__outlet__name="Harian 1")
    log_in(page, reverse("claims:edge_read", args=[edge.pk]))
    page.get_by_role("button", name="Next passage").wait_for()
    page.keyboard.press("j")
    page.get_by_role("status").get_by_text("Passage 1, ").wait_for()
    assert page.locator("[data-side] a.pn.is-current").count() == 2
    page.keyboard.press("y")
    page.get_by_text("Decided: confirmed.").wait_for()
    page.get_by_role("button", name="Confirm", pressed=True).wait_for()
    check_both_schemes(page)
