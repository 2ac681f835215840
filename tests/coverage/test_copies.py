"""Which articles are copies of which."""

from __future__ import annotations

import datetime as dt

from claims.coverage.copies import Text, find_copies, groups, shingles
from tests.articles import DAM, demo_text

DAY = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
OTHER = demo_text("cakrawala-beras")


def text(key: str, words: str, hours: int | None = 0, language: str = "en") -> Text:
    return Text(key, words, language, None if hours is None else DAY + dt.timedelta(hours=hours))


def pairs(*texts: Text) -> dict:
    return {reuse.copy: reuse.parent for reuse in find_copies(texts)}


def test_a_shortened_copy_has_the_earlier_text_as_its_parent():
    assert pairs(text("copy", DAM[: len(DAM) // 2], 5), text("first", DAM)) == {"copy": "first"}


def test_a_text_is_never_the_copy_of_a_later_one():
    (reuse,) = find_copies([text("first", DAM), text("later", DAM, 3)])
    assert (reuse.copy, reuse.parent, reuse.directed) == ("later", "first", True)


def test_without_times_a_copy_is_found_and_called_undirected():
    found = find_copies([text("one", DAM, None), text("two", DAM[: len(DAM) // 2], 3)])
    assert {"one", "two"} == {found[0].copy, found[0].parent}
    assert not found[0].directed


def test_equal_times_are_undirected():
    assert not any(reuse.directed for reuse in find_copies([text("one", DAM), text("two", DAM)]))


def test_a_round_up_is_the_copy_of_one_story_and_joins_no_two():
    texts = [text("dam", DAM), text("rice", OTHER, 1, "id"), text("both", f"{OTHER}\n{DAM[:150]}", 9)]
    found = groups([t.key for t in texts], find_copies(texts))
    assert {"rice", "both"} in found
    assert {"dam"} in found


def test_a_shared_set_phrase_is_no_copy():
    one = "Follow us for more updates on this story. The dam is whole."
    other = "Follow us for more. A choir sang for hours in a valley full of people who had come by train."
    assert pairs(text("one", one), text("other", other, 2)) == {}


def test_a_translation_goes_back_to_its_original():
    original = (
        "The government announced a ban on rice exports after floods destroyed thousands of farms on the island. "
        "The minister said the price of food would rise next month. Farmers asked the president for help."
    )
    translation = (
        "Pemerintah mengumumkan larangan ekspor beras setelah banjir merusak ribuan lahan petani di pulau itu. "
        "Menteri mengatakan harga pangan akan naik bulan depan. Petani meminta bantuan presiden."
    )
    texts = [text("en", original), text("id", translation, 4, "id"), text("dam", DAM, 2)]
    found = find_copies(texts)
    assert [(r.copy, r.parent, r.method) for r in found] == [("id", "en", "translation-1")]


def test_a_hash_is_the_same_in_every_process_and_fits_a_column():
    assert shingles("Rice is scarce") == {-2287273870958305981}
    assert all(-(2**63) <= number < 2**63 for number in shingles(DAM))
