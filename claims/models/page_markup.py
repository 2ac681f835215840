"""PageMarkup and FoundByline: what the page of an article, or whoever named it to us, says besides its words; written
once."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet


class PageMarkupQuerySet(AppendOnlyQuerySet["PageMarkup"]):
    def naming_too(self, markup: PageMarkup) -> Self:
        """Those of other texts, at other addresses, whose canonical address is that of this one."""
        same_page = Q(article__url_key=markup.article.url_key) | Q(article__content_hash=markup.article.content_hash)
        rows = self.filter(canonical_key=markup.canonical_key).exclude(canonical_key="")
        return rows.exclude(same_page).exclude(pk=markup.pk)


class PageMarkup(models.Model):
    """An article that came as text, or from a feed alone, has none. See `ingest/stated.py` for what `said` holds."""

    article = models.OneToOneField("claims.Article", models.PROTECT, related_name="markup", verbose_name=_("article"))
    said = models.JSONField(help_text="names, addresses and days, as the page's markup gives them")
    address = models.URLField(max_length=2048, blank=True, help_text="at which the page was read")
    canonical_key = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="hash of the one canonical address, as of Article.url_key"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the page in UTF-8, hexadecimal")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = PageMarkupQuerySet.as_manager()

    class Meta:
        verbose_name = _("markup of a page")
        verbose_name_plural = _("markup of pages")

    def __str__(self) -> str:
        return f"markup of article {self.article_id}"


class FoundByline(models.Model):
    """Whom a feed or a provider names as the authors of an article that it named. Its page may say otherwise."""

    article = models.OneToOneField(
        "claims.Article", models.PROTECT, related_name="found_byline", verbose_name=_("article")
    )
    authors = models.JSONField(help_text="names, as they were given")
    told_by = models.CharField(max_length=200, blank=True, help_text="the feed or the provider")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("byline of a found article")
        verbose_name_plural = _("bylines of found articles")

    def __str__(self) -> str:
        return f"byline of article {self.article_id}"
