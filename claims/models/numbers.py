"""Many ids in one parameter, so that a question about a thousand rows is as short as one about one."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL


def among(ids: Iterable[int]) -> RawSQL:
    """A subquery for these ids: `rows.filter(claim__in=among(ids))`."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", (as_parameter(ids),))
    return RawSQL("SELECT unnest(%s::bigint[])", (as_parameter(ids),))


def as_parameter(ids: Iterable[int]) -> str | list[int]:
    """The ids as the one parameter of `among`."""
    return json.dumps(list(ids)) if connection.vendor == "sqlite" else list(ids)
