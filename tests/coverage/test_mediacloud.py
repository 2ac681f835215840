"""Media Cloud against a real server that replays what it is documented to answer."""

import datetime as dt
from dataclasses import replace

import pytest

from claims.coverage.providers import asking, mediacloud
from claims.coverage.providers.base import Outcome, Query
from tests.coverage.service import JSON, as_json
from tests.web import answer

QUERY = Query("Shoigu shows Kim the missile", limit=20)
STORY = {
    "id": "5f1c",
    "title": "Kim , Shoigu bertemu",
    "url": "https://news.example/a",
    "language": "id",
    "media_name": "news.example",
    "media_url": "https://news.example/",
    "publish_date": "2023-09-17",
    "indexed_date": "2023-09-18T03:04:05.123456",
}


def mediacloud_now(**changes):
    return replace(mediacloud.provider(), **{"seconds_between": 0} | changes)


def test_a_story_has_its_day_and_when_it_was_seen(service):
    service.answers = [as_json({"stories": [STORY], "pagination_token": None})]
    (item,) = asking.ask(mediacloud_now(), QUERY).items
    assert (item.title, item.outlet, item.language) == ("Kim, Shoigu bertemu", "news.example", "id")
    assert item.published == dt.datetime(2023, 9, 17, tzinfo=dt.UTC)
    assert item.seen == dt.datetime(2023, 9, 18, 3, 4, 5, 123456, tzinfo=dt.UTC)


def test_the_key_goes_in_a_header_and_not_in_the_address(service):
    service.answers = [as_json({"stories": []})]
    assert asking.ask(mediacloud_now(), QUERY).outcome == Outcome.NONE_FOUND
    (head,) = service.server.requests
    assert "Authorization: Token s3cret" in head and "s3cret" not in head.splitlines()[0]
    assert "s3cret" not in repr(mediacloud.provider())


def test_it_is_asked_for_words_in_its_collections_between_days(service):
    service.answers = [as_json({"stories": []})]
    since, until = dt.datetime(2023, 9, 1, tzinfo=dt.UTC), dt.datetime(2023, 9, 8, 7, tzinfo=dt.UTC)
    asking.ask(mediacloud_now(), Query('Kim NOT "Shoigu" (x:y', language="id", since=since, until=until))
    (asked,) = service.asked()
    assert asked["q"] == "(kim AND not AND shoigu AND x AND y) AND language:id"
    assert (asked["start"], asked["end"], asked["cs"]) == ("2023-09-01", "2023-09-08", "38379429")


def test_pages_are_followed_by_their_token(service):
    second = STORY | {"url": "https://news.example/b"}
    service.answers = [as_json({"stories": [STORY], "pagination_token": "dG9r"}), as_json({"stories": [second]})]
    told = asking.ask(mediacloud_now(), QUERY)
    assert [item.url for item in told.items] == [STORY["url"], second["url"]]
    first, next_page = service.asked()
    assert next_page == first | {"pagination_token": "dG9r"}


def test_a_second_request_within_half_a_minute_is_not_made(service):
    service.answers = [as_json({"stories": []})]
    first, second = (asking.ask(mediacloud.provider(), QUERY) for _ in range(2))
    assert (first.outcome, second.outcome) == (Outcome.NONE_FOUND, Outcome.NOT_ASKED)
    assert 20 < second.retry_after <= 30


def test_an_empty_answer_with_429_means_not_asked(service):
    service.answers = [answer(b"", status="429 Too Many Requests", type="")]
    assert asking.ask(mediacloud_now(), QUERY).outcome == Outcome.NOT_ASKED


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden"])
def test_an_error_is_told_in_the_words_of_its_note(service, status):
    body = b'{"status": "error", "note": "Token s3cret is invalid"}'
    service.answers = [answer(body, status=status, type=JSON)]
    told = asking.ask(mediacloud_now(), QUERY)
    assert told.outcome == Outcome.FAILED and "Token … is invalid" in told.reason


@pytest.mark.parametrize("name", ["MEDIACLOUD_KEY", "MEDIACLOUD_COLLECTIONS"])
def test_without_a_key_or_a_collection_it_is_not_asked(service, settings, name):
    setattr(settings, name, "")
    told = asking.ask(mediacloud_now(), QUERY)
    assert told.outcome == Outcome.NOT_ASKED and name in told.reason
    assert service.server.requests == []


@pytest.mark.parametrize("sent", [b'{"stories": 7}', b"[]", b"{}", b"<html>", b"\xff\xfe"])
def test_garbage_is_a_named_failure(service, sent):
    service.answers = [answer(sent, type=JSON)]
    told = asking.ask(mediacloud_now(), QUERY)
    assert told.outcome == Outcome.FAILED and told.reason
