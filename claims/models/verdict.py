"""Verdict: one analyst's signed finding, status and rationale, "as of" a date; append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Finding, Status


class Verdict(models.Model):
    class Confidence(models.TextChoices):
        LOW = "low", _("low")
        MODERATE = "moderate", _("moderate")
        HIGH = "high", _("high")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="verdicts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts")
    finding = models.CharField(_("attribution finding"), max_length=15, choices=Finding, default=Finding.UNREVIEWED)
    status = models.CharField(_("verification status"), max_length=16, choices=Status)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.MODERATE)
    rationale = models.TextField(_("rationale"))
    as_of = models.DateField(_("as of"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(rationale=""), name="verdict_has_a_rationale")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.author})"
