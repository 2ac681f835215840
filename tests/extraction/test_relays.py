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


@pytest.mark.parametrize(("case", "language", "text", "chains"), CHAINS)
def test_relays_stand_in_the_chain(case, language, text, chains):
    assert [one.chain for one in extract(text, language).attributions] == chains


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
