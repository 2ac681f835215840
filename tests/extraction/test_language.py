"""Which language pack reads a text."""

import subprocess
import sys

import pytest

from claims.extraction import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wali kota mengatakan bahwa harga beras akan turun pada bulan depan karena panen raya.", "id"),
        ("The mayor said that the price of rice would fall next month because of the harvest.", "en"),
        ("Menurut Rina, harga turun.", "id"),
        ("Prices fell, she said.", "en"),
        ("Seorang pejabat tinggi militer menjelaskan kapal itu kepada tamunya. Kunjungan ini yang pertama ke luar "
         "negeri sejak pandemi, kata kantor berita.", "id"),
        ("“The pier is closed and we do not know why it broke,” kata wali kota kepada para pedagang yang menunggu "
         "di pasar dan di tepi sungai sejak pagi karena kapal tidak datang.", "id"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told(text: str, code: str):
    assert language.detect(text) == code


@pytest.mark.parametrize("text", ["", "   \n", "12 345 678", "🙂🙂🙂", "漢字だけの文章です"])
def test_a_text_in_no_language_we_read_still_gets_a_pack(text: str):
    assert language.detect(text) in language.codes()


def test_an_ordinary_article_is_told_without_loading_the_detector():
    program = (
        "import sys; from claims.extraction.language import detect; "
        "detect('Wali kota mengatakan bahwa harga beras akan turun pada bulan depan karena panen raya.'); "
        "sys.exit('lingua' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
