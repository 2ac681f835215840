"""The local archive: every article ever ingested, searchable by its rarest terms inside a window of dates.

Two stages, the same on both databases: candidates are the articles that hold the rarest terms asked for (FTS5 or GIN
says only which those are), then `ranking` scores them by all terms from our own counts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F

from claims.coverage import ranking
from claims.coverage.terms import terms_of
from claims.models import ArchiveSize, ArchiveText, Article, TermFrequency

WINDOW = dt.timedelta(days=30)  # before and after the claim's article
RAREST = 24  # things asked for by which candidates are found
MOST_HOLDING = 20_000  # articles; from here on a further thing hardly narrows the choice
MOST_CANDIDATES = 200
PER_QUERY = 500  # bound parameters in one statement; SQLite's default limit was once 999
PER_BATCH = 200  # articles indexed at a time
SIZE_ROW = 1

Progress = Callable[[int, int], None]
Item = TypeVar("Item")


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
    ArchiveSize.objects.get_or_create(pk=SIZE_ROW)
    ArchiveSize.objects.filter(pk=SIZE_ROW).update(
        articles=F("articles") + (0 if present else 1),
        terms=F("terms") + len(terms) - (present.length if present else 0),
    )


@transaction.atomic
def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Index every article anew, counts included; returns how many. `progress` gets (done, total) after each batch.

    One transaction: readers see the old archive until the new one is complete; articles saved meanwhile wait.
    """
    ArchiveSize.objects.get_or_create(pk=SIZE_ROW)
    ArchiveSize.objects.select_for_update().get(pk=SIZE_ROW)
    ArchiveText.objects.all().delete()
    TermFrequency.objects.all().delete()
    total = Article.objects.count()
    documents: Counter[str] = Counter()
    done = length = 0
    batch: list[ArchiveText] = []
    rows = Article.objects.order_by("pk").values_list("pk", "text", "language").iterator(chunk_size=PER_BATCH)
    for pk, text, language in rows:
        terms = terms_of(text, language)
        batch.append(ArchiveText(article_id=pk, terms=" ".join(terms), length=len(terms)))
        documents.update(set(terms))
        length += len(terms)
        if len(batch) == PER_BATCH:
            done += len(ArchiveText.objects.bulk_create(batch))
            batch = []
            progress(done, total)
    done += len(ArchiveText.objects.bulk_create(batch))
    counts = (TermFrequency(term=term, documents=count) for term, count in sorted(documents.items()))
    TermFrequency.objects.bulk_create(counts, batch_size=PER_QUERY)
    ArchiveSize.objects.filter(pk=SIZE_ROW).update(articles=done, terms=length)
    progress(done, total)
    return done


def counts_of(terms: Iterable[str]) -> ranking.Counts:
    """The size of the archive, and how many articles hold each of the terms."""
    size = ArchiveSize.objects.filter(pk=SIZE_ROW).first() or ArchiveSize()
    documents: dict[str, int] = {}
    for chunk in _chunks(sorted(set(terms))):
        documents.update(TermFrequency.objects.filter(term__in=chunk).values_list("term", "documents"))
    return ranking.Counts(size.articles, size.terms / size.articles if size.articles else 0.0, documents)


def rarity(terms: Iterable[str]) -> dict[str, float]:
    """Inverse document frequency of each term, in nats; a term in no article has the highest value."""
    terms = set(terms)
    counts = counts_of(terms)
    return {term: counts.weight(ranking.Wanted(((term,),)), exponent=1.0) for term in terms}


def search(
    asked: ranking.Question,
    *,
    day: dt.date | None = None,
    window: dt.timedelta | None = WINDOW,
    but: Iterable[int] = (),
    most: int = MOST_CANDIDATES,
) -> list[tuple[int, float]]:
    """(article id, score) of the articles that answer best, best first, at most `most`.

    `day`: when what is asked about was published; articles of about that day gain, and those further from it than
    `window` are left out (None: none is). Articles without a date are taken as well. `but` are left out.
    """
    counts = counts_of(asked.terms())
    but = set(but)
    chosen = _candidates(asked, counts, day=day, window=window, but=but)[: max(most, MOST_CANDIDATES)]
    found = []
    for chunk in _chunks(chosen):
        rows = ArchiveText.objects.filter(pk__in=chunk).values_list(
            "pk", "terms", "article__language", "article__published"
        )
        for pk, terms, language, published in rows:
            score = ranking.score(asked, terms.split(), language, counts) * ranking.nearness(day, published)
            found.append((pk, score))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]


def _candidates(
    asked: ranking.Question,
    counts: ranking.Counts,
    *,
    day: dt.date | None,
    window: dt.timedelta | None,
    but: set[int],
) -> list[int]:
    """Ids of the articles that hold the rarest things asked for, those that hold most of their weight first."""
    gained: dict[int, float] = {}
    for language in asked.wanted:
        of_language: dict[int, float] = {}
        weighed = [(counts.weight(w), counts.holding(w), w) for w in asked.of(language)]
        # What only the articles left out hold finds nothing.
        rarest = sorted((w for w in weighed if w[1] > len(but)), key=lambda w: (-w[0], w[2].variants))[:RAREST]
        holding = 0
        for weight, articles, wanted in rarest:
            holding += articles
            if of_language and holding > MOST_HOLDING:
                break
            for pk in _holders(wanted, day, window):
                of_language[pk] = of_language.get(pk, 0.0) + weight
        for pk, weight in of_language.items():
            gained[pk] = max(weight, gained.get(pk, 0.0))
    return [pk for pk in sorted(gained, key=lambda pk: (-gained[pk], pk)) if pk not in but]


def _holders(wanted: ranking.Wanted, day: dt.date | None, window: dt.timedelta | None) -> list[int]:
    """Ids of the articles in the window that hold one of the variants."""
    known = [variant for variant in wanted.variants if variant]
    if connection.vendor == "sqlite":
        words = " OR ".join("(" + " AND ".join(f'"{term}"' for term in variant) + ")" for variant in known)
        query = "SELECT f.rowid FROM claims_archive_fts f {join} WHERE f.terms MATCH %s {where}"
        join = "JOIN claims_article a ON a.id = f.rowid"
    else:
        words = " | ".join("(" + " & ".join(f"'{term}'" for term in variant) + ")" for variant in known)
        query = (
            "SELECT f.article_id FROM claims_archivetext f {join} "
            "WHERE to_tsvector('simple', f.terms) @@ to_tsquery('simple', %s) {where}"
        )
        join = "JOIN claims_article a ON a.id = f.article_id"
    parameters: list[Any] = [words]
    where = ""
    if day and window is not None:
        where = "AND (a.published IS NULL OR a.published BETWEEN %s AND %s)"
        parameters += [day - window, day + window]
    with connection.cursor() as cursor:
        cursor.execute(query.format(join=join if where else "", where=where), parameters)
        return [row[0] for row in cursor.fetchall()]


def _count(terms: set[str], change: int) -> None:
    """Add `change` to the number of articles that hold each term."""
    for chunk in _chunks(sorted(terms)):
        if change > 0:
            TermFrequency.objects.bulk_create((TermFrequency(term=term) for term in chunk), ignore_conflicts=True)
        # Locked in one order everywhere, or two articles at once would wait for each other for ever.
        list(TermFrequency.objects.select_for_update().filter(term__in=chunk).order_by("term").values_list("pk"))
        TermFrequency.objects.filter(term__in=chunk).update(documents=F("documents") + change)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), PER_QUERY):
        yield items[start : start + PER_QUERY]
