"""CoverageSchedule: when coverage of a claim was looked for last, and when it is next."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CoverageScheduleQuerySet(models.QuerySet["CoverageSchedule"]):
    def due(self, now: dt.datetime | None = None) -> Self:
        """Whose time has come, those waiting longest first."""
        return self.filter(next_at__lte=now or timezone.now()).order_by("next_at", "pk")

    def reconsider(self, claim: int) -> None:
        """Let the next sweep decide anew when the claim is looked for again: its stage says something else now."""
        self.filter(claim=claim).exclude(next_at__lte=F("looked_at")).update(next_at=F("looked_at"))


class CoverageSchedule(models.Model):
    """One row for each claim that was ever looked for."""

    claim = models.OneToOneField("claims.Claim", models.CASCADE, primary_key=True, related_name="coverage_schedule")
    looked_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True, help_text="empty: not any more by itself")

    objects = CoverageScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("time to look for coverage")
        verbose_name_plural = _("times to look for coverage")
        indexes = [
            models.Index(fields=["next_at"], name="coverage_look_due", condition=Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.next_at}"
