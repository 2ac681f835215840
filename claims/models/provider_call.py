"""ProviderCall: how asking one provider (or the archive) for coverage of one claim ended, and when. Rows stay."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.job import Job


class Outcome(models.TextChoices):
    """Four different things: nothing was found only when somebody was asked and answered."""

    FOUND = "found", _("found")
    NONE_FOUND = "none_found", _("none found")
    NOT_ASKED = "not_asked", _("not asked")
    FAILED = "failed", _("failed")


class ProviderCallQuerySet(models.QuerySet["ProviderCall"]):
    def latest_of(self, claim: int) -> Self:
        """The last answer of each provider for a claim."""
        return self.filter(claim=claim, is_latest=True)

    def due(self, provider: str) -> Self:
        """Not asked, to be asked again by now, and nobody has tried since."""
        tried = Job.objects.filter(
            claim=OuterRef("claim"),
            kind=Job.Kind.ASK_PROVIDER,
            provider=OuterRef("provider"),
            queued_at__gt=OuterRef("finished_at"),
        )
        waiting = self.filter(is_latest=True, retry_after__lte=timezone.now(), outcome=Outcome.NOT_ASKED)
        return waiting.filter(~Exists(tried), provider=provider).order_by("retry_after")


class ProviderCall(models.Model):
    """One asking. Nothing in a row changes later but `is_latest`."""

    ARCHIVE = "archive"  # the provider that is ourselves

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="provider_calls")
    provider = models.CharField(max_length=120, help_text="its name in the registry; or: archive")
    label = models.CharField(max_length=120, blank=True, help_text="its name for people, as it was then")
    job = models.OneToOneField(
        "claims.Job", models.SET_NULL, null=True, blank=True, related_name="call", help_text="one answer per job"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    words = models.TextField(_("words"), blank=True)
    found = models.PositiveIntegerField(default=0, help_text="things that it named")
    carrying = models.PositiveIntegerField(default=0, help_text="of them, those that carry the claim")
    digests = models.JSONField(default=list, blank=True, help_text="SHA-256 of each raw answer")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    retry_after = models.DateTimeField(null=True, blank=True, help_text="when it may be asked again")
    tries = models.PositiveSmallIntegerField(default=1, help_text="askings in a row that came to nothing, this one too")
    is_latest = models.BooleanField(default=True)

    objects = ProviderCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a provider")
        verbose_name_plural = _("questions to providers")
        ordering = ["pk"]
        indexes = [
            # Asked for every minute; what was answered or asked again since is not in it.
            models.Index(
                fields=["retry_after"],
                name="provider_call_to_repeat",
                condition=Q(is_latest=True, outcome="not_asked", retry_after__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "provider"], condition=Q(is_latest=True), name="provider_call_one_latest"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["not_asked", "failed"]) | ~Q(reason=""), name="provider_call_says_why"
            ),
            models.CheckConstraint(
                condition=Q(outcome="found", found__gt=0) | (~Q(outcome="found") & Q(found=0)),
                name="provider_call_found_something_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.provider}: {self.outcome}"

    @property
    def seconds(self) -> float:
        return max(dt.timedelta(), self.finished_at - self.asked_at).total_seconds()
