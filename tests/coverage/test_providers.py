"""Providers of coverage against a real server that replays what they are documented to answer, and worse."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import StringIO

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.coverage.providers import asking, gdelt, google_factcheck, limits, registry, wikinews, wordpress
from claims.coverage.providers.base import Outcome, Query
from tests.coverage.service import JSON, as_json
from tests.web import answer, drip

QUERY = Query("Shoigu shows Kim the missile", language="en", limit=20)

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


def google(**changes):
    return replace(google_factcheck.provider(), **{"seconds_between": 0} | changes)


def gdelt_doc(**changes):
    return replace(gdelt.doc(), **{"seconds_between": 0} | changes)


def wiki(**changes):
    return replace(wikinews.provider(), **{"seconds_between": 0} | changes)


def wordpress_site(**changes):
    return replace(wordpress.providers()[0], **{"seconds_between": 0} | changes)


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


def test_of_many_that_ask_at_once_one_gets_the_place(service):
    with ThreadPoolExecutor(12) as threads:
        waits = list(threads.map(lambda _: limits.take("gdelt", 60), range(12)))
    assert waits.count(0) == 1
    assert all(50 < wait <= 60 for wait in waits if wait)


def test_who_would_wait_too_long_for_a_place_is_told(service):
    service.answers = [as_json({})]
    first, second = (asking.ask(gdelt_doc(seconds_between=60), QUERY) for _ in range(2))
    assert (first.outcome, second.outcome) == (Outcome.NONE_FOUND, Outcome.NOT_ASKED)
    assert len(service.server.requests) == 1


def test_the_operator_may_set_how_often_a_provider_is_asked(settings):
    settings.COVERAGE_PROVIDERS = ["gdelt", "wikinews"]
    settings.COVERAGE_PROVIDER_SECONDS = {"gdelt": 60.0}
    assert [one.seconds_between for one in registry.configured()] == [60.0, 1]


def test_a_short_wait_is_waited(service):
    service.answers = [as_json({})]
    outcomes = [asking.ask(gdelt_doc(seconds_between=0.2), QUERY).outcome for _ in range(2)]
    assert outcomes == [Outcome.NONE_FOUND] * 2


def test_the_requests_of_a_day_are_counted(service, settings):
    settings.COVERAGE_PROVIDER_DAILY_REQUESTS = 2
    service.answers = [as_json({})]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(3)]
    assert outcomes == [Outcome.NONE_FOUND, Outcome.NONE_FOUND, Outcome.NOT_ASKED]


def test_after_failures_in_a_row_a_provider_rests(service, settings):
    settings.COVERAGE_PROVIDER_FAILURES = 2
    service.answers = [answer(b"", status="500 Oh")]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(3)]
    assert outcomes == [Outcome.FAILED, Outcome.FAILED, Outcome.NOT_ASKED]
    assert len(service.server.requests) == 2


def test_one_good_answer_ends_the_row_of_failures(service, settings):
    settings.COVERAGE_PROVIDER_FAILURES = 2
    bad = answer(b"", status="500 Oh")
    service.answers = [bad, as_json({}), bad, as_json({})]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(4)]
    assert outcomes == [Outcome.FAILED, Outcome.NONE_FOUND, Outcome.FAILED, Outcome.NONE_FOUND]


def test_without_redis_nobody_is_asked(service, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    assert asking.ask(gdelt_doc(), QUERY).outcome == Outcome.NOT_ASKED
    assert service.server.requests == []


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


def test_a_post_of_wordpress_has_its_words_without_markup_and_its_time_in_utc(service):
    post = {
        "date_gmt": "2023-09-17T01:02:03",
        "link": "https://hoax.example/1",
        "title": {"rendered": "[SALAH] Kim &#038; <em>Shoigu</em>"},
        "excerpt": {"rendered": "<p>Narasi</p>\n"},
    }
    service.answers = [as_json([post])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert (item.title, item.snippet) == ("[SALAH] Kim & Shoigu", "Narasi")
    assert item.published == dt.datetime(2023, 9, 17, 1, 2, 3, tzinfo=dt.UTC)
    assert service.server.requests[0].startswith("GET /api/wp-json/wp/v2/posts?search=Shoigu")


def hoax_post(title, content=""):
    said = {"title": title, "excerpt": "<p>Excerpt</p>", "content": content}
    return {"link": "https://hoax.example/1"} | {name: {"rendered": value} for name, value in said.items()}


TAKEN_APART = """<p>[KATEGORI]: KONTEN YANG SALAH</p><p>[SUMBER]: Facebook</p>
<p>[NARASI]: &#8220;Bendungan <b>Orel</b> retak di tiga tempat&#8221;</p>
<p>===</p><p>[PENJELASAN]: Tidak ada retakan.</p><p>[REFERENSI]: https://x.example</p>"""


def test_the_narrative_of_a_hoax_is_the_claim_and_its_label_the_rating(service):
    service.answers = [as_json([hoax_post("[SALAH] Bendungan Orel retak", TAKEN_APART)])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert (item.rating, item.snippet) == ("SALAH", "Bendungan Orel retak di tiga tempat")
    assert item.title == "[SALAH] Bendungan Orel retak"


@pytest.mark.parametrize(
    ("title", "content", "rating"),
    [
        ("[Sebagian Benar] Bendungan", "", "Sebagian Benar"),
        ("(HOAKS) Bendungan", "", "HOAKS"),
        ("[Video] Bendungan", "", ""),
        ("[Klarifikasi Warga] Bendungan", "[NARASI] Retak", "Klarifikasi Warga"),
        ("Bendungan [SALAH] retak", TAKEN_APART, ""),
        ("Bendungan retak", "[NARASI]" * 5_000, ""),
    ],
)
def test_a_label_is_a_rating_only_where_it_is_a_verdict(service, title, content, rating):
    service.answers = [as_json([hoax_post(title, content)])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert item.rating == rating


def test_an_empty_list_of_wordpress_is_none_found_and_an_object_a_failure(service):
    service.answers = [as_json([]), as_json({"code": "rest_no_route"})]
    assert [asking.ask(wordpress_site(), QUERY).outcome for _ in range(2)] == [Outcome.NONE_FOUND, Outcome.FAILED]


def test_each_wordpress_site_is_a_provider_with_limits_of_its_own(service, settings):
    settings.COVERAGE_PROVIDERS = ["wordpress"]
    first, second = registry.configured()
    assert second.name == "wordpress:other.example" != first.name
    service.answers = [as_json([])]
    assert limits.take(second.name, 60) == 0
    assert asking.ask(first, QUERY).outcome == Outcome.NONE_FOUND
