"""Reopening: a reason to look at a checked claim again, that the product noticed. It never changes a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class ReopeningQuerySet(models.QuerySet["Reopening"]):
    def open(self) -> Self:
        """Those that nobody has looked at yet."""
        return self.filter(settled_at__isnull=True)

    def waiting_for(self, user: AbstractBaseUser) -> Self:
        """The open ones of claims that this person has in hand or signed a verdict on, oldest first."""
        signed = Verdict.objects.filter(claim=OuterRef("claim"), author=user.pk)
        theirs = Q(claim__assigned_to=user.pk) | Q(claim__assigned_to__isnull=True) & Exists(signed)
        return self.open().filter(theirs).order_by("pk")

    def listed(self) -> Self:
        """With what a line shows, without any article text."""
        return self.select_related("claim", "article", "evidence__article", "reply", "settled_by").defer(
            "article__text", "article__clutter", "evidence__article__text", "evidence__article__clutter"
        )


class Reopening(models.Model):
    class Reason(models.TextChoices):
        RECHECK = "recheck", _("the day to look again has come")
        CONTRADICTED = "contradicted", _("coverage contradicts it")
        EVIDENCE_CHANGED = "changed", _("the page of a piece of evidence changed")
        EVIDENCE_GONE = "gone", _("the page of a piece of evidence is gone")
        CORRECTED = "corrected", _("an article that speaks for or against it has a newer version")
        VERSION = "version", _("a newer version says it otherwise, or no more")
        DOWNSTREAM = "downstream", _("copies still say what their origin has changed")
        REPLY_OVERDUE = "reply", _("an answer is overdue")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="reopenings")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    key = models.CharField(max_length=60, help_text="what was noticed; the same is told once")
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey("claims.Evidence", models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey("claims.ReplyRequest", models.PROTECT, null=True, blank=True, related_name="+")
    reopened = models.BooleanField(default=False, help_text="the claim was approved and went back in progress")
    noticed_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason to look again")
        verbose_name_plural = _("reasons to look again")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["claim", "key"], name="reopening_told_once")]

    def __str__(self) -> str:
        return str(self.get_reason_display())

    @property
    def link(self) -> str:
        """Where to look."""
        here = reverse("claims:claim", args=[self.claim_id])
        if self.reason == self.Reason.DOWNSTREAM:
            return reverse("claims:downstream", args=[self.claim_id])
        if self.reason == self.Reason.VERSION and self.article_id:
            return reverse("claims:article_changes", args=[self.article_id])
        if self.evidence_id and self.reason != self.Reason.CORRECTED:
            return f"{here}#evidence-{self.evidence_id}"
        if self.article_id:
            return reverse("claims:article", args=[self.article_id])
        return f"{here}{'#reply' if self.reply_id else '#verdict'}"
