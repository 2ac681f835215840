"""ReplyRequest: whom the desk asked about a claim, and what came back. The right of reply."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReplyRequestQuerySet(models.QuerySet["ReplyRequest"]):
    def standing(self) -> Self:
        """What nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def overdue(self) -> Self:
        """Asked, and not answered by the day that was named."""
        return self.standing().filter(answered_on__isnull=True, due_on__lt=timezone.localdate())


class ReplyRequest(models.Model):
    class How(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")
        LETTER = "letter", _("letter")
        FORM = "form", _("form on a site")
        PERSON = "person", _("in person")
        OTHER = "other", _("another way")

    class Corrected(models.TextChoices):
        UNKNOWN = "", _("not known")
        YES = "yes", _("corrected")
        PARTLY = "partly", _("partly corrected")
        NO = "no", _("not corrected")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="reply_requests")
    whom = models.CharField(_("whom"), max_length=200)
    how = models.CharField(_("how"), max_length=10, choices=How)
    question = models.TextField(_("question"), blank=True)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    corrected = models.CharField(_("corrected"), max_length=10, choices=Corrected, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a reply")
        verbose_name_plural = _("requests for a reply")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(whom=""), name="reply_asked_of_somebody"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")), name="reply_due_after_it_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=False) | Q(answer="", corrected=""), name="reply_answer_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}, {self.asked_on}"

    @property
    def is_overdue(self) -> bool:
        return self.answered_on is None and self.due_on is not None and self.due_on < timezone.localdate()
