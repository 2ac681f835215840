"""The main job, end to end, with everything real: browser, web server, Celery worker, Redis, database, extraction."""

from __future__ import annotations

import re

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Event, Job
from claims.models.claim import Stage, Status
from tests.articles import REFERENCE, demo_text
from tests.browser.test_workbench import log_in, press

pytestmark = [pytest.mark.browser, pytest.mark.broker]


@pytest.fixture
def archive(cast, live_server):
    """The reference article and two others about the same visit; returns the attribution of the Kremlin's sentence."""
    for name, outlet in (("gazette-no-agreement", "Straits Gazette"), ("lintas-agreement", "Lintas Rahasia")):
        split(save_article(demo_text(name), user=cast.analyst, outlet=outlet)[0])
    reference, _created = save_article(REFERENCE, user=cast.analyst)
    split(reference)
    return reference.attributions.select_related("claim", "article").get(spans__quote="mengataka,n")


def test_an_analyst_corrects_a_source_sets_a_status_and_watches_coverage_arrive(page, worker, archive, cast):
    claim = archive.claim
    log_in(page, f"/articles/{archive.article_id}/?claim={archive.number}")

    press(page, "a")
    page.locator("#source-q:focus").wait_for()
    page.keyboard.type("pes")
    press(page, "Enter")
    page.get_by_text(f"Source of claim {archive.number} set, saved").wait_for()

    page.get_by_role("link", name=re.compile("Open the dossier")).first.click()
    page.wait_for_url(f"**{claim.get_absolute_url()}*")
    page.get_by_label("Mostly true").check(force=True)
    page.get_by_label("Rationale").fill("The spokesman said it on the record, about this visit.")
    page.get_by_role("button", name="Sign the verdict").click()
    page.get_by_text("Verdict signed.").wait_for()

    # The correction has set off a first search; the page follows it, and a second one, without being loaded again.
    button = page.locator("#look-for-coverage")
    button.wait_for(timeout=30_000)
    page.evaluate("window.loadedOnce = true")
    button.click()
    page.locator("#coverage progress").wait_for()
    page.locator(".match", has_text="Terungkap").wait_for(timeout=30_000)
    page.locator(".match", has_text="nothing signed").wait_for()
    page.locator("#coverage .outcome.found").wait_for()
    assert page.evaluate("window.loadedOnce"), "the page was loaded again"

    page.locator(".match", has_text="Terungkap").get_by_role("button", name="Related", exact=True).click()
    page.locator(".match.is-related", has_text="Terungkap").wait_for()

    archive.refresh_from_db()
    claim.refresh_from_db()
    assert (archive.source.name, archive.review_state) == ("Dmitry Peskov", "corrected")
    assert (claim.status, claim.stage) == (Status.MOSTLY_TRUE, Stage.IN_PROGRESS)
    assert {job.state for job in claim.jobs.all()} == {Job.State.DONE}
    told = set(Event.objects.filter(claim=claim).values_list("act", flat=True))
    assert told >= {"source_set", "verdict", "stage", "coverage_found", "coverage_decided"}
