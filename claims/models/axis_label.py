"""AxisLabel: what an administrator set of one key of the three axes: its words, colour and place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Finding, Stage, Status
from claims.models.wording import Key, Wording

AXES = {choices.axis(): choices for choices in (Stage, Finding, Status)}


class AxisLabelQuerySet(models.QuerySet["AxisLabel"]):
    def wordings(self) -> dict[Key, Wording]:
        """All of them, as `wording.put` takes them."""
        return {(row.axis, row.key): Wording(row.labels, row.colour, row.position) for row in self.all()}


class AxisLabel(models.Model):
    """`labels` by language; an empty one, like an empty colour, leaves it as it comes. The key is never changed."""

    class Axis(models.TextChoices):
        STAGE = "stage", _("stage")
        FINDING = "finding", _("attribution finding")
        STATUS = "status", _("verification status")

    class Colour(models.TextChoices):
        GREEN = "green", _("green")
        AMBER = "amber", _("amber")
        VERMILLION = "vermillion", _("vermillion")
        PURPLE = "purple", _("purple")
        BLUE = "blue", _("blue")
        GREY = "grey", _("grey")

    axis = models.CharField(_("axis"), max_length=10, choices=Axis)
    key = models.CharField(_("key"), max_length=20)
    labels = models.JSONField(_("labels"), default=dict, blank=True)
    colour = models.CharField(_("colour"), max_length=12, choices=Colour, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    objects = AxisLabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("label of a key")
        verbose_name_plural = _("labels of keys")
        ordering = ["axis", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["axis", "key"], name="axis_label_unique_key")]

    def __str__(self) -> str:
        return f"{self.axis}: {self.key}"
