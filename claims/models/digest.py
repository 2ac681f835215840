"""Digest: one mail to one person, with the notices that went into it."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TRY_AGAIN_AFTER = dt.timedelta(minutes=10)  # a try that never ended: its process was killed


class DigestQuerySet(models.QuerySet["Digest"]):
    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def expired(self) -> Self:
        """Letters sent NOTICE_DAYS ago. One that holds an unread notice is kept: it says that the notice was mailed."""
        long_ago = timezone.now() - dt.timedelta(days=settings.NOTICE_DAYS)
        return self.filter(sent_at__lt=long_ago, notices__isnull=True)

    def take(self, number: int) -> bool:
        """Whether the digest is this process's to send now; nobody else's until it ends, or TRY_AGAIN_AFTER."""
        now = timezone.now()
        free = self.unsent().filter(Q(tried_at__isnull=True) | Q(tried_at__lt=now - TRY_AGAIN_AFTER), pk=number)
        return bool(free.update(tried_at=now))


class Digest(models.Model):
    """Made with its notices in one transaction, then sent; what a mail server refused is sent again as it was made, so
    that no notice stands in two mails."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        indexes = [models.Index(fields=["user", "-made_at"], name="digest_latest_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(sent_at__isnull=True), name="digest_one_unsent")
        ]

    def __str__(self) -> str:
        return f"digest {self.pk} for {self.user_id}"
