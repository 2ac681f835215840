"""When somebody else was faster: both versions side by side, three choices by plain forms, with and without htmx."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.review import workflow
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
MINE = {"statement": "What Bram wrote", "gloss": "Bram's gloss", "gloss_language": "en"}


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


def fields_of(page) -> dict[str, str]:
    """What the form of the choice would send as it stands: hidden fields, and the radio buttons that are checked."""
    form = re.search(r'<form class="stack conflict".*?</form>', page.text, re.S)[0]
    inputs = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', one)) | {"on": "checked" in one}
        for one in re.findall(r"<input[^>]*>", form)
    ]
    return {one["name"]: unescape(one["value"]) for one in inputs if one["type"] != "radio" or one["on"]}


@pytest.fixture(params=[True, False], ids=["htmx", "plain"])
def conflict(request, analyst, cast, claim):
    """The answer to Bram, who saved the claim's words after Citra had, and how to send the form of the choice."""
    workflow.set_statement(
        cast.colleague,
        claim.pk,
        statement="What Citra wrote",
        gloss="Citra's gloss",
        gloss_language="en",
        version=claim.version,
    )
    headers = HTMX if request.param else {}
    address = reverse("claims:claim_statement", args=[claim.pk])
    page = analyst.post(address, {"claim_version": claim.version, "seen": 0, **MINE}, headers=headers)
    return page, lambda **chosen: analyst.post(address, fields_of(page) | chosen, headers=headers, follow=True)


def words(claim: Claim) -> tuple[str, str]:
    claim.refresh_from_db()
    return claim.statement, claim.gloss


def test_both_versions_stand_side_by_side_and_nothing_is_saved(conflict, claim):
    page, _send = conflict
    assert page.status_code == 409
    assert "Citra changed this claim at" in page.text
    for mine, theirs in (("What Bram wrote", "What Citra wrote"), ("Bram&#x27;s gloss", "Citra&#x27;s gloss")):
        assert mine in page.text and theirs in page.text
    assert words(claim) == ("What Citra wrote", "Citra's gloss")


def test_all_mine(conflict, claim):
    _page, send = conflict
    assert send(take="mine", statement="What Citra wrote").status_code == 200
    assert words(claim) == ("What Bram wrote", "Bram's gloss")


def test_field_by_field(conflict, claim):
    _page, send = conflict
    assert send(statement="What Citra wrote").status_code == 200
    assert words(claim) == ("What Citra wrote", "Bram's gloss")


def test_all_theirs_leads_to_the_page_as_it_stands(conflict, claim):
    page, _send = conflict
    assert re.search(rf'href="{claim.get_absolute_url()}"[^>]*>Take all theirs', page.text)


def test_ones_own_words_can_be_written_on(conflict, claim):
    _page, send = conflict
    page = send(take="edit")
    assert page.status_code == 200 and ">\nWhat Bram wrote</textarea>" in page.text
    assert words(claim) == ("What Citra wrote", "Citra's gloss")


def test_a_third_who_was_faster_again_is_told_again(conflict, cast, claim):
    _page, send = conflict
    claim.refresh_from_db()
    workflow.set_statement(cast.reviewer, claim.pk, statement="What Dina wrote", version=claim.version)
    page = send(take="mine")

    assert page.status_code == 409 and "Dina changed this claim at" in page.text
    assert words(claim)[0] == "What Dina wrote"
