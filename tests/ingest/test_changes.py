"""What changed between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.changes import MOST_WORDS, Kind, diff, is_changed, lines


def changes(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in diff(old, new) if piece.kind != Kind.SAME]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The dam is safe.", "The dam is safe.", []),
        ("The dam is safe.", "The dam is not safe.", [("added", "not")]),
        ("The old dam is safe.", "The dam is safe.", [("removed", "old")]),
        ("No crack was found.", "Two cracks were found.", [("removed", "No crack was"), ("added", "Two cracks were")]),
        ("The dam\nis safe.", "The dam is safe.", []),
        ("Cafe\u0301 open", "Cafe open", [("removed", "Cafe\u0301"), ("added", "Cafe")]),
        ("flag 👩‍👩‍👧 up", "flag 👩‍👩 up", [("removed", "👩‍👩‍👧"), ("added", "👩‍👩")]),
        ("", "New words", [("added", "New words")]),
        ("Old words", "", [("removed", "Old words")]),
    ],
)
def test_words_added_and_removed_are_told(old, new, told):
    assert changes(old, new) == told


def test_a_word_that_happens_to_be_the_same_between_two_changes_is_no_island():
    told = changes("three old men of Orel saw it", "five young women of Lamun heard it")
    assert told == [("removed", "three old men of Orel saw"), ("added", "five young women of Lamun heard")]


@given(st.text(), st.text())
def test_what_was_not_removed_is_the_new_text_letter_for_letter(old, new):
    assert "".join(piece.text for piece in diff(old, new) if piece.kind != Kind.REMOVED) == new


def test_lines_are_changed_or_not():
    told = [is_changed(line) for line in lines(diff("One.\n\nTwo.\n\nThree.", "One.\n\nTwo more.\n\nThree."))]
    assert told == [False, True, False]


def test_a_text_of_more_words_than_are_compared_singly_is_compared_line_by_line():
    old = "a b " * MOST_WORDS + "\nlast line"
    told = changes(old, old.replace("last", "final"))
    assert told == [("removed", "last line"), ("added", "final line")]
