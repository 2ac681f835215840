"""Lease: who is editing a claim, so that two people do not write the same thing at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ended_before() -> datetime:
    """A lease whose last sign is older than this has ended."""
    return timezone.now() - timedelta(minutes=settings.LEASE_MINUTES)


class LeaseQuerySet(models.QuerySet["Lease"]):
    def on(self, claim_id: int) -> Lease | None:
        """The lease that stands on a claim now, whosever it is."""
        standing = self.filter(claim=claim_id, seen__gte=ended_before())
        return standing.select_related("person", "taken_from").first()

    def hold(self, person: User, claim_id: int) -> None:
        """Renew the person's lease, or begin one where none stands; that of somebody else stays."""
        now = timezone.now()
        if self.filter(claim=claim_id, person=person, seen__gte=ended_before()).update(seen=now, wrote=True):
            return
        ended = self.filter(claim=claim_id, seen__lt=ended_before())
        if not ended.update(person=person, since=now, seen=now, wrote=True, taken_from=None):
            row = self.model(claim_id=claim_id, person=person, since=now, seen=now, wrote=True)
            self.bulk_create([row], ignore_conflicts=True)

    def expired(self) -> Self:
        return self.filter(seen__lt=ended_before())


class Lease(models.Model):
    """A person writes on a claim. Others are told and may take it over; no save is refused because of it."""

    claim = models.OneToOneField("claims.Claim", models.CASCADE, related_name="lease")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))
    seen = models.DateTimeField(_("last sign"), db_index=True)
    wrote = models.BooleanField(default=False, help_text="has written since it was taken over")
    taken_from = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self) -> str:
        return f"{self.person_id} on claim {self.claim_id}"

    @property
    def token(self) -> str:
        """Tells one lease from the next on the same claim."""
        return f"{self.person_id}-{int(self.since.timestamp() * 1000)}"
