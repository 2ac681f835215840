"""A claim is looked for in the archive and with every provider: each job once, whatever happens to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from claims import jobs, tasks
from claims.coverage import calls, claim_reviews, fanout
from claims.coverage.decisions import decide, set_relation
from claims.coverage.markup import Review
from claims.coverage.providers import gdelt as gdelt_provider
from claims.coverage.providers.base import Item
from claims.coverage.sweep import find_coverage, prepare
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.ingest.versions import url_key
from claims.models import Article, Claim, CoverageMatch, Event, Job, ProviderCall, SearchEntry
from tests.articles import REFERENCE
from tests.coverage.service import as_json
from tests.meanwhile import meanwhile
from tests.web import answer

pytestmark = pytest.mark.django_db

FOUND = Event.Act.COVERAGE_FOUND
CARRIES = {
    "url": "https://news.example/kinzhal",
    "title": "TASS: Shoigu shows Kim Jong Un the Kinzhal missiles of a MiG-31I at Knevichi",
    "seendate": "20230917T101500Z",
    "domain": "news.example",
    "language": "English",
}
OTHER = CARRIES | {"url": "https://news.example/rice", "title": "Rice prices fall in the markets of Harbour City"}
REVIEW = {
    "text": "Di lapangan terbang Knevichi, Shoigu menunjukkan kepada Kim sistem rudal Kinzhal pada MiG-31I, kata TASS",
    "claimReview": [
        {
            "publisher": {"name": "Cek Fakta", "site": "cekfakta.com"},
            "url": "https://cekfakta.com/1",
            "title": "[SALAH] Shoigu menunjukkan Kinzhal kepada Kim Jong Un",
            "reviewDate": "2023-09-19T00:00:00Z",
            "textualRating": "Sebagian benar",
            "languageCode": "id",
        }
    ],
}


@pytest.fixture
def claim() -> Claim:
    article, _ = save_article(REFERENCE)
    split(article)
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


@pytest.fixture
def gdelt(service, settings, monkeypatch):
    monkeypatch.setattr(gdelt_provider, "SECONDS_BETWEEN", 0)
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    service.answers = [as_json({"articles": [CARRIES, OTHER]})]
    return service


def ask(claim: Claim, provider: str = "gdelt", **more) -> ProviderCall:
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=provider, **more)
    tasks.ask_provider(job.pk)
    return ProviderCall.objects.get(job=job)


def test_a_search_asks_each_provider_in_a_job_of_its_own(claim, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt", "wikinews"]
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim, priority=jobs.BACKGROUND)
    tasks.find_coverage(job.pk)
    asked = claim.jobs.filter(kind=Job.Kind.ASK_PROVIDER)
    assert sorted(asked.values_list("provider", "queue")) == [("gdelt", "background"), ("wikinews", "background")]


def test_what_a_provider_names_is_kept_and_is_coverage_when_it_carries_the_claim(claim, gdelt):
    call = ask(claim)
    assert (call.outcome, call.found, call.carrying, len(call.digests)) == ("found", 2, 1, 1)
    match = claim.coverage.get()
    assert (match.article.url, match.article.intake, match.providers) == (CARRIES["url"], "found", ["GDELT"])
    assert "Kinzhal" in match.reasons["names"]
    assert Article.objects.filter(url=OTHER["url"]).exists()  # in the archive, for other claims


def test_a_fact_check_is_called_one_and_keeps_its_rating_word_for_word(claim, service, settings):
    settings.COVERAGE_PROVIDERS = ["google_factcheck"]
    service.answers = [as_json({"claims": [REVIEW]})]
    ask(claim, "google_factcheck")
    match = claim.coverage.get()
    assert (match.relation, match.rating) == (CoverageMatch.Relation.FACT_CHECKS, "Sebagian benar")


def test_a_fact_check_that_names_the_article_itself_is_coverage_whatever_its_words(claim, settings):
    settings.COVERAGE_PROVIDERS = ["claimreview"]
    address = "https://herald.example/kinzhal"
    Article.objects.filter(attributions__claim=claim).update(url=address, url_key=url_key(address))
    about = {"claim": "Foto itu hasil suntingan", "publisher": "Cek Fakta", "language": "id"}
    review = Review(url="https://cekfakta.com/2", rating="Salah", appearances=(address,), **about)
    claim_reviews.save([review])
    ask(claim, "claimreview")
    match = claim.coverage.get()
    assert (match.relation, match.rating, match.reasons["address"]) == ("fact_checks", "Salah", ["yes"])
    find_coverage(claim)
    assert claim.coverage.get().reasons["address"] == ["yes"]


def test_a_job_that_died_after_saving_saves_nothing_twice_and_asks_nobody_again(claim, gdelt):
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="gdelt")
    fanout.ask(job)
    assert tasks.ask_provider(job.pk) == "done"
    assert len(gdelt.server.requests) == 1
    assert (claim.coverage.count(), ProviderCall.objects.count(), SearchEntry.objects.count()) == (1, 1, 1)


def test_a_job_that_died_before_saving_keeps_each_article_once(claim, gdelt, monkeypatch):
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="gdelt")
    with monkeypatch.context() as broken:
        broken.setattr(calls, "write", lambda *_a, **_k: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            fanout.ask(job)
    assert not claim.coverage.exists()
    fanout.ask(job)
    assert Article.objects.filter(intake="found").count() == 2
    assert claim.coverage.count() == 1


def test_a_search_whose_job_died_before_it_was_finished_asks_providers_once(claim, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1, lease_until=timezone.now())
    tasks._find_coverage(job)
    Job.objects.filter(provider="gdelt").update(state="done", finished_at=timezone.now())
    tasks.find_coverage(job.pk)  # the lease ran out: another worker takes it
    assert Job.objects.filter(provider="gdelt").count() == 1
    assert Event.objects.filter(act=Event.Act.COVERAGE_FOUND, claim=claim).count() == 1


def test_what_a_provider_named_stays_when_the_archive_is_looked_through_again(claim, gdelt):
    ask(claim)
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    tasks.find_coverage(job.pk)
    assert claim.coverage.get().providers == ["GDELT"]


def test_a_second_provider_that_names_the_same_page_is_written_beside_the_first(claim, gdelt, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt", "mediacloud"]
    ask(claim)
    gdelt.answers = [as_json({"stories": [{"url": CARRIES["url"], "title": CARRIES["title"], "language": "en"}]})]
    ask(claim, "mediacloud")
    assert claim.coverage.get().providers == ["GDELT", "Media Cloud"]
    assert Article.objects.filter(intake="found").count() == 2


def test_a_decision_stands_when_the_page_is_named_again(claim, gdelt, cast):
    ask(claim)
    decide(cast.analyst, claim.coverage.get().pk, CoverageMatch.Decision.NOT_RELATED)
    Job.objects.all().delete()
    ask(claim)
    assert claim.coverage.get().decision == CoverageMatch.Decision.NOT_RELATED


@pytest.mark.parametrize(
    ("sent", "outcome", "line"),
    [
        (as_json({"articles": [CARRIES]}), "found", "found"),
        (as_json({}), "none_found", "nothing"),
        (answer(b"", "Retry-After: 90", status="429 Too Many"), "not_asked", "not_asked"),
        (answer(b"Your query was too short."), "failed", "failed"),
    ],
    ids=["found", "none found", "busy", "garbage"],
)
def test_the_four_outcomes_are_told_apart_in_the_row_and_in_the_search_log(claim, gdelt, sent, outcome, line):
    gdelt.answers = [sent]
    call = ask(claim)
    entry = claim.searches.get()
    assert (call.outcome, entry.outcome, entry.place) == (outcome, line, "GDELT")
    assert bool(call.reason) == (outcome in ("not_asked", "failed"))
    assert "Kinzhal" in entry.words
    assert claim.jobs.get().state == "done"


def test_a_busy_provider_is_asked_again_when_its_time_has_come_and_some_times_only(claim, gdelt):
    gdelt.answers = [answer(b"", "Retry-After: 0", status="429 Too Many")]
    first = ask(claim)
    assert first.retry_after > timezone.now()
    assert tasks.sweep_coverage() == {"looked": 0, "asked": 0}
    for number in range(2, calls.MOST_TRIES + 1):
        ProviderCall.objects.update(retry_after=timezone.now() - dt.timedelta(seconds=1))
        assert tasks.sweep_coverage()["asked"] == 1
        assert tasks.sweep_coverage()["asked"] == 0  # one waits already
        tasks.ask_provider(claim.jobs.unfinished().get().pk)
        assert claim.provider_calls.get(is_latest=True).tries == number
    assert claim.provider_calls.get(is_latest=True).retry_after is None
    assert claim.provider_calls.count() == calls.MOST_TRIES


def test_a_job_that_broke_off_does_not_make_the_sweep_start_it_for_ever(claim, gdelt):
    gdelt.answers = [answer(b"", "Retry-After: 0", status="429 Too Many")]
    ask(claim)
    ProviderCall.objects.update(retry_after=timezone.now())
    tasks.sweep_coverage()
    claim.jobs.unfinished().update(state="failed", finished_at=timezone.now())
    assert tasks.sweep_coverage()["asked"] == 0


def test_a_provider_that_was_switched_off_meanwhile_is_not_asked(claim, gdelt, settings):
    settings.COVERAGE_PROVIDERS = []
    call = ask(claim)
    assert (call.outcome, call.reason) == ("not_asked", "It is not switched on any more.")
    assert gdelt.server.requests == []


def test_searches_nobody_waits_for_leave_requests_of_the_day_to_people(claim, gdelt, settings):
    settings.COVERAGE_PROVIDER_DAILY_REQUESTS = 2
    settings.COVERAGE_PROVIDER_BACKGROUND_PERCENT = 50
    ask(claim)
    sweeping = ask(claim, priority=jobs.BACKGROUND)
    assert (sweeping.outcome, "kept for people" in sweeping.reason) == ("not_asked", True)
    assert sweeping.retry_after


def test_a_stopped_job_asks_for_no_further_page_and_keeps_what_it_has(claim, service, settings, monkeypatch):
    settings.COVERAGE_PROVIDERS = ["google_factcheck"]
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="google_factcheck")
    first = as_json({"claims": [REVIEW], "nextPageToken": "t2"})
    service.answers = [first]
    real = fanout._reason_to_stop(job)
    asked = []

    def stop():
        if asked:  # somebody stops it while the first page is read
            jobs.cancel(claim.jobs.all())
        asked.append(1)
        return real()

    monkeypatch.setattr(fanout, "_reason_to_stop", lambda _job: stop)
    assert tasks.ask_provider(job.pk) == "cancelled"
    call = ProviderCall.objects.get()
    assert (call.outcome, call.found) == ("found", 1)
    assert "Somebody stopped the search." in call.reason
    assert len(service.server.requests) == 1


# --- page by page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_pages(service, settings):
    """A provider with two pages, a review on each, which can be asked any number of times."""
    settings.COVERAGE_PROVIDERS = ["google_factcheck"]
    other = {**REVIEW["claimReview"][0], "url": "https://cekfakta.com/2", "textualRating": "Salah"}
    first, second = {"claims": [REVIEW], "nextPageToken": "t2"}, {"claims": [REVIEW | {"claimReview": [other]}]}
    service.get = lambda path, _default: as_json(second if "pageToken=t2" in path else first)
    return service


def before_each_page(monkeypatch, look) -> None:
    """Have `look` done before each page is asked for, at which a real job looks whether it was stopped."""
    monkeypatch.setattr(fanout, "_reason_to_stop", lambda _job: lambda: look() or "")


def lost(_number: int) -> None:
    raise OSError("killed")


def dies_before_page(number: int, monkeypatch) -> None:
    pages = iter(range(1, 10))
    before_each_page(monkeypatch, lambda: lost(number) if next(pages) == number else None)


def test_what_a_page_brings_is_saved_before_the_next_is_asked_for(claim, two_pages, monkeypatch):
    seen = []

    def look() -> None:
        seen.append((claim.coverage.count(), Job.objects.get().result, Event.objects.filter(act=FOUND).count()))

    before_each_page(monkeypatch, look)
    call = ask(claim, "google_factcheck")

    assert seen == [(0, {}, 0), (1, {"found": 1, "carrying": 1, "fresh": 1}, 0)]
    assert (call.outcome, call.found, call.carrying, len(call.digests)) == ("found", 2, 2, 2)
    assert sorted(match.rating for match in claim.coverage.all()) == ["Salah", "Sebagian benar"]
    assert Event.objects.get(act=FOUND).new["fresh"] == 2


def test_a_job_that_died_between_two_pages_has_kept_the_first_and_doubles_nothing(claim, two_pages, monkeypatch):
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="google_factcheck")
    with monkeypatch.context() as broken:
        dies_before_page(2, broken)
        with pytest.raises(OSError, match="killed"):
            fanout.ask(job)
    assert (claim.coverage.count(), ProviderCall.objects.count()) == (1, 0)

    assert tasks.ask_provider(job.pk) == "done"
    call = ProviderCall.objects.get()
    assert (call.found, call.carrying, claim.coverage.count(), SearchEntry.objects.count()) == (2, 2, 2, 1)
    assert Article.objects.filter(intake="found").count() == 2
    assert Event.objects.get(act=FOUND).new["fresh"] == 2  # also what was saved before it died


def test_what_a_job_saved_that_never_came_to_an_end_is_told_by_the_next(claim, two_pages, monkeypatch):
    with monkeypatch.context() as broken:
        dies_before_page(2, broken)
        job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="google_factcheck")
        for _attempt in range(jobs.MOST_ATTEMPTS - 1):
            with pytest.raises(OSError, match="killed"):
                tasks.ask_provider(job.pk)
            dies_before_page(2, broken)
        assert tasks.ask_provider(job.pk) == "failed"
    assert claim.coverage.count() == 1

    for _again in range(2):  # once
        ask(claim, "google_factcheck")
    assert [event.new["fresh"] for event in Event.objects.filter(act=FOUND)] == [2]


def test_a_worker_that_was_thought_lost_adds_nothing_to_what_another_has_ended(claim, two_pages, monkeypatch):
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="google_factcheck")
    late = fanout.Intake(job, prepare(claim), "Google")
    assert tasks.ask_provider(job.pk) == "done"
    claim.coverage.all().delete()

    late.take([Item("https://cekfakta.com/1", REVIEW["text"])])
    job.refresh_from_db()
    assert not claim.coverage.exists() and "fresh" not in job.result


def test_a_provider_is_asked_with_the_words_that_tell_most(claim):
    words = fanout.words_of(
        "Shoigu yang berada di Pyongyang menunjukkan sistem rudal hipersonik Kinzhal kepada pemimpin Korea Utara Kim "
        "Jong Un pada hari Sabtu",
        "id",
        most=6,
    ).split()
    assert len(words) == 6 and all(word[0].isupper() for word in words)
    assert {"Shoigu", "Pyongyang", "Kinzhal"} <= set(words)


@pytest.mark.django_db(transaction=True)
def test_what_a_person_says_while_a_provider_answers_is_kept_and_neither_waits_for_ever(claim, gdelt, cast):
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="gdelt")
    tasks.ask_provider(job.pk)
    match = claim.coverage.get()
    again = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="gdelt")
    with transaction.atomic():
        CoverageMatch.objects.select_for_update().get(pk=match.pk)
        end = meanwhile(lambda: fanout.ask(again))
        set_relation(cast.analyst, match.pk, "updates")
    end()
    match.refresh_from_db()
    assert (match.relation, match.relation_by) == ("updates", cast.analyst)
