"""Words are found where they stand nearest, whatever white space a form made of the text's."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.review.errors import SpanMismatch
from claims.review.locating import locate


def test_locate_takes_the_occurrence_nearest_to_where_it_was():
    text = "kata TASS. Lalu kata TASS. Juga kata\nTASS."
    assert locate(text, "kata TASS", near=17)[0] == 16
    assert locate(text, "kata  TASS", near=40) == (32, 41, "kata\nTASS")
    with pytest.raises(SpanMismatch, match="kata CNA"):
        locate(text, "kata CNA", near=0)


@given(
    text=st.text(alphabet="ab \n\u00a0", max_size=40),
    quote=st.text(alphabet="ab \n", min_size=1, max_size=6),
    near=st.integers(min_value=0, max_value=45),
)
@example(text="a  a", quote="a", near=2)
@example(text=" \n a", quote="a", near=0)
def test_no_occurrence_is_nearer_than_the_one_that_is_found(text, quote, near):
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    places = [found.start() for found in re.finditer(f"(?={pattern})", text)] if pattern else []
    if not places:
        with pytest.raises(SpanMismatch):
            locate(text, quote, near)
        return

    start, end, words = locate(text, quote, near)

    assert words == text[start:end] and words.split() == quote.split()
    assert abs(start - near) == min(abs(place - near) for place in places)


def test_a_long_article_of_repeats_is_searched_in_one_go():
    # Compared word by word from each place, this would take hours.
    text = "kata TASS \n" * 200_000
    quote = "kata TASS " * 100_000

    start, _end, words = locate(text, quote, near=500_000)

    assert start in (500_000 // 11 * 11, 500_000 // 11 * 11 + 11)
    assert words.split() == quote.split()
    with pytest.raises(SpanMismatch):
        locate(text, f"{quote} CNA", near=500_000)
