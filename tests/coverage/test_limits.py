"""How often a provider is asked: places in a row, requests of a day, a rest after failures."""

from concurrent.futures import ThreadPoolExecutor

from claims.coverage.providers import asking, limits, registry
from claims.coverage.providers.base import Outcome
from tests.coverage.service import QUERY, as_json, gdelt_doc
from tests.web import answer


def test_of_many_that_ask_at_once_one_gets_the_place(service):
    with ThreadPoolExecutor(12) as threads:
        waits = list(threads.map(lambda _: limits.take("gdelt", 60), range(12)))
    assert waits.count(0) == 1
    assert all(50 < wait <= 60 for wait in waits if wait)


def test_who_would_wait_too_long_for_a_place_is_told(service):
    service.answers = [as_json({})]
    first, second = (asking.ask(gdelt_doc(seconds_between=60), QUERY) for _ in range(2))
    assert (first.outcome, second.outcome) == (Outcome.NONE_FOUND, Outcome.NOT_ASKED)
    assert len(service.server.requests) == 1


def test_the_operator_may_set_how_often_a_provider_is_asked(settings):
    settings.COVERAGE_PROVIDERS = ["gdelt", "wikinews"]
    settings.COVERAGE_PROVIDER_SECONDS = {"gdelt": 60.0}
    assert [one.seconds_between for one in registry.configured()] == [60.0, 1]


def test_a_short_wait_is_waited(service):
    service.answers = [as_json({})]
    outcomes = [asking.ask(gdelt_doc(seconds_between=0.2), QUERY).outcome for _ in range(2)]
    assert outcomes == [Outcome.NONE_FOUND] * 2


def test_the_requests_of_a_day_are_counted(service, settings):
    settings.COVERAGE_PROVIDER_DAILY_REQUESTS = 2
    service.answers = [as_json({})]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(3)]
    assert outcomes == [Outcome.NONE_FOUND, Outcome.NONE_FOUND, Outcome.NOT_ASKED]


def test_after_failures_in_a_row_a_provider_rests(service, settings):
    settings.COVERAGE_PROVIDER_FAILURES = 2
    service.answers = [answer(b"", status="500 Oh")]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(3)]
    assert outcomes == [Outcome.FAILED, Outcome.FAILED, Outcome.NOT_ASKED]
    assert len(service.server.requests) == 2


def test_one_good_answer_ends_the_row_of_failures(service, settings):
    settings.COVERAGE_PROVIDER_FAILURES = 2
    bad = answer(b"", status="500 Oh")
    service.answers = [bad, as_json({}), bad, as_json({})]
    outcomes = [asking.ask(gdelt_doc(), QUERY).outcome for _ in range(4)]
    assert outcomes == [Outcome.FAILED, Outcome.NONE_FOUND, Outcome.FAILED, Outcome.NONE_FOUND]


def test_without_redis_nobody_is_asked(service, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    assert asking.ask(gdelt_doc(), QUERY).outcome == Outcome.NOT_ASKED
    assert service.server.requests == []
