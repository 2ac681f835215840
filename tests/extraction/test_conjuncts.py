"""Contents that are more than one proposition: where they may be parted, and where they must not."""

import pytest

from claims.extraction import extract
from claims.extraction.conjuncts import propose
from claims.extraction.spans import Span

# (why, language, the content, its parts: "subject + rest" where the subject is shared)
PARTED = [
    ("a shared subject", "id", "Kim bertemu Putin dan memeriksa rudal", ["Kim bertemu Putin", "Kim + memeriksa rudal"]),
    ("a list of three", "id", "Kim bertemu Putin, memeriksa rudal, dan menandatangani perjanjian",
     ["Kim bertemu Putin", "Kim + memeriksa rudal", "Kim + menandatangani perjanjian"]),
    ("an auxiliary opens the second", "id", "pihaknya sudah memeriksa sepuluh saksi dan akan memanggil dua lagi",
     ["pihaknya sudah memeriksa sepuluh saksi", "pihaknya + akan memanggil dua lagi"]),
    ("a subject of its own", "id", "harga beras naik, dan stok di gudang menurun",
     ["harga beras naik", "stok di gudang menurun"]),
    ("a comma near the end", "id", "harga meningkat, dan stok gabah menurun, tajam",
     ["harga meningkat", "stok gabah menurun, tajam"]),
    ("a shared subject", "ms", "Kerajaan menaikkan harga dan menambah bantuan",
     ["Kerajaan menaikkan harga", "Kerajaan + menambah bantuan"]),
    ("a shared subject", "en", "Kim met Putin and inspected the missiles",
     ["Kim met Putin", "Kim + inspected the missiles"]),
    ("a list of three", "en", "the firm closed three plants, dismissed 200 workers and moved to Poe",
     ["the firm closed three plants", "the firm + dismissed 200 workers", "the firm + moved to Poe"]),
    ("an auxiliary opens the second", "en", "the mayor resigned and will face trial",
     ["the mayor resigned", "the mayor + will face trial"]),
]  # fmt: skip

WHOLE = [
    ("two nouns", "id", "Kim bertemu Putin dan Shoigu"),
    ("two subjects", "en", "the council and the mayor agreed"),
    ("inside a relative clause", "id", "petugas yang datang dan memeriksa rumah itu menemukan uang"),
    ("inside a condition", "id", "jika hujan turun dan air meluap, jalan ditutup"),
    ("inside a plan", "id", "Kim berencana untuk datang dan memeriksa rudal"),
    ("inside a plan", "en", "he wanted to come and see"),
    ("a negation that may cover both", "id", "Kim tidak bertemu Putin dan memeriksa rudal"),
    ("an apposition", "id", "serangan itu menewaskan lima anggota, termasuk pejuang"),
    ("two adjectives", "en", "the mayor is a longtime and dedicated advocate"),
    ("a participle after a comma", "en", "the bill was passed on Friday, backed by two parties"),
    ("a list of places", "id", "warga berharap pasar di Kota Lama, Kota Baru, dan sekitarnya dapat dibuka"),
    ("next to nothing", "en", "no"),
]


def _shown(text: str, part: tuple[Span, ...]) -> str:
    return " + ".join(span.of(text) for span in part)


@pytest.mark.parametrize(("why", "language", "content", "parts"), PARTED)
def test_separately_checkable_conjuncts_are_offered(why: str, language: str, content: str, parts: list[str]):
    text = f"😀 {content}"
    assert [_shown(text, part) for part in propose(text, [Span(2, len(text))], language)] == parts


@pytest.mark.parametrize(("why", "language", "content"), WHOLE)
def test_one_proposition_stays_whole(why: str, language: str, content: str):
    assert propose(content, [Span(0, len(content))], language) == ()


def test_a_find_brings_its_conjuncts_with_a_line_each():
    text = "Rina Wati mengatakan Shoigu bertemu Kim dan memeriksa rudal."
    (found,) = extract(text, "id").attributions
    assert [part.statement for part in found.conjuncts] == [
        "Rina Wati: Shoigu bertemu Kim",
        "Rina Wati: Shoigu memeriksa rudal",
    ]


def test_a_comma_before_the_content_makes_no_list_of_it():
    (found,) = extract("Menurut Rina Wati, harga meningkat, dan stok menurun tajam.", "id").attributions
    assert [part.statement for part in found.conjuncts] == [
        "Rina Wati: harga meningkat",
        "Rina Wati: stok menurun tajam",
    ]


def test_a_denial_of_two_things_is_not_parted():
    (found,) = extract("Rina Wati membantah Shoigu bertemu Kim dan memeriksa rudal.", "id").attributions
    assert found.negated
    assert found.conjuncts == ()
