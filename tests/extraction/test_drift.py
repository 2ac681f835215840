"""What a statement lost or gained between where it was said and where it is told."""

import pytest

from claims.extraction import extract
from claims.extraction.drift import Wording, compare
from tests.articles import REFERENCE


def kinds(origin: str, here: str, language: str = "en") -> list[str]:
    return [shift.kind for shift in compare(Wording(origin, language), Wording(here, language))]


@pytest.mark.parametrize(
    ("language", "origin", "here", "expected"),
    [
        ("en", "The dam is probably leaking.", "The dam is leaking.", ["hedge"]),
        ("en", "The dam may leak.", "The dam leaks.", ["hedge"]),
        ("en", "The dam is not leaking.", "The dam is leaking.", ["negation"]),
        ("en", "They will sign.", "They won't sign.", ["negation"]),
        ("en", "They can sign.", "They cannot sign.", ["negation"]),
        ("en", "They can sign.", "They can't sign.", ["negation"]),
        ("en", "They’ll sign.", "They sign.", ["modality"]),
        ("en", "3 joints leak.", "30 joints leak.", ["number"]),
        ("en", "Some joints leak.", "All joints leak.", ["scope"]),
        ("en", "Some joints leak.", "Joints leak.", ["scope"]),
        ("en", "The gates will be closed.", "The gates were closed.", ["time", "modality"]),
        ("en", "We plan to close the gates.", "The gates will be closed.", ["modality"]),
        ("en", "The ministry should close the gates.", "The ministry closes the gates.", ["modality"]),
        ("id", "Bendungan diduga bocor.", "Bendungan bocor.", ["hedge"]),
        ("id", "Bendungan tidak bocor.", "Bendungan bocor.", ["negation"]),
        ("id", "Acara itu mungkin bisa batal.", "Acara itu bisa batal.", ["hedge"]),
        ("id", "Sekitar 8.000 warga mengungsi.", "80.000 warga mengungsi.", ["number"]),
        ("id", "Sebagian warga mengungsi.", "Seluruh warga mengungsi.", ["scope"]),
        ("id", "Kami berencana menutup pintu air.", "Pintu air akan ditutup.", ["modality"]),
        ("ms", "Empangan itu dipercayai bocor.", "Empangan itu bocor.", ["hedge"]),
        ("ms", "Sebahagian penduduk berpindah.", "Semua penduduk berpindah.", ["scope"]),
        ("ms", "Kami merancang menutup pintu air.", "Pintu air akan ditutup.", ["modality"]),
    ],
)
def test_a_mark_that_was_lost_added_or_changed_is_named(language: str, origin: str, here: str, expected: list[str]):
    assert kinds(origin, here, language) == expected


@pytest.mark.parametrize(
    ("language", "origin", "here"),
    [
        ("en", "The dam is safe.", "The dam is safe, and the village sleeps."),
        ("en", "The dam is probably safe.", "Perhaps the dam is safe."),
        ("en", "The dam leaked in May.", "The dam leaked."),
        ("en", "Dam May Leak", "The dam may leak."),
        ("en", "It costs 8,000 dollars.", "It costs 8000 dollars."),
        ("en", "The dam is not only old but full.", "The dam is old and full."),
        ("en", "No more than 5 came.", "5 came."),
        ("id", "Bendungan itu bukan hanya tua, tetapi juga penuh.", "Bendungan itu tua dan penuh."),
        ("id", "Tidak ada retakan.", "Belum ada retakan."),
        ("id", "Warga telah mengungsi.", "Warga mengungsi."),
        ("ms", "Tiada keretakan.", "Tidak ada keretakan."),
    ],
)
def test_the_same_in_other_words_is_no_drift(language: str, origin: str, here: str):
    assert kinds(origin, here, language) == []


def test_an_original_is_compared_with_its_translation():
    shifts = compare(Wording("There is no plan to sign it.", "en"), Wording("Tidak akan ditandatangani.", "id"))
    assert [shift.kind for shift in shifts] == ["modality"]


def test_a_negation_lost_in_translation_is_named_although_both_say_what_will_be():
    shifts = compare(Wording("They won't sign it.", "en"), Wording("Mereka akan menandatanganinya.", "id"))
    assert [shift.kind for shift in shifts] == ["negation"]


def test_the_spans_show_the_words_on_both_sides():
    origin, here = "Some joints leak.", "They say all joints leak."
    (shift,) = compare(Wording(origin, "en"), Wording(here, "en"))
    assert ([span.of(origin) for span in shift.origin], [span.of(here) for span in shift.here]) == (["Some"], ["all"])


def test_words_that_only_one_side_has_are_lost_or_added():
    (shift,) = compare(Wording("The dam may leak.", "en"), Wording("The dam leaks.", "en"))
    assert (shift.lost, shift.added) == (True, False)


def test_in_the_reference_article_no_plan_to_sign_became_will_not_be_signed():
    contents = {a.canonical: " … ".join(s.of(REFERENCE) for s in a.content) for a in extract(REFERENCE).attributions}
    lede = next(
        " … ".join(s.of(REFERENCE) for s in a.content)
        for a in extract(REFERENCE).attributions
        if a.canonical == "Kremlin" and a.negated
    )
    shifts = compare(Wording(contents["Dmitry Peskov"], "id"), Wording(lede, "id"))
    modality = next(shift for shift in shifts if shift.kind == "modality")
    assert "rencana" in [span.of(contents["Dmitry Peskov"]) for span in modality.origin]
    assert [span.of(lede) for span in modality.here] == ["akan"]
