"""Coverage on the claim page, and jobs as parts of pages: asked for, followed, decided, tried again."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import jobs
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import CoverageMatch, Event, Job
from tests.articles import demo_text
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(kremlin):
    return kremlin.claim


@pytest.fixture
def found(claim, cast):
    """A contradicting and a repeating article, found for the Kremlin's claim by the real search."""
    for name, outlet in (("gazette-no-agreement", "Straits Gazette"), ("lintas-agreement", "Lintas Rahasia")):
        article, _created = save_article(demo_text(name), user=cast.analyst, outlet=outlet)
        split(article)
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    jobs.run(job.pk, lambda job: find_coverage(job.claim))
    return list(claim.coverage.listed())


def section(client, claim) -> str:
    return client.get(reverse("claims:coverage", args=[claim.pk]), headers=HTMX).text


def finish(job: Job, state: str, **fields) -> Job:
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), **fields)
    job.refresh_from_db()
    return job


def test_not_asked_none_found_and_failed_are_three_different_things(analyst, claim):
    assert "Not asked yet" in section(analyst, claim)

    none = finish(
        jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim),
        "done",
        result={"outcome": "none_found", "found": 0, "archive": 12},
    )
    text = section(analyst, claim)
    assert "None found" in text
    assert "in an archive of 12 articles" in text
    assert "Not asked" not in text

    none.delete()
    finish(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim), "failed", reason="Broke off 3 times (OSError).")
    text = section(analyst, claim)
    assert "Broke off 3 times (OSError)." in text
    assert "Try again" in text
    assert "None found" not in text


def test_looking_for_coverage_makes_one_job_however_often_it_is_pressed(analyst, claim):
    url = reverse("claims:coverage", args=[claim.pk])
    text = analyst.post(url, headers=HTMX).text
    analyst.post(url, headers=HTMX)

    assert claim.jobs.count() == 1
    assert re.search(r'hx-get="/claims/\d+/coverage/outcomes/\?seen=[^"]+" hx-trigger="every 1500ms"', text)


def test_what_was_found_stands_with_its_passage_score_and_reasons(analyst, found, claim):
    text = section(analyst, claim)

    assert "Contradicts" in text
    assert "telah menandatangani" in text
    assert "one denies what the other states" in text
    assert re.search(r"\d\d% of the claim", text)
    assert "perjanjian" in re.search(r'<ul class="reasons">.*?</ul>', text, re.S)[0] or "Kremlin" in text


def test_a_decision_is_saved_shown_and_taken_back(analyst, cast, found, claim):
    url = reverse("claims:coverage_decide", args=[found[0].pk])
    text = analyst.post(url, {"decision": "related"}, headers=HTMX).text
    found[0].refresh_from_db()
    assert (found[0].decision, found[0].decided_by) == ("related", cast.analyst)
    assert f'id="match-{found[0].pk}-y" type="submit" name="decision" value="open" aria-pressed="true"' in text

    analyst.post(url, {"decision": "open"}, headers=HTMX)
    found[0].refresh_from_db()
    assert found[0].decision == "open"
    assert Event.objects.filter(act=Event.Act.COVERAGE_DECIDED).count() == 2


def test_what_is_not_related_no_longer_counts(analyst, found, claim):
    articles = len(found)
    CoverageMatch.objects.filter(pk=found[0].pk).update(decision="not_related")

    assert f"<b>{articles - 1}</b> article" in section(analyst, claim)


def test_a_decision_that_does_not_exist_is_refused(analyst, found):
    response = analyst.post(reverse("claims:coverage_decide", args=[found[0].pk]), {"decision": "maybe"}, headers=HTMX)

    assert response.status_code == 422
    assert "not a decision" in response.text


def test_without_javascript_looking_and_deciding_lead_back_to_the_section(analyst, found, claim):
    there = f"{claim.get_absolute_url()}#coverage"
    looking = analyst.post(reverse("claims:coverage", args=[claim.pk]))
    deciding = analyst.post(reverse("claims:coverage_decide", args=[found[0].pk]), {"decision": "not_sure"})

    assert (looking["Location"], deciding["Location"]) == (there, there)


def test_a_viewer_sees_the_coverage_and_decides_nothing(browser_of, found, claim):
    viewer = browser_of("viewer")

    assert "Contradicts" in section(viewer, claim)
    assert "<form" not in section(viewer, claim)
    assert viewer.post(reverse("claims:coverage", args=[claim.pk]), headers=HTMX).status_code == 403
    url = reverse("claims:coverage_decide", args=[found[0].pk])
    assert viewer.post(url, {"decision": "related"}, headers=HTMX).status_code == 403


def test_a_job_asks_again_until_it_has_ended_and_then_tells_the_page(analyst, claim):
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    waiting = analyst.get(f"/jobs/{job.pk}/", headers=HTMX)
    assert "every 1500ms" in waiting.text
    assert "HX-Trigger" not in waiting

    finish(job, "done", result={"found": 2, "archive": 16})
    done = analyst.get(f"/jobs/{job.pk}/", headers=HTMX)
    assert "every" not in done.text
    assert list(json.loads(done["HX-Trigger"])) == [f"find_coverage-{claim.pk}"]
    assert f'hx-trigger="find_coverage-{claim.pk} from:body"' in section(analyst, claim)


def test_a_failed_job_is_tried_again_as_a_new_one(analyst, claim):
    failed = finish(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim), "failed", reason="Lost.")
    response = analyst.post(f"/jobs/{failed.pk}/retry/", headers=HTMX)

    again = claim.jobs.latest("pk")
    assert again.pk != failed.pk
    assert f'id="job-{again.pk}"' in response.text


def test_a_job_that_did_not_fail_is_not_run_again(analyst, claim):
    done = finish(jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim), "done", result={"found": 0})
    analyst.post(f"/jobs/{done.pk}/retry/", headers=HTMX)

    assert claim.jobs.count() == 1


def test_the_address_of_a_job_leads_people_to_what_it_is_about(analyst, claim):
    job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)

    assert analyst.get(f"/jobs/{job.pk}/")["Location"] == claim.get_absolute_url()


def test_the_claim_page_gets_its_longer_log_along_and_other_pages_do_not(analyst, found, claim):
    here = {**HTMX, "HX-Current-URL": f"http://testserver{claim.get_absolute_url()}"}
    url = reverse("claims:coverage_decide", args=[found[0].pk])

    assert "decided a coverage match: related" in analyst.post(url, {"decision": "related"}, headers=here).text
    assert 'id="history"' not in analyst.post(url, {"decision": "open"}, headers=HTMX).text


def test_the_relation_is_corrected_where_it_stands_with_the_reason_and_undone(analyst, found, claim):
    match = found[0]
    here = {**HTMX, "HX-Current-URL": f"http://testserver{claim.get_absolute_url()}"}
    url = reverse("claims:coverage_relate", args=[match.pk])
    text = analyst.post(url, {"relation": "updates"}, headers=here).text
    assert "Relation saved: updates." in text and "corrected by" in text
    assert f'id="match-{match.pk}-u"' in text
    undone = analyst.post(reverse("claims:coverage_undo", args=[match.pk]), headers=here).text
    assert "Taken back." in undone and "corrected by" not in undone


def test_the_log_says_what_the_relation_was_and_is(analyst, found, claim):
    analyst.post(reverse("claims:coverage_relate", args=[found[0].pk]), {"relation": "updates"})
    assert f"{found[0].get_relation_display()} → updates" in analyst.get(claim.get_absolute_url()).text


def test_a_row_has_its_keys_only_while_the_focus_is_in_it(analyst, found, claim):
    text = section(analyst, claim)
    assert text.count("data-key-scope") == len(found) == text.count('data-key="y"')


def test_same_origin_is_said_on_the_row_of_what_repeats_the_claim_alone(analyst, found, claim):
    text = section(analyst, claim)
    repeating = [match for match in found if match.relation == "repeats"]
    assert text.count('data-key="o"') == len(repeating)
