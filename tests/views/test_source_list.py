"""The source list: filters with counts, search by any name, sorting, views and files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.ingest.found import Found, keep
from claims.ingest.split import split
from claims.ingest.store import save_article, take_up
from claims.models import (
    Attribution,
    Comment,
    Feed,
    Following,
    SavedView,
    Source,
    SourceAlias,
    SourceGrade,
    SourceStake,
)
from claims.review import attributions
from claims.sources import profile
from claims.views import source_list
from tests.articles import DAM, REFERENCE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/sources/"


@pytest.fixture
def sources(cast) -> dict[str, Source]:
    """Those of two split articles, and two with a profile of which one has no claims."""
    for text in (DAM, REFERENCE):
        article, _created = save_article(text, user=cast.analyst, outlet="Orel Herald")
        split(article)
    kremlin, _made = Source.objects.made_or_known("Kremlin", Source.Kind.ORGANISATION)
    Source.objects.filter(pk=kremlin.pk).update(country="RU")
    SourceAlias.objects.create(source=kremlin, name="Кремль", language="ru")
    SourceStake.objects.create(source=kremlin, topic="war in Ukraine")
    peskov, _made = Source.objects.made_or_known("Zora Peskova", Source.Kind.PERSON)
    Source.objects.filter(pk=peskov.pk).update(speaks_for=kremlin)
    return {"kremlin": kremlin, "peskov": peskov}


def listed(client, **asked: object) -> list[int]:
    return [row.pk for row in client.get(ADDRESS, asked).context["rows"]]


def grade(source: Source, letter: str, cast, *, topic: str = "", granted: bool = True) -> None:
    SourceGrade.objects.create(
        source=source, grade=letter, topic=topic, reason="Seen.", author=cast.reviewer, granted=granted
    )


def test_sources_can_be_asked_for_by_what_they_are(analyst, sources):
    kremlin, peskov = sources["kremlin"].pk, sources["peskov"].pk

    assert listed(analyst, country="RU") == [kremlin]
    assert kremlin not in listed(analyst, country="none") and peskov in listed(analyst, country="none")
    assert peskov in listed(analyst, kind="person") and kremlin not in listed(analyst, kind="person")
    assert peskov in listed(analyst, speaks_for=kremlin) and kremlin in listed(analyst, speaks_for="none")
    assert listed(analyst, stake="war in ukraine") == listed(analyst, alias="ru") == [kremlin]


@pytest.mark.parametrize("typed", ["Кремль", "крем", "kreml", "KREMLIN"])
def test_a_source_is_found_by_the_beginning_of_any_of_its_names(analyst, sources, typed):
    assert sources["kremlin"].pk in listed(analyst, q=typed)


@pytest.mark.parametrize("typed", ["remlin", "elephant", "-", "😀", "%"])
def test_what_begins_no_name_finds_nothing(analyst, sources, typed):
    assert listed(analyst, q=typed) == []


def test_only_the_grade_in_force_counts_and_a_proposal_does_not(analyst, cast, sources):
    grade(sources["kremlin"], "B", cast)
    grade(sources["kremlin"], "D", cast)
    grade(sources["kremlin"], "A", cast, granted=False)
    grade(sources["kremlin"], "E", cast, topic="war")

    assert listed(analyst, grade="D") == listed(analyst, grade="E") == [sources["kremlin"].pk]
    assert listed(analyst, grade="B") == listed(analyst, grade="A") == []


def test_mentions_tell_how_far_people_are(analyst, cast, sources):
    row = Attribution.objects.filter(source__isnull=False).first()
    assert row.source_id in listed(analyst, mentions="open")
    assert sources["peskov"].pk in listed(analyst, mentions="none")

    for one in Attribution.objects.filter(source=row.source_id):
        attributions.confirm(cast.analyst, one.pk, version=one.version)
    assert row.source_id in listed(analyst, mentions="done")


def test_a_merged_source_is_not_listed(analyst, sources):
    Source.objects.filter(pk=sources["peskov"].pk).update(merged_into=sources["kremlin"])

    assert sources["peskov"].pk not in listed(analyst)


def test_a_count_tells_what_choosing_its_value_would_list(analyst, cast, sources):
    grade(sources["kremlin"], "B", cast)
    for asked in ({}, {"kind": "organisation"}, {"q": "k"}, {"grade": "B"}):
        for facet in analyst.get(ADDRESS, asked).context["facets"]:
            for option in facet.options:
                page = analyst.get(ADDRESS, {**asked, facet.name: option.value}).context["page"]
                already = asked.get(facet.name) not in (None, option.value)
                assert already or (facet.name, option.value, page.count) == (facet.name, option.value, option.count)


def test_sorting_by_claims_counts_a_claim_once_and_goes_both_ways(analyst, sources):
    counts = [row.claims for row in analyst.get(ADDRESS, {"sort": "-claims"}).context["rows"]]

    assert counts == sorted(counts, reverse=True) and counts[0] > 0
    assert listed(analyst, sort="claims") == listed(analyst, sort="-claims")[::-1]
    first = Source.objects.get(pk=listed(analyst, sort="-claims")[0])
    said = Attribution.objects.standing().filter(source=first)
    assert counts[0] == said.values("claim").distinct().count()


@pytest.mark.parametrize("sort", ["name", "-name", "claims", "-claims", "last", "-last"])
def test_pages_by_key_hold_every_source_once(analyst, sources, monkeypatch, sort):
    whole = listed(analyst, sort=sort)
    monkeypatch.setattr(source_list, "PER_PAGE", 3)
    found, address = [], f"{ADDRESS}?sort={sort}&"
    while address:
        context = analyst.get(address).context
        found += [row.pk for row in context["rows"]]
        address = f"{ADDRESS}?sort={sort}&{context['page'].after}" if context["page"].after else ""

    assert found == whole and len(whole) > 6


def test_the_page_asks_as_much_for_many_sources_as_for_few(analyst, sources):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            analyst.get(ADDRESS)
        return len(queries)

    analyst.get(ADDRESS)
    few = asked()
    for n in range(10):
        more = Source.objects.create(name=f"Body {n}", kind=Source.Kind.ORGANISATION, speaks_for=sources["kremlin"])
        SourceAlias.objects.create(source=more, name=f"Other {n}", language="ru")

    assert asked() == few == 20


def test_a_view_of_the_list_is_kept_and_opened_again(analyst, sources):
    sent = {"kind": "sources", "query": "?sort=-claims&kind=person&", "name": "People"}
    kept = analyst.post("/views/new/", sent, follow=True)

    view = SavedView.objects.get()
    assert (view.kind, kept.redirect_chain[-1][0]) == ("sources", view.list_address)
    assert re.search(r'<a href="/sources/[^"]*" aria-current="page">People</a>', kept.text)


def test_the_view_is_exported_whole(analyst, sources):
    asked = {"kind": "organisation", "sort": "-claims"}
    lines = analyst.get(f"{ADDRESS}export.jsonl", asked).getvalue().decode().splitlines()
    records = [json.loads(line) for line in lines]
    kremlin = next(one for one in records if one["id"] == sources["kremlin"].pk)

    assert [one["id"] for one in records] == listed(analyst, **asked)
    assert (kremlin["country"], kremlin["stakes"]) == ("RU", ["war in Ukraine"]) and "Кремль" in kremlin["aliases"]
    table = analyst.get(f"{ADDRESS}export.csv", asked).getvalue().decode("utf-8-sig")
    assert [int(row["id"]) for row in csv.DictReader(io.StringIO(table))] == [one["id"] for one in records]


def test_what_is_asked_for_stands_as_pills_that_take_it_off(analyst, sources):
    page = analyst.get(ADDRESS, {"country": "RU", "kind": "organisation"})

    assert {pill.address for pill in page.context["pills"]} == {"?country=RU", "?kind=organisation"}
    assert listed(analyst, country="XX", kind="organisation") == listed(analyst, kind="organisation")


def test_htmx_gets_only_the_rows_and_then_the_new_counts(analyst, sources):
    response = analyst.get(f"{ADDRESS}?country=RU&q=", headers={"HX-Request": "true"})

    assert "<html" not in response.text and 'hx-get="/sources/counts/?country=RU&amp;"' in response.text
    assert 'id="facet-kind" hx-swap-oob="true"' in analyst.get(f"{ADDRESS}counts/?country=RU").text
    assert response["HX-Push-Url"] == "/sources/?country=RU"


def test_a_desk_without_sources_is_told_where_they_come_from(analyst):
    page = analyst.get(ADDRESS).text

    assert "No source yet" in page and "Add the first article" in page


def test_every_page_leads_to_the_list(analyst):
    assert '<a href="/sources/"' in analyst.get("/queue/").text


# --- outlets that only stand for found articles -----------------------------------------------------------------------


def found_at(host: str, text: str = DAM) -> Source:
    """The outlet of an article that a search found at this host."""
    return keep(Found(f"https://{host}/dam", "Dam at Lake Orel is safe", text=text)).outlet


def test_an_outlet_that_only_found_articles_name_is_left_out_until_it_is_asked_for(analyst, sources):
    before, gazette = listed(analyst), found_at("valley-gazette.example")

    assert listed(analyst) == listed(analyst, known="desk") == before
    assert listed(analyst, known="found") == [gazette.pk]
    assert set(listed(analyst, known=["desk", "found"])) == {*before, gazette.pk}


def test_an_agency_that_only_a_found_article_credits_is_left_out_too(analyst, sources):
    keep(Found("https://valley-gazette.example/arms", "", text=REFERENCE.replace("CNA", "Kyodo")))
    agency = Source.objects.get(credited_articles__on_desk=False)

    assert agency.pk not in listed(analyst) and agency.pk in listed(analyst, known="found")


def test_taking_one_of_its_articles_up_brings_an_outlet_into_the_list(analyst, cast, sources):
    gazette = found_at("valley-gazette.example", REFERENCE.replace("Shoigu", "Belov"))
    assert gazette.pk not in listed(analyst)

    take_up(gazette.articles.get(), cast.analyst)

    assert gazette.pk in listed(analyst)


@pytest.mark.parametrize(
    "touch",
    [
        lambda source, cast: Comment.objects.create(source=source, author=cast.analyst, body="Ours?"),
        lambda source, cast: Following.objects.create(source=source, user=cast.analyst),
        lambda source, cast: profile.add_stake(cast.analyst, source.pk, "dams", version=1),
        lambda source, cast: Feed.objects.create(address="https://a.example/", address_key="a", outlet=source),
        lambda source, cast: Source.objects.create(name="Ana Novak", kind="person", speaks_for=source),
        lambda source, cast: Source.objects.filter(pk=source.pk).update(kind=Source.Kind.ORGANISATION),
        lambda source, cast: Attribution.objects.filter(pk=Attribution.objects.first().pk).update(source=source),
        lambda source, cast: Attribution.objects.first().relays.create(position=9, source=source),
    ],
    ids=["comment", "following", "stake", "feed", "speaker", "kind", "mention", "relay"],
)
def test_an_outlet_with_which_somebody_did_anything_is_in_the_list(analyst, cast, sources, touch):
    gazette = found_at("valley-gazette.example")

    touch(gazette, cast)

    assert gazette.pk in listed(analyst) and gazette.pk not in listed(analyst, known="found")


def test_what_is_known_from_where_is_counted_whatever_is_asked(analyst, sources):
    whole = analyst.get(ADDRESS).context["page"].count
    for host in ("valley-gazette.example", "harbour-mail.example"):
        found_at(host)

    for asked in ({}, {"known": "desk"}, {"known": "found"}, {"known": ["desk", "found"]}):
        facet = next(one for one in analyst.get(ADDRESS, asked).context["facets"] if one.name == "known")
        assert {one.value: one.count for one in facet.options} == {"desk": whole, "found": 2}


def test_who_looks_for_a_found_outlet_by_name_is_led_to_it(analyst, sources):
    gazette = found_at("valley-gazette.example")
    page = analyst.get(ADDRESS, {"q": "valley-g"})

    assert page.context["rows"] == []
    address = re.search(r'class="btn" href="([^"]+)">Also among the outlets', page.text)[1].replace("&amp;", "&")
    assert [row.pk for row in analyst.get(ADDRESS + address).context["rows"]] == [gazette.pk]


def test_a_file_leaves_out_what_the_list_leaves_out(analyst, sources):
    found_at("valley-gazette.example")

    assert "valley-gazette" not in analyst.get(f"{ADDRESS}export.csv").getvalue().decode()
    assert "valley-gazette" in analyst.get(f"{ADDRESS}export.csv", {"known": "found"}).getvalue().decode()
