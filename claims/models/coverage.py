"""Coverage match: another Article that a job found for a Claim, with the reasons and a person's decision."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Substr
from django.utils.translation import gettext_lazy as _


class CoverageMatchQuerySet(models.QuerySet["CoverageMatch"]):
    def untouched(self) -> Self:
        """Rows that no person has decided: all that a second run may replace."""
        return self.filter(decision=CoverageMatch.Decision.OPEN, relation_by__isnull=True)

    def listed(self) -> Self:
        return (
            self.select_related("article__outlet", "article__credit", "relation_by")
            .defer("article__text", "article__clutter")
            .best_first()
        )

    def best_first(self) -> Self:
        """By score, and as much by what a model of the operator's makes of them, where one was asked."""
        return self.alias(rank=F("score") + Coalesce("similarity", "score")).order_by("-rank", "pk")

    def after(self, match: CoverageMatch) -> Self:
        """Those that stand behind it, in this order."""
        return self.best_first().filter(Q(rank__lt=match.rank) | Q(rank=match.rank, pk__gt=match.pk))

    def with_passages(self) -> Self:
        """Adds `passage`: the letters that carry the claim there, cut out by the database, not the whole text."""
        return self.annotate(
            passage=Substr("article__text", F("passage_start") + 1, F("passage_end") - F("passage_start"))
        )


class CoverageMatch(models.Model):
    class Relation(models.TextChoices):
        REPEATS = "repeats", _("repeats")
        CONTRADICTS = "contradicts", _("contradicts")
        UPDATES = "updates", _("updates")
        FACT_CHECKS = "fact_checks", _("fact-checks")
        BACKGROUND = "background", _("background")

    class Decision(models.TextChoices):
        OPEN = "open", _("suggested")
        RELATED = "related", _("related")
        NOT_RELATED = "not_related", _("not related")
        NOT_SURE = "not_sure", _("not sure")

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="coverage")
    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="coverage_of")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    score = models.FloatField(_("score"), help_text="0 to 1: share of the claim's weighted terms found there")
    similarity = models.FloatField(
        _("similarity"),
        null=True,
        blank=True,
        help_text="0 to 1: what a model of the operator's makes of it; no part of the score",
    )
    reasons = models.JSONField(default=dict, help_text="{names, figures, terms, relation, …} as shown to people")
    passage_start = models.PositiveIntegerField(default=0)
    passage_end = models.PositiveIntegerField(default=0)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    relation_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="who corrected the relation; empty for the matcher's",
    )
    providers = models.JSONField(default=list, blank=True, help_text="labels of those who named it; [] = the archive")
    rating = models.CharField(
        _("rating"), max_length=200, blank=True, help_text="of a fact-check, in its publisher's words"
    )
    method = models.CharField(max_length=40, help_text="matcher and version")
    found_at = models.DateTimeField(auto_now_add=True)

    objects = CoverageMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage match")
        verbose_name_plural = _("coverage matches")
        constraints = [
            models.UniqueConstraint(fields=["claim", "article"], name="coverage_unique_article_per_claim"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="coverage_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(similarity__isnull=True) | Q(similarity__gte=0, similarity__lte=1),
                name="coverage_similarity_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.relation} {self.claim}"

    @property
    def rank(self) -> float:
        """What lists go by; equal to that of `best_first`."""
        return self.score + (self.score if self.similarity is None else self.similarity)
