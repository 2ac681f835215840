"""SearchEntry: one line of a claim's search log: what was looked for where, so that others can repeat it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def standing(self) -> Self:
        """What nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def listed(self) -> Self:
        """Newest search first, with the people."""
        return self.select_related("created_by", "withdrawn_by").order_by("-searched_on", "-pk")


class SearchEntry(models.Model):
    """`created_by` is None for a search of the product's own. Finding nothing is a result, and stands here as one."""

    class Outcome(models.TextChoices):
        FOUND = "found", _("found something")
        NOTHING = "nothing", _("found nothing")
        NOT_ASKED = "not_asked", _("not asked")  # these two only of the product's own searches
        FAILED = "failed", _("failed")

    SEARCHED = (Outcome.FOUND, Outcome.NOTHING)  # somebody was asked and answered
    ARCHIVE = "archive"  # the place of the product's own searches; pages say it in their language

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="searches")
    place = models.CharField(_("where"), max_length=200)
    words = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    found = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    looked_at = models.PositiveIntegerField(null=True, blank=True, help_text="things compared, for a search of our own")
    note = models.TextField(_("note"), blank=True)
    searched_on = models.DateField(_("day"))
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.CheckConstraint(condition=~Q(place="") & ~Q(words=""), name="search_says_where_and_what"),
            models.CheckConstraint(
                condition=~Q(outcome="nothing") | Q(found__isnull=True) | Q(found=0), name="search_nothing_is_none"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.words[:60]}"

    @property
    def is_of_archive(self) -> bool:
        """Whether the product looked in its own archive, and nobody was asked."""
        return self.created_by_id is None and self.place == self.ARCHIVE
