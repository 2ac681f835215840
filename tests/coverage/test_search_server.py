"""The archive with a search server of the operator's: a server on loopback that does what OpenSearch documents."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from claims import tasks
from claims.coverage import archive, mirror, search_server
from claims.coverage.ranking import question
from claims.coverage.rebuilding import no_progress
from claims.coverage.search_server import SearchFailed
from claims.coverage.sweep import find_coverage
from claims.ingest.errors import FetchRefused
from claims.ingest.fetch import OwnServer, ask_own, fetch
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import ArchivePending, ArchiveText, Article, Claim, Job, ProviderCall
from claims.views.coverage_lines import search_of
from tests.articles import DAM, DAM_DENIAL, REFERENCE, demo_text
from tests.coverage.opensearch import SearchServer

pytestmark = pytest.mark.django_db

TEXTS = (
    "meridian-kinzhal",
    "harborview-kinzhal",
    "ledger-kinzhal",
    "samudra-kinzhal",
    "cakrawala-beras",
    "lintas-agreement",
)
QUESTIONS = (
    ("crack in the dam at Lake Orel", "en"),
    ("Kinzhal Shoigu Kim", "id"),
    ("retakan bendungan", "id"),
    ("rice", "en"),
)


@pytest.fixture
def server(settings, monkeypatch):
    """A server that the settings name, still without an index."""
    monkeypatch.setattr(mirror, "FIRST_WAIT", 0.01)
    server = SearchServer()
    settings.ARCHIVE_SEARCH_URL = f"{server.url}/factcheck-archive"
    yield server
    server.close()


@pytest.fixture
def filled(server):
    """… and that holds an archive of some articles."""
    for text in (REFERENCE, DAM, DAM_DENIAL, *map(demo_text, TEXTS)):
        save_article(text)
    mirror.rebuild(no_progress)
    mirror.flush()
    server.seen.clear()
    return server


def ask(words="crack in the dam at Lake Orel", language="en", **how):
    return archive.ask(question([words], language), **{"window": None} | how)


def by_database(settings, *asked, **how):
    there, settings.ARCHIVE_SEARCH_URL = settings.ARCHIVE_SEARCH_URL, ""
    answer = ask(*asked, **how)
    settings.ARCHIVE_SEARCH_URL = there
    return answer


# --- Searching ---


@pytest.mark.parametrize(("words", "language"), QUESTIONS)
def test_the_server_and_the_database_rank_alike(filled, settings, words, language):
    for how in ({}, {"day": dt.date(2024, 3, 4), "window": archive.WINDOW}, {"but": [Article.objects.first().pk]}):
        answer = ask(words, language, **how)
        assert answer == by_database(settings, words, language, **how)
        assert answer.without_server == ""
    assert filled.seen.count(("POST", "/factcheck-archive/_msearch")) >= 3


def test_candidates_come_from_the_server_and_scores_from_us(filled):
    (index,) = filled.of_alias("factcheck-archive")
    dam = Article.objects.get(text=DAM).pk
    filled.indices[index]["visible"][str(dam)]["terms"] = "nothing"
    assert dam not in dict(ask().found)


def test_an_article_is_found_before_it_was_sent_and_afterwards(filled, settings):
    article, _ = save_article("A second crack in the dam at Lake Orel, says Ilona Petri.")
    assert article.pk in dict(ask().found)
    assert ask() == by_database(settings)
    assert tasks.mirror_archive() == 1
    assert article.pk in filled.ids()
    assert ask() == by_database(settings)


def test_what_many_articles_hold_is_asked_for_when_nothing_rarer_is_found(filled, settings, monkeypatch):
    monkeypatch.setattr(archive, "MOST_HOLDING", 1)
    far = {"day": dt.date(2024, 3, 4), "window": dt.timedelta(days=2)}
    assert ask("Kinzhal dam", **far).found
    assert ask("Kinzhal dam", **far) == by_database(settings, "Kinzhal dam", **far)


def test_a_claims_coverage_is_the_same_and_its_line_says_when_the_server_was_away(filled, settings):
    split(Article.objects.get(text=REFERENCE))
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    find_coverage(claim)
    with_server = list(claim.coverage.order_by("article").values_list("article", "score"))
    call = ProviderCall.objects.get(claim=claim, is_latest=True)
    assert (len(with_server) > 2, call.reason) == (True, "")
    filled.close()
    job = Job.objects.create(
        kind=Job.Kind.FIND_COVERAGE, claim=claim, state=Job.State.DONE, result=find_coverage(claim)
    )
    assert list(claim.coverage.order_by("article").values_list("article", "score")) == with_server
    call = ProviderCall.objects.get(claim=claim, is_latest=True)
    assert call.outcome == "found"
    assert call.reason.startswith("Answered from the database alone; the search server failed: The connection to")
    (line,) = search_of(claim.pk).lines
    assert (line.state, line.reason, job.result["reason"]) == ("found", call.reason, call.reason)


# --- When things break ---

once = pytest.mark.above_the_database  # it is the server that breaks, whichever database answers instead


def assert_answered_from_the_database(settings, reason):
    answer = ask()
    assert reason in answer.without_server
    assert answer.found == by_database(settings).found
    assert answer.found


@once
@pytest.mark.parametrize("status", [429, 503, 500])
def test_a_busy_or_broken_server_is_done_without(filled, settings, status):
    filled.fail("_msearch", status, Retry_After="7")
    assert_answered_from_the_database(settings, f"It answers with status {status}: “too busy”.")
    assert ask().without_server == ""


@once
def test_an_answer_in_part_is_no_answer(filled, settings):
    filled.partial = True
    assert_answered_from_the_database(settings, "It answered only in part.")


@once
@pytest.mark.parametrize("raw", [b"<html>proxy</html>", b"[]", b'{"responses": [{}]}', b'{"responses": []}', b""])
def test_an_answer_of_another_form_is_no_answer(filled, settings, raw):
    filled.raw = raw
    assert_answered_from_the_database(settings, "It")


def test_without_an_index_people_are_told_how_to_make_one(server, settings):
    save_article(DAM)
    mirror.flush()
    assert server.indices == {}  # nothing was made by the way
    assert_answered_from_the_database(settings, "run manage.py reindex_archive")


def test_a_server_that_lacks_articles_is_not_believed(filled, settings):
    there, settings.ARCHIVE_SEARCH_URL = settings.ARCHIVE_SEARCH_URL, ""
    save_article("A third crack in the dam, says Petri.")  # while the setting was off
    settings.ARCHIVE_SEARCH_URL = there
    assert_answered_from_the_database(settings, "It holds 9 of 10 articles: run manage.py reindex_archive.")


@once
def test_a_server_that_is_far_behind_is_not_asked(filled, settings, monkeypatch):
    monkeypatch.setattr(mirror, "MOST_PENDING", 1)
    save_article("A third crack in the dam, says Petri.")
    save_article("A fourth crack in the dam, says Petri.")
    assert_answered_from_the_database(settings, "More than 1 articles wait to be sent to it.")
    assert filled.seen == []


# --- Keeping it in step ---


def test_taking_an_article_in_asks_nothing_of_the_server(filled):
    filled.close()
    article, _ = save_article("A second crack in the dam.")
    assert mirror.pending() == [article.pk]
    assert tasks.mirror_archive() == 0
    assert mirror.pending() == [article.pk]


def test_an_article_that_is_not_taken_in_after_all_is_not_sent(filled):
    from django.db import transaction

    with transaction.atomic():
        save_article("A second crack in the dam.")
        transaction.set_rollback(True)
    assert mirror.pending() == []


@once
def test_of_many_sent_at_once_those_refused_for_now_go_on_waiting(filled):
    one, _ = save_article("A second crack in the dam.")
    two, _ = save_article("A third crack in the dam, says Petri.")
    filled.busy = [str(two.pk)]
    assert mirror.flush() == 1
    assert mirror.pending() == [two.pk]
    assert one.pk in filled.ids()
    assert mirror.flush() == 1
    assert two.pk in filled.ids()


@once
def test_an_article_that_the_server_cannot_take_goes_on_waiting_and_is_found_all_the_same(filled, settings):
    article, _ = save_article("A second crack in the dam at Lake Orel.")
    later, _ = save_article("A third crack in the dam at Lake Orel.")
    filled.refused = {str(article.pk)}
    assert mirror.flush() == 1
    assert mirror.pending() == [article.pk]
    assert later.pk in filled.ids()
    assert article.pk in dict(ask().found)


def test_what_left_the_archive_leaves_the_server(filled):
    gone = ArchiveText.objects.first().pk
    ArchiveText.objects.filter(pk=gone).delete()
    mirror.queue(gone)
    mirror.queue(123_456)  # never was there
    assert mirror.flush() == 2
    assert gone not in filled.ids()


def test_an_article_that_is_indexed_again_is_sent_again(filled):
    article = Article.objects.get(text=DAM)
    archive.index(article)
    assert mirror.pending() == [article.pk]
    assert ask().without_server == ""
    assert mirror.flush() == 1
    assert mirror.flush() == 0


@once
def test_what_was_sent_long_ago_is_forgotten(filled):
    save_article("A second crack in the dam.")
    mirror.flush()
    ArchivePending.objects.update(sent_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    mirror.flush()
    assert not ArchivePending.objects.exists()


def test_without_the_setting_nothing_waits(db):
    save_article(DAM)
    assert not ArchivePending.objects.exists()
    assert tasks.mirror_archive() == 0


# --- Building it anew ---


def test_building_anew_twice_leaves_one_index_and_what_belongs_to_others(filled, capsys):
    filled.indices["factcheck-archive-notes"] = {"aliases": set(), "docs": {}, "visible": {}}
    (before,) = filled.of_alias("factcheck-archive")
    call_command("reindex_archive")
    assert "9 articles sent to the search server" in capsys.readouterr().out
    (after,) = filled.of_alias("factcheck-archive")
    assert after != before
    assert filled.indices.keys() == {after, "factcheck-archive-notes"}
    assert filled.ids() == set(Article.objects.values_list("pk", flat=True))


@once
def test_an_article_that_the_server_cannot_take_ends_the_building(filled):
    filled.refused = {str(Article.objects.first().pk)}
    with pytest.raises(SearchFailed, match="status 400: “failed to parse”"):
        mirror.rebuild(no_progress)


@once
def test_a_server_that_stays_busy_ends_the_building(filled, monkeypatch):
    monkeypatch.setattr(mirror, "MOST_TRIES", 2)
    filled.busy = [str(Article.objects.first().pk)] * 2
    with pytest.raises(SearchFailed, match="It stays too busy"):
        mirror.rebuild(no_progress)


@once
def test_no_request_is_longer_than_a_server_takes(filled, monkeypatch):
    monkeypatch.setattr(mirror, "MOST_LETTERS", 500)
    mirror.rebuild(no_progress)
    assert len([path for _method, path in filled.seen if path.endswith("_bulk")]) > 3
    assert filled.ids() == set(Article.objects.values_list("pk", flat=True))


@once
def test_a_busy_server_is_waited_for(filled):
    filled.fail("_bulk", 429, times=2)
    filled.fail("_bulk", 503, Retry_After="0")
    filled.busy = [str(Article.objects.first().pk)] * 2
    mirror.rebuild(no_progress)
    assert filled.ids() == set(Article.objects.values_list("pk", flat=True))
    assert filled.seen.count(("POST", "/factcheck-archive/_bulk")) == 0


@once
@pytest.mark.parametrize("ending", ["_bulk", "_refresh", "_count", "_aliases"])
def test_a_building_that_breaks_off_leaves_the_old_index_in_use_and_can_be_repeated(filled, settings, ending):
    (before,) = filled.of_alias("factcheck-archive")
    filled.fail(ending, 500)
    with pytest.raises(CommandError, match=r"The search server failed: It answers with status 500.*Run it again"):
        call_command("reindex_archive")
    assert filled.of_alias("factcheck-archive") == [before]
    assert ask().without_server == ""
    mirror.rebuild(no_progress)
    assert len(filled.indices) == 1


def test_an_article_that_comes_while_the_index_is_built_is_in_it_soon(filled):
    late = []

    def meanwhile(_done, _total):
        if not late:
            late.append(save_article("A second crack in the dam.")[0].pk)
            mirror.flush()  # to the old index

    mirror.rebuild(meanwhile)
    assert mirror.pending() == late
    mirror.flush()
    assert late[0] in filled.ids()


# --- What may be reached ---


@once
def test_the_setting_allows_its_own_host_for_its_own_purpose_only(filled, redis_server):
    with pytest.raises(FetchRefused):
        fetch(f"{filled.url}/factcheck-archive")
    assert ask().without_server == ""


@once
def test_a_redirect_is_not_followed(filled, settings):
    filled.fail("_msearch", 307, Location=f"{filled.url}/factcheck-archive/_count")
    assert_answered_from_the_database(settings, "status 307")
    assert ("POST", "/factcheck-archive/_count") not in filled.seen


@once
def test_user_and_password_are_sent_and_never_told(filled, settings):
    filled.password = "desk:s3cret word"
    settings.ARCHIVE_SEARCH_USER, settings.ARCHIVE_SEARCH_PASSWORD = "desk", "wrong"
    assert_answered_from_the_database(settings, "It answers with status 401: “Unauthorized”.")
    settings.ARCHIVE_SEARCH_PASSWORD = "s3cret word"
    assert ask().without_server == ""
    assert "s3cret" not in repr(search_server._server())


@once
def test_a_password_does_not_go_over_the_internet_in_plain_http(monkeypatch):
    monkeypatch.setattr("claims.ingest.fetch.resolve", lambda host, port: ["93.184.215.14"])
    server = OwnServer("http://search.example:9200/archive", "Basic abc")
    with pytest.raises(FetchRefused, match="A key is sent to https:// addresses only"):
        ask_own(server, "GET", "/archive", seconds=1)


@once
@pytest.mark.parametrize(
    "url",
    ["search.internal:9200/a", "ftp://search.internal/a", "http://search.internal:9200", "http://u:p@search.internal/a",
     "http://search.internal:9200/UPPER", "http://search.internal:9200/a/", "http://search.internal:x/a"],
)  # fmt: skip
def test_a_wrong_address_is_an_error_of_check(settings, url):
    settings.ARCHIVE_SEARCH_URL = url
    with pytest.raises(SystemCheckError, match=r"claims\.E004.*ARCHIVE_SEARCH_URL must be like https://"):
        call_command("check")


@once
def test_a_certificate_that_is_not_there_is_an_error_of_check(settings):
    settings.ARCHIVE_SEARCH_URL = "https://search.internal:9200/proxied/factcheck-archive"
    call_command("check")
    settings.ARCHIVE_SEARCH_CA = "/no/such.pem"
    with pytest.raises(SystemCheckError, match=r"ARCHIVE_SEARCH_CA: there is no file /no/such\.pem"):
        call_command("check")
