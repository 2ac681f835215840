"""The buttons of the open claim, built without a template: they send and open what they say, and escape the rest."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from claims.models import Article, Attribution, KeyMap

EVIL = '"><script>alert(1)</script>'

pytestmark = pytest.mark.django_db


def drawn(tag: str, cast, **more: object) -> str:
    request = RequestFactory().get("/")
    request.user = cast.analyst
    page = {"request": request, "csrf_token": "secret", "row": Attribution(pk=9, version=3), "article": Article(pk=5)}
    return Template(f"{{% load acts %}}{{% {tag} %}}").render(Context(page | more))


def test_a_button_posts_the_version_that_was_seen_and_prints_its_key(cast):
    html = drawn('act_form "confirm" "Confirm" row then="next"', cast)

    assert 'method="post" action="/attributions/9/confirm/" hx-post="/attributions/9/confirm/"' in html
    assert 'name="csrfmiddlewaretoken" value="secret"' in html
    assert 'name="version" value="3"' in html and 'name="then" value="next"' in html
    assert 'data-key="y" id="act-confirm">Confirm <kbd aria-hidden="true">y</kbd></button>' in html


def test_an_act_without_a_key_has_a_button_without_one(cast):
    html = drawn('act_form "restore" "Put back" row', cast)

    assert "data-key" not in html and 'id="act-restore">Put back</button>' in html


def test_a_row_without_a_version_sends_none(cast):
    html = drawn('act_form "undo" "Undo" article target="#split"', cast)

    assert "version" not in html and "then" not in html and 'hx-target="#split"' in html


def test_the_button_of_the_strip_does_not_take_key_or_id_from_the_one_in_the_claim(cast):
    html = drawn('act_form "confirm" "Confirm" row strip=True', cast)

    assert "data-key" not in html and "id=" not in html and "kbd" not in html


def test_a_link_opens_a_form_and_without_javascript_its_plain_one(cast):
    html = drawn('act_link "spans" "Edit spans" row plain="correct"', cast)

    assert 'href="/attributions/9/correct/" hx-get="/attributions/9/spans/"' in html
    assert 'data-key="e" id="act-spans">Edit spans' in html
    assert 'hx-get="/attributions/9/source/"' in drawn('act_link "source" "Set" row to="set_source"', cast)


def test_each_person_has_their_own_key(cast):
    KeyMap.objects.create(user=cast.analyst, keys={"confirm": "&"})

    html = drawn('act_form "confirm" "Confirm" row', cast)

    assert 'data-key="&amp;"' in html and '<kbd aria-hidden="true">&amp;</kbd>' in html


def test_nothing_that_comes_from_outside_becomes_markup(cast):
    html = drawn('act_form "confirm" label row', cast, label=EVIL, csrf_token=EVIL)
    html += drawn('act_link "cut" label row', cast, label=EVIL)

    assert "<script" not in html and "&lt;script" in html
