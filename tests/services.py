"""Real servers for tests: a Redis and Celery workers, each a process of its own that a test may kill."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import redis
from django.conf import settings
from django.db import connection

from claims.management.workbench.redis_server import find_redis_server, redis_process
from factcheck.health import HEARTBEAT_KEY

# Short enough for a test to wait for; the relation between them is the product's.
JOB_LIMITS = {"JOB_LEASE": "8", "JOB_SOFT_TIME_LIMIT": "8", "JOB_TIME_LIMIT": "9", "BROKER_VISIBILITY_TIMEOUT": "10"}


def wait_for(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Return as soon as the condition holds; fail with `what` when it does not within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for: {what}")
        time.sleep(0.05)


class RedisServer:
    """A Redis as `manage.py workbench` starts it; with TEST_REDIS=tcp the one on PATH, on a port of loopback."""

    def __init__(self) -> None:
        # Not pytest's folder: its path may be too long for a Unix socket.
        self.folder = Path(tempfile.mkdtemp(prefix="factcheck-redis-"))
        self.popen: subprocess.Popen[bytes] | None = None
        self.command = redis_process(self.folder / "redis.sock", self.folder / "data").command
        self.url = f"unix://{self.folder}/redis.sock?db=0"
        if os.environ.get("TEST_REDIS") == "tcp":
            port = _free_port()
            self.command = [
                shutil.which("redis-server") or find_redis_server(),
                "--port",
                str(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                str(self.folder),
                "--appendonly",
                "yes",
                "--save",
                "",
            ]
            self.url = f"redis://127.0.0.1:{port}/0"

    def start(self) -> None:
        """Start it, or start it again on the same data, and wait until it answers."""
        self.popen = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        wait_for(self._answers, seconds=15, what=f"Redis on {self.url}")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.popen:
            self.popen.kill()
            self.popen.wait()

    def remove(self) -> None:
        """End it and delete its data."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self) -> redis.Redis:
        """A connection to it; the caller closes it."""
        return redis.Redis.from_url(self.url)

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


class Worker:
    """A Celery worker process on the test database and a test Redis, with further environment variables if wanted."""

    def __init__(self, redis_server: RedisServer, log: IO[bytes], **variables: str) -> None:
        self.variables = variables
        self.redis_server = redis_server
        self.log = log
        self.command = [
            sys.executable,
            "-m",
            "celery",
            "--app=factcheck",
            "worker",
            "--queues=interactive,background",
            "--without-gossip",
            "--without-mingle",
            "--loglevel=INFO",
        ]
        self.popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its first sign of life."""
        with self.redis_server.client() as client:
            client.delete(HEARTBEAT_KEY)
            environment = {
                **os.environ,
                **JOB_LIMITS,
                "DATABASE_URL": database_url(),
                "DEBUG": "true",
                "REDIS_URL": self.redis_server.url,
                "VAR_DIR": str(self.redis_server.folder),
                **self.variables,
            }
            self.popen = subprocess.Popen(
                self.command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=self.log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            wait_for(lambda: client.exists(HEARTBEAT_KEY), seconds=30, what="the worker's first sign of life")

    def kill(self) -> None:
        """kill -9 of the worker alone; its pool processes have to notice by themselves."""
        if self.popen:
            self.popen.kill()
            self.popen.wait()

    def stop(self) -> None:
        """End it and whatever it started."""
        if self.popen and self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self.popen.pid, signal.SIGKILL)
                self.popen.wait()


def database_url() -> str:
    """The test database, as another process has to name it."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    host = str(parts["HOST"]).replace("/", "%2F")
    password = f":{parts['PASSWORD']}" if parts["PASSWORD"] else ""
    port = f":{parts['PORT']}" if parts["PORT"] else ""
    return f"postgres://{parts['USER']}{password}@{host}{port}/{parts['NAME']}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
