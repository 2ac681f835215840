"""Whose site a host is: joined by itself where it is certain, else a question."""

from __future__ import annotations

import pytest

from claims.models import Article, Feed, Source, SourceAlias
from claims.sources import homes
from claims.sources.resolve import outlet

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def made(name: str, *aliases: str, kind: str = "outlet") -> Source:
    source = Source.objects.create(name=name, kind=kind)
    for alias in aliases:
        SourceAlias.objects.create(source=source, name=alias)
    return source


def published(source: Source, address: str) -> None:
    Article.objects.create(text="Water.", content_hash=address, language="en", url=address, outlet=source)


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("m.paper.co.id", "paper.co.id"),
        ("WWW.Paper.example.", "paper.example"),
        ("www.river.blogspot.com", "river.blogspot.com"),
        ("river.blogspot.co.id", "river.blogspot.co.id"),
        ("wordpress.com", "wordpress.com"),
        ("127.0.0.1", ""),
        ("localhost", ""),
    ],
)
def test_a_home_is_what_belongs_to_one_publisher(host, home):
    assert homes.home_of(host) == home


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("orel-herald.example", "orelherald"),
        ("https://www.orel-herald.example/", "orelherald"),
        ("Orel Herald", ""),
        ("A.P.", ""),
        ("x.example", ""),
        ("river.blogspot.com", ""),
    ],
)
def test_only_an_outlet_that_is_called_like_a_host_has_the_letters_of_its_site(name, label):
    assert homes.label_in(name) == label


@pytest.mark.parametrize("host", ["www.orel-herald.example", "m.orel-herald.example", "orel-herald.example"])
def test_the_hosts_of_a_site_are_the_outlet_s_that_has_it_for_another_name(host):
    herald = made("The Herald of Orel", "orel-herald.example")

    assert outlet("", host) == herald
    assert outlet("Orel Herald Online", host) == herald  # which no other outlet is called


def test_a_host_with_an_outlet_of_its_own_stays_that_outlet_s():
    made("The Herald of Orel", "herald.example")
    sport = made("Herald Sport", "sport.herald.example")

    assert outlet("", "sport.herald.example") == sport


def test_a_site_that_is_called_like_one_outlet_alone_is_that_outlet_s():
    herald = made("Orel Herald")
    made("Orel Herald", kind="person")

    assert outlet("", "news.orel-herald.example") == herald
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    "names",
    [("Orel Herald", "OREL-HERALD Sport"), ("Orelherald", "Orel Herald")],
    ids=["letters that only begin alike", "two of these letters"],
)
def test_two_outlets_of_the_same_letters_are_never_joined(names):
    outlets = [made(name) for name in names]

    at_site = outlet("", "orelherald.example")
    assert (at_site in outlets) == (names[1] == "OREL-HERALD Sport")


def test_a_site_called_like_an_outlet_that_is_at_home_elsewhere_is_another_s():
    published(made("Orel Herald"), "https://www.orel-herald.example/dam")

    assert outlet("", "orel-herald.test").name == "orel-herald.test"


def test_few_letters_are_not_enough():
    made("CNA")

    assert outlet("", "www.cna.com.tw").name == "cna.com.tw"


def test_a_page_on_a_service_of_many_is_not_the_outlet_s_of_that_name():
    made("Orel Herald")

    assert outlet("", "orel-herald.blogspot.com").name == "orel-herald.blogspot.com"
    assert outlet("", "river-mail.blogspot.com").name == "river-mail.blogspot.com"


def test_a_site_of_which_the_desk_reads_one_outlet_s_feed_is_that_outlet_s():
    valley, other = made("The Valley Post"), made("Valley Radio")
    Feed.objects.create(address="https://feeds.vp.example/rss", address_key="x", outlet=valley)
    assert outlet("", "www.vp.example") == valley

    Feed.objects.create(address="https://radio.vp.example/rss", address_key="y", outlet=other)
    assert outlet("", "live.vp.example").name == "vp.example"


def test_the_hosts_of_one_unknown_site_are_one_outlet():
    assert outlet("", "news.river-mail.example") == outlet("", "sport.river-mail.example")
    assert Source.objects.get().name == "river-mail.example"


def test_a_host_that_later_calls_itself_by_its_own_letters_stays_one_outlet():
    by_host = outlet("", "www.orel-herald.example")

    assert outlet("Orel Herald", "m.orel-herald.example") == by_host
    assert list(Source.objects.known_as("orel herald")) == [by_host]


def test_a_host_that_names_somebody_else_is_not_that_one():
    portal = outlet("", "www.portal.example")

    assert outlet("Orel Herald", "www.portal.example") != portal
    assert outlet("", "www.portal.example") == portal
