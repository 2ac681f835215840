"""Linking a claim to its source, the relay chain and the source pages, by keyboard in a real browser."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Claim, Source
from claims.sources import profile
from tests.articles import REFERENCE
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press

pytestmark = pytest.mark.browser


@pytest.fixture
def reference(cast, live_server):
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article


def number(article, n: int) -> Attribution:
    return Attribution.objects.select_related("source").get(article=article, number=n)


def relays(article, n: int) -> list[str]:
    return [str(hop) for hop in number(article, n).relays.all()]


def test_a_source_is_linked_with_two_keys_and_the_letters_typed(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    keys = 0
    for key in ("a", "Enter"):
        page.keyboard.press(key)
        keys += 1
        if key == "a":
            page.locator("#source-q:focus").wait_for()
            page.keyboard.type("pes")
    page.get_by_text("Source of claim 3 set, saved").wait_for()
    assert (keys, number(reference, 3).source.name) == (2, "Dmitry Peskov")
    assert page.locator(".notices").count() == 0  # changed in place, no page was loaded for it


def test_arrow_keys_choose_another_offer_and_the_last_ones_make_a_new_source(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    press(page, "a")
    field = page.get_by_role("combobox", name="Who says it?")
    field.press_sequentially("Wahyu")
    page.get_by_role("option", name="Create new “Wahyu” organisation", selected=True).wait_for()
    press(page, "ArrowDown")
    page.get_by_role("option", name="Create new “Wahyu” person", selected=True).wait_for()
    press(page, "Enter")
    page.get_by_text("Source of claim 3 set, saved").wait_for()
    source = number(reference, 3).source
    assert (source.name, source.kind) == ("Wahyu", "person")


def test_shift_a_gives_the_source_to_all_alike_and_one_undo_takes_it_back(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=7")
    press(page, "a")
    page.locator("#source-q:focus").wait_for()
    page.keyboard.type("cna")
    press(page, "Enter")
    page.get_by_text("Source of claim 7 set, saved").wait_for()
    press(page, "Shift+A")
    page.get_by_text("more mentions in the same words, saved").wait_for()
    assert number(reference, 11).source.name == "CNA"
    press(page, "u")
    page.get_by_text("Undone: set the source, saved").wait_for()
    assert (number(reference, 7).source.name, number(reference, 11).source.name) == ("CNA", "TASS")


def test_the_relay_chain_is_edited_by_keyboard_alone(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    press(page, "r")
    page.locator("a.hop:focus").wait_for()
    page.get_by_role("combobox", name="Add a relay").focus()
    page.keyboard.type("tas")
    press(page, "Enter")
    page.get_by_text("Relay added to claim 3, saved").wait_for()
    assert relays(reference, 3) == ["CNA", "TASS"]
    page.locator("a.hop.is-open:focus", has_text="TASS").wait_for()
    press(page, "Shift+ArrowLeft")
    page.get_by_text("Relay of claim 3 moved, saved").wait_for()
    assert relays(reference, 3) == ["TASS", "CNA"]
    page.locator("a.hop.is-open:focus", has_text="TASS").wait_for()
    press(page, "ArrowRight")
    page.locator("a.hop.is-open:focus", has_text="CNA").wait_for()
    press(page, "Delete")
    page.get_by_text("Relay taken out of claim 3, saved").wait_for()
    assert relays(reference, 3) == ["TASS"]
    press(page, "Escape")
    page.locator("#act-confirm").wait_for()
    press(page, "u")
    page.get_by_text("Undone: changed the relay chain, saved").wait_for()
    assert relays(reference, 3) == ["TASS", "CNA"]


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_in_combobox_chain_and_drift(new_page, reference, color_scheme, viewport):
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    third = number(reference, 3).pk
    for name in ("source/?q=pe", "chain/"):
        page.goto(f"/attributions/{third}/{name}")
        # the field in focus scrolls the page; a heading half under the fixed bar is no small target
        page.evaluate("scrollTo(0, 0)")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
    page.goto(f"/articles/{reference.pk}/?claim=3")
    page.get_by_text("The words may have drifted").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(("color_scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_source(new_page, reference, cast, color_scheme, viewport):
    tass = Source.objects.get(name="TASS")
    claims = Claim.objects.filter(attributions__source=tass).distinct()
    claims.filter(pk=claims[0].pk).update(status="false")
    profile.add_alias(cast.analyst, tass.pk, "ТАСС", "ru", version=1)
    profile.add_stake(cast.analyst, tass.pk, "Ukraine", version=2)
    profile.grade(cast.reviewer, tass.pk, "D", topic="military", reason="Withdrew three figures.", version=3)
    profile.grade(cast.analyst, tass.pk, "C", topic="", reason="Often first, often vague.", version=4)
    page = new_page(color_scheme=color_scheme, viewport=viewport)
    log_in(page, f"/sources/{tass.pk}/")
    for address in (f"/sources/{tass.pk}/edit/?q=c", f"/sources/{tass.pk}/"):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address


def test_enter_waits_for_the_offers_of_the_last_letters(new_page, reference):
    page = new_page()
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    press(page, "a")
    field = page.get_by_role("combobox", name="Who says it?")
    field.press_sequentially("p")  # the answer to this is slow
    page.route("**/source/?q=tas", lambda route: (page.wait_for_timeout(400), route.continue_()))
    field.fill("tas")
    press(page, "Enter")
    page.get_by_text("Source of claim 3 set, saved").wait_for()

    assert number(reference, 3).source.name == "TASS"


def test_no_button_beside_the_field_takes_an_offer(page, reference):
    log_in(page, f"/articles/{reference.pk}/?claim=3")
    press(page, "a")
    page.get_by_role("combobox", name="Who says it?").wait_for()

    assert page.locator("#detail").get_by_role("button", name="Search").count() == 0


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_name_is_taken_away_with_the_pointer(new_page, reference, cast, viewport):
    kremlin = Source.objects.get(name="Kremlin")
    profile.add_alias(cast.analyst, kremlin.pk, "Istana Rusia", "id", version=kremlin.version)
    page = new_page(viewport=viewport)
    log_in(page, f"/sources/{kremlin.pk}/edit/")

    page.get_by_role("button", name="Istana Rusia").click()

    page.get_by_text("Name taken away.").wait_for()
    assert not kremlin.aliases.filter(name="Istana Rusia").exists()
