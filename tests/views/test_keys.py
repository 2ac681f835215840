"""A person's keys: printed on the buttons, changed on a page, never two acts on one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from claims.models import KeyMap
from claims.models.keymap import DEFAULT_KEYS, SECTIONS, Keyed
from claims.review import keymap
from claims.review.errors import NotReady
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def save(client, **changed):
    return client.post("/keys/", {**DEFAULT_KEYS, "single_keys": "on", **changed})


def test_every_act_has_a_key_of_its_own_and_a_place_in_the_overlay():
    assert keymap.problems_of(DEFAULT_KEYS) == {}
    assert [act for _heading, acts in SECTIONS for act in acts] == list(Keyed)


def test_a_changed_key_is_printed_and_pressed_wherever_the_act_is(analyst, cast, kremlin):
    assert save(analyst, confirm="b").status_code == 302

    page = analyst.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}").text
    assert 'data-key="b" id="act-confirm">Confirm <kbd aria-hidden="true">b</kbd>' in page
    assert 'data-key="y"' not in page
    assert '<dt><kbd aria-hidden="true">b</kbd></dt><dd>confirm</dd>' in page
    assert KeyMap.objects.get(user=cast.analyst).keys == {"confirm": "b"}


def test_the_keys_of_one_person_are_not_those_of_another(analyst, browser_of, kremlin):
    save(analyst, confirm="b")

    page = browser_of("colleague").get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}").text
    assert 'data-key="y" id="act-confirm"' in page


@pytest.mark.parametrize(
    ("key", "words"), [("x", "“x” presses “reject” already."), ("g", "presses “my queue” already.")]
)
def test_a_key_that_presses_something_else_already_is_refused(analyst, cast, key, words):
    response = save(analyst, new_claim=key)

    assert response.status_code == 422
    assert words in response.text
    assert not KeyMap.objects.filter(user=cast.analyst).exists()


@pytest.mark.parametrize("key", ["", "yy", "a b c", "\u200f"])
def test_what_is_no_key_is_refused(analyst, key):
    assert save(analyst, confirm=key).status_code == 422


def test_the_stage_refuses_a_clash_whoever_asks(cast):
    with pytest.raises(NotReady):
        keymap.set_keys(cast.analyst, {**DEFAULT_KEYS, "confirm": "x"}, single_keys=True)


def test_all_keys_can_be_put_back(analyst, cast):
    save(analyst, confirm="b")

    analyst.post("/keys/", {"reset": "1"})

    assert KeyMap.objects.get(user=cast.analyst).keys == {}


def test_single_keys_are_switched_off_from_the_overlay_and_stay_off(analyst, reference):
    save(analyst, confirm="b")

    assert "Single keys are off." in analyst.post("/keys/single/", headers=HTMX).text

    page = analyst.get(reference.get_absolute_url()).text
    assert 'data-single-keys="off"' in page
    assert 'data-key="b"' in page


def test_the_page_has_no_keys_for_strangers(client):
    assert client.get("/keys/").status_code == 302


TEMPLATES = "\n".join(path.read_text() for path in Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.mark.parametrize("act", Keyed)
def test_every_act_in_the_overlay_has_something_on_a_page_that_its_key_presses(act):
    assert re.search(rf"{{% (keyed|act_form|act_link) ['\"]{act.value}['\"]", TEMPLATES)


def test_the_keys_of_single_pages_are_known():
    assert set(re.findall(r'data-key="(.)"', TEMPLATES)) <= keymap.FIXED


@pytest.mark.parametrize(("act", "key"), [("search", "y"), ("queue", "n x")])
def test_what_stands_on_every_page_takes_no_key_of_a_single_page(analyst, cast, act, key):
    freed = {"confirm": "b", "new_claim": "B"}
    response = save(analyst, **freed, **{act: key})

    assert response.status_code == 422
    assert "means something else on other pages." in response.text
