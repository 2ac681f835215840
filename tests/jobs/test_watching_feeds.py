"""A real worker reads a real feed, and what arrives is coverage of a claim at once."""

from __future__ import annotations

import pytest

from claims import tasks
from claims.ingest import watchlist
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, Feed
from tests import web
from tests.articles import REFERENCE, demo_text
from tests.services import wait_for

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


def test_a_worker_reads_the_feeds_that_are_due(start_worker, cast, settings):
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    with web.running() as site:
        settings.FETCH_EXTRA_PORTS = [site.port]
        allowed = {"FETCH_EXTRA_PORTS": str(site.port), "FETCH_PRIVATE_HOSTS": "127.0.0.1", "FETCH_PAUSE_SECONDS": "0"}
        start_worker(**allowed)
        item = f"<item><link>{site.url('/1')}</link><description>{demo_text('samudra-kinzhal')}</description></item>"
        feed = f'<rss version="2.0"><channel>{item}</channel></rss>'
        site.pages["/feed"] = web.answer(feed.encode(), type="application/rss+xml")
        watched = watchlist.add(cast.reviewer, site.url("/feed"), outlet="Samudra")
        assert tasks.poll_feeds() == 1
        wait_for(lambda: not watched.jobs.unfinished().exists(), seconds=30, what="the reading")

    watched = Feed.objects.get()
    assert (watched.outcome, watched.kept) == ("read", 1)
    assert claim.coverage.get().article.outlet.name == "Samudra"
