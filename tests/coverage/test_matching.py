"""Scores and reasons of the matcher, on texts without a database."""

from __future__ import annotations

import pytest

from claims.coverage.matching import Statement, compare, make_query
from claims.coverage.terms import located_terms, plain_words, terms_and_plain_words, terms_of, terms_of_word, words_in
from tests.articles import DAM, DAM_DENIAL


def alike(terms):
    return dict.fromkeys(terms, 1.0)


def query(text: str, language: str = "en", *, negated: bool = False, names=(), speakers=()):
    return make_query([text], language=language, names=names, speakers=speakers, weigh=alike, negated=negated)


def test_terms_stand_where_they_were_read():
    text = "Harga 8.000 rupiah, kata Zoë di Merapi Baru"
    for term, start, end in located_terms(text, "id"):
        assert text[start:end].casefold()[0] in (term[0], "z")
    assert "8000" in terms_of(text, "id")
    assert "zoe" in terms_of(text, "id")


@pytest.mark.parametrize("between", [" ", "\n\n", "\u00a0", "\u2028", "\x1c", "/", "—", "_", ""])
def test_a_text_read_once_has_the_terms_and_plain_words_of_each_of_its_words(between: str):
    text = between.join([DAM, "8.000,50", "#PBBUkraina", "Erdoğan's", "x" * 100, "e-mail: a.b@c.de"])
    words = words_in(text)
    terms = [term for word in words for term in terms_of_word(word, "en")]
    assert terms_and_plain_words(text, "en") == (terms, plain_words(text))
    assert terms_of(text, "en") == terms
    assert len(plain_words(text)) == len(words)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("menandatangani", "ditandatangani", "id"), ("mengunjungi", "kunjungan", "id"), ("agreements", "agreement", "en")],
)
def test_forms_of_one_word_are_one_term(one: str, other: str, language: str):
    assert terms_of(one, language) == terms_of(other, language)


def test_an_article_with_the_claims_words_repeats_it_and_says_why():
    match = compare(query("Tomas Varga: no crack found in the dam at Lake Orel"), DAM, "en")
    assert match.relation == "repeats"
    assert match.is_good_enough
    assert "Varga" in match.reasons["names"]
    assert {"crack", "dam"} <= set(match.reasons["terms"])
    assert "no crack had been found" in DAM[match.start : match.end]


def test_an_article_about_something_else_is_not_good_enough():
    match = compare(query("The mayor of Belmar resigned over a parking fine"), DAM, "en")
    assert not match.is_good_enough


def test_a_statement_of_the_other_polarity_contradicts():
    start = DAM_DENIAL.index("Cracks have been found")
    place = (start, DAM_DENIAL.index(", engineer"))
    statement = Statement((place,), negated=False, hedged=False)
    claim = query("no cracks have been found in the dam at Lake Orel", negated=True)
    match = compare(claim, DAM_DENIAL, "en", [statement])
    assert match.relation == "contradicts"
    assert (match.start, match.end) == place


def test_a_hedged_statement_of_the_other_polarity_does_not_contradict():
    place = (0, len(DAM_DENIAL))
    claim = query("no cracks have been found in the dam at Lake Orel", negated=True)
    match = compare(claim, DAM_DENIAL, "en", [Statement((place,), negated=False, hedged=True)])
    assert match.relation != "contradicts"


def test_another_language_is_compared_by_names_and_figures_with_their_other_spellings():
    claim = query("Moskow: pada Oktober 8.200 ton dikirim Ratna ke Orel", "id", names=[("Moskow", "Moscow")])
    match = compare(claim, "Moscow says Ratna sent 8,200 tonnes to Orel.", "en")
    assert match.is_good_enough
    assert match.reasons["figures"] == ["8.200"]
    assert {"Moskow", "Ratna", "Orel"} <= set(match.reasons["names"])


def test_a_changed_figure_is_pointed_out():
    match = compare(query("Ratna: the city stored 8,200 tonnes"), "Ratna said the city stored 2,700 tonnes.", "en")
    assert match.reasons["figures_missing"] == ["8200"]
