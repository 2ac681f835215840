"""Providers of coverage against a real server that replays what they are documented to answer, and worse."""

import datetime as dt
import json
from dataclasses import replace
from io import StringIO

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.coverage.providers import asking, gdelt, registry
from claims.coverage.providers.base import Outcome, Query
from tests.coverage.service import JSON, QUERY, as_json, gdelt_doc, google, wiki
from tests.web import answer, drip

REVIEW = {
    "text": "Shoigu showed Kim the Kinzhal",
    "claimReview": [
        {
            "publisher": {"name": "Cek Fakta", "site": "cekfakta.com"},
            "url": "https://cekfakta.com/1",
            "title": "[SALAH] Kinzhal",
            "reviewDate": "2023-09-17T00:00:00Z",
            "textualRating": "Salah",
            "languageCode": "id",
        }
    ],
}
ARTICLE = {
    "url": "https://news.example/a",
    "title": "Kim , Shoigu meet",
    "seendate": "20230916T101500Z",
    "domain": "news.example",
    "language": "Indonesian",
}


def test_every_provider_is_off_until_it_is_named(settings):
    assert registry.configured() == []
    settings.COVERAGE_PROVIDERS = ["gdelt", "google_factcheck"]
    assert [provider.name for provider in registry.configured()] == ["gdelt", "google_factcheck"]


def test_a_review_comes_with_its_outlet_day_and_rating_as_worded(service):
    service.answers = [as_json({"claims": [REVIEW]})]
    told = asking.ask(google(), QUERY)
    (item,) = told.items
    assert told.outcome == Outcome.FOUND and len(told.digests[0]) == 64
    assert (item.outlet, item.rating, item.language) == ("Cek Fakta", "Salah", "id")
    assert item.published == dt.datetime(2023, 9, 17, tzinfo=dt.UTC)


def test_pages_are_followed_with_all_other_parameters_repeated(service):
    second = {"text": "Other", "claimReview": [{"url": "https://cekfakta.com/2"}]}
    service.answers = [as_json({"claims": [REVIEW], "nextPageToken": "t2"}), as_json({"claims": [second]})]
    told = asking.ask(google(), QUERY)
    assert [item.title for item in told.items] == ["[SALAH] Kinzhal", "Other"]
    first, next_page = service.asked()
    assert next_page == first | {"pageToken": "t2"}


def test_a_token_that_comes_again_ends_the_paging(service):
    service.answers = [as_json({"claims": [REVIEW], "nextPageToken": "same"})]
    asking.ask(google(), QUERY)
    assert len(service.asked()) == 2


def test_what_came_before_a_page_that_failed_stays_found(service):
    service.answers = [as_json({"claims": [REVIEW], "nextPageToken": "t2"}), answer(b"", status="500 Oh")]
    told = asking.ask(google(), QUERY)
    assert (told.outcome, len(told.items)) == (Outcome.FOUND, 1)
    assert "status 500" in told.reason


@pytest.mark.parametrize("make", [google, gdelt_doc])
def test_an_empty_object_means_none_found(service, make):
    service.answers = [as_json({})]
    told = asking.ask(make(), QUERY)
    assert (told.outcome, told.reason) == (Outcome.NONE_FOUND, "")


def test_a_job_whose_time_is_over_keeps_the_pages_that_it_read(service):
    service.answers = [as_json({"claims": [REVIEW], "nextPageToken": "t2"})]
    asked = []

    def stop():
        asked.append(1)
        if len(asked) == 2:
            raise SoftTimeLimitExceeded  # as the worker's signal does, wherever the job is
        return ""

    told = asking.ask(google(), QUERY, stop=stop)
    assert (told.outcome, len(told.items)) == (Outcome.FOUND, 1)
    assert "answers too slowly" in told.reason


def test_without_a_key_it_is_not_asked(service, settings):
    settings.GOOGLE_FACTCHECK_KEY = ""
    assert asking.ask(google(), QUERY).outcome == Outcome.NOT_ASKED
    assert service.server.requests == []


@pytest.mark.parametrize("status", ["400 Bad Request", "403 Forbidden"])
def test_a_refused_key_is_a_failure_that_does_not_tell_the_key(service, status):
    service.answers = [answer(b'{"error":{"code":400}}', status=status, type=JSON)]
    told = asking.ask(google(), QUERY)
    assert told.outcome == Outcome.FAILED and "key" in told.reason
    assert "s3cret" not in repr(told) + repr(google())


def test_the_words_of_a_refusal_are_told_without_the_key_they_repeat(service):
    body = json.dumps({"error": {"code": 400, "message": "API key s3cret not valid."}}).encode()
    service.answers = [answer(body, status="400 Bad Request", type=JSON)]
    told = asking.ask(google(), QUERY)
    assert "API key … not valid." in told.reason


def test_a_busy_provider_is_not_asked_again_before_its_time(service):
    service.answers = [answer(b"slow down", "Retry-After: 90", status="429 Too Many Requests")]
    first, second = asking.ask(gdelt_doc(), QUERY), asking.ask(gdelt_doc(), QUERY)
    assert (first.outcome, first.retry_after) == (Outcome.NOT_ASKED, 90)
    assert second.outcome == Outcome.NOT_ASKED and second.retry_after > 60
    assert len(service.server.requests) == 1


def test_an_article_has_the_time_it_was_seen_and_no_time_of_publication(service):
    service.answers = [as_json({"articles": [ARTICLE]})]
    (item,) = asking.ask(gdelt_doc(), QUERY).items
    assert (item.published, item.seen) == (None, dt.datetime(2023, 9, 16, 10, 15, tzinfo=dt.UTC))
    assert (item.title, item.outlet) == ("Kim, Shoigu meet", "news.example")


def test_the_sentence_of_context_is_the_snippet(service):
    service.answers = [as_json({"articles": [ARTICLE | {"sentence": "Kim saw it ."}]})]
    (item,) = asking.ask(replace(gdelt.context(), seconds_between=0), QUERY).items
    assert item.snippet == "Kim saw it."


def test_a_sentence_inside_a_quotation_is_shown_as_one_once(service):
    rows = [{"sentence": "We saw it.", "isquote": 1}, {"sentence": "He said “no”.", "isquote": "1"}, {"isquote": 1}]
    rows = [ARTICLE | row | {"url": f"https://n.example/{number}"} for number, row in enumerate(rows)]
    service.answers = [as_json({"articles": rows})]
    told = asking.ask(replace(gdelt.context(), seconds_between=0), QUERY)
    assert [item.snippet for item in told.items] == ["“We saw it.”", "He said “no”.", ""]


def test_context_is_not_asked_for_days_that_it_does_not_know(service):
    service.answers = [as_json({})]
    now, day = timezone.now(), dt.timedelta(days=1)
    context = replace(gdelt.context(), seconds_between=0)
    old = asking.ask(context, replace(QUERY, since=now - 60 * day, until=now - 4 * day))
    assert old.outcome == Outcome.NOT_ASKED and "three days" in old.reason
    assert asking.ask(context, replace(QUERY, since=now - 60 * day, until=now)).outcome == Outcome.NONE_FOUND
    (asked,) = service.asked()
    assert asked["startdatetime"] > (now - 3 * day - dt.timedelta(minutes=5)).strftime("%Y%m%d%H%M%S")


def test_a_control_character_in_a_title_breaks_nothing(service):
    body = json.dumps({"articles": [ARTICLE]}).replace("Kim ,", "Kim\x01\x0b").encode()
    service.answers = [answer(body, type=JSON)]
    assert asking.ask(gdelt_doc(), QUERY).items[0].title == "Kim Shoigu meet"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", JSON])
def test_an_error_inside_status_200_is_a_failure_in_its_words(service, kind):
    service.answers = [answer(b"Your query was too short or too long.\n", type=kind)]
    told = asking.ask(gdelt_doc(), QUERY)
    assert told.outcome == Outcome.FAILED and "Your query was too short or too long." in told.reason


def test_after_a_full_answer_what_is_older_is_asked_for(service):
    full = [ARTICLE | {"url": f"https://n.example/{number}"} for number in range(249)]
    oldest = ARTICLE | {"url": "https://n.example/249", "seendate": "20230901T000000Z"}
    older = ARTICLE | {"url": "https://n.example/250"}
    service.answers = [as_json({"articles": [*full, oldest]}), as_json({"articles": [older]})]
    told = asking.ask(gdelt_doc(), replace(QUERY, limit=400))
    assert len(told.items) == 251
    first, second = service.asked()
    assert (first["maxrecords"], first["sort"], second["enddatetime"]) == ("250", "datedesc", "20230901000000")


def test_words_are_no_operators_and_the_days_are_given(service):
    service.answers = [as_json({})]
    since, until = dt.datetime(2023, 9, 1, tzinfo=dt.UTC), dt.datetime(2023, 9, 8, 7, tzinfo=dt.UTC)
    asking.ask(gdelt_doc(), Query('domain:x "Kim" (-Shoigu', since=since, until=until))
    (asked,) = service.asked()
    assert asked["query"] == "domain x Kim Shoigu"
    assert (asked["startdatetime"], asked["enddatetime"]) == ("20230901000000", "20230908070000")


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"[1, 2]", type=JSON),
        answer(b'{"articles": "many", "claims": 7}', type=JSON),
        answer(b"[" * 100_000, type=JSON),
        answer(b"\xff\xfe\x00{" * 50, type=JSON),
        answer(b'{"articles": [{"title": "' + b"x" * 300_000 + b'"}]}', type=JSON),
        answer(b"GIF89a", type="image/gif"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n", b" ", 0.2, 20),
        b"nonsense\r\n\r\n",
    ],
    ids=["list", "wrong types", "deep", "bytes", "huge", "picture", "hangs", "no HTTP"],
)
@pytest.mark.parametrize("make", [google, gdelt_doc, wiki])
def test_garbage_is_a_named_failure(service, make, sent):
    service.answers = [sent]
    told = asking.ask(make(), QUERY)
    assert (told.outcome, told.items) == (Outcome.FAILED, ())
    assert told.reason


def test_rows_that_are_no_articles_are_left_out_and_a_flood_is_cut(service):
    bad = [None, 3, {}, {"url": "javascript:alert(1)"}, {"url": "https://a b/"}, {"url": ["x"]}]
    good = [ARTICLE | {"url": f"https://news.example/{number}", "title": None} for number in range(100)]
    service.answers = [as_json({"articles": [*bad, *good, *good]})]
    told = asking.ask(gdelt_doc(), QUERY)
    assert [item.url for item in told.items] == [row["url"] for row in good[:20]]


def test_an_address_inside_the_network_is_never_asked(service, settings):
    settings.FETCH_PRIVATE_HOSTS = []
    assert asking.ask(gdelt_doc(), QUERY).outcome == Outcome.FAILED
    assert service.server.requests == []


def test_the_command_tells_each_outcome_and_ends_badly_when_one_failed(service, settings):
    settings.COVERAGE_PROVIDERS = ["google_factcheck", "gdelt"]
    service.answers = [as_json({"claims": [REVIEW]}), answer(b"Timespan is too short", type="text/plain")]
    out = StringIO()
    with pytest.raises(CommandError, match="GDELT"):
        call_command("ask_providers", "Shoigu Kim", stdout=out)
    assert "Google Fact Check Tools: found" in out.getvalue() and "https://cekfakta.com/1" in out.getvalue()
    assert "GDELT: failed" in out.getvalue() and "Timespan is too short" in out.getvalue()


def test_the_command_says_so_when_no_provider_is_configured():
    with pytest.raises(CommandError, match="COVERAGE_PROVIDERS"):
        call_command("ask_providers", "Shoigu")
