"""Measuring how the archive grows, on one that is small."""

from __future__ import annotations

import json

import pytest

from claims.management.benchmarks import growth

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_figure_is_measured_and_planted_copies_are_found():
    figures = json.loads(json.dumps(growth.measure(300)))
    assert {name for name, *_ in growth.ROWS} <= figures.keys()
    assert figures["copies_planted"] == 15
    assert figures["copies_found"] >= 14
    assert figures["copies_wrong"] <= 1
    assert figures["query_ms"]["p95"] >= figures["query_ms"]["p50"] > 0


def test_the_table_tells_what_ten_times_as_many_cost():
    small = {name: {"p50": 2.0, "p95": 4.0} if share else 2.0 for name, share, *_ in growth.ROWS}
    small |= {"articles": 1000, "copies_planted": 5, "copies_found": 5, "copies_wrong": 0}
    large = small | {"articles": 10_000, "index_mib": 20.0, "query_ms": {"p50": 2.0, "p95": 8.0}}
    table = growth.table({1000: small, 10_000: large}, "sqlite")
    assert "| index on disk, MiB | – | 2.0 | 20.0 | 10.00 | 20,000 |" in table
    assert "| match query, ms, 95 % | ≤ 300 | 4.0 | 8.0 | 2.00 | 64.0 |" in table
