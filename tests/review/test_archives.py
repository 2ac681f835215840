"""Archiving evidence from a real server: the copy, the look after a week, and each way in which a look may end."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator

from claims import jobs, tasks
from claims.ingest import kept_files
from claims.ingest.errors import FetchError
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, ClaimReview, Event, Evidence, EvidenceArchive, Job
from claims.review import archives, evidence_edit
from claims.review.archives import words_changed
from claims.review.evidence import add_evidence
from tests import web
from tests.articles import DAM
from tests.web import answer

pytestmark = pytest.mark.django_db
Outcome = EvidenceArchive.Outcome
PAGE = b"<html><title>Survey</title><body><h1>Survey of the dam</h1><p>Three joints of the dam were <i>leaking</i>.</p>"


@pytest.fixture
def site(redis_server, settings):
    """A server that the settings allow."""
    with web.running() as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
        settings.FETCH_PAUSE_SECONDS = 0
        server.pages["/survey"] = answer(PAGE)
        yield server


@pytest.fixture
def claim(cast) -> Claim:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.first().claim


@pytest.fixture
def link(cast, claim, site) -> Evidence:
    return add_evidence(
        cast.analyst, claim.pk, stance="refutes", url=site.url("/survey"), quote="joints of the dam\nwere leaking."
    )


def look(evidence: Evidence, kind: str = Job.Kind.ARCHIVE_EVIDENCE) -> Job:
    job = jobs.enqueue(kind, evidence=evidence)
    while Job.objects.unfinished().filter(pk=job.pk).exists():
        with suppress(FetchError):  # Celery would try again
            jobs.run(job.pk, tasks._look_at_evidence)
    return Job.objects.get(pk=job.pk)


def check(evidence: Evidence) -> EvidenceArchive:
    look(evidence, Job.Kind.CHECK_EVIDENCE)
    return evidence.archives.last()


def test_a_page_is_kept_with_its_words_bytes_hash_and_a_warc_record(link, site):
    assert list(Evidence.objects.unarchived()) == [link]
    assert look(link).state == Job.State.DONE

    copy = link.archives.get()
    assert (copy.outcome, copy.title, copy.http_status, copy.url) == ("archived", "Survey", 200, site.url("/survey"))
    assert copy.text == "Survey of the dam\nThree joints of the dam were leaking."
    assert kept_files.path_of(copy.page_file).read_bytes() == PAGE
    records = list(ArchiveIterator(BytesIO(kept_files.path_of(copy.warc_file).read_bytes())))
    assert [record.rec_type for record in records] == ["warcinfo", "response"]
    for record in ArchiveIterator(BytesIO(kept_files.path_of(copy.warc_file).read_bytes())):
        if record.rec_type == "response":
            assert record.rec_headers["WARC-Target-URI"] == site.url("/survey")
            assert record.content_stream().read() == PAGE
    assert not Evidence.objects.unarchived().exists()


def test_the_quote_is_found_in_the_copy_letter_for_letter(link):
    look(link)
    link.refresh_from_db()

    copy = link.anchored_in
    assert copy.text[link.quote_start : link.quote_end] == "joints of the dam were leaking."
    assert link.version == 1, "a machine's look makes no stale form"


def test_a_quote_that_the_page_does_not_have_gets_no_place(cast, link):
    evidence_edit.change(cast.analyst, link.pk, version=1, **described(link, quote="Four joints"))
    look(link)
    link.refresh_from_db()
    assert (link.quote_start, link.anchored_in) == (None, None)

    evidence_edit.change(cast.analyst, link.pk, version=2, **described(link, quote="Three joints"))
    link.refresh_from_db()
    assert link.anchored_in.text[link.quote_start : link.quote_end] == "Three joints"


def described(evidence: Evidence, **changed: str) -> dict[str, str]:
    return {name: getattr(evidence, name) for name in evidence_edit.FIELDS} | changed


def test_a_job_that_runs_twice_looks_once(link, site):
    job = look(link)
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, finished_at=None)
    jobs.run(job.pk, tasks._look_at_evidence)

    assert link.archives.count() == 1
    assert len(site.requests) == 1


def test_a_page_that_stayed_the_same_is_noted_and_not_kept_again(link, site):
    look(link)
    assert check(link).outcome == Outcome.UNCHANGED
    site.pages["/survey"] = answer(PAGE + b"<!-- 12:03 -->")
    assert check(link).outcome == Outcome.UNCHANGED
    assert EvidenceArchive.objects.copies().count() == 1


def test_a_page_without_the_quoted_words_is_flagged_until_somebody_archives_it_anew(link, site):
    look(link)
    site.pages["/survey"] = answer(PAGE.replace(b"were <i>leaking</i>", b"were dry"))
    assert [check(link).outcome, check(link).outcome] == [Outcome.CHANGED, Outcome.CHANGED]

    assert list(Evidence.objects.flagged()) == [link]
    flagged = Event.objects.filter(act=Event.Act.EVIDENCE_FLAGGED)
    assert [event.new["outcome"] for event in flagged] == ["changed"], "told once, not every week"
    link.claim.refresh_from_db()
    assert link.claim.version == 1
    look(link)
    assert not Evidence.objects.flagged().exists()


def test_a_page_that_is_gone_is_flagged_and_says_so(link, site):
    look(link)
    del site.pages["/survey"]
    seen = check(link)

    assert (seen.outcome, seen.http_status) == (Outcome.GONE, 404)
    assert list(Evidence.objects.flagged()) == [link]
    assert not Evidence.objects.unarchived().exists(), "the copy is there still"
    site.pages["/survey"] = answer(PAGE)
    assert check(link).outcome == Outcome.UNCHANGED
    assert not Evidence.objects.flagged().exists()


def test_a_failed_look_says_why_and_is_no_flag(link, site):
    site.pages["/survey"] = answer(b"busy", status="500 Broken")
    job = look(link)

    assert (job.state, job.attempts) == (Job.State.FAILED, jobs.MOST_ATTEMPTS)
    seen = link.archives.get()
    assert (seen.outcome, seen.reason) == (Outcome.FAILED, job.reason)
    assert "status 500" in seen.reason
    assert not Evidence.objects.flagged().exists()
    assert list(Evidence.objects.unarchived()) == [link]


def test_a_host_inside_is_never_asked(link, site, settings):
    settings.FETCH_PRIVATE_HOSTS = []
    job = look(link)

    assert (job.state, job.attempts) == (Job.State.FAILED, 1), "another try would end alike"
    assert "not a host of the public internet" in job.reason
    assert site.requests == []


def test_a_picture_is_kept_and_has_no_words(cast, claim, site):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    site.pages["/map.png"] = answer(picture, type="image/png")
    shown = add_evidence(cast.analyst, claim.pk, stance="context", url=site.url("/map.png"))
    look(shown)
    site.pages["/map.png"] = answer(picture[:-1], type="image/png")
    assert check(shown).outcome == Outcome.CHANGED
    assert shown.archives.first().text == ""


def test_a_link_is_looked_at_again_after_a_week(link, monkeypatch):
    look(link)
    assert tasks.check_links() == 0
    monkeypatch.setattr(archives, "CHECK_EVERY", dt.timedelta(0))  # a week later, for looks that nobody can change
    assert tasks.check_links() == 1
    assert Job.objects.unfinished().get().kind == Job.Kind.CHECK_EVIDENCE
    Evidence.objects.update(withdrawn_at=timezone.now(), withdrawn_by=link.created_by)
    assert tasks.check_links() == 0


def test_a_copy_without_its_bytes_is_refused_by_the_database(link):
    job = jobs.enqueue(Job.Kind.ARCHIVE_EVIDENCE, evidence=link)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceArchive.objects.create(evidence=link, job=job, outcome="archived", fetched_at=timezone.now())


def test_a_look_is_never_changed_afterwards(link):
    look(link)
    with pytest.raises(TypeError, match="append-only"):
        link.archives.update(outcome="unchanged")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_evidencearchive SET outcome = 'unchanged'")


def test_words_that_moved_are_no_change():
    assert words_changed("a b c", "c a b") == 0
    assert words_changed("a b c", "a b b d") == 2


def test_a_fact_check_that_is_archived_is_found_for_other_claims_unless_it_speaks_for_another_site(link, site):
    own = b'{"@type": "ClaimReview", "claimReviewed": "Three joints leak", "url": "/survey"}'
    foreign = own.replace(b"/survey", b"https://fact.example/1")
    site.pages["/survey"] = answer(
        PAGE + b'<script type="application/ld+json">[' + own + b"," + foreign + b"]</script>"
    )
    look(link)
    assert [row.url for row in ClaimReview.objects.all()] == [site.url("/survey")]
