"""A real worker archives evidence from a real server, and its page follows the job."""

from __future__ import annotations

import pytest

from claims import jobs
from claims.ingest import kept_files
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Job
from claims.review.evidence import add_evidence
from tests import web
from tests.articles import DAM
from tests.services import wait_for

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


def test_a_worker_archives_the_page_of_a_link(start_worker, cast, settings, tmp_path):
    with web.running() as site:
        settings.FETCH_EXTRA_PORTS = [site.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
        site.pages["/a"] = web.answer(b"<title>Record</title><p>No crack had been found.</p>")
        start_worker(
            FETCH_EXTRA_PORTS=str(site.port),
            FETCH_PRIVATE_HOSTS="127.0.0.1",
            FETCH_PAUSE_SECONDS="0",
            VAR_DIR=str(tmp_path),  # its media folder is this test's
        )
        article, _created = save_article(DAM, user=cast.analyst)
        split(article)
        claim = article.attributions.first().claim
        link = add_evidence(
            cast.analyst, claim.pk, stance="supports", url=site.url("/a"), quote="No crack had been found."
        )
        job = jobs.enqueue(Job.Kind.ARCHIVE_EVIDENCE, evidence=link)
        wait_for(
            lambda: Job.objects.filter(pk=job.pk, finished_at__isnull=False).exists(), seconds=30, what="the archive"
        )

    copy = link.archives.get()
    assert (copy.outcome, copy.title) == ("archived", "Record")
    assert b"No crack" in kept_files.path_of(copy.page_file).read_bytes()
    link.refresh_from_db()
    assert link.anchored_in == copy
