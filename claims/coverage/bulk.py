"""Filling the archive's tables anew, past the models, in each database's own fastest way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection

from claims.coverage import segments
from claims.coverage.postings import POSTINGS, SEGMENTS, TEXTS
from claims.models import Shingle, TermFrequency

if TYPE_CHECKING:
    from array import array

    from claims.coverage.preparing import Held, Row

SHINGLES, FREQUENCIES = (model._meta.db_table for model in (Shingle, TermFrequency))
COLUMNS = {
    TEXTS: "article_id, place, language, terms, length",
    SHINGLES: "key",
    FREQUENCIES: "term, documents",
}
ON_POSTGRESQL = (FREQUENCIES, SEGMENTS, POSTINGS, TEXTS, SHINGLES)  # in the order in which a search reads them
FTS = "claims_archive_fts"
CACHE_KB = 256_000  # of SQLite, while it builds
FTS_MEMORY = 64 << 20  # bytes of terms that FTS5 gathers before it writes a segment; its own default is 1 MB
FTS_DEFAULTS = {"hashsize": 1 << 20, "automerge": 4}
BUILD_MEMORY = "256MB"  # of PostgreSQL, to sort an index


class Writer(Protocol):
    """Takes all rows of the new index, each kind in as many pieces as there are. `wants_holders`: which texts hold a
    term, not only how many."""

    wants_holders: bool

    def add_texts(self, rows: Sequence[Row]) -> None: ...

    def add_held(self, held: Held, rows: Sequence[Row]) -> None: ...

    def add_shingles(self, keys: array[int]) -> None: ...

    def add_frequencies(self, rows: Iterable[tuple[str, int]]) -> None: ...


@contextmanager
def new_index() -> Iterator[Writer]:
    """What is added while the block runs takes the place of the whole index at its end. Inside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            writer: _OnSqlite | _OnPostgresql = _OnSqlite(cursor)
        else:
            writer = _OnPostgresql(cursor)
        yield writer
        writer.finish()


class _OnSqlite:
    """The triggers are taken away meanwhile: FTS5 then empties itself at once instead of term by term."""

    wants_holders = False  # FTS5 finds out by itself

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.cache = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        made_anew = (
            "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL AND type IN (%s, %s)"
        )
        self.taken = cursor.execute(made_anew, [TEXTS, "trigger", "index"]).fetchall()
        for kind, name, _sql in self.taken:
            cursor.execute(f'DROP {kind} "{name}"')
        cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('delete-all')")
        for table in (TEXTS, SHINGLES, FREQUENCIES):
            cursor.execute(f"DELETE FROM {table}")
        self._set({"hashsize": FTS_MEMORY, "automerge": 0})
        cursor.execute("CREATE TEMPORARY TABLE new_shingles (key INTEGER NOT NULL)")

    def add_texts(self, rows: Sequence[Row]) -> None:
        self._insert(TEXTS, rows)
        self.cursor.executemany(f"INSERT INTO {FTS}(rowid, terms) VALUES (%s, %s)", [(row[1], row[3]) for row in rows])

    def add_held(self, held: Held, rows: Sequence[Row]) -> None:
        pass

    def add_shingles(self, keys: array[int]) -> None:
        # One parameter with all of them: to bind each by itself takes ten times as long.
        self.cursor.execute("INSERT INTO new_shingles SELECT value FROM json_each(%s)", [str(keys.tolist())])

    def add_frequencies(self, rows: Iterable[tuple[str, int]]) -> None:
        self._insert(FREQUENCIES, rows)

    def finish(self) -> None:
        self.cursor.execute(f"INSERT INTO {SHINGLES} (key) SELECT key FROM new_shingles ORDER BY key")
        self.cursor.execute("DROP TABLE new_shingles")
        self.cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('optimize')")
        self._set(FTS_DEFAULTS)
        for _kind, _name, sql in self.taken:
            self.cursor.execute(sql, None)
        self.cursor.execute(f"PRAGMA cache_size = {self.cache}")

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        places = ", ".join(["%s"] * len(COLUMNS[table].split(", ")))
        self.cursor.executemany(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({places})", rows)

    def _set(self, options: dict[str, int]) -> None:
        for name, value in options.items():
            self.cursor.execute(f"INSERT INTO {FTS}({FTS}, rank) VALUES (%s, %s)", [name, value])


class _OnPostgresql:
    """New tables are filled and indexed beside the old ones, then take their names: nobody who reads has to wait."""

    wants_holders = True

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        # What is left to be checked at the end of this transaction would forbid the exchange.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ON_POSTGRESQL:
            kept = "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE"
            cursor.execute(f"CREATE TABLE {table}_new (LIKE {table} {kept})")
        cursor.execute(f"ALTER TABLE {TEXTS}_new ALTER COLUMN loose SET DEFAULT false")
        # Numbers go on from the old ones: whoever is searching sees by them that the segments are others now.
        self.segment = segments.Segment(cursor, "_new")
        self.number = segments.newest(cursor)

    def add_texts(self, rows: Sequence[Row]) -> None:
        self._copy(TEXTS, rows)

    def add_held(self, held: Held, rows: Sequence[Row]) -> None:
        self.segment.add([place for _pk, place, *_rest in rows], held)
        if len(self.segment) >= segments.PER_SEGMENT:
            self._write_segment()

    def add_shingles(self, keys: array[int]) -> None:
        with self.cursor.copy(f"COPY {SHINGLES}_new ({COLUMNS[SHINGLES]}) FROM STDIN") as copy:
            copy.write("\n".join(map(str, keys)) + "\n" if keys else "")

    def add_frequencies(self, rows: Iterable[tuple[str, int]]) -> None:
        self._copy(FREQUENCIES, rows)

    def finish(self) -> None:
        if len(self.segment):
            self._write_segment()
        self.cursor.execute(f"ALTER TABLE {TEXTS}_new ALTER COLUMN loose SET DEFAULT true")
        made = [(table, self._index(table)) for table in ON_POSTGRESQL]
        for table, indexes in made:
            self.cursor.execute(f"DROP TABLE {table}")
            self.cursor.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
            for name in indexes:
                self.cursor.execute(f'ALTER INDEX "{name}_new" RENAME TO "{name}"')
        self.cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _write_segment(self) -> None:
        self.number += 1
        self.segment.write(self.number)

    def _copy(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self.cursor.copy(f"COPY {table}_new ({COLUMNS[table]}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _index(self, table: str) -> list[str]:
        """Give the new table the indexes of the old one; their names."""
        self.cursor.execute(
            "SELECT c.relname, i.indisprimary, pg_get_indexdef(i.indexrelid) FROM pg_index i "
            "JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass",
            [table],
        )
        names = []
        rows = self.cursor.fetchall()
        self.cursor.execute(f"SET LOCAL maintenance_work_mem = '{BUILD_MEMORY}'")
        for name, is_primary, definition in rows:
            head, _on, rest = definition.partition(" ON ")
            method = rest.partition(" USING ")[2]
            self.cursor.execute(f"{head}_new ON {table}_new USING {method}", None)
            if is_primary:
                self.cursor.execute(f'ALTER TABLE {table}_new ADD PRIMARY KEY USING INDEX "{name}_new"')
            names.append(name)
        self.cursor.execute(f"ANALYZE {table}_new")
        return names
