"""How an article stands to a headline."""

from __future__ import annotations

import pytest

from claims.coverage.ranking import Counts, question
from claims.coverage.stance import stance_of
from claims.coverage.terms import terms_of

HEADLINE = "Engineers found a crack in the dam at Lake Orel"


def stance(text: str, headline: str = HEADLINE) -> str:
    asked = question([headline], "en")
    terms = terms_of(text, "en")
    counts = Counts(100, len(terms), dict.fromkeys(asked.terms(), 1))
    return stance_of(headline, asked, text, terms, "en", counts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Engineers found a crack in the dam at Lake Orel. They closed the road below.", "agree"),
        ("Engineers have reportedly found a crack in the dam at Lake Orel.", "discuss"),
        ("The crack in the dam at Lake Orel is a hoax. The engineers denied they found anything.", "disagree"),
        ("The orchestra will play two new symphonies in spring.", "unrelated"),
    ],
)
def test_an_article_agrees_passes_on_denies_or_is_about_something_else(text: str, expected: str):
    assert stance(text) == expected


def test_a_denial_of_what_the_headline_denies_as_well_is_no_disagreement():
    text = "The crack in the dam at Lake Orel is a hoax. The engineers denied they found anything."
    assert stance(text, "Crack in the dam at Lake Orel is a hoax, engineers denied it") != "disagree"
