"""Start programs, show their output, start a dead one again, and leave nothing running at the end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from claims.management.workbench import die_with_parent, redis_server
from claims.management.workbench.plan import Plan, Process

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a dead program is started again; doubled each time
STEADY_SECONDS = 60.0  # a program that ran so long begins anew with the first pause
REDIS_START_SECONDS = 30.0
WEB_START_SECONDS = 90.0
NAME_WIDTH = 6


def say(text: str, *, name: str = "") -> None:
    """Print one line; `name` is the program it comes from. A closed terminal is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        print(f"{name:<{NAME_WIDTH}} | {text}" if name else text, flush=True)


def how_it_ended(popen: subprocess.Popen[bytes]) -> str:
    """`status 1` or `SIGKILL`: how a program that has ended did so."""
    status = popen.returncode
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def _web_answers(host: str, port: int) -> bool:
    """Whether the web server's own health page says yes. By hand: an HTTP library would double our memory."""
    try:
        with socket.create_connection((host, port), timeout=5) as connection:
            connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


class StartFailed(Exception):
    """Something needed for a start did not come up; the message is for the person who typed the command."""


class Child:
    """One running program: started in its own process group, its output passed on line by line with its name."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.popen: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = FIRST_PAUSE
        self.restart_at = 0.0

    def start(self) -> None:
        """Start the program. Call this from the main thread only: the kernel watches the thread that starts it."""
        wrapper = [sys.executable, "-IS", die_with_parent.__file__, self.process.orphan_signal, str(os.getpid())]
        self.popen = subprocess.Popen(
            [*wrapper, *self.process.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C reaches the supervisor alone, which stops the others in order
        )
        self.started = time.monotonic()
        threading.Thread(target=self._pass_on_output, args=(self.popen,), daemon=True).start()

    def _pass_on_output(self, popen: subprocess.Popen[bytes]) -> None:
        for line in popen.stdout or ():
            if line.strip():
                say(line.decode(errors="replace").rstrip(), name=self.process.name)

    @property
    def running(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    def keep_running(self) -> None:
        """Start the program again when it has died, after a pause that grows while it keeps dying."""
        now = time.monotonic()
        if self.running or self.popen is None:
            return
        if not self.restart_at:
            if now - self.started > STEADY_SECONDS:
                self.pause = FIRST_PAUSE
            self._kill_group()  # whatever the dead program left behind
            self.restart_at = now + self.pause
            say(f"{self.process.name} ended ({how_it_ended(self.popen)}); starting again in {self.pause:g} s")
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.restart_at:
            self.restart_at = 0.0
            self.start()

    def ask_to_stop(self) -> None:
        if self.running and self.popen:
            self.popen.send_signal(signal.Signals[self.process.stop_signal])

    def wait_stopped(self, hurry: threading.Event) -> None:
        """Wait until the program has ended, for as long as it may take; then kill it and all it started."""
        if self.popen is None:
            return
        deadline = time.monotonic() + self.process.stop_seconds
        while self.running and time.monotonic() < deadline and not hurry.is_set():
            time.sleep(0.05)
        self._kill_group()
        self.popen.wait()

    def _kill_group(self) -> None:
        if self.popen is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody left in the group
            os.killpg(self.popen.pid, signal.SIGKILL)


class Supervisor:
    """Runs a plan until Ctrl+C, SIGTERM or the end of the terminal."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.redis = Child(plan.redis) if plan.redis else None
        self.children = [Child(process) for process in plan.processes]
        self.once = Child(plan.then) if plan.then else None
        self.stop = threading.Event()
        self.hurry = threading.Event()  # a second Ctrl+C: kill instead of asking

    def run(self) -> int:
        """Return the exit status: 0 after a wished-for end, 1 when the start failed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            self._start_redis()
            for child in self.children:
                child.start()
            self._wait_for_web()
            if self.once:
                self.once.start()
            while not self.stop.wait(0.25):
                self._keep_running()
        except StartFailed as failure:
            if not self.stop.is_set():
                say(str(failure))
                return 1
        finally:
            self._stop_all()
        return 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        (self.hurry if self.stop.is_set() else self.stop).set()

    def _start_redis(self) -> None:
        if self.redis is None or self.plan.redis_socket is None:
            return
        if not redis_server.stop_left_over(self.plan.redis_socket):
            raise StartFailed(
                f"Another Redis serves {self.plan.redis_socket} and does not end. Stop it, then try again."
            )
        self.redis.start()
        deadline = time.monotonic() + REDIS_START_SECONDS
        while not redis_server.wait_until_ready(self.plan.redis_socket, 0.2):
            if not self.redis.running or time.monotonic() > deadline or self.stop.is_set():
                folder = Path(self.plan.redis_socket).parent / "redis"
                raise StartFailed(
                    f"Redis did not start; {folder / 'redis.log'} says why. When its data are damaged, delete the "
                    "folder: waiting jobs are queued again from the database."
                )

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + WEB_START_SECONDS
        while not _web_answers(self.plan.health_host, self.plan.health_port):
            if self.stop.wait(0.1) or time.monotonic() > deadline:
                raise StartFailed("The web server did not answer in time; its lines above say why.")
            self._keep_running()
        say(f"The workbench is ready: {self.plan.address}  (Ctrl+C stops it)")

    def _keep_running(self) -> None:
        for child in [*([self.redis] if self.redis else []), *self.children]:
            child.keep_running()

    def _stop_all(self) -> None:
        say("Stopping …")
        children = [*self.children, *([self.once] if self.once else [])]
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.wait_stopped(self.hurry)
        if self.redis:  # last: the others put unfinished jobs back into it
            self.redis.ask_to_stop()
            self.redis.wait_stopped(self.hurry)
        say("Stopped.")
