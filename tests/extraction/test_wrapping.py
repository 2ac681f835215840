"""Text with wrapped lines reads as the same text without them; lines that are lines stay so."""

from __future__ import annotations

import textwrap

import pytest

from claims.extraction import extract
from claims.extraction.wrapping import WIDEST, is_wrapped

ENGLISH = (
    "The water ministry said on Sunday that the dam at Lake Orel is safe. Engineer Tomas Varga told the Orel Herald "
    "that no crack had been found in it. Interior Minister Ilona Petri denied on Monday that the River Valley "
    "Authority of Orel had asked 12 villages to leave. According to Varga, the Lake Orel Water Company measured every "
    "joint in March 2024 and found nothing."
)
INDONESIAN = (
    "Kementerian Pekerjaan Umum mengatakan pada hari Minggu bahwa bendungan di Danau Orel aman. Insinyur Tomas Varga "
    "mengatakan kepada Kabar Orel bahwa tidak ada retakan. Menteri Dalam Negeri Ilona Petri membantah pada hari "
    "Senin bahwa Otoritas Lembah Sungai Orel meminta 12 desa mengungsi. Menurut Varga, setiap sambungan "
    "diukur pada Maret 2024."
)


def said(text: str, language: str) -> list[tuple[str, str]]:
    """(who, what) of every attribution, blanks and line ends alike."""
    found = extract(text, language).attributions
    parts = ([one.source, one.content] for one in found)
    return [tuple(" ".join(" ".join(text[s.start : s.end] for s in spans).split()) for spans in two) for two in parts]


@pytest.mark.parametrize("width", [54, 60, 66, 72, 78, 80, 100])
@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (INDONESIAN, "id")])
def test_wrapped_lines_change_nothing_of_what_was_said_and_by_whom(text, language, width):
    article = "Bendungan Danau Orel\n\n{}\n\nSelesai.\n"
    assert said(article.format(textwrap.fill(text, width)), language) == said(article.format(text), language)


@pytest.mark.parametrize(
    "lines",
    [
        "Baca juga\nPutin Bertemu Kim di Vladivostok\nKim Naik Kereta ke Rusia\n",  # short ones
        "The ministry said the dam is safe and that nobody has to leave\nRead more: Village fair opens in Orel\n",
        f"{'word ' * 40}\nAnother line of the page that is shorter\nand goes on with a small letter\n",  # too long
    ],
)
def test_lines_that_had_room_for_another_word_are_lines_of_their_own(lines):
    assert not any(is_wrapped(lines, at) for at, letter in enumerate(lines) if letter == "\n")


def test_an_empty_line_and_a_full_stop_at_the_end_of_one_part_what_stands_there():
    first, second = ENGLISH.split(" Interior ")
    text = f"{textwrap.fill(first, 70)}\n\n{textwrap.fill(second, 70)}\n"
    assert not is_wrapped(text, text.index("\n\n")) and not is_wrapped(text, text.index("\n\n") + 1)
    stopped = (
        "The dam at Lake Orel is safe for now, said the ministry of Orel.\nVarga had measured the dam and\nfound it"
    )
    assert not is_wrapped(stopped, stopped.index("\n"))


def test_only_lines_near_by_are_looked_at_however_long_the_text_is():
    class Looked(str):
        letters = 0

        def __getitem__(self, key):
            found = super().__getitem__(key)
            Looked.letters += len(found)
            return found

    text = Looked("x" * 10**6 + "\n" + "y" * 10**6)
    assert not is_wrapped(text, 10**6)
    assert Looked.letters <= 4 * WIDEST
