"""Through whom a statement reaches us, nearest first."""

import pytest

from claims.extraction import extract

CHAINS = [
    ("hearer", "en", "Dana Poe told Reuters that prices fell.", [("Reuters",)]),
    ("hearer", "id", "Rina Wati mengatakan kepada Reuters bahwa harga turun.", [("Reuters",)]),
    ("relay phrase", "id", "“Pasar ramai,” kata Rina Wati seperti dikutip Antara.", [("Antara",)]),
    ("a hearer who is no outlet", "en", "Dana Poe told reporters that prices fell.", [()]),
    ("held for the same speaker", "en", "Dana Poe told Reuters that prices fell. “We are glad,” she said.",
     [("Reuters",), ("Reuters",)]),
    ("quoting", "en", "According to Reuters, quoting Dana Poe, prices fell.", [(), ("Reuters",)]),
    ("inside what unnamed people say", "en",
     "Rina Wati has agreed to resign, two officials said.", [("two officials",), ()]),
    ("hearer after a quotation", "id", "“Pasar ramai,” tegas Rina Wati kepada AFP.", [("AFP",)]),
    ("hearer after a pronoun", "id", "Rina Wati datang. “Pasar ramai,” tegasnya kepada AFP.", [("AFP",)]),
    ("hearer before the verb", "id", "Rina Wati kepada BBC bercerita harga turun.", [("BBC",)]),
    ("hearer before the speaker", "id", "Kepada Antara, Rina Wati menyebut harga turun.", [("Antara",)]),
    ("agency that quotes", "id",
     "Kantor berita pemerintah, ZNA, mengutip Presiden Rina Wati yang menyebut harga turun.",
     [("ZNA",)]),
    ("outlet that closes the content", "id", "Rina Wati membantah kabar itu kepada Reuters.", [("Reuters",)]),
    ("outlet that closes the content", "en", "Dana Poe denied the report to Reuters.", [("Reuters",)]),
    ("interview", "id", "Dalam wawancara dengan Bloomberg, Rina Wati mengatakan harga turun.", [("Bloomberg",)]),
    ("interview", "en", "In an interview with Reuters, Dana Poe said prices fell.", [("Reuters",)]),
    ("speaking to", "en", "Speaking to the BBC, Dana Poe said prices fell.", [("BBC",)]),
    ("statement carried", "en", "In a statement carried by TASS, Dana Poe said prices fell.", [("TASS",)]),
    ("letter that an outlet saw", "en", "A letter seen by Reuters says prices fell.", [("Reuters",)]),
    ("a journal that published a study", "en",
     "The study, published in the European Journal of Sleep, suggests that prices fell.", [()]),
    ("an agency that the article calls one", "en",
     "State news agency KNA was closed. Prices fell, Dana Poe said in comments reported by KNA.", [("KNA",)]),
    ("inside a statement", "id", "Menurut TASS, Rina Wati mengatakan harga turun.", [(), ("TASS",)]),
]  # fmt: skip


ENGLISH = [
    (
        "Dana Poe told the Northern Echo on Friday that prices fell. She told the newspaper she was glad.",
        [("Northern Echo",), ("Northern Echo",)],
    ),
    ("The ministry said in a statement carried by state news agency BTA that shops closed.", [("BTA",)]),
    ("Prices fell, TASS quoted Dana Poe as saying.", [("TASS",)]),
    ("“Prices fell,” state news agency BTA quoted him as saying.", [("BTA",)]),
    ("“Prices fell,” Dana Poe was quoted by TASS as saying.", [("TASS",)]),
    ("Citing two officials, the BBC reported that prices fell.", [("BBC",), ()]),
    ("The BBC reported on Monday, citing two officials, that prices fell.", [(), ("BBC",)]),
    (
        "Prices fell, the newspaper Addis Week reported, quoting unidentified officials in her office.",
        [(), ("Addis Week",)],
    ),
    ("The BBC reported, citing bankers, that prices fell.", [(), ("BBC",)]),
    ("According to the Guardian, which cited two officials, prices fell.", [(), ("Guardian",)]),
    ("State media quoted Dana Poe as saying prices fell.", [("State media",)]),
    ("Dana Poe said on state television that prices fell.", [("state television",)]),
    ("Dana Poe said on CNN that prices fell.", [("CNN",)]),
    ("“Prices fell,” Dana Poe said on NBC's “Meet the Press” on Sunday.", [("NBC",)]),
    ("“Prices fell,” Dana Poe told the BBC's Today programme.", [("BBC",)]),
    ("“Prices fell,” Dana Poe told CNN's Alan Vale.", [("CNN",)]),
    ("Dana Poe wrote on X that prices fell.", [()]),
    ("Dana Poe said on Facebook that prices fell.", [()]),
    ("Dana Poe said on social media that prices fell.", [()]),
    ("A letter seen by The Times says prices fell.", [("The Times",)]),
    ("The Wall Street Journal was closed. Dana Poe told the Journal that prices fell.", [("Wall Street Journal",)]),
    ("Dana Poe told the paper prices fell.", [()]),
    ("Speaking on Fox News, Dana Poe said prices fell.", [("Fox News",)]),
    ("Speaking with The Atlantic, Dana Poe said prices fell.", [("The Atlantic",)]),
    ("Dana Poe told Sky News prices fell. In a statement, she said shops had closed.", [("Sky News",), ()]),
    ("Dana Poe told Sky News prices fell. She told lawmakers that shops had closed.", [("Sky News",), ()]),
    ("Dana Poe told WKPL radio that prices fell.", [("WKPL",)]),
    ("Dana Poe told Germany's Bild newspaper that prices fell.", [("Bild",)]),
    ("Dana Poe told German newspaper Die Harbour that prices fell.", [("Die Harbour",)]),
    ("Dana Poe told French radio that prices fell.", [("French radio",)]),
    ("Dana Poe told Science Today that prices fell.", [("Science Today",)]),
    ("Dana Poe told a local newspaper that prices fell.", [("local newspaper",)]),
    ("“My son told me that prices fell,” Dana Poe told ITV News.", [("Dana Poe", "ITV News"), ("ITV News",)]),
    ("Writing in the Guardian, Dana Poe said prices fell.", [("Guardian",)]),
    ("In an opinion piece for The Times, Dana Poe argued that prices fell.", [("The Times",)]),
    ("Dana Poe, in remarks carried live on state television, said prices fell.", [("state television",)]),
    ("In an interview published on Sunday by Der Spiegel, Dana Poe said prices fell.", [("Der Spiegel",)]),
    ("A spokesman said in an email to The Verge that prices fell.", [("The Verge",)]),
    ("Asked by the BBC about it, Dana Poe said prices fell.", [("BBC",)]),
    (
        "Dana Poe told the Harbour Gazette that prices fell. Alan Vale said in an email to the Gazette that it rained.",
        [(), ()],
    ),
]


@pytest.mark.parametrize(("case", "language", "text", "chains"), CHAINS)
def test_relays_stand_in_the_chain(case, language, text, chains):
    assert [one.chain for one in extract(text, language).attributions] == chains


@pytest.mark.parametrize(("text", "chains"), ENGLISH)
def test_who_relays_is_told_by_the_words_of_english_newsrooms(text: str, chains: list[tuple[str, ...]]):
    assert [one.chain for one in extract(text, "en").attributions] == chains


QUOTED_AS = [
    ("R quoted S", "TASS quoted Dana Poe as saying that prices fell."),
    ("S was quoted by R", "Dana Poe was quoted by TASS as saying that prices fell."),
    ("a quotation, then the same", "“Prices fell,” Dana Poe was quoted as saying by TASS."),
]


@pytest.mark.parametrize(("case", "text"), QUOTED_AS)
def test_whoever_is_quoted_as_saying_something_is_its_source_and_who_quotes_is_the_relay(case: str, text: str):
    (found,) = extract(text, "en").attributions
    assert (found.canonical, found.chain) == ("Dana Poe", ("TASS",))


def test_nobody_speaks_of_himself_by_his_office():
    _, inner = extract("Dana Poe said the mayor had told him that prices fell.", "en").attributions
    assert (inner.canonical, inner.chain) == (None, ("Dana Poe",))


def test_the_outlet_that_the_article_credits_closes_every_chain():
    text = "Kapal itu tiba, kata TASS.\n\nRina Wati mengatakan harga turun di Kota Lama. Dikutip dari CNA."
    assert [one.chain for one in extract(text, "id").attributions] == [("CNA",), ("CNA",)]


def test_an_attribution_inside_another_points_at_it():
    text = "“Rina bilang, harga turun,” kata Budi Santoso."
    inner, outer = extract(text, "id").attributions
    assert (inner.inside, outer.inside, inner.chain) == (1, None, ("Budi Santoso",))


def test_whom_an_outlet_cites_is_the_source_of_what_the_outlet_reports():
    reported, cited = extract("The BBC reported on Monday, citing two officials, that prices fell.", "en").attributions
    assert (cited.source_type, cited.chain, cited.content) == ("unnamed", ("BBC",), reported.content)


def test_a_relay_does_not_hold_many_sentences_later():
    text = "Dana Poe told Sky News prices fell. " + "It rained. " * 9 + "Dana Poe said shops had closed."
    assert [one.chain for one in extract(text, "en").attributions] == [("Sky News",), ()]


def test_whoever_hands_on_the_words_of_another_is_the_relay_and_not_who_was_told_before():
    text = "Dana Poe told Sky News prices fell. Dana Poe plans to leave, according to two people close to her."
    first, plan, _ = extract(text, "en").attributions
    assert (first.chain, plan.chain) == (("Sky News",), ("two people close to her",))


def test_a_credit_in_brackets_at_the_end_closes_every_chain():
    text = "Prices fell, Dana Poe told Sky News.\n\nThe market will open again in May.\n\n(Via the Daily Post)"
    assert [one.chain for one in extract(text, "en").attributions] == [("Sky News", "Daily Post")]


def test_the_article_s_own_agency_is_not_in_its_chains_by_its_long_name():
    text = "LONDON (AP) — Prices fell in May.\n\nDana Poe told The Associated Press that prices fell."
    assert [one.chain for one in extract(text, "en").attributions] == [()]
