"""Outlets that may be one: asked, joined, told apart, asked again."""

from __future__ import annotations

import pytest

from claims.ingest.found import Found, keep
from claims.ingest.store import save_article
from claims.models import Article, Event, Feed, OutletsApart, Source, SourceAlias
from claims.review.errors import NotAllowed, OutOfDate
from claims.sources import merging, pairs

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/sources/review/outlets/"


def made(name: str, kind: str = "outlet") -> Source:
    return Source.objects.create(name=name, kind=kind)


@pytest.fixture
def two() -> tuple[Source, Source]:
    return made("orel-herald.example"), made("Orel Herald")


def waiting() -> list[tuple[int, int]]:
    return pairs.numbers()


def versions(host: Source, named: Source) -> dict[str, int]:
    return {"host_version": host.version, "named_version": named.version}


def test_a_host_and_a_name_of_its_letters_wait_for_a_person(two):
    made("Valley Post")
    made("Orel Herald", "organisation")

    assert waiting() == [(two[0].pk, two[1].pk)]


def test_an_alias_of_these_letters_is_asked_about_too():
    host, named = made("orelherald.example"), made("The Herald of Orel")
    SourceAlias.objects.create(source=named, name="Orel-Herald")

    assert waiting() == [(host.pk, named.pk)]


def taken_in(outlet: str, *addresses: str) -> Source:
    """An outlet of which people have taken in articles from these addresses."""
    for address in addresses:
        save_article(f"Water rises at {address}, the dam's engineer said on Monday.", outlet=outlet, url=address)
    return Source.objects.get(name=outlet)


def test_a_host_is_asked_about_whose_articles_people_took_in_under_one_name():
    named = taken_in("CNA", "https://www.channelnewsasia.example/asia/1", "https://m.channelnewsasia.example/2")
    host = made("channelnewsasia.example")
    taken_in("Valley Post", "https://valley.example/1")
    made("elsewhere.example")

    assert waiting() == [(host.pk, named.pk)]
    (pair,) = pairs.of_numbers(waiting())
    assert pair.reasons == ["all articles from channelnewsasia.example that were taken in are of “CNA”"]
    assert pairs.labels([host]) == {host.pk: {"channelnewsasia", "cna"}}


def test_a_site_with_articles_of_several_outlets_is_nobodys():
    taken_in("CNA", "https://portal.example/1")
    taken_in("Valley Post", "https://portal.example/2")
    host = made("portal.example")

    assert waiting() == [] and pairs.labels([host]) == {host.pk: {"portal"}}


def test_where_only_searches_found_an_outlets_articles_nothing_is_asked():
    keep(Found("https://portal.example/1", "Water rises at the dam of Orel", outlet="CNA"))
    made("portal.example")

    assert waiting() == []


def test_a_host_that_was_told_apart_from_whose_articles_were_taken_in_there_is_not_asked_about_again(cast):
    named, host = taken_in("CNA", "https://portal.example/1"), made("portal.example")
    pairs.tell_apart(cast.analyst, host.pk, named.pk, **versions(host, named))

    assert waiting() == [] and pairs.labels([host]) == {host.pk: {"portal"}}


def test_each_doubt_is_told():
    host, named, rival = made("cna.example"), made("CNA"), made("C.N.A.")
    Article.objects.create(
        text="Water.", content_hash="a", language="en", url="https://www.channel.example/1", outlet=named
    )
    told = pairs.of_numbers(waiting())

    assert [(pair.host, pair.named) for pair in told] == [(host, named), (host, rival)]
    assert told[0].doubts == [
        "2 outlets are called like that",
        "so few letters are easily somebody else's",
        "an article of CNA stands at channel.example",
    ]


def test_joining_moves_articles_and_feeds_and_can_be_taken_back(two, cast):
    host, named = two
    article = Article.objects.create(text="Water.", content_hash="a", language="en", outlet=host)
    feed = Feed.objects.create(address="https://orel-herald.example/rss", address_key="x", outlet=host)

    pairs.join(cast.analyst, host.pk, named.pk, **versions(host, named))
    article.refresh_from_db(), feed.refresh_from_db(), named.refresh_from_db()
    assert (article.outlet, feed.outlet, waiting()) == (named, named, [])

    merging.part(cast.analyst, host.pk, named.pk, version=named.version)
    article.refresh_from_db(), feed.refresh_from_db()
    assert (article.outlet, feed.outlet) == (host, host)


def test_two_that_were_told_apart_are_not_asked_about_again_until_that_is_taken_back(two, cast):
    apart = pairs.tell_apart(cast.analyst, two[0].pk, two[1].pk, **versions(*two))
    assert waiting() == [] and pairs.labels(two) == {}

    pairs.take_back(cast.colleague, apart.pk)
    assert waiting() == [(two[0].pk, two[1].pk)] and pairs.labels(two) == {two[0].pk: {"orelherald"}}
    assert [event.act for event in Event.objects.filter(source=two[1])] == ["source_told_apart", "source_apart_back"]


def test_what_somebody_changed_meanwhile_is_looked_at_again(two, cast):
    Source.objects.filter(pk=two[1].pk).update(version=2)

    with pytest.raises(OutOfDate):
        pairs.tell_apart(cast.analyst, two[0].pk, two[1].pk, **versions(*two))
    with pytest.raises(OutOfDate):
        pairs.join(cast.analyst, two[0].pk, two[1].pk, **versions(*two))


def test_a_viewer_decides_nothing(two, cast):
    with pytest.raises(NotAllowed):
        pairs.tell_apart(cast.viewer, two[0].pk, two[1].pk, **versions(*two))
    with pytest.raises(NotAllowed):
        pairs.take_back(cast.viewer, 1)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def analyst(client, cast):
    client.force_login(cast.analyst)
    return client


def sent(host: Source, named: Source) -> dict[str, object]:
    return {"host": host.pk, "named": named.pk, **versions(host, named)}


def test_the_queue_of_sources_leads_to_the_pairs(analyst, two):
    assert f'href="{ADDRESS}"' in analyst.get("/sources/review/").text

    page = analyst.get(ADDRESS).text
    assert "“orel-herald.example” is spelled like “Orel Herald”" in page


def test_one_press_makes_them_one(analyst, two):
    page = analyst.post(f"{ADDRESS}decide/", {**sent(*two), "one": "1"}, follow=True)

    two[0].refresh_from_db()
    assert two[0].merged_into == two[1] and "is now another name of Orel Herald" in page.text
    assert ADDRESS not in analyst.get("/sources/review/").text


def test_one_press_keeps_them_two_and_another_takes_that_back(analyst, two):
    assert "stay two" in analyst.post(f"{ADDRESS}decide/", sent(*two), follow=True).text
    apart = OutletsApart.objects.get()

    assert "They are one" in analyst.post(f"{ADDRESS}apart/{apart.pk}/", follow=True).text
