"""What a text asks of the archive, and the bridge between the two languages."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.coverage.bridge import cognates, translate, wordbook
from claims.coverage.ranking import Counts, day_in, nearness, question, score
from claims.coverage.terms import terms_of, words_of


def score_of(asked_text: str, language: str, text: str, text_language: str) -> float:
    asked = question([asked_text], language)
    terms = terms_of(text, text_language)
    return score(asked, terms, text_language, Counts(100, len(terms), dict.fromkeys(asked.terms(), 1)))


def home_variants(text: str, language: str) -> set[tuple[str, ...]]:
    return {variant for wanted in question([text], language).of(language) for variant in wanted.variants}


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [("gempa bumi", "earthquake"), ("pemilihan umum", "election"), ("menteri luar negeri", "foreign minister")],
)
def test_a_phrase_is_found_in_the_other_language(indonesian: str, english: str):
    book = wordbook("id", "en")
    assert book
    wanted = tuple(terms_of(english, "en"))
    translations = [variants for _phrase, variants in translate(list(words_of(indonesian, "id")), book)]
    assert any(wanted == variant for variants in translations for variant in variants)


def test_there_is_no_word_list_for_another_pair():
    assert wordbook("fr", "en") is None


@pytest.mark.parametrize(
    ("word", "other"), [("demokrasi", "democracy"), ("transaksi", "transaction"), ("stabilitas", "stability")]
)
def test_a_loan_word_has_its_english_spelling_among_its_cognates(word: str, other: str):
    assert other in cognates(word)


def test_words_run_together_are_found_apart():
    assert score_of("#BanjirPesisir di kota", "id", "Banjir besar di pesisir.", "id") > 0


def test_the_translation_of_a_sentence_scores_above_an_unrelated_one():
    asked = "Banjir merusak jembatan dan rumah sakit di pulau itu, kata gubernur."
    same = score_of(asked, "id", "The flood damaged a bridge and a hospital on the island, the governor said.", "en")
    other = score_of(asked, "id", "The orchestra will play two new symphonies in the spring, its manager said.", "en")
    assert same > 3 * other


def test_a_language_without_a_word_list_is_asked_for_names_and_figures():
    asked = question(["Gubernur Ratna Wijaya menerima 8.200 ton"], "id")
    forms = {variant for wanted in asked.of("fr") for variant in wanted.variants}
    assert {("ratna",), ("wijaya",), ("8200",)} <= forms
    assert ("menerima",) not in forms


def test_an_article_of_the_same_day_gains_and_one_without_a_date_loses_nothing():
    day = dt.date(2024, 3, 5)
    assert nearness(day, day) > nearness(day, dt.date(2024, 3, 25)) > nearness(day, None) == 1.0


def test_an_article_of_the_weeks_after_gains_more_than_one_of_the_weeks_before():
    day = dt.date(2024, 3, 15)
    assert nearness(day, dt.date(2024, 3, 25)) > nearness(day, dt.date(2024, 3, 5)) > 1.0


def test_addresses_in_a_post_and_the_account_behind_its_writers_name_are_not_asked_for():
    post = "Look, https://t.co/bKuLiMup0Y a flooded bridgepic.twitter.com/4wmp8ZEV1Q — Ratna Wijaya (@rw_24)"
    assert home_variants(post, "en") == {("look",), ("flood",), ("bridge",), ("ratna",), ("wijaya",)}


def test_small_words_of_english_that_an_indonesian_text_quotes_are_not_asked_for():
    assert home_variants("Gubernur berkata: the bridge of Orel is closed", "id") & {("the",), ("of",), ("is",)} == set()


def test_a_word_in_capitals_is_asked_for_though_it_is_a_small_word_of_the_other_language():
    assert ("as",) in home_variants("Marinir AS mendarat di Papua", "id")
    assert ("lima",) in home_variants("The mayor of Lima resigned", "en")


def test_a_word_said_twice_in_a_row_weighs_as_if_said_once():
    once, twice = question(["Hati orang desa"], "id"), question(["Hati-hati orang desa"], "id")
    assert once.of("id") == twice.of("id")


def test_the_last_full_date_of_a_text_is_its_day():
    assert day_in("Written on 2 May 2019, sent on June 8, 2020.", "en") == dt.date(2020, 6, 8)
    assert day_in("no date here", "en") is None


def test_words_that_stand_together_in_both_texts_score_above_the_same_words_apart():
    asked = "The red bridge at Lake Orel fell."
    together = score_of(
        asked, "en", "Yesterday a red bridge was seen by many people who had come to the town fair.", "en"
    )
    apart = score_of(
        asked, "en", "Yesterday a red fox was seen by many people who had come to the town's bridge.", "en"
    )
    assert together > apart
