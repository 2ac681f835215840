"""The rows and facet options that are built without a template: everything that comes from outside is escaped."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.templatetags.claim_list import claim_rows
from claims.templatetags.facets import facet_box
from claims.views.column_sets import OF
from claims.views.lists import Facet, Option
from claims.views.rows import Place, Row

EVIL = '"><script>alert(1)</script>'


def row(**values: object) -> Row:
    given = {
        "pk": 7, "statement": "Harga turun", "gloss": "", "gloss_language": "", "language": "id", "status": "true",
        "finding": "verbatim", "stage": "new",
        "updated_at": dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC), "assigned_to": None,
        "created_at": dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC), "appearances": [],
    }  # fmt: skip
    return Row(**(given | values))


@pytest.mark.parametrize(
    "values",
    [
        {"statement": EVIL},
        {"gloss": EVIL, "gloss_language": EVIL},
        {"language": EVIL},
        {"appearances": [Place(1, EVIL, [EVIL], 2, EVIL, EVIL)]},
    ],
)
def test_nothing_that_comes_from_outside_becomes_markup(values):
    assert "<script" not in claim_rows([row(**values)], list(OF["claims"].values()))


def test_the_values_of_a_facet_are_escaped():
    facet = Facet("source", "Source", [Option(EVIL, EVIL, 3, False)])
    assert "<script" not in facet_box(facet)


def test_a_row_links_claim_and_source_and_names_the_relays():
    html = claim_rows([row(appearances=[Place(4, "TASS", ["CNA"]), Place(5, "Rina")])], list(OF["claims"].values())[:7])
    assert '<a href="/claims/7/" lang="id">Harga turun</a>' in html
    assert '<a href="/sources/4/">TASS</a><span class="gloss via">→ CNA </span>' in html
    assert '<td class="c-places num">2</td>' in html


def test_a_chosen_value_is_checked_and_one_without_claims_is_quiet():
    facet = Facet("status", "Status", [Option("true", "True", 0, True)], mark="status")
    html = facet_box(facet)
    assert 'class="zero"' in html and "checked" in html and "mk-true" in html


def test_values_that_all_have_no_rows_stand_there_without_a_word_that_there_are_none():
    facet = Facet("grade", "Grade", [Option("A", "A", 0, False)])
    assert "no values yet" not in facet_box(facet)
    assert "no values yet" in facet_box(Facet("grade", "Grade", []))
