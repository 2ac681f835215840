"""Checklists: what to look at for a kind of claim, as data that an administrator edits, and who ticked what when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet

if TYPE_CHECKING:
    from claims.models.claim import Claim


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def for_claim(self, claim: Claim) -> Self:
        """What is asked of its kind of claim, then of every claim; and what was ticked on it and is asked no more."""
        asked = Q(kind__in=["", claim.check_kind], active=True) | Q(ticks__claim=claim)
        return self.filter(asked).order_by("-kind", "position", "pk").distinct()


class ChecklistItem(models.Model):
    """One question. `kind` is a `Claim.check_kind`; empty: asked of every claim."""

    kind = models.CharField(_("kind of claim"), max_length=20, blank=True)
    text = models.CharField(_("question"), max_length=300)
    text_id = models.CharField(_("question in Indonesian"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("asked"), default=True)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of a checklist")
        verbose_name_plural = _("questions of checklists")
        ordering = ["kind", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="checklist_question_not_empty")]

    def __str__(self) -> str:
        return self.text_id if self.text_id and get_language() == "id" else self.text


class ChecklistTick(models.Model):
    """That a person ticked a question of a claim, or took the tick away. The latest row tells how it stands."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="ticks")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="ticks")
    ticked = models.BooleanField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[ChecklistTick] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        verbose_name = _("tick of a checklist")
        verbose_name_plural = _("ticks of checklists")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.item_id} {'on' if self.ticked else 'off'}"
