"""Rows that are written once: their querysets neither change nor delete, the database refuses what goes past them."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Row = TypeVar("Row", bound=models.Model)

_POSTGRESQL = """
    CREATE OR REPLACE FUNCTION claims_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION claims_append_only()"""
# Deleting is left to the querysets here: SQLite has no TRUNCATE, so a guarded table could never be emptied.
_SQLITE = """
    CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Reads and adds; what is signed or published is answered by another row, never changed."""

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__} is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model.__name__} is append-only.")


def guard(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Let the database refuse changes. For migrations; one that has SQLite rebuild the table guards it again."""
    sql = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    schema_editor.execute(sql.format(table=table), params=None)


def unguard(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Take the guard away."""
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {table}_append_only{on}", params=None)
