"""CoverageThreshold: from which score on an article is shown as coverage, as a person set it; append-only, the last of
each group holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet


class CoverageThresholdQuerySet(AppendOnlyQuerySet["CoverageThreshold"]):
    def in_use(self) -> dict[str, CoverageThreshold]:
        """{group: the one that holds} for those that anybody has set."""
        return {row.group: row for row in self.select_related("adopted_by").order_by("pk")}


class CoverageThreshold(models.Model):
    class Group(models.TextChoices):
        SAME = "same", _("claim and article in one language")
        ABROAD = "abroad", _("claim and article in two languages")

    group = models.CharField(_("group"), max_length=6, choices=Group)
    version = models.PositiveIntegerField(_("version"))
    value = models.FloatField(_("threshold"))
    decisions = models.PositiveIntegerField(help_text="how many decisions it was proposed from; 0 = taken back")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(auto_now_add=True)

    objects = CoverageThresholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("threshold of coverage")
        verbose_name_plural = _("thresholds of coverage")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="threshold_unique_version"),
            models.CheckConstraint(condition=Q(value__gt=0, value__lt=1), name="threshold_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.value:.2f}, version {self.version}"
