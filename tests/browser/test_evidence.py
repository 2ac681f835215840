"""Evidence by keyboard: added, archived by the job from a local server while the page follows, changed in its place."""

from __future__ import annotations

import pytest

from claims import jobs, tasks
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Evidence, Job
from tests import web
from tests.articles import DAM
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser
PAGE = b"<html><title>Survey of the dam</title><body><h1>Survey</h1><p>Three joints of the dam were leaking.</p>"


@pytest.fixture
def site(redis_server, settings):
    with web.running() as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
        settings.FETCH_PAUSE_SECONDS = 0
        server.pages["/survey"] = web.answer(PAGE)
        yield server


@pytest.fixture
def claim(live_server, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.first().claim


def open_form(page, claim):
    log_in(page, claim.get_absolute_url())
    page.keyboard.press("+")
    page.wait_for_function("() => document.activeElement.name === 'url'")


def archive() -> None:
    """What a worker would do now."""
    for job in Job.objects.unfinished().filter(evidence__isnull=False):
        jobs.run(job.pk, tasks._look_at_evidence)


def test_evidence_is_added_archived_changed_and_flagged_by_keyboard_alone(page, claim, site):
    open_form(page, claim)
    page.keyboard.type(site.url("/survey"))
    page.get_by_label("refutes", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Kind of evidence", exact=True).focus()
    page.keyboard.type("prim")
    page.get_by_label("Quote", exact=True).focus()
    page.keyboard.type("Three joints of the dam were leaking.")
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    page.get_by_text("Archiving the page").wait_for()
    archive()
    page.get_by_role("link", name="archived").wait_for()

    made = Evidence.objects.get()
    assert (made.stance, made.kind, made.archives.get().outcome) == ("refutes", "primary", "archived")
    assert made.quote_start is not None
    item = page.locator(f"#evidence-{made.pk}")
    item.get_by_role("link", name="Survey of the dam", exact=True).wait_for()
    item.get_by_role("link", name="Change", exact=False).press("Enter")
    page.wait_for_function("() => document.activeElement.name === 'stance'")
    note = item.get_by_label("Note", exact=True)
    note.fill("Asked the surveyor for the raw data.")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
    page.set_viewport_size(WIDE)
    note.press("Control+Enter")
    page.get_by_text("Evidence changed.").wait_for()
    item.get_by_text("Asked the surveyor").wait_for()

    site.pages["/survey"] = web.answer(PAGE.replace(b"leaking", b"dry"))
    jobs.enqueue(Job.Kind.CHECK_EVIDENCE, evidence=made)
    archive()
    for scheme, size in (("light", NARROW), ("dark", WIDE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        page.goto(claim.get_absolute_url())
        assert violations(page) == []
        page.get_by_role("link", name="Compare the two").press("Enter")
        page.get_by_role("heading", name="What changed").wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_a_link_that_leads_inside_is_refused_and_what_was_typed_stays(new_page, claim):
    page = new_page(unready=True)
    open_form(page, claim)
    page.keyboard.type("http://localhost/secret")
    page.get_by_label("supports", exact=True).focus()
    page.keyboard.press("Space")
    page.locator("#add-evidence").get_by_label("Note", exact=True).fill("The minutes, page 4")
    page.keyboard.press("Control+Enter")
    page.get_by_text("not a host of the public internet").wait_for()

    assert page.locator("#add-evidence").get_by_label("Note", exact=True).input_value() == "The minutes, page 4"
    assert page.get_by_label("Link", exact=True).input_value() == "http://localhost/secret"
    assert not Evidence.objects.exists()
