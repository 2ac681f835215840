"""ClaimRelation: how one claim stands to another, as a person said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from claims.models.claim import Claim


class ClaimRelationQuerySet(models.QuerySet["ClaimRelation"]):
    def standing(self) -> Self:
        """What nobody withdrew or dismissed."""
        return self.filter(withdrawn_at__isnull=True)

    def about(self, claim: Claim) -> Self:
        """Those of a claim, whichever side it is on, with the other one."""
        rows = self.filter(Q(claim=claim) | Q(other=claim))
        return rows.select_related("claim", "other", "created_by").order_by("pk")


class ClaimRelation(models.Model):
    """`claim` <kind> `other`. A proposal that a person dismissed is a withdrawn row, so that it is not made again."""

    class Kind(models.TextChoices):
        REPEATS = "repeats", _("repeats")
        NARROWS = "narrows", _("narrows")
        WIDENS = "widens", _("widens")
        CONTRADICTS = "contradicts", _("contradicts")
        UPDATES = "updates", _("updates")
        DENIES = "denies", _("denies")
        QUOTES = "quotes", _("quotes")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="relations")
    other = models.ForeignKey("claims.Claim", models.PROTECT, related_name="relations_to_it")
    kind = models.CharField(_("relation"), max_length=12, choices=Kind)
    note = models.CharField(_("note"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimRelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation of claims")
        verbose_name_plural = _("relations of claims")
        constraints = [
            models.CheckConstraint(condition=~Q(claim=F("other")), name="relation_is_with_another_claim"),
            models.UniqueConstraint(
                fields=["claim", "other", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="relation_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.other_id}"
