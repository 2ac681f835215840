"""How much a statement asks to be checked, and of which kind it is."""

import pytest

from claims.extraction import checkworthiness, figures, times
from claims.extraction.lang import get_pack
from claims.extraction.results import CheckWorthiness
from claims.extraction.spans import Span


def judge(text: str, code: str, cue_kind: str = "speech") -> CheckWorthiness:
    pack = get_pack(code)
    numbers = figures.find(text, pack)
    return checkworthiness.judge(
        text, [Span(0, len(text))], pack, figures=numbers, times=times.find(text, None, pack), cue_kind=cue_kind
    )


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Harga beras naik 12 persen", "id", "figure"),
        ("Pengadilan memutuskan izin itu melanggar undang-undang", "id", "law"),
        ("Dua kapal itu diserang di dekat pelabuhan", "id", "figure"),
        ("Kapal itu diserang di dekat pelabuhan", "id", "event"),
        ("Harga diperkirakan lebih mahal", "id", "prediction"),
        ("Pemandangan itu sangat indah", "id", "opinion"),
        ("Kami mendukung usul wali kota", "id", "position"),
        ("The mayor stole the bell", "en", "event"),
        ("The ban is unlawful", "en", "law"),
        ("It will rain", "en", "prediction"),
        ("I love this beautiful town", "en", "opinion"),
    ],
)
def test_the_kind_names_what_is_stated(text: str, code: str, kind: str):
    assert judge(text, code).kind == kind


def test_the_kind_of_the_cue_decides_where_the_words_do_not():
    assert judge("mengirim beras ke pulau itu", "id", "intention").kind == "intention"


def test_a_figure_asks_more_to_be_checked_than_a_feeling():
    assert judge("Harga beras naik 12 persen", "id").score > judge("Kami sangat senang", "id").score


def test_a_question_asks_little_to_be_checked():
    assert judge("Apakah harga beras naik 12 persen?", "id").score < judge("Harga beras naik 12 persen", "id").score


def test_every_sign_is_given_as_a_reason():
    assert judge("Harga beras naik 12 persen karena banjir", "id").reasons == (
        "comparison: naik",
        "cause: karena",
        "event: banjir",
        "figure: 12 persen",
    )


def test_the_score_stays_between_nothing_and_all():
    everything = (
        "Pada 2017 pengadilan memutuskan 12 perusahaan pertama di Kota Lama tewas karena serangan yang mendukung"
    )
    assert judge(everything, "id").score == 1.0
    assert judge("terima kasih, selamat, apakah bagus?", "id").score == 0.0
