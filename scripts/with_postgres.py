"""with_postgres.py COMMAND…: run a command with DATABASE_URL naming a PostgreSQL to test on.

The one that TEST_DATABASE_URL names; else one on loopback that lets user postgres in without a password; else a private
temporary cluster, removed afterwards. Ends as the command ends, or with 77 when there is no PostgreSQL to be had.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

NO_POSTGRES = 77
# Of its own for every run: Django puts `test_` before it and creates and drops that.
DATABASE = f"factcheck_{os.getpid()}"


def main(command: list[str]) -> int:
    """Find or start a PostgreSQL, run the command, clean up."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster goes away as well
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return run(command, given)
    if loopback_answers():
        return run(command, f"postgres://postgres@127.0.0.1:5432/{DATABASE}")
    programs = find_programs() or (install_postgres() and find_programs())
    if not programs:
        print("!! No PostgreSQL found. On Debian or Ubuntu: sudo apt-get install postgresql", file=sys.stderr)
        return NO_POSTGRES
    with temporary_cluster(programs) as url:
        return run(command, url)


def run(command: list[str], url: str) -> int:
    """Run the command on the PostgreSQL of `url`."""
    print(f"PostgreSQL: {url.rpartition('@')[2]}", flush=True)
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


def loopback_answers() -> bool:
    """Whether a server on this machine lets us create databases."""
    query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect("host=127.0.0.1 port=5432 user=postgres dbname=postgres connect_timeout=3") as connection:
            row = connection.execute(query).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off PATH, one folder per version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


def install_postgres() -> bool:
    """Install PostgreSQL when root can."""
    script = Path(__file__).with_name("system-part.sh")
    subprocess.run([script, "pg_ctlcluster", "postgresql", "the tests on PostgreSQL"])
    return find_programs() is not None


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """A PostgreSQL of our own on a Unix socket in a temporary folder; yields its URL."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-"))
    # PostgreSQL refuses to run as root.
    user = next((name for name in ("postgres", "nobody") if _exists(name)), None) if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off"
    try:
        _quietly([programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"], user, folder)
        log = folder / "log"
        _quietly([programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], user, folder)
        yield f"postgres://postgres@{quote(str(folder), safe='')}/{DATABASE}"
    finally:
        if (data / "postmaster.pid").exists():
            _quietly([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user, folder)
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[Path | str], user: str | None, folder: Path) -> None:
    """Run one of PostgreSQL's programs, showing its output only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}")


def _exists(user: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(user))
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
