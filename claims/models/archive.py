"""The searchable side of the local archive: each article as normalised terms, and how many articles hold each term.

SQLite searches `terms` through an FTS5 table that triggers keep in step; PostgreSQL through a GIN index. Both are made
by the migration `archive_index`. The ranking is ours and the same on both, from `TermFrequency`.
"""

from __future__ import annotations

from django.db import models


class ArchiveText(models.Model):
    article = models.OneToOneField("claims.Article", models.CASCADE, primary_key=True, related_name="archive_text")
    terms = models.TextField(help_text="normalised terms in text order, separated by spaces")
    length = models.PositiveIntegerField(help_text="number of terms")

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
