"""How many independent origins stand behind a claim, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.coverage.copies import Text
from claims.coverage.origins import UNSEEN, Carrier, Edge, count, credits_in, find_edges
from tests.articles import DAM

DAY = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
CLAIM = "Engineers found no crack in the dam at Lake Orel"
RELAY = "Engineers found no crack in the dam, {}. The town had no comment."


def carrier(key: str, text: str, outlet: str, hours: int = 0) -> Carrier:
    return Carrier(Text(key, text, "en", DAY + dt.timedelta(hours=hours)), outlet)


def origins_of(*carriers: Carrier):
    return count(carriers, find_edges(CLAIM, "en", carriers))


def test_a_report_and_its_copies_have_one_origin():
    found = origins_of(*(carrier(f"c{n}", DAM, f"Outlet {n}", n) for n in range(5)))
    assert (found.articles, found.outlets, found.independent) == (5, 5, 1)
    assert found.roots == ("c0",)


def test_unconfirmed_edges_leave_a_range_and_confirming_them_closes_it():
    carriers = [carrier("first", DAM, "Meridian"), carrier("copy", DAM, "Ledger", 2)]
    edges = find_edges(CLAIM, "en", carriers)
    open_ = count(carriers, edges)
    assert (open_.independent, open_.at_most, open_.unconfirmed) == (1, 2, 1)
    sure = count(carriers, [Edge(e.copy, e.origin, e.method, e.score, e.evidence, confirmed=True) for e in edges])
    assert (sure.independent, sure.at_most, sure.unconfirmed) == (1, 1, 0)


def test_two_relays_of_an_agency_we_have_not_seen_share_it_as_origin():
    found = origins_of(
        carrier("one", RELAY.format("TASS reported"), "Meridian"),
        carrier("two", "The dam at Lake Orel is whole and was never in danger. (Source: TASS)", "Ledger", 4),
    )
    assert found.independent == 1
    assert found.roots == ((UNSEEN, "tass"),)


def test_an_article_with_no_credit_and_words_of_its_own_is_another_origin():
    found = origins_of(
        carrier("one", RELAY.format("TASS reported"), "Meridian"),
        carrier(
            "own", "I walked along the wall at Lake Orel with two masons, who showed me where it was sound.", "Orel"
        ),
    )
    assert found.independent == 2


def test_an_outlet_that_credits_itself_stays_an_origin():
    assert origins_of(carrier("one", RELAY.format("TASS reported"), "TASS")).roots == ("one",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bendungan itu utuh. Dikutip dari Antara.", "Antara"),
        ("Bendungan itu utuh. Demikian dilansir kantor berita Kyodo.", "Kyodo"),
        ("Bendungan itu utuh. Mengutip laporan Meridian Post.", "Meridian Post"),
        ("The dam is whole. (Source: Reuters)", "Reuters"),
        ("According to the Meridian Post, the dam is whole.", "Meridian Post"),
    ],
)
def test_the_credited_outlet_is_read(text: str, name: str):
    assert credits_in(text, CLAIM, "en")[0][0] == name


def test_a_credit_amid_another_passage_of_a_long_article_is_none_of_this_claim():
    filler = "The council met to talk about the price of bread and the new tram line. " * 4
    text = f"{CLAIM}. {filler}Reuters reported a fire in the harbour. {filler}"
    assert credits_in(text, CLAIM, "en") == []


def test_a_citation_loop_is_told_and_counts_once():
    carriers = [carrier("one", "a", "A"), carrier("two", "b", "B"), carrier("three", "c", "C")]
    edges = [Edge("one", "two", "attribution", 0.8, ""), Edge("two", "one", "attribution", 0.8, "")]
    found = count(carriers, edges)
    assert found.loops == (("one", "two"),)
    assert found.independent == 2
