"""The reference article: raw page text with clutter and typos, relaying CNA, which relays TASS and the Kremlin."""

from pathlib import Path

import pytest

from claims.extraction import extract
from claims.extraction.results import Extraction
from claims.extraction.spans import surface

TEXT = (Path(__file__).parents[2] / "claims" / "demo" / "articles" / "reference.txt").read_text(encoding="utf-8")

# source as written, cue, canonical name, hedged, negated: all eighteen, in order
EXPECTED = [
    ("Barat", "ketakutan", "Barat", True, False),
    ("", "diyakini", None, True, False),
    ("Kremlin", "mengataka,n", "Kremlin", False, True),
    ("Putin", "membicarakan", "Vladimir Putin", False, False),
    ("Putin", "mengatakan", "Vladimir Putin", True, False),
    ("kantor berita negara TASS", "melaporkan", "TASS", False, False),
    ("TASS", "kata", "TASS", False, False),
    ("TASS", "menambahkan", "TASS", False, False),
    ("seorang pejabat tinggi militer", "dijelaskan", None, False, False),
    ("Panglima Angkatan Laut Rusia, Laksamana Nikolay Evmenov", "berbicara tentang", "Nikolay Evmenov", False, False),
    ("TASS", "kata", "TASS", False, False),
    ("", "diperkirakan", None, True, False),
    ("", "spekulasi", None, True, False),
    ("Juru bicara Kremlin Dmitry Peskov", "mengatakan", "Dmitry Peskov", False, True),
    ("Kremlin", "menurut", "Kremlin", False, False),
    ("", "dilaporkan", None, True, False),
    ("dia", "menawarkan", "Vladimir Putin", True, False),
    ("Moskow", "menyebutkan", "Moskow", True, False),
]


@pytest.fixture(scope="module")
def reference() -> Extraction:
    return extract(TEXT)


def test_all_eighteen_attributions_are_found_and_no_other(reference: Extraction):
    assert [
        (surface(TEXT, one.source), surface(TEXT, one.cue), one.canonical, one.hedged, one.negated)
        for one in reference.attributions
    ] == EXPECTED


def test_nothing_is_found_in_the_clutter(reference: Extraction):
    for one in reference.attributions:
        for span in (*one.source, *one.cue, *one.content):
            assert not any(span.overlaps(clutter) for clutter in reference.boilerplate)


def test_every_chain_ends_with_the_outlet_that_the_article_credits(reference: Extraction):
    assert {one.chain[-1] for one in reference.attributions} == {"CNA"}


def test_what_tass_relays_names_tass_first(reference: Extraction):
    assert reference.attributions[8].chain == ("TASS", "CNA")
    assert reference.attributions[9].chain == ("TASS", "CNA")


def test_peskov_speaks_for_the_kremlin_and_says_what_the_kremlin_says(reference: Extraction):
    peskov = reference.attributions[13]
    assert (peskov.speaks_for, peskov.same_claim_as) == ("Kremlin", 2)
