"""Looking a name up in Wikidata, against a real server that replays its answers, and choosing one on the page."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from claims.coverage.providers import wikidata
from claims.coverage.providers.base import Outcome
from claims.models import Source
from tests.coverage.service import JSON, as_json
from tests.web import answer

SEARCH = {
    "search": [
        {
            "id": "Q41117",
            "label": "Kremlin Moskow",
            "description": "benteng di Moskow",
            "concepturi": "http://x/Q41117",
        },
        {"id": "Q7", "label": "Kremlin", "description": "kremlin"},
        {"id": "P31", "label": "property"},
        {"id": 7},
    ],
    "success": 1,
}


def entity(number, **labels):
    said = {language: {"language": language, "value": value} for language, value in labels.items()}
    return {number: {"id": number, "labels": said, "descriptions": {"en": {"language": "en", "value": "fortress"}}}}


DETAILS = {"entities": entity("Q41117", id="Kremlin Moskow", en="Moscow Kremlin") | {"Q7": {"missing": ""}}}


@pytest.fixture
def wiki(service, settings):
    settings.WIKIDATA_URL = service.url
    settings.WIKIDATA_LOOKUPS = True
    return service


def test_candidates_come_with_their_names_and_descriptions_by_language(wiki):
    wiki.answers = [as_json(SEARCH), as_json(DETAILS)]
    told = wikidata.look_up("Kremlin", "id")
    first, second = told.candidates
    assert (told.outcome, first.number) == (Outcome.FOUND, "Q41117")
    assert first.names == {"id": "Kremlin Moskow", "en": "Moscow Kremlin"}
    assert first.descriptions == {"en": "fortress"}
    assert second.names == {"": "Kremlin"}


def test_it_is_asked_in_the_language_of_the_page_and_then_for_both(wiki):
    wiki.answers = [as_json(SEARCH), as_json(DETAILS)]
    wikidata.look_up("Kremlin", "id")
    search, details = wiki.asked()
    assert (search["action"], search["search"], search["language"]) == ("wbsearchentities", "Kremlin", "id")
    assert (details["action"], details["ids"], details["languages"]) == ("wbgetentities", "Q41117|Q7", "id|en")


def test_names_that_do_not_come_leave_what_was_found(wiki):
    wiki.answers = [as_json(SEARCH), answer(b"", status="500 Oh")]
    told = wikidata.look_up("Kremlin", "en")
    assert [one.name for one in told.candidates] == ["Kremlin Moskow", "Kremlin"]
    assert "status 500" in told.reason


@pytest.mark.parametrize(
    ("sent", "outcome"),
    [
        (as_json({"search": [], "success": 1}), Outcome.NONE_FOUND),
        (as_json({"error": {"code": "no-such-entity", "info": "Oh"}}), Outcome.FAILED),
        (answer(json.dumps({"error": {"code": "maxlag"}}).encode(), "Retry-After: 9", type=JSON), Outcome.NOT_ASKED),
        (answer(b"", status="429 Too Many Requests"), Outcome.NOT_ASKED),
        (answer(b"<html>Wikimedia Error", type="text/html"), Outcome.FAILED),
        (as_json({"search": 7}), Outcome.FAILED),
        (as_json({"success": 1}), Outcome.FAILED),
    ],
    ids=["empty", "error in 200", "maxlag", "429", "HTML", "no list", "no search"],
)
def test_each_way_to_find_nothing_is_told_apart(wiki, sent, outcome):
    wiki.answers = [sent]
    told = wikidata.look_up("Kremlin", "en")
    assert (told.outcome, told.candidates) == (outcome, ())
    assert bool(told.reason) == (outcome != Outcome.NONE_FOUND)


@pytest.fixture
def kremlin(db) -> Source:
    return Source.objects.create(name="Kremlin", kind="organisation")


@pytest.fixture
def analyst(cast) -> Client:
    client = Client()
    client.force_login(cast.analyst)
    return client


def page(source):
    return reverse("claims:source_edit", args=[source.pk])


def test_while_it_is_off_the_page_offers_nothing_and_asks_nobody(service, analyst, kremlin):
    assert "Wikidata" not in analyst.get(page(kremlin), {"wikidata": "Kremlin"}).text.replace("Wikidata</label>", "")
    assert service.server.requests == []


def test_the_page_asks_only_when_a_person_does(wiki, analyst, kremlin):
    assert "Look up in Wikidata" in analyst.get(page(kremlin)).text
    assert wiki.server.requests == []


def test_one_candidate_is_chosen_with_the_names_that_stay_ticked(wiki, analyst, kremlin):
    wiki.answers = [as_json(SEARCH), as_json(DETAILS)]
    text = analyst.get(page(kremlin), {"wikidata": "Kremlin"}).text
    assert "fortress" in text and 'name="name_en" value="Moscow Kremlin"' in text
    chosen = {"version": 1, "number": "Q41117", "name_en": "Moscow Kremlin"}
    answered = analyst.post(reverse("claims:source_act", args=[kremlin.pk, "wikidata"]), chosen, follow=True)
    assert "Saved what was chosen in Wikidata." in answered.text
    kremlin.refresh_from_db()
    assert (kremlin.wikidata, kremlin.name) == ("Q41117", "Kremlin")
    assert list(kremlin.aliases.values_list("name", "language")) == [("Moscow Kremlin", "en")]
    assert kremlin.events.filter(act="source_changed").count() == 2


def test_a_name_that_is_known_is_not_offered_again(wiki, analyst, kremlin):
    same = {"entities": entity("Q41117", id="KREMLIN", en="Kremlin")}
    wiki.answers = [as_json(SEARCH), as_json(same)]
    assert "name_" not in analyst.get(page(kremlin), {"wikidata": "Kremlin"}).text


def test_choosing_twice_adds_no_name_twice(analyst, kremlin):
    for version in (1, 3):
        chosen = {"version": version, "number": "Q41117", "name_any": "Kreml"}
        assert analyst.post(reverse("claims:source_act", args=[kremlin.pk, "wikidata"]), chosen).status_code == 302
    assert list(kremlin.aliases.values_list("name", "language")) == [("Kreml", "")]


def test_a_number_that_is_none_is_refused(analyst, kremlin):
    chosen = {"version": 1, "number": "P31"}
    answered = analyst.post(reverse("claims:source_act", args=[kremlin.pk, "wikidata"]), chosen)
    assert answered.status_code == 422 and "A Wikidata number is a Q and digits" in answered.text


def test_when_it_is_not_reached_the_page_says_so_calmly(wiki, analyst, kremlin):
    wiki.answers = [answer(b"", status="500 Oh")]
    answered = analyst.get(page(kremlin), {"wikidata": "Kremlin"})
    assert answered.status_code == 200
    assert "Wikidata was not reached; everything else on this page works." in answered.text
