"""Verdict: one analyst's signed finding, status and rationale, "as of" a date; append-only.

A claim that needs a blind second verdict gets a pair: the first one `awaits_second` and is sealed, which means that
nobody but its author reads it, until somebody else signed one that is `blind_to` it. If the two differ, a third person
signs the one that `decides`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnlyQuerySet
from claims.models.claim import Credibility, Finding, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class VerdictQuerySet(AppendOnlyQuerySet["Verdict"]):
    def with_seal(self) -> Self:
        """Adds `sealed`: whether it waits for a verdict by somebody who has not read it."""
        answered = Verdict.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"), blind_to__isnull=False)
        return self.annotate(sealed=Q(awaits_second=True) & ~Exists(answered))

    def unsealed(self) -> Self:
        """What everybody may read."""
        return self.with_seal().filter(Q(sealed=False))

    def sealed_for(self, user: User | AnonymousUser) -> Self:
        """Those that wait for a second verdict which this person may give."""
        return self.with_seal().filter(sealed=True).exclude(author=user.pk)

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """All but the sealed ones of others, newest first, with `sealed` and their authors."""
        return self.with_seal().exclude(Q(sealed=True) & ~Q(author=user.pk)).select_related("author")


class Verdict(models.Model):
    class Confidence(models.TextChoices):
        LOW = "low", _("low")
        MODERATE = "moderate", _("moderate")
        HIGH = "high", _("high")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="verdicts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts")
    finding = models.CharField(_("attribution finding"), max_length=15, choices=Finding, default=Finding.UNREVIEWED)
    status = models.CharField(_("verification status"), max_length=16, choices=Status)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.MODERATE)
    credibility = models.CharField(_("credibility"), max_length=1, choices=Credibility, blank=True)
    rationale = models.TextField(_("rationale"))
    summary = models.CharField(_("public summary"), max_length=300, blank=True)
    as_of = models.DateField(_("as of"))
    awaits_second = models.BooleanField(default=False)
    blind_to = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="second")
    decides = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
        help_text="the second of the two verdicts that differed",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    sealed: bool  # added by `with_seal`
    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(rationale=""), name="verdict_has_a_rationale"),
            models.CheckConstraint(
                condition=Q(blind_to__isnull=True) | Q(decides__isnull=True, awaits_second=False),
                name="verdict_is_second_or_deciding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.author})"

    def agrees_with(self, other: Verdict) -> bool:
        """The same answer to both questions: was it said, and is it so?"""
        return (self.status, self.finding) == (other.status, other.finding)
