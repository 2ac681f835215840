"""Promises that hold for any text at all, and text as it comes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.document import Document
from claims.extraction.lexicon import get_lexicon
from claims.extraction.pipeline import read
from claims.extraction.spans import surface

PIECES = st.sampled_from(
    ["kata", "mengatakan", "menurut", "said", "told", "that", "bahwa", "Rina", "Dana Poe", "“", "”", '"', "'", ",", ".",
     "\n", " ", "(", ")", "–", "dan", "who", "yang", "diduga", "reportedly", "Reuters", "ujarnya", "?", ":", "tidak"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)


@settings(max_examples=80, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["id", "en"]))
def test_spans_are_ordered_inside_the_text_and_the_same_twice(text: str, language: str):
    first = extract(text, language)
    assert first == extract(text, language)
    for one in first.attributions:
        assert one.content
        assert 0.0 <= one.confidence <= 1.0
        for role in (one.source, one.cue, one.content):
            ends = [point for span in role for point in span]
            assert ends == sorted(ends)
            assert all(0 <= span.start < span.end <= len(text) for span in role)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "“", "”””", ",,,", "\u200f", "said", "Menurut", "kata kata kata"])
def test_next_to_nothing_is_no_attribution(text: str):
    assert extract(text, "id").attributions == ()


# (the text as it comes, language, source and content that must still be found)
AS_IT_COMES = [
    ("RINA WATI MENGATAKAN HARGA BERAS TURUN.", "id", "RINA WATI", "HARGA BERAS TURUN"),
    ("Rina Wati mengatakan harga beras turun", "id", "Rina Wati", "harga beras turun"),
    ("Rina\u00a0Wati mengatakan\u00a0harga beras turun.", "id", "Rina\u00a0Wati", "harga beras turun"),
    ("Rina Wati \u200fmengatakan\u200f harga beras turun.", "id", "Rina Wati", "harga beras turun"),
    ("Rina Wati mengatakan 😀 harga beras turun 1.7 juta.", "id", "Rina Wati", "😀 harga beras turun 1.7 juta"),
    ("Rina Wati mengatakan “prices fell, he said on Monday” kepada warga.", "id", "Rina Wati",
     "“prices fell, he said on Monday” kepada warga"),
    ("Dana Poe said the U.S. market had 1.7 million visitors.", "en", "Dana Poe",
     "the U.S. market had 1.7 million visitors"),
    ("Rep. Dana Poe (D-N.C.) said prices don`t fall.", "en", "Rep. Dana Poe (D-N.C.)", "prices don`t fall"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "source", "content"), AS_IT_COMES)
def test_text_as_it_comes_is_read(text: str, language: str, source: str, content: str):
    (one,) = extract(text, language).attributions
    assert (surface(text, one.source), surface(text, one.content)) == (source, content)


@pytest.mark.parametrize(
    "piece", ["“a ", "kata ", "said ", "Rina, ", "Rina said, ", "claim that ", "dan ", "(", "Menurut Rina, "]
)
def test_the_work_per_letter_does_not_grow_with_the_text(piece: str):
    """Counted, not timed: the calls made for a text four times as long are about four times as many."""
    counts = [_calls(piece * times, "id") for times in (400, 1600)]
    assert counts[1] <= 6 * counts[0] + 2000


def _calls(text: str, language: str) -> int:
    import sys

    count = 0

    def counter(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    lexicon = get_lexicon(language)
    sys.setprofile(counter)
    try:
        read(Document(text, lexicon))
    finally:
        sys.setprofile(None)
    return count
