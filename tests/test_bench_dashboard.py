"""Measuring the dashboard on a small desk."""

from __future__ import annotations

import pytest
from django.db import connection

from claims.dashboard.scope import Scope
from claims.dashboard.stages import stays, weeks
from claims.management.benchmarks import dashboard as bench


@pytest.mark.skipif(connection.vendor != "sqlite", reason="measures on a SQLite database of its own")
def test_the_page_is_measured_beside_an_empty_one_and_the_desk_has_a_past(tmp_path, transactional_db, monkeypatch):
    seen = []
    get = bench.Visitor.get

    def look_too(self, address, **query):
        scope = Scope(bench.timezone.now(), weeks=52)
        seen.append((len(stays(scope)), sum(week.arrived for week in weeks(scope))))
        return get(self, address, **query)

    monkeypatch.setattr(bench.Visitor, "get", look_too)
    figures = bench.measure(200, tmp_path, rounds=1)

    assert set(figures) == {"floor_ms", "dashboard_ms"}
    assert all(milliseconds > 0 for milliseconds in figures.values())
    assert seen[0][0] >= 3
    assert seen[0][1] == 200
