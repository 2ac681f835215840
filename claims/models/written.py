"""Rows that are written at every click: their SQL is put together once, as `Prepared` does with what is read.

`insert` and `rewrite` write what `save` and `update` would. They know plain values only, no expressions, and models
without parents; nothing here listens to signals.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model


def insert(row: Model, *, unless_there: bool = False) -> bool:
    """Add a new row and give it its number. `unless_there`: where a unique constraint has no room for it nothing is
    written, no transaction is broken, and the answer is False."""
    sql, fields = _insertion(type(row), unless_there)
    database = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(row, add=True), database) for field in fields]
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        numbered = cursor.fetchone()
    if numbered is None:
        return False
    row.pk = numbered[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


def rewrite(model: type[Model], where: Mapping[str, object], fields: Mapping[str, object]) -> int:
    """Write `fields` into the rows in which the fields of `where` have these values; returns how many there are."""
    sql, written, asked = _change(model, tuple(fields), tuple(where))
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        field.get_db_prep_save(value.pk if isinstance(value, Model) else value, database)
        for field, value in zip((*written, *asked), (*fields.values(), *where.values()), strict=True)
    ]
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


@lru_cache(maxsize=64)
def _insertion(model: type[Model], unless_there: bool) -> tuple[str, tuple[Field[Any, Any], ...]]:
    meta = model._meta
    fields = tuple(field for field in meta.local_concrete_fields if not field.primary_key)
    columns = ", ".join(_column(field) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {_quoted(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of ours and marks
    if unless_there:
        sql += " ON CONFLICT DO NOTHING"
    return f"{sql} RETURNING {_column(_number(model))}", fields


@lru_cache(maxsize=256)
def _change(
    model: type[Model], fields: tuple[str, ...], where: tuple[str, ...]
) -> tuple[str, tuple[Field[Any, Any], ...], tuple[Field[Any, Any], ...]]:
    written, asked = (tuple(_field(model, name) for name in names) for names in (fields, where))
    changes = ", ".join(f"{_column(field)} = %s" for field in written)
    condition = " AND ".join(f"{_column(field)} = %s" for field in asked)
    return f"UPDATE {_quoted(model._meta.db_table)} SET {changes} WHERE {condition}", written, asked  # noqa: S608 - as above


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _column(field: Field[Any, Any]) -> str:
    return _quoted(str(field.column))


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return _number(model) if name == "pk" else model._meta.get_field(name)  # type: ignore[return-value]


def _number(model: type[Model]) -> Field[Any, Any]:
    number = model._meta.pk
    assert number is not None  # every model has one
    return number
