"""Feed: an address that is read again and again for new articles; and what came from it."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SHORTEST = dt.timedelta(minutes=15)
LONGEST = dt.timedelta(days=1)


class FeedQuerySet(models.QuerySet["Feed"]):
    def watched(self) -> Self:
        """Those that are read: not paused, and not gone for good."""
        return self.filter(active=True, gone=False)

    def due(self) -> Self:
        """To be read now, the longest due first."""
        return self.watched().filter(next_due__lte=timezone.now()).order_by("next_due", "pk")

    def listed(self) -> Self:
        """For the list: by outlet, then address."""
        return self.select_related("outlet").order_by("outlet__name", "address")


class Feed(models.Model):
    """One address of the watch list. What it is (a feed, a sitemap, an index of sitemaps) is found out on the first
    reading. All of `etag` and below is written by the reading alone."""

    class Form(models.TextChoices):
        UNKNOWN = "", _("not read yet")
        FEED = "feed", _("feed")
        SITEMAP = "sitemap", _("sitemap")
        INDEX = "index", _("index of sitemaps")
        PAGE = "page", _("web page")

    class Outcome(models.TextChoices):
        NONE = "", _("not read yet")
        READ = "read", _("read")
        UNCHANGED = "unchanged", _("nothing new since the last reading")
        PAGE = "page", _("a web page, not a feed")
        REFUSED = "refused", _("not taken")
        FAILED = "failed", _("failed")
        GONE = "gone", _("gone for good")

    address = models.URLField(_("address"), max_length=2048)
    address_key = models.CharField(max_length=64, unique=True, help_text="hash of the address, as of an article's")
    outlet = models.ForeignKey(
        "claims.Source", models.PROTECT, null=True, blank=True, related_name="feeds", verbose_name=_("outlet")
    )
    language = models.CharField(_("language"), max_length=8, blank=True)
    active = models.BooleanField(_("is read"), default=True)
    every = models.DurationField(_("how often"), default=SHORTEST, help_text="the pause that the desk wants")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, help_text="counts what people change, not readings")

    form = models.CharField(max_length=10, choices=Form, default=Form.UNKNOWN, blank=True)
    title = models.CharField(max_length=500, blank=True, help_text="as the feed calls itself")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    asks_for = models.DurationField(default=dt.timedelta(0), help_text="the pause that the feed wants")
    next_due = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="the last reading, however it ended")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.NONE, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="readings in a row that brought nothing back")
    gone = models.BooleanField(default=False, help_text="the site says that it will not come back (410)")
    offers = models.JSONField(default=list, blank=True, help_text='feeds that a page names: [["address", "title"], …]')
    last_new = models.PositiveIntegerField(default=0, help_text="articles of the last reading")
    last_broken = models.PositiveIntegerField(default=0, help_text="items of it that could not be used")
    last_undated = models.PositiveIntegerField(default=0, help_text="items of it without a day to be believed")
    kept = models.PositiveIntegerField(default=0, help_text="articles that came from it")
    matched = models.PositiveIntegerField(default=0, help_text="times that one of them carries a claim")

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        indexes = [
            models.Index(fields=["next_due"], name="feed_due", condition=Q(active=True, gone=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(address_key=""), name="feed_has_an_address"),
            models.CheckConstraint(condition=Q(every__gte=SHORTEST), name="feed_not_too_often"),
        ]

    def __str__(self) -> str:
        return self.outlet.name if self.outlet else self.title or self.address

    def get_absolute_url(self) -> str:
        return reverse("claims:feed", args=[self.pk])

    @property
    def is_watched(self) -> bool:
        """Whether it is read: neither paused nor gone for good."""
        return self.active and not self.gone

    @property
    def is_failing(self) -> bool:
        return self.outcome in (self.Outcome.FAILED, self.Outcome.REFUSED)

    def pause(self) -> dt.timedelta:
        """How long it is left alone: as the desk or the feed wishes, whichever is longer, twice as long with each
        failure in a row, a day at most."""
        pause = max(SHORTEST, self.every, min(self.asks_for, LONGEST))
        return min(pause * 2 ** min(self.failures, 10), max(LONGEST, self.every))


class FeedItemQuerySet(models.QuerySet["FeedItem"]):
    def unmatched(self) -> Self:
        """Those whose article was not yet compared with the claims: a reading was cut short."""
        return self.filter(matched_at__isnull=True).order_by("pk")


class FeedItem(models.Model):
    """What a feed named, and the Article that it became. Kept so that it is taken once, however often it is named."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    key = models.CharField(max_length=64, help_text="hash of the guid")
    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="feed_items")
    taken_from = models.CharField(max_length=200, blank=True, help_text="whom the feed says it comes from")
    matched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["feed"], name="feed_item_unmatched", condition=Q(matched_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="feed_item_unique_key"),
            models.UniqueConstraint(fields=["feed", "article"], name="feed_item_unique_article"),
        ]

    def __str__(self) -> str:
        return f"article {self.article_id} of feed {self.feed_id}"
