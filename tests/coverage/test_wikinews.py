"""Wikinews, against a real server that replays what it is documented to answer, and worse."""

import json

from claims.coverage.providers import asking
from claims.coverage.providers.base import Outcome, Query
from tests.coverage.service import JSON, QUERY, as_json, wiki
from tests.web import answer


def wiki_page(*titles, **more):
    hits = [
        {
            "title": title,
            "snippet": '<span class="searchmatch">Kim</span> &amp; Shoigu',
            "timestamp": "2023-09-17T01:02:03Z",
        }
        for title in titles
    ]
    general = {"server": "//en.wikinews.org", "articlepath": "/wiki/$1", "lang": "en"}
    return as_json({"query": {"general": general, "search": hits}} | more)


def test_a_story_of_wikinews_has_its_address_and_a_snippet_without_markup(service):
    service.answers = [wiki_page("Kim meets Shoigu? Yes")]
    (item,) = asking.ask(wiki(), QUERY).items
    assert item.url == "https://en.wikinews.org/wiki/Kim_meets_Shoigu%3F_Yes"
    assert (item.snippet, item.language) == ("Kim & Shoigu", "en")


def test_wikinews_is_asked_in_the_language_of_the_query(service):
    service.answers = [wiki_page()]
    for language in ("id", "", "x/../y"):
        asking.ask(wiki(), Query("Kim", language=language))
    assert [head.split("?")[0] for head in service.server.requests] == [f"GET /api/{one}" for one in ("id", "en", "en")]


def test_the_whole_continue_object_is_sent_back(service):
    more = {"continue": {"sroffset": 10, "continue": "-||"}}
    service.answers = [wiki_page("One", **more), wiki_page("Two")]
    told = asking.ask(wiki(), QUERY)
    assert [item.title for item in told.items] == ["One", "Two"]
    first, second = service.asked()
    assert second == first | {"sroffset": "10", "continue": "-||"}


def test_an_error_of_wikinews_inside_status_200_is_a_failure_in_its_words(service):
    service.answers = [as_json({"error": {"code": "srsearch-error", "info": "Search is down."}})]
    told = asking.ask(wiki(), QUERY)
    assert told.outcome == Outcome.FAILED and "Search is down." in told.reason


def test_wikinews_that_lies_behind_is_left_alone_as_long_as_it_asks(service):
    body = json.dumps({"error": {"code": "maxlag", "info": "Waiting"}}).encode()
    service.answers = [answer(body, "Retry-After: 40", type=JSON)]
    first, second = asking.ask(wiki(), QUERY), asking.ask(wiki(), QUERY)
    assert (first.outcome, first.retry_after, second.outcome) == (Outcome.NOT_ASKED, 40, Outcome.NOT_ASKED)
    assert len(service.server.requests) == 1


def test_a_wiki_that_does_not_say_where_its_pages_lie_gives_none(service):
    general = {"server": "javascript:alert(1)//", "articlepath": "/$1"}
    service.answers = [as_json({"query": {"general": general, "search": [{"title": "One"}]}})]
    assert asking.ask(wiki(), QUERY).outcome == Outcome.NONE_FOUND


def test_wikinews_without_hits_has_none_found_and_without_a_list_has_failed(service):
    service.answers = [wiki_page(), as_json({})]
    assert [asking.ask(wiki(), QUERY).outcome for _ in range(2)] == [Outcome.NONE_FOUND, Outcome.FAILED]
