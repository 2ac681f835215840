"""Weakened, open and negated statements, and who weakened them."""

import pytest

from claims.extraction import extract

# (language, text, hedged by, negated)
CASES = [
    ("id", "Rina mengatakan pasar dibuka lagi.", "", False),
    ("id", "Rina mengatakan pasar mungkin dibuka lagi.", "speaker", False),
    ("id", "Pasar diduga terbakar pada malam hari.", "reporter", False),
    ("id", "Rina mengatakan belum ada perjanjian.", "", True),
    ("id", "Rina membantah laporan itu.", "", True),
    ("id", "Rina mengaku tidak tahu pasti.", "speaker", True),
    ("id", "Rina mengatakan ada pasar yang tidak dibuka lagi.", "", False),
    ("id", "Rina mengatakan kebakaran tidak berpotensi meluas.", "", True),
    ("id", "Rina memperkirakan harga turun.", "reporter", False),
    ("id", "Rina tidak dapat memastikan apakah pasar dibuka lagi.", "speaker", True),
    ("en", "Dana Poe said the market may reopen.", "speaker", False),
    ("en", "Dana Poe said the market reopened in May.", "", False),
    ("en", "The market is expected to reopen.", "reporter", False),
    ("en", "Dana Poe said the market would not reopen.", "", True),
    ("en", "Dana Poe said no agreement had been signed.", "", True),
    ("en", "Dana Poe said she runs a market that could close.", "", False),
    ("en", "Dana Poe denied the report.", "", True),
    ("en", "Dana Poe rejected the claims.", "", True),
    ("en", "Dana Poe rejected the new stalls.", "", False),
    ("en", "Dana Poe laughed off the story.", "", True),
    ("en", "Dana Poe said traders worked in a hall with no heat.", "", False),
    ("en", "Dana Poe said she was sorry for not acting sooner.", "", False),
    ("en", "“It will reopen,” Dana Poe said. “It does not need a permit.”", "", False),
    ("en", "Dana Poe fears the market will close.", "reporter", False),
    ("en", "Dana Poe estimated that sales fell.", "reporter", False),
    ("en", "Dana Poe questioned whether sales fell.", "reporter", False),
    ("en", "Dana Poe said an estimated forty stalls closed.", "speaker", False),
    ("en", "Dana Poe said it was too early to say whether sales fell.", "speaker", False),
    ("en", "Dana Poe said she could not understand it.", "", True),
    ("id", "Rina meragukan harga turun.", "reporter", False),
    ("id", "Rina mengatakan terduga pelaku ditangkap.", "", False),
]


@pytest.mark.parametrize(("language", "text", "by", "negated"), CASES)
def test_hedge_and_negation(language: str, text: str, by: str, negated: bool):
    (one,) = extract(text, language).attributions
    assert (one.hedged_by, one.hedged, one.negated) == (by, bool(by), negated)
