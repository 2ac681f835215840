"""The lines of a search for coverage: each place and how it ended, followed, stopped and asked again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from claims import jobs
from claims.coverage import calls
from claims.models import Event, Job, ProviderCall
from claims.models.provider_call import Outcome
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(kremlin):
    return kremlin.claim


def finish(job: Job, state: str = "done", **fields) -> Job:
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), **fields)
    job.refresh_from_db()
    return job


def searched(claim) -> Job:
    return finish(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim), result={"found": 2, "archive": 12})


def called(claim, provider: str, outcome: Outcome, **more) -> ProviderCall:
    job = finish(jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=provider))
    return calls.write(claim, provider, provider.title(), job=job, outcome=outcome, asked_at=timezone.now(), **more)


def lines(client, claim) -> list[str]:
    """What stands on each line of the claim page."""
    page = client.get(claim.get_absolute_url()).text
    block = re.search(r'<ul class="askings.*?</ul>', page, re.S)[0]
    return [" ".join(strip_tags(line).split()) for line in re.findall(r"<li.*?</li>", block, re.S)]


def outcomes(client, claim, seen: str = ""):
    return client.get(reverse("claims:coverage_outcomes", args=[claim.pk]), {"seen": seen}, headers=HTMX)


def test_each_place_has_a_line_that_says_in_words_how_it_ended(analyst, claim, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    searched(claim)
    called(claim, "bees", Outcome.FOUND, found=7, carrying=2)
    called(claim, "crows", Outcome.NONE_FOUND)
    called(claim, "doves", Outcome.NOT_ASKED, reason="It is busy.", seconds=30)
    called(claim, "eagles", Outcome.FAILED, reason="Its answer is no JSON.")
    jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="foxes")

    archive, bees, crows, doves, eagles, foxes = lines(analyst, claim)
    assert archive.startswith("Our archive 2 articles found in an archive of 12 articles")
    assert bees.startswith("Bees 7 found, 2 carry the claim")
    assert crows.startswith("Crows None found")
    assert doves.startswith("Doves Not asked It is busy. asked again by itself, not before")
    assert eagles.startswith("Eagles Failed Its answer is no JSON.")
    assert foxes == "foxes waits for its turn"


def test_a_line_says_what_was_found_so_far_and_the_page_fetches_it(analyst, claim):
    searched(claim)
    job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="foxes")
    Job.objects.filter(pk=job.pk).update(state="running")
    first = outcomes(analyst, claim)
    mark = re.search(r"\?seen=([^\"]+)", first.text)[1]
    assert "HX-Trigger" not in outcomes(analyst, claim, mark).headers

    Job.objects.filter(pk=job.pk).update(result={"found": 3, "carrying": 1, "fresh": 1})
    assert lines(analyst, claim)[1] == "foxes is being asked 3 found so far, 1 carries the claim"
    assert f"find_coverage-{claim.pk}" in outcomes(analyst, claim, mark)["HX-Trigger"]


def test_only_a_provider_that_is_still_switched_on_can_be_asked_again(analyst, claim, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    called(claim, "eagles", Outcome.FAILED, reason="Its answer is no JSON.")
    called(claim, "gdelt", Outcome.NOT_ASKED, reason="It is busy.")
    eagles, gdelt = lines(analyst, claim)
    assert gdelt.endswith("Try again: Gdelt")
    assert "Try again" not in eagles


def test_a_job_that_broke_off_is_a_failed_line_also_where_an_earlier_one_answered(analyst, claim):
    searched(claim)
    called(claim, "bees", Outcome.FOUND, found=7, carrying=2)
    finish(jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="bees"), "failed", reason="Broke off 3 times.")
    assert lines(analyst, claim)[1].startswith("bees Failed Broke off 3 times.")


def test_without_a_provider_the_page_says_that_only_the_archive_was_looked_through(browser_of, claim, settings):
    searched(claim)
    only = "Only our archive was looked through"
    assert only in browser_of("analyst").get(claim.get_absolute_url()).text
    assert "COVERAGE_PROVIDERS" not in browser_of("analyst").get(claim.get_absolute_url()).text
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    assert only not in browser_of("analyst").get(claim.get_absolute_url()).text


def test_the_page_follows_a_search_fetches_what_arrives_and_says_when_all_have_ended(analyst, claim):
    searched(claim)
    one, two = (jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=name) for name in ("bees", "crows"))
    first = outcomes(analyst, claim)
    mark = re.search(r"\?seen=([^\"]+)", first.text)[1]
    assert "1 of 3" in strip_tags(first.text)
    assert "HX-Trigger" not in outcomes(analyst, claim, mark)

    finish(one)
    calls.write(claim, "bees", "Bees", job=one, outcome=Outcome.FOUND, found=1, asked_at=timezone.now())
    arrived = outcomes(analyst, claim, mark)
    assert f"find_coverage-{claim.pk}" in arrived["HX-Trigger"]
    assert "every 1500ms" in arrived.text
    assert "has ended" not in arrived.text

    finish(two, "failed", reason="Broke off.")
    ended = outcomes(analyst, claim, mark)
    assert "every 1500ms" not in ended.text
    assert "The search has ended: 0 articles are listed. 1 place failed." in ended.text


def test_stopping_cancels_what_waits_and_is_in_the_log(analyst, cast, claim):
    running = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    Job.objects.filter(pk=running.pk).update(state="running")
    waiting = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="bees")
    page = analyst.post(reverse("claims:coverage_stop", args=[claim.pk]), headers=HTMX).text

    running.refresh_from_db()
    waiting.refresh_from_db()
    assert (running.state, running.is_stopped, waiting.state) == ("running", True, "cancelled")
    assert "ends soon" in page
    assert "The search was stopped." in page
    assert "Somebody stopped the search." in page
    assert Event.objects.get(act=Event.Act.COVERAGE_STOPPED).actor == cast.analyst


def test_stopping_a_search_that_has_ended_writes_nothing(analyst, claim):
    searched(claim)
    assert "had ended already" in analyst.post(reverse("claims:coverage_stop", args=[claim.pk]), headers=HTMX).text
    assert not Event.objects.filter(act=Event.Act.COVERAGE_STOPPED).exists()


def test_a_provider_is_asked_again_with_one_click_and_once(analyst, claim, settings):
    settings.COVERAGE_PROVIDERS = ["gdelt"]
    called(claim, "gdelt", Outcome.FAILED, reason="Time-out.")
    url = reverse("claims:coverage_ask", args=[claim.pk])
    page = analyst.post(url, {"provider": "gdelt"}, headers=HTMX).text
    analyst.post(url, {"provider": "gdelt"}, headers=HTMX)
    assert "GDELT is asked again." in page
    assert claim.jobs.unfinished().get().provider == "gdelt"


@pytest.mark.parametrize("provider", ["", "archive", "gdelt"])
def test_nobody_is_asked_who_is_not_switched_on(analyst, claim, provider):
    response = analyst.post(reverse("claims:coverage_ask", args=[claim.pk]), {"provider": provider}, headers=HTMX)
    assert response.status_code == 422
    assert not claim.jobs.exists()


def test_a_viewer_sees_how_it_ended_and_starts_and_stops_nothing(browser_of, claim):
    viewer = browser_of("viewer")
    searched(claim)
    called(claim, "eagles", Outcome.FAILED, reason="Time-out.")
    jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider="bees")
    assert "<form" not in outcomes(viewer, claim).text
    for name in ("claims:coverage_ask", "claims:coverage_stop"):
        assert viewer.post(reverse(name, args=[claim.pk]), headers=HTMX).status_code == 403


def test_without_javascript_the_acts_lead_back_to_the_section(analyst, claim):
    there = f"{claim.get_absolute_url()}#coverage"
    assert analyst.get(reverse("claims:coverage_outcomes", args=[claim.pk]))["Location"] == there
    assert analyst.post(reverse("claims:coverage_stop", args=[claim.pk]))["Location"] == there


def test_more_providers_cost_no_more_queries(analyst, claim, django_assert_num_queries):
    searched(claim)
    outcomes(analyst, claim)  # the session is renewed
    for turn in range(2):
        for number in range(3):
            called(claim, f"bees-{turn}-{number}", Outcome.NONE_FOUND)
        with django_assert_num_queries(6):  # session, person, groups, claim, jobs with their answers, what is listed
            outcomes(analyst, claim, "x")
