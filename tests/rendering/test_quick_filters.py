"""Filters that stand in for slower ones of Django give the same letters."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.translation import override


def drawn(source: str, value: object) -> str:
    return Template(f"{{% load texts %}}{{{{ value|{source} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize("value", [0.8, 0, 1, 0.125, 0.335, 0.994999, -0.004, 12345.678])
def test_a_share_is_written_as_floatformat_writes_it_in_each_language(value):
    for language in ("en", "id", "en"):
        with override(language):
            assert drawn("share", value) == drawn("floatformat:2", value)


@pytest.mark.parametrize("microseconds", [0, 123456])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Jakarta"])
def test_a_moment_is_written_as_the_date_filter_writes_it(microseconds, zone, settings):
    settings.TIME_ZONE = zone
    moment = dt.datetime(2026, 11, 27, 23, 5, 9, microseconds, tzinfo=dt.UTC)

    assert drawn("iso", moment) == drawn("date:'c'", moment)
