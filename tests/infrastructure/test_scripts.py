"""The scripts behind `make`: they find what they need, or say what is missing."""

import importlib.util
import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.conftest import missing_part

SCRIPTS = Path(settings.BASE_DIR) / "scripts"


def load_with_postgres():
    spec = importlib.util.spec_from_file_location("with_postgres", SCRIPTS / "with_postgres.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def run(script: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPTS / script, *arguments], env={**os.environ, **environ}, capture_output=True, text=True, timeout=60
    )


def test_a_temporary_postgresql_answers_and_is_gone_afterwards():
    with_postgres = load_with_postgres()
    programs = with_postgres.find_programs()
    if programs is None:
        missing_part("PostgreSQL is missing: apt-get install postgresql")
    with with_postgres.temporary_cluster(programs) as url:
        server = url.rpartition("/")[0]
        folder = Path(server.partition("@")[2].replace("%2F", "/"))
        with psycopg.connect(f"{server}/postgres") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"{server}/postgres")


def test_the_command_ends_as_it_would_without_postgresql_around_it(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somewhere/db")
    assert load_with_postgres().main(["sh", "-c", 'test "$DATABASE_URL" = postgres://somewhere/db && exit 3']) == 3


def test_a_python_too_old_is_named(tmp_path):
    old = program(tmp_path, "python3.9", 'test "$1" = --version && echo Python 3.9.2 || exit 1')
    done = run("make-venv.sh", str(tmp_path / "venv"), PYTHON=str(old))
    assert done.returncode == 1
    assert "Python 3.9.2 is too old: 3.11 or newer is needed" in done.stderr


def test_a_missing_python_is_named(tmp_path):
    done = run("make-venv.sh", str(tmp_path / "venv"), PYTHON="python3.99")
    assert done.returncode == 1
    assert "No python3.99 found" in done.stderr


def test_a_missing_system_part_is_named_with_its_package(tmp_path):
    program(tmp_path, "id", "echo 1000")  # not root, so nothing is installed
    done = run("system-part.sh", "no-such-program", "its-package", "the pages", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "no-such-program is missing: the pages" in done.stderr
    assert "apt-get install its-package" in done.stderr
