"""The article's text, cut at its marks and written as HTML: every letter stays, every mark can be told apart."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract
from claims.rendering import CONTENT, CUE, OWN, SOURCE, Mark, Mismatch, blocks, lanes_of
from claims.templatetags.markup import article_block, article_text
from tests.articles import REFERENCE

SENTENCE = "TASS said that the admiral explained how the ship is armed."


def mark(text: str, quote: str, role: str = CONTENT, number: int = 1, state: str = "suggested") -> Mark:
    start = text.index(quote)
    return Mark(start, start + len(quote), quote, role, number, state)


def draw(text: str, marks: list[Mark], selected: int | None = None, **options) -> str:
    return str(article_text(text, blocks(text, marks, **options), selected))


def letters(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_reference_article_keeps_every_letter_under_all_its_marks():
    found = extract(REFERENCE)
    marks = [
        Mark(span.start, span.end, span.of(REFERENCE), role, number, "suggested")
        for number, attribution in enumerate(found.attributions, 1)
        for role in (SOURCE, CUE, CONTENT)
        for span in getattr(attribution, role)
    ]
    clutter = [(span.start, span.end) for span in found.boilerplate]
    title = (found.facts.title_span.start, found.facts.title_span.end)

    drawn = blocks(REFERENCE, marks, clutter=clutter, title=title)

    assert "\n".join("".join(piece.text for piece in block.pieces) for block in drawn) == REFERENCE
    assert article_text(REFERENCE, drawn)  # raises Mismatch when a letter differs
    assert [block.kind for block in drawn].count("headline") == 1
    assert {"Iklan", "TINGGALKAN KOMENTAR"} <= {REFERENCE[b.start : b.end] for b in drawn if b.kind == "clutter"}


def test_letters_that_mean_something_in_html_are_shown_as_letters():
    text = 'He said "<script>alert(1)</script> & <b>co</b>" to all.'

    html = draw(text, [mark(text, '"<script>alert(1)</script> & <b>co</b>"')])

    assert "<script>" not in html and "<b>" not in html
    assert letters(html) == text


def test_a_claim_inside_a_claim_has_a_lane_of_its_own_next_to_the_letters():
    outer = mark(SENTENCE, "the admiral explained how the ship is armed", number=1)
    inner = mark(SENTENCE, "how the ship is armed", number=2)

    assert lanes_of([outer, inner]) == {inner: 0, outer: 1}


def test_crossing_claims_have_two_lanes_and_no_crossing_elements():
    first = mark(SENTENCE, "the admiral explained how", number=1)
    second = mark(SENTENCE, "explained how the ship", number=2)

    html = draw(SENTENCE, [first, second])

    assert lanes_of([first, second])[first] != lanes_of([first, second])[second]
    assert html.count("<mark") == html.count("</mark>")
    assert letters(html) == SENTENCE


def test_three_claims_over_the_same_words_have_three_lanes():
    quotes = ["how the ship is armed", "explained how the ship is armed", "the admiral explained how the ship is armed"]
    marks = [mark(SENTENCE, quote, number=n) for n, quote in enumerate(quotes, 1)]

    assert sorted(lanes_of(marks).values()) == [0, 1, 2]


def test_claims_that_do_not_touch_share_the_first_lane():
    marks = [mark(SENTENCE, "TASS", number=1), mark(SENTENCE, "how the ship is armed", number=2)]

    assert set(lanes_of(marks).values()) == {0}


def test_a_content_in_two_parts_has_its_number_on_the_first_alone():
    marks = [mark(SENTENCE, "the admiral", number=4), mark(SENTENCE, "how the ship is armed", number=4)]

    assert draw(SENTENCE, marks).count('data-n="4"') == 1


def test_a_source_of_two_claims_is_drawn_once_and_names_both():
    marks = [mark(SENTENCE, "TASS", SOURCE, 7), mark(SENTENCE, "TASS", SOURCE, 8, "confirmed")]

    html = draw(SENTENCE, marks)

    assert html.count("t-source") == 1
    assert 'data-claims="7 8"' in html
    assert "is-confirmed" in html  # the more decided of the two


def test_source_cue_content_and_own_voice_are_different_elements_or_classes():
    text = "TASS said it rained. It was the first rain."
    marks = [
        mark(text, "TASS", SOURCE),
        mark(text, "said", CUE),
        mark(text, "it rained"),
        mark(text, "It was the first rain.", OWN, 0, ""),
    ]

    html = draw(text, marks)

    assert [re.search(rf'<(\w+) class="t-{role}', html)[1] for role in (SOURCE, CUE, CONTENT, OWN)] == [
        "span",
        "span",
        "mark",
        "span",
    ]


def test_only_the_open_claim_is_selected():
    marks = [mark(SENTENCE, "TASS", SOURCE, 1), mark(SENTENCE, "how the ship is armed", number=2)]

    assert re.findall(r'class="(t-\w+)[^"]*is-selected', draw(SENTENCE, marks, selected=2)) == ["t-content"]


def test_a_mark_whose_quote_stands_elsewhere_is_refused():
    with pytest.raises(Mismatch):
        blocks(SENTENCE, [Mark(0, 4, "REUT", SOURCE, 1, "suggested")])


def test_a_mark_beyond_the_end_is_refused():
    with pytest.raises(Mismatch):
        blocks(SENTENCE, [Mark(50, 500, SENTENCE[50:], CONTENT, 1, "suggested")])


def test_letters_that_differ_from_the_stored_ones_are_never_shown():
    drawn = blocks(SENTENCE, [])
    with pytest.raises(Mismatch):
        article_text(SENTENCE.replace("TASS", "REUT"), drawn)


def test_clutter_inside_a_line_is_dimmed_and_the_rest_of_the_line_is_not():
    text = "HomeWORLDShip armed\n\nTASS said so."

    html = draw(text, [], clutter=[(0, 9)])

    assert '<span class="t-clutter starts ends">HomeWORLD</span>Ship armed' in html


def test_a_paragraph_can_be_replaced_alone():
    block = blocks(SENTENCE, [mark(SENTENCE, "TASS", SOURCE)])[0]

    assert str(article_block(block)).startswith('<p id="t0" data-start="0" hx-swap-oob="true">')


@given(
    st.text(alphabet=st.sampled_from("ab <>&\"'\n\u00a0é🇮🇩👩‍👩‍👧e\u0301ש"), min_size=1, max_size=60),
    st.lists(
        st.tuples(st.integers(0, 59), st.integers(1, 30), st.sampled_from([CONTENT, SOURCE, CUE, OWN])), max_size=8
    ),
)
def test_whatever_overlaps_whatever_every_letter_stays(text, wanted):
    marks = []
    for number, (start, length, role) in enumerate(wanted, 1):
        start, end = min(start, len(text) - 1), min(start + length, len(text))
        if start < end:
            marks.append(Mark(start, end, text[start:end], role, number, "suggested"))

    drawn = blocks(text, marks)

    assert "\n".join("".join(piece.text for piece in block.pieces) for block in drawn) == text
    article_text(text, drawn)
    lanes = lanes_of(marks)
    for one in lanes:
        for other in lanes:
            if one.number != other.number and one.start < other.end and other.start < one.end:
                assert lanes[one] != lanes[other]


def test_characters_that_show_nothing_are_drawn_with_their_names_and_stay_exact():
    text = "Menteri \u202eitnaggnem\u202c ang\u200bka"
    html = draw(text, [mark(text, "ang\u200bka")])
    assert '<span class="t-hidden" data-hidden="RLO" title="right-to-left override">\u202e</span>' in html
    assert 'data-hidden="PDF"' in html and 'data-hidden="ZWSP"' in html
    assert letters(html) == text


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d👩\u200d👧", "क्\u200dष"])
def test_joiners_that_belong_to_the_spelling_or_to_an_emoji_are_left_alone(text):
    assert "t-hidden" not in draw(text, [])


def test_a_joiner_between_latin_letters_is_shown():
    assert 'data-hidden="ZWJ"' in draw("Krem\u200dlin", [])
