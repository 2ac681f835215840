"""Which articles hold a term, as PostgreSQL keeps it. SQLite has FTS5 for it, a search server its own index.

Building the archive's index anew makes segments: some thousand articles each, in the order of their places, and in each
a row per term with the articles that hold it. So a question about a window of days reads the few segments of those
days, however many there are. What comes in afterwards is loose, found by GIN, until it is folded into segments
(`folding`) or the index is built again. A segment may still name articles that are gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from claims.coverage.ranking import Wanted
from claims.models import ArchiveText
from claims.models.archive import ARTICLES, Places

TEXTS = ArchiveText._meta.db_table
SEGMENTS, POSTINGS = "claims_archive_segment", "claims_archive_posting"
VECTOR = "claims_archive_vector(terms)"  # as the index of loose texts has it
FEW = 1_000  # articles, of which PostgreSQL had better look at each for its place
LAST_LETTER = "\U0010ffff"

Segments = dict[int, frozenset[int] | None]  # segment → its articles inside; None for all


@dataclass(frozen=True, slots=True)
class Inside:
    """The places asked for (none for everywhere) and what stands there: segments, and how many articles, loose ones
    among them."""

    places: Places
    segments: Segments
    articles: int
    loose: int
    newest: int  # the number of the segment that was written last

    def is_current(self) -> bool:
        """Whether the segments are still these; if not, what was found since may lack articles."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(max(number), 0) FROM {SEGMENTS}")
            (newest,) = cursor.fetchone()
        return bool(newest == self.newest)

    def holders(self, asked: Sequence[tuple[Wanted, int]]) -> list[set[int]]:
        """For each thing asked for, which about so many articles hold, those inside that hold one of its variants."""
        found = _in_segments([wanted for wanted, _holding in asked], self.segments)
        if self.loose:
            for number, article in _loose(asked, self):
                found[number].add(article)
        return found


def inside(places: Places) -> Inside:
    """What stands in these places; everything where none is named."""
    segments: Segments = {}
    articles = 0
    within, ends = _within(places)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, first, last, articles FROM {SEGMENTS}")
        there = cursor.fetchall()  # all, for they are few and the newest tells whether they still are these afterwards
        cut = []
        for number, first, last, held in there:
            if not places or any(start <= first and last <= end for start, end in places):
                segments[number], articles = None, articles + held
            elif any(start <= last and first <= end for start, end in places):
                cut.append(number)
        if cut:
            among = f"ARRAY(SELECT place & {ARTICLES} FROM unnest(places) AS place WHERE {within})"
            cursor.execute(f"SELECT number, {among} FROM {SEGMENTS} WHERE number = ANY(%s)", [*ends, cut])
            for number, some in cursor.fetchall():
                segments[number], articles = frozenset(some), articles + len(some)
        cursor.execute(f"SELECT count(*) FROM {TEXTS} WHERE loose AND ({within})", ends)
        (loose,) = cursor.fetchone()
    newest = max((number for number, *_rest in there), default=0)
    return Inside(places, segments, articles + loose, loose, newest)


def _within(places: Places) -> tuple[str, list[int]]:
    """SQL for a place being one of these; what is bound to it."""
    return " OR ".join(["place BETWEEN %s AND %s"] * len(places)) or "true", [end for ends in places for end in ends]


def _in_segments(asked: Sequence[Wanted], segments: Segments) -> list[set[int]]:
    terms = {term for wanted in asked for variant in wanted.variants for term in variant}
    held: defaultdict[str, set[int]] = defaultdict(set)
    if segments:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT term, segment, articles FROM {POSTINGS} WHERE term = ANY(%s) AND segment = ANY(%s)",
                [list(terms), list(segments)],
            )
            for term, segment, articles in cursor.fetchall():
                only = segments[segment]
                held[term].update(articles if only is None else only.intersection(articles))
    return [
        set().union(*(set.intersection(*(held[term] for term in v)) for v in wanted.variants if v)) for wanted in asked
    ]


def _loose(asked: Sequence[tuple[Wanted, int]], where: Inside) -> list[tuple[int, int]]:
    """(number of the thing asked for, loose article that holds it)."""
    parts: list[str] = []
    bound: list[str | int] = []
    everywhere: list[tuple[int, ...]] = [()]
    for number, (wanted, holding) in enumerate(asked):
        # To read the index of places first, which PostgreSQL likes to, costs more than to look at the few.
        place = "place" if min(holding, where.loose) > FEW else "(place + 0)"
        words = " | ".join("(" + " & ".join(f"'{term}'" for term in v) + ")" for v in wanted.variants if v)
        for ends in where.places or everywhere:
            within = f" AND {place} BETWEEN %s AND %s" if ends else ""
            parts.append(f"SELECT {number}, article_id FROM {TEXTS} WHERE loose AND {VECTOR} @@ %s::tsquery{within}")
            bound += [words, *ends]
    with connection.cursor() as cursor:  # in one statement: a question to a server takes longer than most answers
        cursor.execute(" UNION ALL ".join(parts), bound)
        return list(cursor.fetchall())


def loosen(article_id: int, place: int, terms: Iterable[str]) -> None:
    """Take an article out of the segment that holds it, if one does, because its text or day is another one now.
    `place` and `terms`: those of before."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TEXTS} SET loose = true WHERE article_id = %s AND NOT loose", [article_id])
        if not cursor.rowcount:
            return
        # Locked in one order everywhere, or two at once would wait for each other for ever.
        cursor.execute(
            f"WITH held AS (SELECT term, segment FROM {POSTINGS} WHERE term = ANY(%s) AND segment IN "
            f"(SELECT number FROM {SEGMENTS} WHERE first <= %s AND last >= %s) AND %s = ANY(articles) "
            f"ORDER BY term, segment FOR UPDATE) UPDATE {POSTINGS} AS one SET articles = array_remove(articles, %s) "
            "FROM held WHERE one.term = held.term AND one.segment = held.segment",
            [list(terms), place, place, article_id, article_id],
        )
        cursor.execute(
            f"DELETE FROM {POSTINGS} WHERE term = ANY(%s) AND segment IN "
            f"(SELECT number FROM {SEGMENTS} WHERE first <= %s AND last >= %s) AND articles = '{{}}'",
            [list(terms), place, place],
        )


def articles_with(words: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """SQL for the ids of the articles that hold of each word one of its forms, or a term that begins like it; and what
    is bound to it."""
    every, bound = [], []
    for forms in words:
        either = " OR ".join(["term BETWEEN %s AND %s"] * len(forms))
        every.append(f"(SELECT unnest(articles) FROM {POSTINGS} WHERE {either})")
        bound += [end for form in forms for end in (form, form + LAST_LETTER)]
    query = " & ".join("(" + " | ".join(f"'{form}':*" for form in forms) + ")" for forms in words)
    loose = f"SELECT article_id FROM {TEXTS} WHERE loose AND {VECTOR} @@ %s::tsquery"
    return f"({' INTERSECT '.join(every)}) UNION ALL {loose}", [*bound, query]
