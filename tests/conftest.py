"""What every test may ask for: a real Redis, a real worker, a real browser, a database of its own."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import kombu.pools
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.utils import translation

from factcheck.celery import app as celery_app
from factcheck.environment import celery_broker_url
from tests.cast import cast  # noqa: F401 - a fixture for every test
from tests.services import RedisServer, Worker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

ARTEFACTS = Path(__file__).parent.parent / "test-artefacts"
COMMITTING = {"transactional_db", "live_server"}  # fixtures of tests that leave the database empty
WRITTEN_BY_MIGRATIONS = (
    ("0003_roles", "add_roles"),
    ("0039_house_rules", "add_rules"),
    ("0058_rules_of_the_publish_gate", "add_rules"),
    ("0061_axis_labels", "add_labels"),
    ("0072_checklist_questions", "add_questions"),
)
NOWHERE = "unix:///nonexistent/redis.sock?db=0"


def pytest_configure(config: pytest.Config) -> None:
    """Keep tests away from the data of a workbench that runs from the same checkout, and make logging in quick."""
    django_settings.REDIS_URL = NOWHERE
    django_settings.CELERY_BROKER_URL = celery_broker_url(NOWHERE)
    django_settings.CACHES["shared"]["LOCATION"] = NOWHERE
    for name in ("LIMIT_UPLOADS", "LIMIT_JOBS", "LIMIT_EXPORTS", "LIMIT_SEARCHES"):  # all tests come from one address
        setattr(django_settings, name, 0)
    django_settings.ARCHIVE_SEARCH_URL = ""  # nor from a search server that is in use
    django_settings.AXIS_LABEL_SECONDS = 0  # no page asks for labels in the middle of a test that counts its questions
    # The product's Argon2 is slow on purpose; tests that are about it ask for it.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `database` on whatever uses it, so that `make test` runs it again on PostgreSQL."""
    fixtures = COMMITTING | {"db", "django_db_setup"}
    for item in items:
        if item.get_closest_marker("django_db") or fixtures.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


def missing_part(message: str) -> None:
    """Skip for want of a system part; where a missing part must not go unnoticed (CI=true), fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A test database that no other run or process shares; on SQLite a file, which need not survive a power cut."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@pytest.fixture(autouse=True)
def rows_of_migrations(request: pytest.FixtureRequest) -> None:
    """What migrations wrote is there. A test that commits leaves its process without it, and whether any other test
    comes after it there is chance, since processes take tests from each other."""
    marker = request.node.get_closest_marker("django_db")
    commits = COMMITTING.intersection(request.fixturenames) or (marker and marker.kwargs.get("transaction"))
    if commits or not (marker or "db" in request.fixturenames):
        return
    request.getfixturevalue("db")
    if not Group.objects.exists():
        for migration, write in WRITTEN_BY_MIGRATIONS:
            getattr(import_module(f"claims.migrations.{migration}"), write)(apps, None)


@pytest.fixture(autouse=True)
def language_left_behind() -> Iterator[None]:
    """A page that a test asked for in Indonesian leaves its language behind; the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path: Path) -> Path:
    """Uploaded files go into the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


# --- Redis and workers ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared_redis() -> Iterator[RedisServer]:
    """One Redis for the whole run; tests use `redis_server`, which empties it."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def redis_server(shared_redis: RedisServer, settings) -> Iterator[RedisServer]:
    """An empty Redis that this process publishes its jobs to. A test may kill it and must then start it again."""
    with shared_redis.client() as client:
        client.flushall()
    publish_to(shared_redis.url, settings)
    yield shared_redis
    publish_to(NOWHERE, settings)


def publish_to(redis_url: str, settings) -> None:
    """Let Celery in this process use another Redis."""
    from claims import jobs  # after Django's set-up

    settings.REDIS_URL = redis_url
    settings.CELERY_BROKER_URL = celery_app.conf.broker_url = celery_broker_url(redis_url)
    celery_app.conf.broker_read_url = celery_app.conf.broker_write_url = celery_app.conf.broker_url
    kombu.pools.reset()
    celery_app._pool = celery_app.amqp._producer_pool = None
    jobs._ask_again_at = 0.0  # another Redis is not away because the last one was


@pytest.fixture
def start_worker(transactional_db, redis_server: RedisServer, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """A function that starts a Celery worker on the test database; all of them end with the test."""
    workers: list[Worker] = []

    def start(**variables: str) -> Worker:
        with (tmp_path / f"worker-{len(workers)}.log").open("wb") as log:
            worker = Worker(redis_server, log, **variables)
            workers.append(worker)
            worker.start()
        return worker

    yield start
    for worker in workers:
        worker.stop()
    for log in sorted(tmp_path.glob("worker-*.log")):  # pytest shows this when the test failed
        print(f"--- {log.name}\n{log.read_text(errors='replace')}")


@pytest.fixture
def worker(start_worker: Callable[..., Worker]) -> Worker:
    """One running Celery worker on the test database."""
    return start_worker()


# --- Browser ----------------------------------------------------------------------------------------------------------


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, or the system's."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    from playwright.sync_api import sync_playwright  # half a second that other tests need not wait

    program = find_chromium()
    if program is None:
        missing_part("Chromium is missing: apt-get install chromium, or CHROMIUM=/path/to/chromium")
    # Playwright's loop lives in this thread, which makes Django take every test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium: Browser, live_server, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """A function that opens a fresh browser window (options of `Browser.new_context`) on the live server.

    At the end of the test every window leaves its screenshot in test-artefacts/, and no page may have logged an error;
    with `refusals=True` a stale save, which the browser logs as an error (409), is none, with `stale=True` an act of a
    page from before the last log-in (403), with `busy=True` one too many (429), with `unready=True` one that lacks
    something (422), and with `offline=True` a server out of reach.
    """
    pages: list[Page] = []
    problems: list[str] = []

    def note(message: ConsoleMessage, expected: list[str]) -> None:
        if message.type == "error" and not any(words in message.text for words in expected):
            problems.append(message.text)

    def open_page(
        *,
        refusals: bool = False,
        stale: bool = False,
        busy: bool = False,
        unready: bool = False,
        offline: bool = False,
        **options,
    ) -> Page:
        expected = ["htmx:sendAbort", "htmx:afterRequest"]  # a question that a newer act has made idle
        expected += ["status of 409"] * refusals + ["status of 403"] * stale
        expected += ["status of 429"] * busy + ["status of 422"] * unready
        expected += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "htmx:"] * offline
        context = chromium.new_context(
            base_url=live_server.url, **{"viewport": {"width": 1440, "height": 900}, **options}
        )
        page = context.new_page()
        page.set_default_timeout(30_000)  # long enough for a busy machine, and no test waits it out
        page.on("console", lambda message: note(message, expected))
        page.on("pageerror", lambda error: problems.append(str(error)))
        pages.append(page)
        return page

    yield open_page
    ARTEFACTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.removeprefix("tests/").replace("::", "."))
    for number, page in enumerate(pages):
        if not page.is_closed():
            page.screenshot(path=ARTEFACTS / f"{name}{f'-{number}' if number else ''}.png", full_page=True)
        page.context.close()
    assert not problems, f"the browser's console shows errors: {problems}"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One browser window on the live server."""
    return new_page()


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for Unix sockets."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
