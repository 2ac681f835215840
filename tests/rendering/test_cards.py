"""The cards of the claims, built without a template: everything that comes from outside is escaped."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from claims.models import Article
from claims.views.bench import Card

EVIL = '"><script>alert(1)</script>'


def card(**values: object) -> Card:
    given = {
        "pk": 9, "number": 4, "claim_id": 7, "statement": "Kremlin: belum ada", "language": "id", "status": "true",
        "source": "TASS", "candidates": [], "quote_kind": "indirect", "hedged": False, "negated": False,
        "inside": None, "review_state": "suggested", "version": 3, "source_words": "", "chain": (), "same_as": (),
    }  # fmt: skip
    return Card(**(given | values))


def drawn(one: Card, **page: object) -> str:
    context = {"article": Article(pk=5, language="id"), "card": [one], "may_annotate": True, "csrf_token": "secret"}
    return Template("{% load cards %}{% claim_cards card swap=swap %}").render(Context(context | page))


@pytest.mark.parametrize(
    "values",
    [
        {"statement": EVIL},
        {"language": EVIL},
        {"source": EVIL},
        {"source": None, "source_words": EVIL},
        {"source": None, "candidates": [EVIL]},
        {"chain": (EVIL,)},
    ],
)
def test_nothing_that_comes_from_outside_becomes_markup(values):
    assert "<script" not in drawn(card(**values))
    assert "&lt;script" in drawn(card(**values))


def test_the_language_of_the_article_and_the_token_are_escaped():
    one = card(source=None, source_words="Kremlin", review_state="rejected")
    assert "<script" not in drawn(one, article=Article(pk=5, language=EVIL), csrf_token=EVIL)


def test_a_card_links_to_its_claim_and_names_source_and_relays():
    html = drawn(card(chain=("CNA", "RT")))
    assert '<a href="/articles/5/?claim=4">TASS</a><span class="via">→ CNA</span><span class="via">→ RT</span>' in html
    assert '<span class="vh">True, suggested</span>' in html


def test_the_open_claim_is_marked_for_eyes_and_screen_readers():
    html = drawn(card(), selected=4)
    assert 'class="claim is-suggested is-selected"' in html and 'aria-current="true"' in html
    assert "is-selected" not in drawn(card(), selected=5)


def test_a_rejected_card_offers_to_be_put_back_to_those_who_may():
    one = card(review_state="rejected")
    html = drawn(one)
    assert 'hx-post="/attributions/9/restore/"' in html and 'name="version" value="3"' in html and "secret" in html
    assert "<form" not in drawn(one, may_annotate=False) and "secret" not in drawn(one, may_annotate=False)


def test_what_is_odd_about_a_claim_is_said_in_its_notes():
    html = drawn(card(quote_kind="direct", hedged=True, negated=True, same_as=(2, 8), inside=3))
    for words in ("direct", "hedged", "negated", "same claim as 2, 8", "inside 3"):
        assert words in html
    assert "2 candidates: A, B" in drawn(card(source=None, candidates=["A", "B"]))


def test_a_card_says_whether_it_takes_the_place_of_one_on_the_page():
    assert "hx-swap-oob" in drawn(card(), swap=True)
    assert "hx-swap-oob" not in drawn(card())
