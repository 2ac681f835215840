"""`manage.py workbench` in real life: real processes, real signals."""

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from claims.management.workbench import redis_server
from claims.management.workbench.plan import Plan
from tests.services import wait_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Workbench:
    """One running `manage.py workbench`."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder, self.port = folder, free_port()
        self.environ = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "PORT": str(self.port), **variables}
        self.log = folder.parent / f"{folder.name}.log"
        self.popen: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                [sys.executable, "manage.py", "workbench", "--no-demo", *arguments],
                cwd=settings.BASE_DIR, env=self.environ, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def start_and_wait(self) -> None:
        self.start()
        try:
            wait_for(lambda: self.ready()["status"] == "ok", seconds=60, what="all parts ready")
        except AssertionError:
            print(self.ready(), self.output())
            self.stop()
            raise

    def ready(self) -> dict:
        """The answer of /readyz, whatever its status."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except OSError:
            return {"status": "silent"}

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def processes(self) -> list[psutil.Process]:
        """The supervisor and everything below it."""
        if self.popen is None:
            return []
        with contextlib.suppress(psutil.NoSuchProcess):
            supervisor = psutil.Process(self.popen.pid)
            return [supervisor, *supervisor.children(recursive=True)]
        return []

    def child(self, words: str) -> psutil.Process:
        """The direct child of the supervisor whose command has these words."""
        for process in psutil.Process(self.popen.pid).children():
            with contextlib.suppress(psutil.ZombieProcess):
                if words in " ".join(process.cmdline()):
                    return process
        raise AssertionError(f"no child runs {words!r}")

    def stop(self) -> int:
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(timeout=40)


def refused(folder: Path, *arguments: str, **variables: str) -> str:
    """What a workbench that must not start says."""
    workbench = Workbench(folder, **variables)
    workbench.start(*arguments)
    try:
        assert workbench.popen.wait(timeout=60) == 1
    finally:
        workbench.popen.kill()
    output = workbench.output()
    assert "Traceback" not in output
    return output


def gone(processes: list[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


@pytest.fixture
def folder(short_folder: Path, request) -> Path:
    """A data folder of the test's own, with a name that needs quoting wherever it becomes part of a URL."""
    folder = short_folder / f"var #{abs(hash(request.node.name)) % 10_000} 100%"
    folder.mkdir()
    return folder


PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "desk.example",
    "PROXY_COUNT": "1",
}


@pytest.fixture
def workbench(folder: Path, request: pytest.FixtureRequest) -> Iterator[Workbench]:
    """A workbench with all parts up; whatever happens, nothing of it outlives the test."""
    workbench = Workbench(folder, **getattr(request, "param", {}))
    workbench.start_and_wait()
    processes = workbench.processes()
    yield workbench
    for process in {*processes, *workbench.processes()}:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    workbench.popen.wait(timeout=10)


def test_all_parts_come_up_and_a_stop_leaves_nothing_running(workbench):
    processes = workbench.processes()
    names = " ".join(" ".join(process.cmdline()) for process in processes)
    for part in ("redis-server", "gunicorn", "worker", "beat"):
        assert part in names
    assert workbench.stop() == 0
    assert gone(processes)
    assert not list(workbench.folder.glob("*.pid"))


@pytest.mark.parametrize("workbench", [PRODUCTION], indirect=True)
def test_a_production_site_answers_behind_its_proxy_and_modules_import_each_other_by_hashed_names(workbench):
    def get(path: str) -> tuple[str, Message]:
        headers = {"Host": "desk.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        request = urllib.request.Request(f"http://127.0.0.1:{workbench.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.read().decode(), answer.headers

    page, headers = get("/accounts/login/")
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "__Host-csrftoken=" in headers["Set-Cookie"] and "Secure" in headers["Set-Cookie"]
    module, headers = get(re.search(r'src="(/static/claims/js/main\.\w{12}\.js)"', page)[1])
    assert "immutable" in headers["Cache-Control"]
    imports = re.findall(r'from "(\./[^"]+)"', module)
    assert imports and all(re.fullmatch(r"\./[\w-]+\.\w{12}\.js", path) for path in imports)
    assert '"factcheck.request"' in workbench.output(), "log lines are JSON"


def test_a_part_that_was_killed_comes_back(workbench):
    for words in ("redis-server", "celery --app=factcheck --quiet worker", "gunicorn"):
        killed = workbench.child(words)
        killed.kill()
        wait_for(lambda: gone([killed]), seconds=5, what=f"{words} to end")  # noqa: B023
    wait_for(lambda: workbench.ready()["status"] == "ok", seconds=90, what="all parts ready again")
    assert "ended (SIGKILL); starting again" in workbench.output()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only the kernel of Linux tells a child of this")
def test_a_killed_supervisor_leaves_nothing_running_and_the_next_one_starts(workbench):
    processes = workbench.processes()
    workbench.popen.kill()
    workbench.popen.wait()
    wait_for(lambda: gone(processes), seconds=40, what=f"{processes} to end by themselves")
    workbench.start_and_wait()
    assert workbench.stop() == 0


def test_a_second_workbench_in_the_same_folder_is_refused(workbench):
    output = refused(workbench.folder)
    assert f"already runs in this folder: http://localhost:{workbench.port}/" in output


def test_a_redis_left_over_on_our_socket_is_replaced(folder):
    process = redis_server.redis_process(folder / "redis.sock", folder / "redis")
    left_over = subprocess.Popen(process.command, stdout=subprocess.DEVNULL)
    assert redis_server.wait_until_ready(str(folder / "redis.sock"), 10)
    assert redis_server.stop_left_over(str(folder / "redis.sock"))
    assert left_over.wait(timeout=10) == 0


def test_a_socket_file_that_nobody_serves_is_no_obstacle(folder):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(folder / "redis.sock"))
    assert redis_server.stop_left_over(str(folder / "redis.sock"))
    process = redis_server.redis_process(folder / "redis.sock", folder / "redis")
    fresh = subprocess.Popen(process.command, stdout=subprocess.DEVNULL)
    try:
        assert redis_server.wait_until_ready(str(folder / "redis.sock"), 10)
    finally:
        fresh.kill()
        fresh.wait()


def test_a_taken_port_is_named_with_the_way_out(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 is used by another program" in refused(folder, f"--port={port}")


def test_a_folder_that_cannot_be_written_is_named(folder):
    (folder / "file").touch()
    assert "cannot be written" in refused(folder, VAR_DIR=str(folder / "file" / "var"))


def test_an_unreachable_database_is_named_without_its_password(folder):
    output = refused(folder, DATABASE_URL=f"postgres://desk:geheim@127.0.0.1:{free_port()}/desk")
    assert "The database cannot be used" in output
    assert "geheim" not in output


def test_an_unreachable_redis_of_ones_own_is_named_without_its_password(folder):
    output = refused(folder, REDIS_URL=f"redis://:geheim@127.0.0.1:{free_port()}/0")
    assert "The Redis that REDIS_URL names does not answer" in output
    assert "geheim" not in output


def test_debug_is_not_opened_to_other_machines(folder):
    assert "DEBUG is on" in refused(folder, "--host=0.0.0.0")


def test_a_missing_redis_program_is_said_with_the_package_to_install(monkeypatch):
    monkeypatch.setattr(redis_server.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(redis_server.RedisMissing, match="apt-get install redis-server"):
        redis_server.find_redis_server()


def test_a_plan_reads_back_as_it_was_written(tmp_path):
    process = redis_server.Process("web", ["true"], stop_seconds=3)
    plan = Plan("http://localhost:1/", "127.0.0.1", 1, None, None, [process], process)
    plan.write(tmp_path / "plan.json")
    assert Plan.read(tmp_path / "plan.json") == plan
