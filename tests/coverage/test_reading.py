"""Two texts side by side: what the later one has of the earlier one, and what became of it on the way."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.coverage.reading import CHANGED, COPIED, Reading, read
from claims.extraction.drift import Wording
from tests.articles import DAM, demo_text

FERRY = (
    "The ferry Cahaya Selat sank off Tanjung Lamun on Sunday. Rescuers pulled 41 people from the water before dusk. "
    "The operator probably ignored the storm warning, said Arif Wirabuana, who leads the rescue office."
)


def of(earlier: str, later: str, one: str = "en", other: str = "en") -> Reading:
    return read(Wording(earlier, one), Wording(later, other))


def copied(text: str, marks) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks if mark.kind == COPIED]


def changed(text: str, marks) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks if mark.kind == CHANGED]


def drifts(earlier: str, later: str, *languages: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (drift.kind, [earlier[slice(*place)] for place in drift.left], [later[slice(*place)] for place in drift.right])
        for passage in of(earlier, later, *languages).passages
        for drift in passage.drifts
    ]


def test_a_passage_has_the_same_number_and_the_same_words_in_both_texts():
    later = f"Our reporter was there and waited long.\n\n{FERRY[:56]} Nobody else came."
    reading = of(FERRY, later)
    (passage,) = reading.passages
    assert FERRY[slice(*passage.left)] == later[slice(*passage.right)] == FERRY[:55]
    assert [mark.number for mark in chain(reading.left, reading.right)] == [1, 1]
    assert (reading.copied, reading.words) == (10, 20)


def test_equal_texts_are_copied_line_by_line_with_nothing_changed():
    reading = of(DAM, DAM)
    assert reading.share == 1 and not any(passage.drifts for passage in reading.passages)
    lines = [line.rstrip(".").strip('“”" ') for line in DAM.splitlines() if line.strip()]
    assert len(reading.passages) == len(lines)


def test_what_became_of_a_long_passage_is_told_by_the_line_it_stands_in():
    earlier = FERRY.replace(". ", ".\n\n")
    later = earlier.replace("41 people", "14 people")
    told = [(p.number, [drift.kind for drift in p.drifts]) for p in of(earlier, later).passages]
    assert told == [(1, []), (2, ["number"]), (3, [])]


@pytest.mark.parametrize("later", ["", "👨‍👩‍👧 🚢", "A choir sang for hours in a valley.", "A ferry, on Sunday."])
def test_texts_that_share_no_passage_have_none(later):
    reading = of(FERRY, later)
    assert (reading.passages, reading.left, reading.right, reading.copied) == ((), (), (), 0)


def test_a_set_phrase_is_no_passage():
    assert of(f"{FERRY} Follow us for more.", "A choir sang all day long. Follow us for more.").passages == ()


def test_places_count_code_points_whatever_stands_before():
    later = "🚢👨‍👩‍👧‍👦 é ﷺ " + FERRY
    (passage,) = of(FERRY, later).passages
    assert later[slice(*passage.right)] == FERRY[:-1]


def test_what_the_later_text_repeats_has_the_number_of_the_first():
    later = f"{FERRY[:55]}. It rained. {FERRY[:55]}."
    reading = of(FERRY, later)
    assert [(p.number, p.again) for p in reading.passages] == [(1, False), (1, True)]
    assert reading.copied == 20 and len(copied(FERRY, reading.left)) == 1


def test_what_both_repeat_is_paired_one_by_one():
    twice = f"{FERRY[:55]}. It rained all day in the valley and far beyond the hills where nobody lives. {FERRY[:55]}."
    other = f"{FERRY[:55]}. Not here, though, said the old man who had come down to the harbour to look. {FERRY[:55]}."
    assert [(p.number, p.again) for p in of(twice, other).passages] == [(1, False), (2, False)]


def test_passages_in_another_order_are_numbered_as_the_later_text_has_them():
    first, second = FERRY.split(". ", 1)
    reading = of(FERRY, f"{second} And then this is told as well, at the very end of it all: {first}.")
    assert [p.number for p in reading.passages] == [1, 2]
    assert reading.passages[0].left > reading.passages[1].left


def test_words_that_were_lost_and_added_are_marked_in_their_sentence():
    later = FERRY.replace("probably ignored", "ignored").replace("41", "14")
    reading = of(FERRY, later)
    assert changed(FERRY, reading.left) == ["41", "probably"]
    assert changed(later, reading.right) == ["14"]


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ("41 people", "14 people", ("number", ["41 people"], ["14 people"])),
        ("probably ignored", "ignored", ("hedge", ["probably"], [])),
        ("ignored", "never ignored", ("negation", [], ["never"])),
        ("Arif Wirabuana", "Budi Wirabuana", ("name", ["Arif"], ["Budi"])),
        ("pulled 41", "will pull 41", ("modality", [], ["will"])),
    ],
)
def test_what_became_of_the_words_is_named_with_the_words_that_show_it(was, is_now, expected):
    assert expected in drifts(FERRY, FERRY.replace(was, is_now))


def test_another_date_is_a_date_and_no_amount():
    later = FERRY.replace("on Sunday", "on 13 November 2023")
    earlier = FERRY.replace("on Sunday", "on 12 November 2023")
    assert drifts(earlier, later) == [("date", ["12 November 2023"], ["13 November 2023"])]


def test_one_point_seven_is_not_seventeen():
    earlier = FERRY.replace("41 people", "1.7 metres of rope")
    later = FERRY.replace("41 people", "17 metres of rope")
    assert changed(later, of(earlier, later).right) == ["17"]


def test_a_number_that_only_moved_to_another_sentence_did_not_change():
    one, two, three = FERRY.split(". ", 2)
    assert drifts(FERRY, f"{two}. {one}. {three}") == []


def test_a_translation_is_paired_sentence_by_sentence():
    earlier, later = demo_text("ledger-kinzhal"), demo_text("samudra-kinzhal")
    passages = of(earlier, later, "en", "id").passages
    assert len(passages) >= 2 and all(passage.translated for passage in passages)
    pairs = [(earlier[slice(*p.left)], later[slice(*p.right)]) for p in passages]
    assert any("showed Kim the Kinzhal" in one and "memperlihatkan kepada Kim" in two for one, two in pairs)


def test_a_hedge_that_came_in_by_translation_is_named():
    earlier, later = demo_text("ledger-kinzhal"), demo_text("samudra-kinzhal")
    assert ("hedge", [], ["dilaporkan"]) in drifts(earlier, later, "en", "id")


def test_two_languages_without_a_word_list_are_not_paired():
    assert of(FERRY, "Feri itu karam di laut.", "en", "ms").passages == ()


words = st.lists(st.sampled_from(["dam", "Orel", "41", "not", "the", ".", "\n", "🚢", "probably", "said"]), max_size=60)


@settings(deadline=None)
@given(words, words)
def test_marks_are_ordered_and_apart_and_their_numbers_have_a_passage(one, two):
    earlier, later = " ".join(one), " ".join(two)
    reading = of(earlier, later)
    numbers = {passage.number for passage in reading.passages}
    for text, marks in ((earlier, reading.left), (later, reading.right)):
        at = 0
        for mark in marks:
            assert at <= mark.start < mark.end <= len(text) and mark.number in numbers
            at = mark.end
    assert {mark.number for mark in reading.right if mark.kind == COPIED} == numbers


@pytest.mark.parametrize("texts", [("a " * 10_000, "a " * 10_000), ("a b " * 5_000, "b a a " * 3_000)])
def test_the_worst_texts_are_read_through(texts):
    assert of(*texts).copied > 7_000
