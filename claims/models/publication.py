"""Publication: one frozen version of what readers see of a claim; append-only."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet


class PublicationQuerySet(AppendOnlyQuerySet["Publication"]):
    def newest(self) -> Self:
        """Of each claim the version that readers see now, latest first."""
        latest = Publication.objects.order_by().values("claim").annotate(last=Max("pk")).values("last")
        return self.filter(pk__in=latest).order_by("-pk")


class Publication(models.Model):
    """`frozen` is what readers see, as JSON: `publication/freeze.py` says what stands in it."""

    class Kind(models.TextChoices):
        FIRST = "first", _("published")
        CORRECTION = "correction", _("correction")
        UPDATE = "update", _("update")
        CLARIFICATION = "clarification", _("clarification")
        RETRACTION = "retraction", _("retraction")

    CHANGES = (Kind.CORRECTION, Kind.UPDATE, Kind.CLARIFICATION)

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    note = models.TextField(_("note for readers"), blank=True)
    frozen = models.JSONField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="publication_unique_version"),
            models.CheckConstraint(condition=Q(kind="first") | ~Q(note=""), name="publication_change_has_a_note"),
        ]

    def __str__(self) -> str:
        return f"C-{self.claim_id}, {self.version}"

    def get_absolute_url(self) -> str:
        """The check as readers see it now."""
        return reverse("claims:check", args=[self.claim_id])
