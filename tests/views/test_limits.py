"""What costs the server much is limited per person and per address: 429, when to try again, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.urls import reverse

from claims.models import Article, Job
from claims.urls import urlpatterns
from claims.views.limits import EXPORT, JOB, SEARCH, UPLOAD
from factcheck import counting
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

TEXT = "The mayor said on Monday that the bridge over the Orel is closed."


@pytest.fixture(autouse=True)
def new_count(monkeypatch):
    """Nothing was counted yet, and nobody has noticed yet that there is no Redis."""
    caches["default"].clear()
    monkeypatch.setattr(counting, "_ask_again_at", 0.0)


@pytest.fixture
def counted_in_redis(redis_server, settings):
    shared = {**django_settings.CACHES["shared"], "LOCATION": redis_server.url}
    settings.CACHES = {**django_settings.CACHES, "shared": shared}
    return redis_server


def add(client, number, **headers):
    return client.post(reverse("claims:article_new"), {"text": f"{TEXT} {number}"}, headers=headers)


def test_who_adds_too_many_articles_is_told_when_to_try_again_and_gets_the_text_back(analyst, settings):
    settings.LIMIT_UPLOADS = 2
    assert [add(analyst, number).status_code for number in (1, 2)] == [302, 302]

    refused = add(analyst, 3)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "At most 2 articles an hour are taken in." in refused.text and "Try again in" in refused.text
    assert f"{TEXT} 3" in refused.text
    assert Article.objects.count() == 2


def test_looking_at_the_form_does_not_count(analyst, settings):
    settings.LIMIT_UPLOADS = 1
    for _again in range(3):
        assert analyst.get(reverse("claims:article_new")).status_code == 200
    assert add(analyst, 1).status_code == 302


def test_a_search_beyond_the_limit_is_told_in_the_toasts_and_leaves_the_page(analyst, kremlin, settings):
    settings.LIMIT_SEARCHES = 1
    address = reverse("claims:set_source", args=[kremlin.pk])
    offered = {**HTMX, "HX-Target": "offered"}
    assert analyst.get(address, {"q": "ta"}, headers=offered).status_code == 200

    refused = analyst.get(address, {"q": "tas"}, headers=offered)

    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    assert refused["HX-Retarget"] == "#toasts"
    assert "At most 1 searches a minute are answered." in refused.text
    assert analyst.get(address, headers=offered).status_code == 200  # opening the form is no search


def test_an_act_beyond_the_limit_leaves_neither_a_change_nor_a_receipt(analyst, reference, settings):
    settings.LIMIT_JOBS = 1
    address = reverse("claims:split_again", args=[reference.pk])
    headers = {**HTMX, "X-Act-Id": "a" * 32}
    assert analyst.post(address).status_code == 302
    assert analyst.post(address, headers=headers).status_code == 429
    jobs = Job.objects.count()
    settings.LIMIT_JOBS = 0

    again = analyst.post(address, headers=headers)

    assert again.status_code == 200 and "X-Act-Repeated" not in again
    assert Job.objects.count() >= jobs


def test_one_persons_haste_does_not_slow_another_but_an_address_has_a_limit_too(browser_of, settings):
    settings.LIMIT_UPLOADS, settings.LIMIT_ADDRESS_FACTOR = 2, 2
    first, second, third = (browser_of(role) for role in ("analyst", "colleague", "reviewer"))
    assert [add(first, number).status_code for number in (1, 2, 3)] == [302, 302, 429]
    assert [add(second, number).status_code for number in (4, 5)] == [302, 302]

    refused = add(third, 6)

    assert refused.status_code == 429
    assert "At most 4 articles an hour are taken in." in refused.text


def test_nothing_is_limited_at_0(analyst, settings):
    settings.LIMIT_UPLOADS = 0
    assert {add(analyst, number).status_code for number in range(5)} == {302}


def test_every_file_is_an_export_and_every_costly_address_has_its_limit():
    cost_of = {pattern.name: getattr(pattern.callback, "cost", None) for pattern in urlpatterns}
    files = {pattern.name for pattern in urlpatterns if str(pattern.pattern).endswith((".csv", ".jsonl"))}

    assert files and {cost_of[name] for name in files} == {EXPORT}
    assert {name for name, cost in cost_of.items() if cost == UPLOAD} == {"article_new", "article_newer"}
    assert {name for name, cost in cost_of.items() if cost == JOB} == {
        "split_again",
        "coverage",
        "coverage_ask",
        "feed_read",
        "job_retry",
        "claim_evidence",
        "evidence_archive",
    }
    assert {"claims", "set_source", "chain", "source_edit"} <= {
        name for name, cost in cost_of.items() if cost == SEARCH
    }


def test_all_web_workers_count_together(counted_in_redis):
    code = "from factcheck.counting import count; print(count('exports', seconds=86_400)[0])"
    other = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    environ = {"REDIS_URL": counted_in_redis.url, "VAR_DIR": str(counted_in_redis.folder)}

    first, _left = counting.count("exports", seconds=86_400)
    elsewhere = subprocess.run(other, cwd=django_settings.BASE_DIR, env=environ, capture_output=True, text=True)
    third, _left = counting.count("exports", seconds=86_400)

    assert (first, elsewhere.stdout.strip(), third) == (1, "2", 3), elsewhere.stderr


def test_without_redis_each_worker_counts_alone_and_goes_back_when_it_answers(
    analyst, counted_in_redis, settings, monkeypatch
):
    monkeypatch.setattr(counting, "QUIET_SECONDS", 0)
    settings.LIMIT_UPLOADS = 1
    counted_in_redis.kill()
    assert [add(analyst, number).status_code for number in (1, 2)] == [302, 429]

    counted_in_redis.start()

    assert [add(analyst, number).status_code for number in (3, 4)] == [302, 429]


def test_a_redis_that_is_away_is_not_asked_at_every_request(analyst, settings, monkeypatch):
    settings.LIMIT_SEARCHES = 100
    asked = []
    real = counting._add
    monkeypatch.setattr(counting, "_add", lambda cache, *rest: asked.append(cache) or real(cache, *rest))
    for _again in range(3):
        analyst.get(reverse("claims:claims"), {"q": "water"})

    assert asked.count("shared") == 1 and asked.count("default") == 6
