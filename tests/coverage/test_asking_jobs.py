"""A real worker looks for a claim with a real provider, and is killed while it asks."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims import jobs
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Event, Job, ProviderCall, SearchEntry
from tests.articles import REFERENCE
from tests.coverage.service import JSON, as_json
from tests.coverage.test_fanout import REVIEW
from tests.services import wait_for
from tests.web import drip

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim() -> Claim:
    article, _ = save_article(REFERENCE)
    split(article)
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


@pytest.fixture
def start_asking(start_worker, service):
    """A function that starts a worker to which Google Fact Check Tools lie on loopback."""

    def start():
        return start_worker(
            COVERAGE_PROVIDERS="google_factcheck",
            GOOGLE_FACTCHECK_URL=service.url,
            GOOGLE_FACTCHECK_KEY="s3cret",
            FETCH_EXTRA_PORTS=str(service.server.port),
            FETCH_PRIVATE_HOSTS="127.0.0.1",
            FETCH_PAUSE_SECONDS="0",
        )

    return start


def asking(claim: Claim) -> Job:
    return claim.jobs.get(kind=Job.Kind.ASK_PROVIDER)


def test_a_worker_that_is_killed_while_it_asks_loses_nothing_and_doubles_nothing(
    start_asking, redis_server, service, claim
):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 900\r\n\r\n".encode()
    service.answers = [drip(head, b" ", 0.2, 100), as_json({"claims": [REVIEW]})]
    worker = start_asking()
    jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    wait_for(lambda: len(service.server.requests) == 1, seconds=30, what="the first question")
    worker.kill()
    assert asking(claim).state == "running"

    start_asking()
    # As if the time had passed for which the dead one holds the job, and the only place at that host.
    with redis_server.client() as redis:
        redis.delete("factcheck:fetch:place:127.0.0.1")
    Job.objects.filter(pk=asking(claim).pk).update(lease_until=timezone.now())
    wait_for(lambda: jobs.sweep() and asking(claim).is_finished, seconds=30, what="the answer")
    assert (asking(claim).state, asking(claim).attempts) == ("done", 2)
    assert len(service.server.requests) == 2
    assert ProviderCall.objects.get(provider="google_factcheck").carrying == 1
    assert claim.coverage.get().article == Article.objects.get(intake="found")
    assert SearchEntry.objects.count() == 2  # the archive's and the provider's
    assert Event.objects.filter(act=Event.Act.COVERAGE_FOUND, new__has_key="provider").count() == 1


def test_a_search_that_is_stopped_while_a_worker_asks_ends_and_keeps_the_page_it_read(start_asking, service, claim):
    page = as_json({"claims": [REVIEW], "nextPageToken": "t2"})
    service.answers = [drip(page[:-1], page[-1:], 0.5, 1)]
    start_asking()
    jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    wait_for(lambda: len(service.server.requests) == 1, seconds=30, what="the first question")
    jobs.cancel(Job.objects.filter(claim=claim, kind__in=Job.COVERAGE))
    wait_for(lambda: asking(claim).is_finished, seconds=20, what="the end")
    assert asking(claim).state == "cancelled"
    assert len(service.server.requests) == 1
    assert claim.coverage.count() == 1
