"""What a page says about itself."""

import datetime as dt

import pytest

from claims.extraction import clutter, facts
from claims.extraction.lang import get_pack
from claims.extraction.results import ArticleFacts

BODY = "Harga beras di Pasar Kota Lama turun 4 persen pada pekan ini, kata kepala pasar kepada para pedagang."


def read(page: str, code: str = "id") -> ArticleFacts:
    pack = get_pack(code)
    return facts.read(page, pack, clutter.find(page, pack))


def test_the_headline_is_the_line_before_the_first_paragraph():
    page = f"Iklan\n\nHarga Beras Turun di Kota Lama\n\n{BODY}"
    about = read(page)
    assert about.title == "Harga Beras Turun di Kota Lama"
    assert about.title_span is not None
    assert about.title_span.of(page) == about.title


def test_a_text_that_begins_with_its_lede_has_no_headline():
    assert read(f"{BODY}\n\n{BODY}").title is None


@pytest.mark.parametrize(
    ("opening", "code", "place", "outlet"),
    [
        ("KOTA LAMA, KOMPAS — ", "id", "KOTA LAMA", "Kompas"),
        ("MOSKOW – ", "id", "MOSKOW", None),
        ("Jakarta - ", "id", "Jakarta", None),
        ("Jakarta (ANTARA) - ", "id", "Jakarta", "Antara"),
        ("TEMPO.CO, Jakarta - ", "id", "Jakarta", "TEMPO.CO"),
        ("WARTA NEWS - ", "id", None, "WARTA NEWS"),
        ("LONDON, March 6 (Reuters) - ", "en", "LONDON", "Reuters"),
        ("WASHINGTON (AP) — ", "en", "WASHINGTON", "AP"),
    ],
)
def test_the_dateline_names_place_and_outlet(opening: str, code: str, place: str | None, outlet: str | None):
    body = BODY if code == "id" else "The harbour master closed the northern pier on Monday after two cables snapped."
    about = read(opening + body, code)
    assert (about.dateline_place, about.outlet) == (place, outlet)


@pytest.mark.parametrize("opening", ["Kami – para pedagang – ", "Rina Wulan - kepala pasar - "])
def test_a_dash_in_the_first_sentence_is_no_dateline(opening: str):
    assert read(opening + BODY).outlet is None


@pytest.mark.parametrize(
    ("page", "code", "date"),
    [
        (f"Harga Beras Turun\n\nSenin, 6 Maret 2023 | 10:12 WIB\n\n{BODY}", "id", dt.date(2023, 3, 6)),
        (f"{BODY[:-1]}, Senin (6/3/2023).", "id", dt.date(2023, 3, 6)),
        ("Pier closed\n\nMonday, March 6, 2023\n\nThe pier was closed after two cables snapped, the port office said.",
         "en", dt.date(2023, 3, 6)),
        (BODY, "id", None),
    ],
)  # fmt: skip
def test_the_date_is_the_date_lines_or_the_ledes(page: str, code: str, date: dt.date | None):
    assert read(page, code).date == date


@pytest.mark.parametrize(
    ("page", "credit", "surface"),
    [
        (f"{BODY}\n\n{BODY} Dikutip dari CNA.", "CNA", "Dikutip dari CNA"),
        (
            f"{BODY}\n\nDilansir kantor berita AFP, Senin (6/3/2023), harga itu turun lagi.",
            "AFP",
            "Dilansir kantor berita AFP",
        ),
        (f"{BODY}\n\n{BODY} (Reuters)", "Reuters", None),
        (f"{BODY}\n\nMenurut Rina, seperti dikutip Reuters, harga itu turun lagi.", None, None),
        (f"{BODY}\n\n{BODY} (Rina)", None, None),
    ],
)
def test_the_credit_is_the_outlet_the_whole_article_was_taken_from(page: str, credit: str | None, surface: str | None):
    about = read(page)
    assert about.credit == credit
    if surface:
        assert about.credit_span is not None
        assert about.credit_span.of(page) == surface
