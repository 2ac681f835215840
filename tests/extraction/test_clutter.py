"""What of a pasted page is not article."""

import pytest

from claims.extraction import clutter
from claims.extraction.lang import get_pack

LEDE = "Harga beras di Pasar Kota Lama turun 4 persen pada pekan ini, kata kepala pasar kepada para pedagang."
NEXT = "Para pembeli datang sejak pagi dan antrean baru habis menjelang siang, menurut petugas yang berjaga di pintu."
ENGLISH = "The harbour master closed the northern pier on Monday after two cables snapped, the port office said."
ENGLISH_NEXT = (
    "Engineers will inspect the remaining cables this week before any ship is allowed back to the northern pier."
)


def found(page: str, code: str = "id") -> list[str]:
    return [span.of(page) for span in clutter.find(page, get_pack(code))]


def test_a_plain_article_holds_none():
    assert found(f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\n{NEXT}") == []


def test_one_line_alone_is_never_taken():
    assert found("Iklan") == []


@pytest.mark.parametrize(
    "line",
    [
        "Iklan",
        "ADVERTISEMENT",
        "Trending",
        "Baca juga: Petani Sambut Musim Panen Raya",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Facebook Twitter WhatsApp Telegram",
        "Beranda > Ekonomi > Pangan",
        "Senin, 6 Maret 2023 | 10:12 WIB",
        "Monday, March 6, 2023",
        "Petani memanen padi di tepi kota. (Foto: Antara/Rina Wulan)",
        "Foto: Dok. Dinas Pangan",
        "Situs ini menggunakan Akismet untuk mengurangi spam. Pelajari lebih lanjut.",
        "We use cookies to improve your visit. By staying you agree to our terms.",
        "Hak cipta © 2023 Warta Kota Lama",
        "Editor: Sari",
        "Musim panen",
        "Dapatkan update berita pilihan setiap hari dari kami.",
        "Share this article",
    ],
)
def test_a_line_of_the_page_between_two_paragraphs_is_found(line: str):
    assert found(f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\n{line}\n\n{NEXT}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Iklan itu dibayar oleh dinas, kata Rina Wulan.",
        "“Kami menolak,” kata Rina.",
        "Baca juga laporan itu, kata Rina Wulan kepada para pedagang pasar, “sebelum menuduh kami.”",
        "- Beras turun",
        "Rina mengatakan:",
        "Foto udara itu diambil pada Senin oleh petugas dinas dan menunjukkan gudang yang kosong.",
        "Menurut Rina, tidak",
    ],
)
def test_a_line_of_the_article_is_left(line: str):
    assert found(f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\n{line}\n\n{NEXT}") == []


def test_crumbs_glued_to_the_headline_are_found_and_the_headline_is_left():
    crumbs = "BerandaEKONOMIHarga Beras Turun di Kota Lama"
    assert found(f"{crumbs}\n\nHarga Beras Turun di Kota Lama\n\n{LEDE}\n\n{NEXT}") == [crumbs]


def test_a_caption_under_its_short_heading_is_found():
    page = f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\nKota Lama\nRina Wulan di gudang.foto.dok.dinas.\n\n{NEXT}"
    assert found(page) == ["Kota Lama", "Rina Wulan di gudang.foto.dok.dinas."]


def test_a_list_of_links_ends_where_the_article_goes_on():
    links = ["Related stories", "Ferry company buys three new ships", "Why the old pier leaks and nobody repairs it"]
    page = "\n\n".join(["Pier closed after cables snap", ENGLISH, *links, ENGLISH_NEXT])
    assert found(page, "en") == links


def test_a_comment_form_is_found_to_the_end_of_the_page():
    form = [
        "TINGGALKAN KOMENTAR",
        "Silakan masukkan komentar anda!",
        "Setuju sekali, harga memang harus turun lagi ya.",
    ]
    assert found("\n\n".join(["Harga Beras Turun di Kota Lama", LEDE, NEXT, *form])) == form


def test_marks_inside_a_paragraph_are_found_without_the_paragraph():
    page = f"Harga Beras Turun di Kota Lama\n\n{LEDE} [Gambas:Video Kota]\n\n{NEXT} (abc/def)"
    assert found(page) == ["[Gambas:Video Kota]", "(abc/def)"]


def test_initials_after_the_last_sentence_are_found_without_it():
    closing = "Pasar itu dibuka lagi pada Senin. (abc/def)"
    assert found(f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\n{NEXT}\n\n{closing}") == ["(abc/def)"]


def test_menus_in_english_are_found_around_an_indonesian_article():
    assert found(f"Home\nSubscribe now\n\nHarga Beras Turun di Kota Lama\n\n{LEDE}\n\n{NEXT}") == [
        "Home",
        "Subscribe now",
    ]


def test_a_line_broken_by_the_page_is_not_a_heading():
    page = f"Harga Beras Turun di Kota Lama\n\n{LEDE}\n\nGudang di\ntepi kota itu kosong sejak Senin.\n\n{NEXT}"
    assert found(page) == []


def test_links_under_a_heading_that_names_its_subject_are_no_article():
    page = (
        "Ferry stays in port\n\nThe ferry stays in port until Monday because of a storm, the harbour office said.\n\n"
        "READ MORE IN HARBOUR\nWho pays for the pier?\n\nGot a story? Email desk@example.org\n\n"
        "Passengers with tickets for the weekend get their money back, a spokeswoman for the line said on Friday.\n"
    )
    found = [span.of(page) for span in clutter.find(page, get_pack("en"))]
    assert found == ["READ MORE IN HARBOUR", "Who pays for the pier?", "Got a story? Email desk@example.org"]
