"""Which attributions state the same."""

from claims.extraction import grouping
from claims.extraction.lang import get_pack
from tests.extraction import marked


def same(*parts, code: str = "id") -> list[int | None]:
    text, attributions = marked.join(*parts)
    return grouping.same_claims(text, attributions, get_pack(code))


RINA = "[Rina] <mengatakan> {harga beras di Kota Lama turun}."


def test_the_same_source_saying_the_same_in_other_words_is_one_claim():
    assert same((RINA, {}), ("“{Harga beras memang menurun di kota},” <kata> [Rina].", {})) == [None, 0]


def test_a_spokesman_and_the_office_he_speaks_for_are_one_source():
    parts = [
        ("[Balai Kota] <mengatakan> {belum ada perjanjian yang ditandatangani}.", {"negated": True}),
        (
            "[Budi] <mengatakan> {tidak ada perjanjian yang ditandatangani selama kunjungan itu}.",
            {"negated": True, "speaks_for": "Balai Kota"},
        ),
    ]
    assert same(*parts) == [None, 0]


def test_two_sources_stay_apart():
    assert same((RINA, {}), ("[Budi] <mengatakan> {harga beras di Kota Lama turun}.", {})) == [None, None]


def test_a_statement_and_its_denial_stay_apart():
    denial = ("[Rina] <mengatakan> {harga beras di Kota Lama tidak turun}.", {"negated": True})
    assert same((RINA, {}), denial) == [None, None]


def test_different_figures_stay_apart():
    parts = [
        ("[Rina] <mengatakan> {harga beras turun 4 persen}.", {}),
        ("[Rina] <mengatakan> {harga beras turun 9 persen}.", {}),
    ]
    assert same(*parts) == [None, None]


def test_different_sentences_of_one_source_stay_apart():
    parts = [
        ("{Kapal itu disambut oleh wali kota}, [TASS] <melaporkan>.", {}),
        ("{Wali kota menunjukkan gudang beras kepada tamunya}, <kata> [TASS].", {}),
        ("{Para tamu kemudian menaiki kapal penjaga pantai}, <kata> [TASS].", {}),
    ]
    assert same(*parts) == [None, None, None]


def test_sources_without_a_name_are_never_joined():
    parts = [("[dia] <mengatakan> {harga beras turun}.", {"canonical": None}) for _ in range(2)]
    assert same(*parts) == [None, None]


def test_a_third_appearance_points_at_the_first():
    assert same((RINA, {}), (RINA, {}), (RINA, {})) == [None, 0, 0]


def test_english_endings_do_not_part_one_claim():
    parts = [
        ("[Rina] <said> {the city signs no contract}.", {"negated": True}),
        ("[Rina] <said> {no contracts were signed by the city}.", {"negated": True}),
    ]
    assert same(*parts, code="en") == [None, 0]


def test_stems_of_active_and_passive_are_equal():
    assert grouping.stem("menandatangani", "id") == grouping.stem("ditandatangani", "id")
