"""EventSeal: one link of the chain of hashes that proves the log of events unbroken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventSeal(models.Model):
    """The place of one Event in the chain: `digest` covers the event, its place, its time and the digest before it.

    A table of its own, so that the events themselves are written once and never touched again.
    """

    position = models.PositiveBigIntegerField(_("position"), primary_key=True)  # 1, 2, 3 …, without a gap
    event = models.OneToOneField("claims.Event", models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField(_("sealed"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("seal of an event")
        verbose_name_plural = _("seals of events")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
