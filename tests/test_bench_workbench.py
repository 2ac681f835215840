"""Measuring the workbench on a small desk: every request of the benchmark is answered, whatever stage claims are in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.management.benchmarks import workbench as bench
from claims.management.benchmarks.desk import Desk
from claims.models import Event

ROOT = Path(bench.__file__).parents[3]

pytestmark = [pytest.mark.django_db, pytest.mark.above_the_database]


def test_every_kind_of_request_is_measured_and_spans_are_really_saved(settings):
    settings.ROOT_URLCONF = bench.__name__
    settings.ALLOWED_HOSTS = ["localhost"]

    figures = bench.Visitor(Desk().fill(24)).figures(rounds=15)

    assert set(figures) == {*bench.GOALS, *bench.BESIDES, "floor_ms"}
    assert all(milliseconds > 0 for milliseconds in figures.values())
    assert Event.objects.filter(act=Event.Act.SPANS_CHANGED).count() == 18  # three rounds before it counts


FAILING = """
import sys
from pathlib import Path
import django
django.setup()
from django.db import OperationalError, connection
from claims.management.benchmarks.workbench import throw_away
before = connection.settings_dict["NAME"]
try:
    with throw_away(Path(sys.argv[1])):
        pass
except OperationalError:
    print("restored" if connection.settings_dict["NAME"] == before else "lost")
"""


def test_the_database_is_back_in_its_place_when_the_throw_away_one_could_not_be_made(tmp_path: Path):
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
    }
    missing = tmp_path / "missing" / "desk.sqlite3"
    ran = subprocess.run(
        [sys.executable, "-c", FAILING, str(missing)], capture_output=True, text=True, env=env, cwd=ROOT, timeout=60
    )
    assert ran.stdout.strip() == "restored", ran.stderr
