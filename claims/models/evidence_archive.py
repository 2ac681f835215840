"""EvidenceArchive: one look at the address of a piece of Evidence, and the copy that was kept. Append-only."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet


class EvidenceArchiveQuerySet(AppendOnlyQuerySet["EvidenceArchive"]):
    def copies(self) -> Self:
        """Looks that kept what they saw."""
        return self.filter(outcome__in=[EvidenceArchive.Outcome.ARCHIVED, EvidenceArchive.Outcome.CHANGED])


class EvidenceArchive(models.Model):
    """What was seen at the address. `archived` is the copy that people work with; a later look is compared with it."""

    class Outcome(models.TextChoices):
        ARCHIVED = "archived", _("archived")
        UNCHANGED = "unchanged", _("unchanged")
        CHANGED = "changed", _("changed")
        GONE = "gone", _("gone")
        FAILED = "failed", _("failed")

    evidence = models.ForeignKey("claims.Evidence", models.PROTECT, related_name="archives")
    job = models.OneToOneField("claims.Job", models.PROTECT, related_name="archive", help_text="one look per job")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    http_status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    url = models.URLField(_("address in the end"), max_length=2048, blank=True)
    fetched_at = models.DateTimeField(_("time"), db_index=True)
    content_type = models.CharField(max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the bytes as they were sent, unpacked")
    size = models.PositiveBigIntegerField(default=0)
    text = models.TextField(_("text"), blank=True, help_text="the words that a reader of the page saw")
    words_changed = models.PositiveIntegerField(default=0, help_text="words that differ from the archived copy")
    page_file = models.CharField(max_length=200, blank=True, help_text="name below the media folder")
    warc_file = models.CharField(max_length=200, blank=True, help_text="name below the media folder")

    objects = EvidenceArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("archived copy")
        verbose_name_plural = _("archived copies")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=["archived", "changed"]) | (~Q(sha256="") & ~Q(page_file="")),
                name="archived_copy_has_its_bytes",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["gone", "failed"]) | ~Q(reason=""), name="failed_look_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.fetched_at:%Y-%m-%d %H:%M}"
