"""The searchable side of the local archive: each article as normalised terms, and how many articles hold each term.

SQLite searches `terms` through an FTS5 table that triggers keep in step; PostgreSQL through two tables of who holds a
term and, for rows that are `loose` (a column that Django does not know), a GIN index. They are made by the migrations
`archive_index`, `archive_place` and `archive_postings`. The ranking is ours and the same on both, from `TermFrequency`.

Everything here but `TextReuse` can be built anew from the articles: `claims/coverage/rebuilding.py`.
"""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

ARTICLE_BITS = 28  # 268 million articles
ARTICLES = (1 << ARTICLE_BITS) - 1
Places = list[tuple[int, int]]  # (first, last), each a range of places; none for everywhere


def place_of(day: dt.date | None, article_id: int) -> int:
    """A number that orders articles by day and still names each: a window of days is one range of an index.

    Without a day they come before all others.
    """
    return (day.toordinal() if day else 0) << ARTICLE_BITS | article_id


def article_at(place: int) -> int:
    """The article's number in a place, or in a shingle's key."""
    return place & ARTICLES


def day_at(place: int) -> dt.date | None:
    """The day in a place."""
    ordinal = place >> ARTICLE_BITS
    return dt.date.fromordinal(ordinal) if ordinal else None


class ArchiveText(models.Model):
    # No constraint in the database: the table is exchanged as a whole, which must not wait for articles' writers.
    article = models.OneToOneField(
        "claims.Article", models.CASCADE, primary_key=True, related_name="archive_text", db_constraint=False
    )
    place = models.BigIntegerField(default=0, help_text="day of publication and article in one number: place_of()")
    language = models.CharField(max_length=8, default="")
    terms = models.TextField(help_text="normalised terms in text order, separated by spaces")
    length = models.PositiveIntegerField(help_text="number of terms")

    class Meta:
        indexes = [models.Index(fields=["place"], name="archive_place")]

    def __str__(self) -> str:
        return f"terms of article {self.article_id}"


class TermFrequency(models.Model):
    term = models.CharField(max_length=64, primary_key=True)
    documents = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.term


class ArchiveSize(models.Model):
    """One row: how large the archive is, kept while indexing because counting it for every question would be slow."""

    articles = models.PositiveIntegerField(default=0)
    terms = models.PositiveBigIntegerField(default=0, help_text="sum of the lengths")

    def __str__(self) -> str:
        return f"{self.articles} articles, {self.terms} terms"


class ArchivePendingQuerySet(models.QuerySet["ArchivePending"]):
    def waiting(self) -> Self:
        """Not sent since it was indexed, the longest waiting first."""
        return self.filter(sent_at=None).order_by("queued_at", "article")


class ArchivePending(models.Model):
    """That an article was indexed and when that was sent to the operator's search server, if there is one."""

    # No reference: what is not in the archive any more has to be sent too.
    article = models.PositiveBigIntegerField(primary_key=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)

    objects = ArchivePendingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"article {self.article}, {'sent' if self.sent_at else 'not sent yet'}"


class Shingle(models.Model):
    """That an article holds a run of three words: `key` is a 32-bit hash of the run and the article in one number, so
    that the table is its own index. Only one run in `reuse.KEPT_OF` is kept; which, its hash decides."""

    key = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"shingle {self.key >> ARTICLE_BITS} of article {article_at(self.key)}"


class TextReuse(models.Model):
    """The one best earlier article that an article was copied from, found when either of them came in."""

    copy = models.OneToOneField("claims.Article", models.CASCADE, primary_key=True, related_name="reuse")
    parent = models.ForeignKey("claims.Article", models.CASCADE, related_name="reused_by")
    share = models.FloatField(help_text="of the copy's three-word shingles that stand in the parent, 0 to 1")
    directed = models.BooleanField(help_text="whether the times tell which of the two came first")
    method = models.CharField(max_length=40, help_text="what found it, and its version")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(copy=F("parent")), name="reuse_of_another_article"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="reuse_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"article {self.copy_id} copies {self.share:.0%} from {self.parent_id}"
