"""Building the archive's index anew from the articles: terms, counts, kept shingles, and who was copied from whom."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from claims.coverage import archive, bulk, locks, preparing, reuse
from claims.models import ArchiveSize, Article, TextReuse
from claims.models.archive import ARTICLE_BITS, place_of

if TYPE_CHECKING:
    from claims.coverage.preparing import Text

PER_BATCH = 500  # articles prepared at a time
MANY = 4_000  # articles from which on further processes pay for being started
MOST_WORKERS = 4
PER_COMMIT = 200  # articles whose parents are looked for in one transaction

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """For whoever does not want to know."""


@transaction.atomic
def rebuild(progress: Progress = no_progress, workers: int | None = None) -> int:
    """Index every article anew, counts included; returns how many. `progress` gets (done, total) after each batch.

    One transaction: readers see the old archive until the new one is complete; articles saved meanwhile wait.
    `workers`: processes beside this one that prepare the texts; when there are many, by default one per further core,
    and one for this process's too where a server writes the rows.
    """
    locks.hold(alone=True)
    total = Article.objects.count()
    if workers is None:
        cores = (os.cpu_count() or 1) - (connection.vendor == "sqlite")
        workers = min(max(1, cores), MOST_WORKERS) if total >= MANY else 0
    documents: Counter[str] = Counter()
    done = length = 0
    with bulk.new_index() as writer:
        for prepared in preparing.prepare_all(_batches(), ARTICLE_BITS, workers, with_holders=writer.wants_holders):
            writer.add_texts(prepared.rows)
            writer.add_shingles(prepared.keys)
            writer.add_held(prepared.held, prepared.rows)
            documents.update(dict(zip(prepared.held.terms, prepared.held.documents, strict=True)))
            done += len(prepared.rows)
            length += sum(row[-1] for row in prepared.rows)
            progress(done, total)
        writer.add_frequencies(sorted(documents.items()))
    ArchiveSize.objects.update_or_create(pk=archive.SIZE_ROW, defaults={"articles": done, "terms": length})
    return done


def rebuild_reuse(progress: Progress = no_progress) -> int:
    """Look for every article's parent anew in the index as it stands; returns how many have one.

    In many short transactions, so that others can write meanwhile. Safe to break off and repeat.
    """
    ids = list(Article.objects.order_by("created_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PER_COMMIT):
        with transaction.atomic():
            for article in Article.objects.filter(pk__in=ids[start : start + PER_COMMIT]).order_by("created_at", "pk"):
                reuse.find(article)
        progress(min(start + PER_COMMIT, len(ids)), len(ids))
    return TextReuse.objects.count()


def _batches() -> Iterator[list[Text]]:
    """The articles in the order of their places, in which FTS5 takes rows without writing out what it has gathered.

    Their numbers are sorted alone, then a batch of them read: to sort the texts with them takes as long as indexing.
    """
    ordered = Article.objects.order_by(F("published").asc(nulls_first=True), "pk").values_list("pk", flat=True)
    numbers = ordered.iterator(20 * PER_BATCH)
    while batch := list(islice(numbers, PER_BATCH)):
        rows = Article.objects.filter(pk__in=batch).values_list("pk", "published", "language", "text")
        texts = {pk: (pk, place_of(day, pk), language, text) for pk, day, language, text in rows}
        yield [texts[pk] for pk in batch if pk in texts]
