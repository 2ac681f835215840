"""The main navigation says on every page of the desk which section it belongs to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.above_the_database]


def marked(client, address: str) -> list[tuple[str, str]]:
    """(how, the section) of each link of the main navigation that is marked as current."""
    nav = re.search(r'<nav class="nav".*?</nav>', client.get(address).text, re.S)
    assert nav
    return re.findall(r'aria-current="(\w+)">([^<]+)', nav[0])


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/", [("page", "My queue")]),
        ("/claims/", [("page", "Claims")]),
        ("/claims/columns/", [("true", "Claims")]),
        ("/sources/review/outlets/", [("true", "Sources")]),
        ("/feeds/", [("true", "Articles")]),
        ("/workload/", [("true", "Dashboard")]),
        ("/coverage/thresholds/", [("true", "Dashboard")]),
        ("/notifications/", []),
        ("/nothing/", []),
    ],
)
def test_a_page_marks_its_section_and_only_the_sections_own_page_as_the_page(browser_of, address, found):
    assert marked(browser_of("reviewer"), address) == found


def test_the_pages_of_one_row_mark_the_section_of_the_row(analyst, kremlin):
    for name, of, section in (
        ("chain", kremlin.pk, "Articles"),
        ("origins", kremlin.claim_id, "Claims"),
        ("source_edit", kremlin.source_id, "Sources"),
    ):
        assert marked(analyst, reverse(f"claims:{name}", args=[of])) == [("true", section)]
