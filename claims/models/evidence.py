"""Evidence: a link or an Article that supports, refutes or explains a Claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Evidence(models.Model):
    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        REFUTES = "refutes", _("refutes")
        CONTEXT = "context", _("context")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="evidence")
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="evidence_for")
    url = models.URLField(_("address"), max_length=2048, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    quote = models.TextField(_("quote"), blank=True)
    note = models.TextField(_("note"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(article__isnull=False) & Q(url="")) | (Q(article__isnull=True) & ~Q(url="")),
                name="evidence_is_a_link_or_an_article",
            ),
            models.UniqueConstraint(
                fields=["claim", "url"], condition=~Q(url=""), name="evidence_unique_link_per_claim"
            ),
            models.UniqueConstraint(
                fields=["claim", "article"],
                condition=Q(article__isnull=False),
                name="evidence_unique_article_per_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
