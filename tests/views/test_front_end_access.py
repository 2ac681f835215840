"""Who may open what: strangers log in, readers read, analysts act."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

PAGES = ["queue", "next", "articles", "article"]
FORMS = ["article_new", "correct", "set_source"]
ACTS = ["confirm", "reject", "restore", "correct", "set_source", "verdict", "take_up", "take", "split_again"]


@pytest.fixture
def address(kremlin):
    """A function from the name of an address to the address, for the reference article."""
    numbers = {
        **dict.fromkeys(["article", "split_again"], kremlin.article_id),
        **dict.fromkeys(["confirm", "reject", "restore", "correct", "set_source", "verdict"], kremlin.pk),
        "take_up": kremlin.article.own_voice.first().pk,
        "take": kremlin.claim_id,
    }
    return lambda name: reverse(f"claims:{name}", args=[numbers[name]] if name in numbers else [])


@pytest.mark.parametrize("name", PAGES + FORMS)
def test_a_stranger_is_sent_to_the_log_in_and_back(address, name):
    response = Client().get(address(name))

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={address(name)}"


@pytest.mark.parametrize("name", ACTS)
def test_a_stranger_changes_nothing(address, kremlin, name):
    response = Client().post(address(name), {"version": 1})

    assert response.status_code == 302 and response.url.startswith("/accounts/login/")
    kremlin.refresh_from_db()
    assert kremlin.version == 1


def test_a_page_whose_session_ended_goes_to_the_log_in_as_a_whole(address):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/articles/1/?claim=3"}

    response = Client().post(address("confirm"), {"version": 1}, headers=headers)

    assert response["HX-Redirect"] == "/accounts/login/?next=/articles/1/%3Fclaim%3D3"


@pytest.mark.parametrize("name", PAGES)
def test_somebody_without_a_role_is_told_whom_to_ask(address, browser_of, name):
    response = browser_of("nobody").get(address(name))

    assert response.status_code == 403
    assert "Ask an administrator" in response.text


@pytest.mark.parametrize("name", ["queue", "articles", "article"])
def test_a_viewer_reads(address, browser_of, name):
    assert browser_of("viewer").get(address(name)).status_code == 200


@pytest.mark.parametrize("name", ACTS)
def test_a_viewer_changes_nothing(address, browser_of, kremlin, name):
    response = browser_of("viewer").post(address(name), {"version": 1})

    assert response.status_code == 403
    assert "Your account may read them." in response.text
    kremlin.refresh_from_db()
    assert kremlin.version == 1


def test_a_viewer_is_offered_no_act(address, browser_of):
    page = browser_of("viewer").get(address("article")).text

    assert "attributions/" not in page
    assert "Take up" not in page


@pytest.mark.parametrize("name", ["confirm", "reject", "restore", "verdict", "take_up", "take", "split_again"])
def test_an_act_is_not_a_link(address, analyst, name):
    assert analyst.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["confirm", "reject", "restore", "correct", "set_source", "verdict", "take_up"])
def test_what_does_not_exist_is_not_found(analyst, name):
    response = analyst.post(reverse(f"claims:{name}", args=[987654]), {"version": 1})

    assert response.status_code == 404
    assert "nothing at this address" in response.text


def test_a_form_from_an_earlier_log_in_is_refused_in_words(address, cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.analyst)

    response = client.post(address("confirm"), {"version": 1})

    assert response.status_code == 403
    assert "earlier log-in" in response.text
