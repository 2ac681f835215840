"""Which articles hold a term, as SQLite's FTS5 tells it; on PostgreSQL `postings` does. Its rows stand in the order of
their places, so that a window of days is one range of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from claims.coverage.ranking import Wanted
from claims.models import ArchiveText
from claims.models.archive import ARTICLES, Places

FOUND = f"SELECT rowid & {ARTICLES} FROM claims_archive_fts WHERE claims_archive_fts MATCH %s"  # noqa: S608 - a number


@dataclass(frozen=True, slots=True)
class Inside:
    """The places asked for in which articles stand (none for everywhere), and how many; 0 where none was named."""

    places: Places
    articles: int

    def is_current(self) -> bool:
        """Whether it is still so. One index holds everything at any time."""
        return True

    def holders(self, asked: Sequence[tuple[Wanted, int]]) -> list[set[int]]:
        """For each thing asked for the articles inside that hold one of its variants."""
        found: list[set[int]] = [set() for _ in asked]
        parts: list[str] = []
        bound: list[str | int] = []
        everywhere: list[tuple[int, ...]] = [()]
        for number, (wanted, _holding) in enumerate(asked):
            words = " OR ".join("(" + " AND ".join(f'"{term}"' for term in v) + ")" for v in wanted.variants if v)
            for ends in self.places or everywhere:
                parts.append(FOUND.replace("SELECT", f"SELECT {number},") + " AND rowid BETWEEN %s AND %s" * bool(ends))
                bound += [words, *ends]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), bound)
            for number, article in cursor.fetchall():
                found[number].add(article)
        return found


def inside(places: Places) -> Inside:
    """What stands in these places; everything where none is named."""
    held = {ends: ArchiveText.objects.filter(place__range=ends).count() for ends in places}
    # Mostly every article has a day, and looking among the others would find nothing once more.
    return Inside([ends for ends in places if held[ends]], sum(held.values()))


def articles_with(words: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """SQL for the ids of the articles that hold of each word one of its forms, or a term that begins like it; and what
    is bound to it."""
    return FOUND, [" AND ".join("(" + " OR ".join(f'"{form}"*' for form in forms) + ")" for forms in words)]
