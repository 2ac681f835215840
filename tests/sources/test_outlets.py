"""Which outlet a byline or a host means, where that is sure."""

from __future__ import annotations

import pytest

from claims.models import Feed, Source, SourceAlias
from claims.sources.outlets import Outlets, site_of, spellings

pytestmark = pytest.mark.django_db


def outlet(name: str, *aliases: str, kind: str = "outlet") -> Source:
    source = Source.objects.create(name=name, kind=kind)
    for alias in aliases:
        SourceAlias.objects.create(source=source, name=alias)
    return source


def named_in(line: str) -> tuple[list[str], int]:
    return Outlets([line]).in_byline(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Reuters", (["Reuters"], 1)),
        ("ANTARA", (["ANTARA"], 1)),
        ("Oleh: TASS", (["TASS"], 1)),
        ("By Reuters Staff", (["Reuters"], 1)),
        ("Kontributor Orel Herald", (["Orel Herald"], 1)),
        ("Kantor Berita Antara", (["Antara"], 1)),
        ("OH", (["Orel Herald"], 1)),  # by its alias
        ("CNA/AFP", (["CNA", "AFP"], 2)),
        ("Ilona Petri, Reuters", (["Reuters"], 2)),
        ("Ilona Petri dan Antara", (["Antara"], 2)),
        ("Ilona Petri", ([], 1)),
        ("Kontributor", ([], 1)),
        ("Foto: AFP", ([], 0)),  # whose photograph, not whose words
        ("Photo by Reuters", ([], 0)),
        ("Berita Sungai", ([], 1)),  # nobody has heard of it
        ("", ([], 0)),
        ("/ , –", ([], 0)),
    ],
)
def test_a_byline_names_the_outlets_that_are_known(line, found):
    outlet("Orel Herald", "OH")
    assert named_in(line) == found


def test_an_outlet_whose_name_holds_a_link_is_one_name():
    outlet("Fakta dan Data")
    assert named_in("Fakta dan Data") == (["Fakta dan Data"], 1)


def test_a_name_that_is_also_a_person_s_or_several_outlets_is_nobody_s():
    outlet("Viva")
    outlet("Viva", kind="person")
    outlet("Orel Herald", "The Herald")
    outlet("Valley Herald", "The Herald")
    assert [named_in(line)[0] for line in ("Viva", "The Herald")] == [[], []]


def test_an_agency_that_was_first_read_of_as_a_body_is_one():
    outlet("TASS", kind="organisation")
    outlet("Water Ministry", kind="organisation")
    assert [named_in(line)[0] for line in ("TASS", "Water Ministry")] == [["TASS"], []]


def test_a_host_means_the_outlet_whose_name_feed_or_letters_it_bears():
    outlet("Orel Herald")
    outlet("lake-news.example")
    valley = outlet("The Valley Post")
    Feed.objects.create(address="https://feeds.vp.example/rss", address_key="x", outlet=valley)
    at = Outlets().at
    assert at("www.orel-herald.example") == "Orel Herald"
    assert at("m.lake-news.example") == "lake-news.example"
    assert at("www.vp.example") == "The Valley Post"
    assert at("www.reuters.com") == "Reuters"
    assert [at(host) for host in ("unknown.example", "127.0.0.1", "localhost", "")] == [""] * 4


def test_a_host_that_two_outlets_may_have_means_none():
    outlet("Orel Herald")
    outlet("Orelherald")
    assert Outlets().at("orelherald.example") == ""


@pytest.mark.parametrize(
    ("host", "site"),
    [("m.paper.co.id", "paper.co.id"), ("a.b.paper.example", "paper.example"), ("paper.id", "paper.id"), ("[::1]", "")],
)
def test_the_hosts_of_one_publisher_are_one_site(host, site):
    assert site_of(host) == site


def test_a_byline_of_many_names_is_read_in_a_moment_and_in_part():
    assert len(spellings("A, " * 60)) <= 9
    assert spellings("by " * 60 + "staff " * 60) != [[]]
