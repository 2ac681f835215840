"""Measuring the workbench on a small desk: every request of the benchmark is answered, whatever stage claims are in."""

from __future__ import annotations

import pytest

from claims.management.benchmarks import workbench as bench
from claims.management.benchmarks.desk import Desk
from claims.models import Event

pytestmark = pytest.mark.django_db


def test_every_kind_of_request_is_measured_and_spans_are_really_saved(settings):
    settings.ROOT_URLCONF = bench.__name__
    settings.ALLOWED_HOSTS = ["localhost"]

    figures = bench.Visitor(Desk().fill(24)).figures(rounds=15)

    assert set(figures) == {*bench.GOALS, "floor_ms"}
    assert all(milliseconds > 0 for milliseconds in figures.values())
    assert Event.objects.filter(act=Event.Act.SPANS_CHANGED).count() == 18  # three rounds before it counts
