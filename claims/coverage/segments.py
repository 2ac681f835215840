"""One segment of PostgreSQL's index of the archive, gathered and written: which of its articles hold each term.

A segment's number is never used twice, so that whoever has read which segments there are sees afterwards whether they
still are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Any

from claims.coverage.postings import POSTINGS, SEGMENTS
from claims.coverage.preparing import BYTES_OF_NUMBER, ITEM, Held

PER_SEGMENT = 16_384  # articles; fewer make more rows, more make each end of a window longer to look through
# PostgreSQL's binary form of a row of POSTINGS, around its term and after it, in front of its articles.
COLUMNS = 3
BEFORE_TERM = Struct(">hi")  # columns, bytes of the term
AFTER_TERM = Struct(">iiiiiiii")  # 4, segment, bytes of the array, dimensions, 0, type of the items, how many, first
BINARY_HEAD, BINARY_END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
OID_OF_INTEGER = 23
BYTES_AHEAD = 20  # of an array, before its items


class Segment:
    """Takes articles until it is written, then those of the next. `suffix`: of the names of the tables it goes to."""

    def __init__(self, cursor: Any, suffix: str = "") -> None:
        self.cursor = cursor
        self.suffix = suffix
        self.places: list[int] = []
        self.holders: defaultdict[str, bytearray] = defaultdict(bytearray)  # of each term

    def __len__(self) -> int:
        return len(self.places)

    def add(self, places: Sequence[int], held: Held) -> None:
        """Articles at these places, and which of them hold each term."""
        holders, start = self.holders, 0
        for term, documents in zip(held.terms, held.documents, strict=True):
            end = start + documents * ITEM.size
            holders[term] += held.articles[start:end]
            start = end
        self.places += places

    def add_article(self, article: int, place: int, terms: set[str]) -> None:
        """One article and what it holds."""
        holders, number = self.holders, ITEM.pack(BYTES_OF_NUMBER, article)
        for term in terms:
            holders[term] += number
        self.places.append(place)

    def write(self, number: int) -> None:
        """Write what was taken as the segment of that number."""
        places = self.places
        self.cursor.execute(
            f"INSERT INTO {SEGMENTS}{self.suffix} (number, first, last, articles, places) VALUES (%s, %s, %s, %s, %s)",
            [number, min(places), max(places), len(places), places],
        )
        form = f"COPY {POSTINGS}{self.suffix} (term, segment, articles) FROM STDIN WITH (FORMAT binary)"
        with self.cursor.copy(form) as copy:
            copy.write(BINARY_HEAD)
            copy.write(b"".join(self._rows(number)))
            copy.write(BINARY_END)
        self.places = []
        self.holders.clear()

    def _rows(self, segment: int) -> Iterator[bytes]:
        for term, articles in sorted(self.holders.items()):
            written, size = term.encode(), len(articles)
            yield BEFORE_TERM.pack(COLUMNS, len(written))
            yield written
            yield AFTER_TERM.pack(
                BYTES_OF_NUMBER, segment, BYTES_AHEAD + size, 1, 0, OID_OF_INTEGER, size // ITEM.size, 1
            )
            yield bytes(articles)


def newest(cursor: Any) -> int:
    """The number of the segment that was written last; 0 when there is none."""
    cursor.execute(f"SELECT coalesce(max(number), 0) FROM {SEGMENTS}")
    (number,) = cursor.fetchone()
    return int(number)
