"""Time expressions resolved against the article's date, Saturday 16 September 2023."""

import datetime as dt

import pytest

from claims.extraction import times
from claims.extraction.lang import get_pack
from claims.extraction.spans import Span

TODAY = dt.date(2023, 9, 16)


def read(text: str, code: str, today: dt.date | None = TODAY) -> list[tuple[str, str]]:
    """(letters, day or first/last day) of every mention."""
    found = times.find(text, today, get_pack(code))
    return [(one.span.of(text), f"{one.start}" if one.start == one.end else f"{one.start}/{one.end}") for one in found]


@pytest.mark.parametrize(
    ("text", "letters", "days"),
    [
        ("Ia tiba pada hari Jumat.", "hari Jumat", "2023-09-15"),
        ("Ia tiba pada Sabtu.", "Sabtu", "2023-09-16"),
        ("Ia akan tiba pada Senin.", "Senin", "2023-09-18"),
        ("Ia tiba Senin malam.", "Senin malam", "2023-09-11"),
        ("Ia tiba Sabtu lalu.", "Sabtu lalu", "2023-09-09"),
        ("Ia tiba Rabu (13/9).", "Rabu (13/9)", "2023-09-13"),
        ("Ia tiba, Selasa, (21/10/2025).", "Selasa, (21/10/2025)", "2025-10-21"),
        ("Ia tiba Rabu, 31 Mei 2023.", "Rabu, 31 Mei 2023", "2023-05-31"),
        ("Ia tiba dua hari lalu.", "dua hari lalu", "2023-09-14"),
        ("Ia tiba kemarin.", "kemarin", "2023-09-15"),
        ("Ia lahir pada 16 September 1990.", "16 September 1990", "1990-09-16"),
        ("Ia tiba 24 Desember.", "24 Desember", "2022-12-24"),
        ("Ia akan tiba 24 Desember.", "24 Desember", "2023-12-24"),
        ("Ia tiba bulan Juli lalu.", "bulan Juli lalu", "2023-07-01/2023-07-31"),
        ("Ia tiba November lalu.", "November lalu", "2022-11-01/2022-11-30"),
        ("Ia tiba pekan lalu.", "pekan lalu", "2023-09-04/2023-09-10"),
        ("Ia tiba pada akhir tahun ini.", "akhir tahun ini", "2023-01-01/2023-12-31"),
        ("Ia tiba pada 2017.", "2017", "2017-01-01/2017-12-31"),
        ("Ia tiba tiga bulan yang lalu.", "tiga bulan yang lalu", "2023-06-01/2023-06-30"),
    ],
)
def test_indonesian_expressions(text: str, letters: str, days: str):
    assert read(text, "id") == [(letters, days)]


@pytest.mark.parametrize(
    ("text", "letters", "days"),
    [
        ("He came on Friday.", "Friday", "2023-09-15"),
        ("He came last Friday.", "last Friday", "2023-09-15"),
        ("He will come next Friday.", "next Friday", "2023-09-22"),
        ("He came yesterday.", "yesterday", "2023-09-15"),
        ("He came two weeks ago.", "two weeks ago", "2023-09-02"),
        ("He came on September 16, 2020.", "September 16, 2020", "2020-09-16"),
        ("He came on 16 September 2020.", "16 September 2020", "2020-09-16"),
        ("He came on Sept. 11.", "Sept. 11", "2023-09-11"),
        ("He came on Aug. 10th.", "Aug. 10th", "2023-08-10"),
        ("He came in 2012.", "2012", "2012-01-01/2012-12-31"),
        ("He came last July.", "last July", "2023-07-01/2023-07-31"),
        ("He came earlier this week.", "earlier this week", "2023-09-11/2023-09-17"),
        ("He will come next month.", "next month", "2023-10-01/2023-10-31"),
        ("He came on 13/4/2021.", "13/4/2021", "2021-04-13"),
    ],
)
def test_english_expressions(text: str, letters: str, days: str):
    assert read(text, "en") == [(letters, days)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ia tiba beberapa tahun lalu.", "id"),
        ("Ia membeli 2017 ekor ayam.", "id"),
        ("He came on 2/4/2021.", "en"),
        ("He left two days later.", "en"),
        ("On 31/2/2020 he came.", "en"),
        ("May I march on?", "en"),
    ],
)
def test_what_cannot_be_told_is_left_out(text: str, code: str):
    assert read(text, code) == []


def test_without_the_articles_date_only_full_dates_are_read():
    assert read("Ia tiba kemarin, bukan pada 6 Maret 2023, Rabu (13/9).", "id", None) == [
        ("6 Maret 2023", "2023-03-06")
    ]


def test_only_mentions_inside_the_content_are_given_to_it():
    text = "Kemarin Rina berkata, harga turun pada Senin."
    found = times.find(text, TODAY, get_pack("id"))
    assert [one.span.of(text) for one in times.inside(found, [Span(22, 44)])] == ["Senin"]


def test_numbers_too_large_for_a_calendar_do_no_harm():
    assert read("Ia tiba 9999 tahun lalu dan 9999 hari lalu, pada tahun 9999.", "id") == []
