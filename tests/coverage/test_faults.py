"""Workers and Redis killed again and again during searches with providers that hang, lie, flood and answer garbage.

In the suite a short run; `FAULTS=full` makes it the whole one: 204 jobs, 20 kill -9 of workers, 5 restarts of Redis.
What it leaves must be what an undisturbed run leaves: every job ended, nothing twice, each failure with its reason.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest

from claims import jobs
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, CoverageMatch, Event, Job, ProviderCall, SearchEntry
from tests import web
from tests.coverage.service import as_json
from tests.services import Worker, wait_for
from tests.web import answer, drip

pytestmark = [pytest.mark.broker, pytest.mark.above_the_database, pytest.mark.django_db(transaction=True)]

FULL = os.environ.get("FAULTS") == "full"
CLAIMS, KILLS, RESTARTS = (34, 20, 5) if FULL else (3, 1, 1)
PATIENCE = 600 if FULL else 120

PLACES = "Anyer Binjai Cimahi Dumai Ende Fakfak Garut Hulu Indramayu Jepara Kediri Lahat Malang Natuna Oesapa Palu Raha"
SENTENCE = (
    "Menteri Perhubungan Budi Santoso mengatakan jembatan {place} sepanjang {n} meter dibuka pada hari Senin.\n\n"
)
TEXT = "".join(
    SENTENCE.format(place=place, n=100 + 7 * number) for number, place in enumerate((PLACES.split() * 2)[:CLAIMS])
)
MAPPING = """
label = "{name}"
address = "{address}"
seconds_between = 0.1
[query]
words = "q"
limit = "size"
most = 1
[paging]
style = "page"
parameter = "page"
[answer]
items = "articles"
total = "total"
url = "url"
title = "title"
"""


class Echo:
    """A provider that names two articles for each bridge, one on each page of its answer, with the words of the
    question as their title. Which words are sent depends on what the archive holds by then; the length of the bridge is
    always among them. What the first page brought is saved before the second is asked for."""

    def get(self, target: str, default: bytes) -> bytes:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        words, length = asked["q"], "".join(filter(str.isdigit, asked["q"]))
        page = {
            "url": f"https://news.example/bridge-{length}-{asked['page']}",
            "title": f"Menteri Budi Santoso: {words}, {'lagi ' * int(asked['page'])}",
        }
        return as_json({"articles": [page], "total": 2})


class Always:
    """A provider that answers everything in the same way."""

    def __init__(self, what: web.Answer) -> None:
        self.what = what

    def get(self, target: str, default: bytes) -> web.Answer:
        return self.what


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90000000\r\n\r\n"
PROVIDERS = {
    "good": Echo(),
    "hangs": Always(drip(b"", b"", 3, 1)),
    "lies": Always(answer(b"<h1>Everything is fine</h1>")),
    "floods": Always(drip(HEAD, b"[" * 500_000, 0, 50)),
    "garbage": Always(answer(random.Random(3).randbytes(5_000), type="application/json")),
}


@pytest.fixture
def providers(tmp_path: Path, settings) -> Iterator[dict[str, str]]:
    """The five providers, each with a server of its own; yields what a worker has to be told of them."""
    with ExitStack() as servers:
        files, ports = [], []
        for name, pages in PROVIDERS.items():
            server = servers.enter_context(web.running())
            server.pages = pages
            files.append(tmp_path / f"{name}.toml")
            files[-1].write_text(MAPPING.format(name=name, address=server.url("/search")))
            ports.append(str(server.port))
        yield {
            "COVERAGE_PROVIDERS": "news_api",
            "NEWS_APIS": ",".join(map(str, files)),
            "COVERAGE_PROVIDER_FAILURES": "1000",  # each is asked for every claim, however often it failed
            "FETCH_EXTRA_PORTS": ",".join(ports),
            "FETCH_PRIVATE_HOSTS": "127.0.0.1",
            "FETCH_PAUSE_SECONDS": "0",
            "FETCH_READ_SECONDS": "0.3",
            "FETCH_MAX_BYTES": "200000",
        }


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(jobs, "SEND_AGAIN_AFTER", jobs.SEND_AGAIN_AFTER / 10)


def unfinished() -> int:
    jobs.sweep()  # what beat does every ten seconds
    return Job.objects.unfinished().count()


def kill(worker: Worker, dice: random.Random) -> None:
    """kill -9 of the worker, or of the process in its pool that has the job."""
    pool = psutil.Process(worker.popen.pid).children(recursive=True)
    if pool and dice.random() < 0.5:
        os.kill(dice.choice(pool).pid, signal.SIGKILL)
    worker.kill()
    psutil.wait_procs(pool, timeout=5)


def wait_until_ended(jobs_ended: int | None = None) -> None:
    """Until so many jobs have ended, or all of them."""

    def ended() -> bool:
        left = unfinished()
        return not left or (jobs_ended is not None and Job.objects.count() - left >= jobs_ended)

    wait_for(ended, seconds=PATIENCE, what="jobs to end")


def try_again() -> int:
    """What a person's "Try again" does: for a job that lost its worker three times, and for providers that were not
    asked, because Redis, which counts what they are asked, was away."""
    failed = list(Job.objects.failed_last())
    for job in failed:
        jobs.retry(job)
    not_asked = list(ProviderCall.objects.filter(is_latest=True, outcome="not_asked").select_related("claim"))
    for call in not_asked:
        jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=call.claim, provider=call.provider)
    return len(failed) + len(not_asked)


def test_killed_workers_a_restarted_redis_and_bad_providers_lose_nothing_and_double_nothing(
    start_worker, redis_server, providers
):
    article, _created = save_article(TEXT)
    split(article)
    claims = list(Claim.objects.all())
    assert len(claims) == CLAIMS
    for claim in claims:
        jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
    dice = random.Random(5)
    disturbances = ["worker"] * KILLS + ["redis"] * RESTARTS
    dice.shuffle(disturbances)

    started = start_worker(**providers)
    for number, what in enumerate(disturbances):
        wait_until_ended(number * 6 * CLAIMS // len(disturbances))
        time.sleep(dice.uniform(0, 0.5))
        if what == "worker":
            kill(started, dice)
            started = start_worker(**providers)
        else:
            redis_server.kill()
            redis_server.start()
    wait_until_ended()
    first_ends = Counter(Job.objects.values_list("state", flat=True))
    for _ in range(3):
        if try_again():
            wait_until_ended()

    # Nothing lost: every claim was looked for, and every provider was asked about each.
    assert not Job.objects.failed_last().exists()
    assert all(Job.objects.filter(state="failed").values_list("reason", flat=True))
    assert Job.objects.filter(state="done", kind="find_coverage").values("claim").distinct().count() == CLAIMS
    latest = ProviderCall.objects.filter(is_latest=True).exclude(provider=ProviderCall.ARCHIVE)
    assert Counter(latest.values_list("label", "outcome")) == {
        ("good", "found"): CLAIMS,
        **{(name, "failed"): CLAIMS for name in ("hangs", "lies", "floods", "garbage")},
    }
    # Each failure named.
    for name in ("hangs", "lies", "floods", "garbage"):
        assert all(latest.filter(label=name).values_list("reason", flat=True))
    # Nothing doubled: a page named is one article, one match, one line of the log.
    assert Article.objects.filter(intake=Article.Intake.FOUND).count() == 2 * CLAIMS
    matches = Counter(CoverageMatch.objects.values_list("claim", "article__url"))
    assert matches and set(matches.values()) == {1}
    found = Event.objects.filter(act=Event.Act.COVERAGE_FOUND, new__provider="good")
    assert set(Counter(found.values_list("claim", flat=True)).values()) == {1}
    named = CoverageMatch.objects.filter(article__intake=Article.Intake.FOUND)
    assert 0 < sum(event.new["fresh"] for event in found) <= named.count()  # what was saved before a kill is told once
    assert ProviderCall.objects.filter(job__isnull=False).count() == len(
        set(ProviderCall.objects.filter(job__isnull=False).values_list("job", flat=True))
    )
    asked = SearchEntry.objects.filter(place__contains="good")
    assert set(Counter(asked.values_list("claim", flat=True)).values()) <= {1, 2}
    print(f"{KILLS} workers killed, Redis restarted {RESTARTS} times; jobs ended at first: {dict(first_ends)}")
