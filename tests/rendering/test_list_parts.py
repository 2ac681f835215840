"""The heads, orders and acts of the lists: what they link and offer, and that all is escaped."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from claims.models import SavedView
from claims.templatetags.list_parts import act_options, list_heads, sort_options
from claims.views.column_sets import Column

EVIL = '"><script>alert(1)</script>'
COLUMNS = [Column("changed", "Changed", sort="changed"), Column("places", "Places", "where it appears", number=True)]


@pytest.mark.parametrize(
    ("sort", "first", "second"),
    [
        (
            "statement",
            ' aria-sort="ascending"><a href="?q=a&amp;sort=-statement">',
            '><a href="?q=a&amp;sort=-changed">',
        ),
        ("-changed", '><a href="?q=a&amp;sort=statement">', ' aria-sort="descending"><a href="?q=a&amp;sort=changed">'),
        ("changed", '><a href="?q=a&amp;sort=statement">', ' aria-sort="ascending"><a href="?q=a&amp;sort=-changed">'),
    ],
)
def test_a_head_sorts_and_once_more_turns_the_order_round(sort, first, second):
    html = list_heads("Claim", "statement", COLUMNS, sort, "?q=a&")

    assert f'<th scope="col"{first}Claim</a></th>' in html
    assert f'<th scope="col" class="c-changed"{second}Changed</a></th>' in html


def test_a_head_that_does_not_sort_says_what_it_means():
    html = list_heads("Claim", "statement", COLUMNS, "statement", "?")

    assert '<th scope="col" class="c-places num"><abbr title="where it appears">Places</abbr></th>' in html


def test_nothing_in_a_head_becomes_markup():
    columns = [Column(EVIL, EVIL, EVIL, sort=EVIL), Column(EVIL, EVIL, EVIL), Column(EVIL, EVIL)]

    assert "<script" not in list_heads(EVIL, EVIL, columns, EVIL, EVIL)


def test_the_order_that_a_list_has_is_selected_and_all_is_escaped():
    html = sort_options([("-changed", "changed lately"), (EVIL, EVIL)], "-changed")

    assert '<option value="-changed" selected>changed lately</option>' in html
    assert html.count("selected") == 1 and "<script" not in html


@pytest.mark.django_db
def test_everybody_is_offered_the_acts_of_their_role_in_their_language(cast):
    def offered(person: str, language: str) -> str:
        with override(language):
            return act_options(getattr(cast, person), SavedView.Kind.CLAIMS)

    assert '<option value="move-in_review">→ in review</option>' in offered("analyst", "en")
    assert "move-approved" not in offered("analyst", "en")
    assert "ditinjau" in offered("analyst", "id") and "in review<" not in offered("analyst", "id")
    assert offered("analyst", "en") != offered("reviewer", "en")
