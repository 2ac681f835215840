"""The local archive: every article ever ingested, searchable by its rarest terms inside a window of dates."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import F, Q

from claims.coverage.terms import terms_of
from claims.models import ArchiveText, Article, TermFrequency

WINDOW = dt.timedelta(days=30)  # before and after the claim's article
RAREST_TERMS = 12
LEAST_ARCHIVE = 1_000  # a young archive knows nothing of rarity: in two articles every shared word would weigh nothing
MOST_CANDIDATES = 200
PER_QUERY = 500  # bound parameters in one statement; SQLite's default limit was once 999


@transaction.atomic
def index(article: Article) -> None:
    """Make an article findable, or bring its entry up to date. Safe to repeat."""
    terms = terms_of(article.text, article.language)
    present = ArchiveText.objects.filter(pk=article.pk).first()
    old = set(present.terms.split()) if present else set()
    new = set(terms)
    ArchiveText.objects.update_or_create(article=article, defaults={"terms": " ".join(terms), "length": len(terms)})
    _count(new - old, +1)
    _count(old - new, -1)


def rarity(terms: Iterable[str]) -> dict[str, float]:
    """Inverse document frequency of each term, in nats, in the form of Robertson and Spärck Jones with +1 inside the
    logarithm, so that it stays positive. A term in no article has the highest value."""
    total = max(ArchiveText.objects.count(), LEAST_ARCHIVE)
    counts: dict[str, int] = {}
    for chunk in _chunks(sorted(set(terms))):
        counts.update(TermFrequency.objects.filter(term__in=chunk).values_list("term", "documents"))
    return {
        term: math.log(1 + (total - counts.get(term, 0) + 0.5) / (counts.get(term, 0) + 0.5)) for term in set(terms)
    }


def candidates(terms: Sequence[str], *, around: dt.date | None, but: Iterable[int] = ()) -> list[int]:
    """Ids of at most MOST_CANDIDATES articles that hold any of the RAREST_TERMS of `terms`, best first.

    `around` is the day in the middle of the WINDOW; articles without a date are taken as well. `but` are left out, and
    so is a term that no more articles hold than those.
    """
    but = list(but)
    weights = rarity(terms)
    rarest = sorted(weights, key=lambda term: (-weights[term], term))
    known = _held_by_more_than(len(but), rarest)
    wanted = [term for term in rarest if term in known][:RAREST_TERMS]
    if not wanted:
        return []
    found = _search_sqlite(wanted) if connection.vendor == "sqlite" else _search_postgresql(wanted)
    allowed = Article.objects.exclude(pk__in=but)
    if around:
        in_window = Q(published__range=(around - WINDOW, around + WINDOW))
        allowed = allowed.filter(in_window | Q(published__isnull=True))
    kept = set(allowed.filter(pk__in=found).values_list("pk", flat=True))
    return [pk for pk in found if pk in kept][:MOST_CANDIDATES]


def _search_sqlite(terms: list[str]) -> list[int]:
    query = " OR ".join(f'"{term}"' for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM claims_archive_fts WHERE terms MATCH %s ORDER BY rank LIMIT %s",
            [query, 5 * MOST_CANDIDATES],
        )
        return [row[0] for row in cursor.fetchall()]


def _search_postgresql(terms: list[str]) -> list[int]:
    query = " | ".join(f"'{term}'" for term in terms)  # terms are letters and digits only
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT article_id FROM claims_archivetext, to_tsquery('simple', %s) AS query "
            "WHERE to_tsvector('simple', terms) @@ query "
            "ORDER BY ts_rank(to_tsvector('simple', terms), query) DESC, article_id LIMIT %s",
            [query, 5 * MOST_CANDIDATES],
        )
        return [row[0] for row in cursor.fetchall()]


def _held_by_more_than(articles: int, terms: list[str]) -> set[str]:
    known: set[str] = set()
    for chunk in _chunks(terms):
        known.update(
            TermFrequency.objects.filter(term__in=chunk, documents__gt=articles).values_list("term", flat=True)
        )
    return known


def _count(terms: set[str], change: int) -> None:
    """Add `change` to the number of articles that hold each term."""
    for chunk in _chunks(sorted(terms)):
        if change > 0:
            TermFrequency.objects.bulk_create((TermFrequency(term=term) for term in chunk), ignore_conflicts=True)
        # Locked in one order everywhere, or two articles at once would wait for each other for ever.
        list(TermFrequency.objects.select_for_update().filter(term__in=chunk).order_by("term").values_list("pk"))
        TermFrequency.objects.filter(term__in=chunk).update(documents=F("documents") + change)


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), PER_QUERY):
        yield items[start : start + PER_QUERY]
