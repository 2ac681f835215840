"""News searches by mapping file, against a real server that replays their documented answers."""

import datetime as dt
import json
import tomllib
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from claims.coverage.providers import asking, news_api, news_mapping
from claims.coverage.providers.base import Outcome, Query
from claims.coverage.providers.news_mapping import BadMapping
from tests.coverage.service import JSON, as_json
from tests.web import answer

QUERY = Query("Shoigu shows Kim the missile", language="en", limit=2)
SMALLEST = {
    "label": "Harian",
    "address": "https://api.harian.example/search",
    "query": {"words": "q", "limit": "size"},
    "answer": {"items": "data", "url": "link", "title": "headline"},
}


def story(number, **changes):
    return {
        "source": {"id": None, "name": "CNA"},
        "title": f"Kim meets Shoigu {number}",
        "description": "",
        "url": f"https://news.example/{number}",
        "publishedAt": "2023-09-17T01:02:03Z",
        "content": "They met. … [+1234 chars]",
    } | changes


def newsapi(*stories, total=None):
    return as_json({"status": "ok", "totalResults": total or len(stories), "articles": list(stories)})


def error(code, status="200 OK"):
    body = {"status": "error", "code": code, "message": f"Told: {code} for s3cret"}
    return answer(json.dumps(body).encode(), status=status, type=JSON)


def table_of(name):
    return tomllib.loads((news_mapping.OURS / f"{name}.toml").read_text())


@pytest.fixture
def ask(service, settings, tmp_path):
    """Ask a service by one of our mapping files, or a table of the test's own, at the server that runs here."""

    def ask(name, query=QUERY, table=None):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        file = folder / f"{name}.json"
        file.write_text(json.dumps((table or table_of(name)) | {"address": service.url}))
        settings.NEWS_APIS = [str(file)]
        (provider,) = news_api.providers()
        return asking.ask(replace(provider, seconds_between=0), query)

    return ask


def test_a_story_of_newsapi_has_its_outlet_day_and_a_snippet_without_the_mark_of_the_cut(ask, service):
    service.answers = [newsapi(story(1))]
    (item,) = ask("newsapi").items
    assert (item.title, item.outlet, item.snippet) == ("Kim meets Shoigu 1", "CNA", "They met.")
    assert item.published == dt.datetime(2023, 9, 17, 1, 2, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("author", "authors"),
    [("Reuters", ("Reuters",)), (None, ()), (["AFP", {"name": "I. Petri"}, {"id": 1}, 7], ("AFP", "I. Petri"))],
)
def test_whom_a_service_names_as_the_author_is_read_however_it_writes_it(ask, service, author, authors):
    service.answers = [newsapi(story(1, author=author))]
    assert ask("newsapi").items[0].authors == authors


def test_the_key_goes_in_the_header_that_the_mapping_names(ask, service):
    service.answers = [newsapi()]
    assert ask("newsapi").outcome == Outcome.NONE_FOUND
    (head,) = service.server.requests
    assert "X-Api-Key: s3cret" in head and "s3cret" not in head.splitlines()[0]


@pytest.mark.parametrize("name", ["newsapi", "gnews"])
def test_a_provider_does_not_show_its_key(service, settings, name):
    settings.NEWS_APIS = [name]
    assert "s3cret" not in repr(news_api.providers())


def test_removed_stories_are_left_out(ask, service):
    service.answers = [newsapi(story(1, title="[Removed]", url="https://removed.com"), story(2))]
    assert [item.url for item in ask("newsapi").items] == ["https://news.example/2"]


def test_a_language_that_the_service_does_not_know_is_not_asked_for(ask, service):
    service.answers = [newsapi()]
    for language in ("en", "id"):
        ask("newsapi", Query("Kim", language=language))
    assert [asked.get("language") for asked in service.asked()] == ["en", None]


def test_pages_are_counted_until_the_total(ask, service):
    removed = story(1, title="[Removed]")
    service.answers = [newsapi(removed, story(2), total=4), newsapi(story(3), story(4), total=4)]
    told = ask("newsapi")
    assert [item.url[-1] for item in told.items] == ["2", "3"]
    assert [asked["page"] for asked in service.asked()] == ["1", "2"]


def test_a_page_that_is_not_full_is_the_last(ask, service):
    service.answers = [newsapi(story(1), total=50)]
    ask("newsapi")
    assert len(service.asked()) == 1


@pytest.mark.parametrize(
    ("sent", "outcome", "words"),
    [
        (error("rateLimited"), Outcome.NOT_ASKED, "asked later"),
        (error("rateLimited", "429 Too Many Requests"), Outcome.NOT_ASKED, "busy"),
        (error("maximumResultsReached", "426 Upgrade Required"), Outcome.NOT_ASKED, "gives no more"),
        (error("parameterInvalid", "426 Upgrade Required"), Outcome.FAILED, "does not allow"),
        (error("apiKeyInvalid", "401 Unauthorized"), Outcome.FAILED, "Is its key right"),
        (error("parameterInvalid"), Outcome.FAILED, "refuses the search"),
    ],
)
def test_errors_are_told_apart_and_repeat_no_key(ask, service, sent, outcome, words):
    service.answers = [sent]
    told = ask("newsapi")
    assert told.outcome == outcome and words in told.reason
    assert "s3cret" not in told.reason


def test_where_the_plan_ends_what_came_before_stays_found(ask, service):
    service.answers = [
        newsapi(story(1), story(1), total=9),
        error("maximumResultsReached", "426 Upgrade Required"),
    ]
    told = ask("newsapi")
    assert (told.outcome, len(told.items)) == (Outcome.FOUND, 1)
    assert "maximumResultsReached" in told.reason


def test_the_day_of_gnews_is_used_up(ask, service):
    body = b'{"errors": ["You have reached your request limit for today."]}'
    service.answers = [answer(body, status="403 Forbidden", type=JSON)]
    told = ask("gnews")
    assert told.outcome == Outcome.NOT_ASKED and "request limit for today" in told.reason
    assert service.asked()[0]["apikey"] == "s3cret"


def test_an_error_of_gnews_may_name_a_parameter(ask, service):
    service.answers = [as_json({"errors": {"q": "The query has a syntax error."}})]
    told = ask("gnews")
    assert told.outcome == Outcome.FAILED and "The query has a syntax error." in told.reason


def test_a_result_of_the_guardian(ask, service):
    result = {
        "webTitle": "Kim meets Shoigu",
        "webUrl": "https://www.theguardian.com/world/1",
        "webPublicationDate": "2023-09-17T01:02:03Z",
        "fields": {"trailText": "They <strong>met</strong>"},
    }
    service.answers = [as_json({"response": {"status": "ok", "total": 1, "results": [result]}})]
    (item,) = ask("guardian", replace(QUERY, since=dt.datetime(2023, 9, 1, tzinfo=dt.UTC))).items
    assert (item.outlet, item.language, item.snippet) == ("The Guardian", "en", "They met")
    (asked,) = service.asked()
    assert (asked["q"], asked["from-date"]) == ("shoigu AND shows AND kim AND the AND missile", "2023-09-01")


def test_pages_by_offset(ask, service):
    table = SMALLEST | {"paging": {"style": "offset", "parameter": "start"}}
    rows = [[{"link": f"https://n.example/{page}{row}", "headline": "x"} for row in "ab"] for page in range(2)]
    service.answers = [as_json({"data": rows[0]}), as_json({"data": rows[1]})]
    assert (
        len(ask("harian", replace(QUERY, limit=4), table | {"query": {"words": "q", "limit": "size", "most": 2}}).items)
        == 4
    )
    assert [asked["start"] for asked in service.asked()] == ["0", "2"]


def test_pages_by_token_and_dates_in_a_form_of_their_own(ask, service):
    table = SMALLEST | {
        "paging": {"style": "token", "parameter": "page", "next": "nextPage"},
        "answer": SMALLEST["answer"] | {"published": "day", "date": "%d/%m/%Y"},
    }
    row = {"link": "https://n.example/1", "headline": "x", "day": "17/09/2023"}
    service.answers = [as_json({"data": [row], "nextPage": "t2"}), as_json({"data": [], "nextPage": None})]
    (item,) = ask("harian", table=table).items
    assert item.published == dt.datetime(2023, 9, 17, tzinfo=dt.UTC)
    assert [asked.get("page") for asked in service.asked()] == [None, "t2"]


@pytest.mark.parametrize(
    "sent", [b"{}", b"[]", b'{"articles": 7}', b"<html>", b'{"articles": [{"url": 7}, 3]', b"\xff"]
)
def test_garbage_is_a_named_failure(ask, service, sent):
    service.answers = [answer(sent, type=JSON)]
    told = ask("newsapi")
    assert told.outcome == Outcome.FAILED and told.reason


def test_without_its_key_a_service_is_not_asked(ask, service, settings):
    settings.NEWS_API_KEYS = {}
    told = ask("newsapi")
    assert told.outcome == Outcome.NOT_ASKED and "newsapi" in told.reason
    assert service.server.requests == []


@pytest.mark.parametrize("name", [file.stem for file in news_mapping.OURS.glob("*.toml")])
def test_every_mapping_that_comes_with_us_is_right(name):
    assert news_mapping.load(name).address.startswith("https://")


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"label": 7}, "label must be a text"),
        ({"adress": "x"}, "adress is not known here"),
        ({"address": "ftp://x"}, "address must begin with"),
        ({"query": {"limit": "size"}}, "query.words is missing"),
        ({"query": {"words": "q", "most": "many"}}, "query.most must be a whole number"),
        ({"query": {"words": "q", "date": "%H"}}, "query.date is not a form of dates"),
        ({"answer": {"items": "data", "url": "link", "title": 7}}, "answer.title must be a list of texts"),
        ({"paging": {"style": "scroll"}}, "paging.style must be one of none, page, offset, token"),
        ({"paging": {"style": "token", "parameter": "p"}}, "paging.next is missing"),
        ({"key": {"header": "X", "parameter": "y"}}, "key.header and key.parameter exclude each other"),
        ({"key": {"header": "Host"}}, "key.header is not the name of a header that may hold a key"),
        ({"key": {"header": "X: y\r\nZ"}}, "key.header is not the name of a header that may hold a key"),
        ({"errors": {"busy": [True]}}, "errors.busy must be a list of texts"),
        ({"paging": "page"}, "paging must be a table"),
    ],
)
def test_a_wrong_mapping_names_the_field(tables, problem):
    with pytest.raises(BadMapping) as refused:
        news_mapping.read(SMALLEST | tables)
    assert any(told.startswith(problem) for told in refused.value.problems)


def test_the_check_at_the_start_names_every_wrong_field_and_the_service_is_not_asked(settings, tmp_path):
    file = tmp_path / "harian.toml"
    file.write_text('label = ""\naddress = "x"\n[query]\nwords = "q"\n[answer]\nitems = "a"\nurl = "u"\ntitle = "t"\n')
    settings.NEWS_APIS = [str(file), str(tmp_path / "none.toml"), "guardian"]
    told = StringIO()
    with pytest.raises(SystemCheckError) as refused:
        call_command("check", stderr=told)
    for words in ("harian.toml: label", "harian.toml: address", "none.toml cannot be read"):
        assert words in str(refused.value)
    wrong, missing, right = news_api.providers()
    assert wrong.missing and missing.missing and right.label == "The Guardian"
