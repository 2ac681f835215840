"""Where words stand in a newer text: pure, without a database."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.extraction.document import Document
from claims.extraction.lexicon import get_lexicon
from claims.ingest import anchoring
from claims.ingest.anchoring import Page, Spans
from claims.ingest.store import freeze

OLD = """Dam at Lake Orel is safe

The water ministry said on Sunday that the dam is safe. Engineer Tomas Varga told the
Orel Herald that no crack 🏗️ had been found.

"We measured every joint," Varga said.
"""
PARTS = {"source": "Tomas Varga", "cue": "told", "content": "no crack 🏗️ had been found"}
SAID_NO = (("cue", "said"), ("content", "no"))


def page(text: str) -> Page:
    sentences = Document(text, get_lexicon("en")).own_sentences()
    return Page(text, [(span.start, span.end) for span in sentences])


def spans_in(text: str, **parts: str) -> Spans:
    return [(role, text.index(words), text.index(words) + len(words)) for role, words in parts.items()]


def places_in(new: str, *, old: str = OLD, **parts: str) -> list[Spans]:
    """Where the parts stand in `new`; the promise of spans is held for each place that is found."""
    spans = spans_in(old, **(parts or PARTS))
    found = anchoring.places(page(old), spans, page(new))
    for place in found:
        assert [role for role, _s, _e in place] == [role for role, _s, _e in spans]
        for (_role, a, b), (_same, start, end) in zip(spans, place, strict=True):
            assert new[start:end].split() == old[a:b].split()
    return found


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ("nothing", OLD),
        ("a sentence more before it", OLD.replace("Engineer", "It was built in 1961. Engineer")),
        ("a paragraph more behind it", OLD + "\nThe mayor thanked the engineers.\n"),
        ("a line end became a blank", OLD.replace("the\nOrel", "the Orel")),
        ("blanks doubled, some not breaking", OLD.replace("no crack", "no  crack").replace("n found", "n\u00a0found")),
        ("its paragraph moved to the top", OLD.split("\n\n", 1)[1] + "\n" + OLD.split("\n\n")[0] + "\n"),
        ("an emoji before it, which is two units in a browser", "🚨🚨 " + OLD),
    ],
)  # fmt: skip
def test_words_that_stand_in_one_place_are_found_there(change, new):
    assert len(places_in(new)) == 1, change


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ("a word inside the quote is another", OLD.replace("no crack", "one crack")),
        ("a word inside the quote is gone", OLD.replace("had been", "had")),
        ("the speaker is another", OLD.replace("Tomas Varga", "Ilona Petri")),
        ("words before it in the sentence turn it round", OLD.replace("Engineer Tomas", "It is untrue that Tomas")),
        ("words behind it in the sentence go on", OLD.replace("been found.", "been found where he looked.")),
        ("an accent, composed otherwise than a letter of its own", OLD.replace("crack", "cra\u0301ck")),
        ("the emoji lost its variation", OLD.replace("🏗️", "🏗")),
        ("all of it is gone", "Nothing new today.\n"),
    ],
)  # fmt: skip
def test_other_words_are_found_nowhere(change, new):
    assert places_in(new) == [], change


def test_a_passage_that_stands_twice_is_not_certain():
    assert len(places_in(OLD + "\n" + OLD)) == 2


def test_what_stands_around_it_tells_which_of_two_is_meant():
    old = "First came the flood. He said no.\n\nThen came the storm. He said no.\n"
    second = [(role, old.rindex(words), old.rindex(words) + len(words)) for role, words in SAID_NO]
    new = f"It rained all day.\n\n{old}"
    found = anchoring.places(page(old), second, page(new))
    assert [[new[s:e] for _r, s, e in place] for place in found] == [["said", "no"]]
    assert found[0][0][1] == new.rindex("said")


def test_of_two_equal_passages_of_which_one_is_left_it_is_not_certain_which():
    old = "He said no.\n\nThe sun shone all day long.\n\nHe said no.\n"
    new = "Rain fell in the evening.\n\nHe said no.\n\nSnow fell at night.\n"
    assert places_in(new, old=old, cue="said", content="no") == []


def test_line_ends_of_other_systems_make_no_difference_once_the_text_is_frozen():
    assert len(places_in(freeze(OLD.replace("\n", "\r\n")))) == 1


def test_combining_marks_and_joined_emoji_are_kept_whole():
    old = "Nguye\u0302\u0303n said the 👩‍👩‍👧 flag is up. Nguye\u0302n said the 👩‍👩 flag is up.\n"
    content = "the 👩‍👩 flag is up"
    at = old.index(content)
    spans = [("content", at, at + len(content))]
    new = "It rained. " + old
    (place,) = anchoring.places(page(old), spans, page(new))
    assert [new[s:e] for _r, s, e in place] == [content]


def test_the_best_candidate_is_the_sentence_with_the_other_word_and_its_spans():
    new = OLD.replace("no crack", "one crack")
    old = page(OLD)
    best = anchoring.candidates(old, spans_in(OLD, **PARTS), page(new))[0]
    assert {role: new[s:e] for role, s, e in best.spans} == {**PARTS, "content": "one crack 🏗️ had been found"}
    assert [(piece.kind, piece.text) for piece in best.pieces if piece.kind != "same"] == [
        ("removed", "no"),
        ("added", "one"),
    ]


def test_both_places_of_a_passage_that_stands_twice_are_candidates():
    twice = OLD + "\n" + OLD.split("\n\n")[1] + "\n"
    found = anchoring.candidates(page(OLD), spans_in(OLD, **PARTS), page(twice))
    assert [one.alike for one in found[:2]] == [1.0, 1.0]
    assert found[0].start < found[1].start


def test_candidates_do_not_overlap_and_are_few():
    new = "\n\n".join(OLD.replace("no crack", f"{n} cracks") for n in range(20))
    found = sorted(anchoring.candidates(page(OLD), spans_in(OLD, **PARTS), page(new)), key=lambda one: one.start)
    assert len(found) == anchoring.MOST_CANDIDATES
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_nothing_alike_gives_no_candidate():
    assert anchoring.candidates(page(OLD), spans_in(OLD, **PARTS), page("Rice costs more this week in Lamun.\n")) == []


def test_a_part_of_which_nothing_is_left_is_not_guessed():
    new = OLD.replace("Engineer Tomas Varga told the\nOrel Herald that no", "No")
    best = anchoring.candidates(page(OLD), spans_in(OLD, **PARTS), page(new))[0]
    assert {role for role, _s, _e in best.spans} == {"content"}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (OLD, OLD.replace("the\nOrel", "the Orel"), True),
        (OLD, OLD.replace("Engineer Tomas", "It is untrue that Tomas"), False),
    ],
)
def test_words_are_the_same_only_in_the_same_sentence(old, new, same):
    moved = spans_in(new, **PARTS)
    assert anchoring.same_words(page(old), spans_in(old, **PARTS), page(new), moved) is same
