"""Numbers with their units, by the conventions of each language."""

import pytest

from claims.extraction import figures, times
from claims.extraction.lang import get_pack


def read(text: str, code: str) -> list[tuple[str, float, str, bool]]:
    pack = get_pack(code)
    found = figures.find(text, pack, times.find(text, None, pack))
    return [(one.span.of(text), one.value, one.unit, one.approximate) for one in found]


@pytest.mark.parametrize(
    ("text", "letters", "value", "unit", "approximate"),
    [
        ("sekitar 8.000 km dari kota", "sekitar 8.000 km", 8000, "km", True),
        ("1,7 juta orang", "1,7 juta orang", 1_700_000, "orang", False),
        ("1.7 juta orang", "1.7 juta orang", 1_700_000, "orang", False),
        ("dana US$ 53 juta untuk", "US$ 53 juta", 53e6, "US$", False),
        ("Rp4,2 triliun", "Rp4,2 triliun", 4.2e12, "Rp", False),
        ("Rp 60.000.", "Rp 60.000", 60_000, "Rp", False),
        ("naik 12,5 persen", "12,5 persen", 12.5, "%", False),
        ("naik 12,5%", "12,5%", 12.5, "%", False),
        ("lima rumah", "lima rumah", 5, "rumah", False),
        ("dua puluh lima siswa", "dua puluh lima siswa", 25, "siswa", False),
        ("tiga belas siswa", "tiga belas siswa", 13, "siswa", False),
        ("puluhan ribu orang", "puluhan ribu orang", 10_000, "orang", True),
    ],
)
def test_indonesian_numbers(text: str, letters: str, value: float, unit: str, approximate: bool):
    assert read(text, "id") == [(letters, pytest.approx(value), unit, approximate)]


@pytest.mark.parametrize(
    ("text", "letters", "value", "unit", "approximate"),
    [
        ("8,000 km away", "8,000 km", 8000, "km", False),
        ("a $7 million reward", "$7 million", 7e6, "$", False),
        ("a $1.5bn deal", "$1.5bn", 1.5e9, "$", False),
        ("about 200 farmers", "about 200 farmers", 200, "farmers", True),
        ("a 500-pound bell", "500-pound", 500, "pound", False),
        ("twenty-five people", "twenty-five people", 25, "people", False),
        ("dozens of people", "dozens of people", 12, "people", True),
        ("rose 12.5 percent", "12.5 percent", 12.5, "%", False),
    ],
)
def test_english_numbers(text: str, letters: str, value: float, unit: str, approximate: bool):
    assert read(text, "en") == [(letters, pytest.approx(value), unit, approximate)]


def test_a_range_is_two_figures_with_one_unit():
    assert read("antara 5 hingga 7 juta orang", "id") == [
        ("5", 5e6, "orang", True),
        ("7 juta orang", 7e6, "orang", True),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jet MiG-31I dan peluncur RBU-6000", "id"),
        ("sejak pandemi COVID-19", "id"),
        ("Safii (41) menolak", "id"),
        ("pukul 13.00 hingga pukul 16.00", "id"),
        ("Pasal 5 ayat 2", "id"),
        ("Senin (6/3/2023)", "id"),
        ("dua di antaranya", "id"),
        ("pada 2017", "id"),
        ("RT 003", "id"),
        ("Section 230", "en"),
        ("at 10:30 on the dot", "en"),
        ("by 5 p.m. he left", "en"),
        ("one of them", "en"),
    ],
)
def test_names_dates_times_and_ages_are_not_figures(text: str, code: str):
    assert read(text, code) == []


def test_a_number_of_endless_digits_is_no_figure():
    assert read("nomor rekening " + "7" * 400, "id") == []
