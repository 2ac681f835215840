"""CoverageEdge: that an article, or a named outlet, takes a claim from somewhere, why we think so, and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.source import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NODE = 420


def node_of(article_id: int | None, name: str) -> str:
    """What stands at an end of an edge, as one word to compare: an article, or a name that no article here bears."""
    return f"article:{article_id}" if article_id is not None else f"name:{name_key(name)}"[:LONGEST_NODE]


def _one_of(end: str) -> Q:
    """An end is an article or a name, never both and never neither."""
    return Q(**{f"{end}__isnull": False, f"{end}_name": ""}) | Q(
        Q(**{f"{end}__isnull": True}), ~Q(**{f"{end}_name": ""})
    )


class CoverageEdgeQuerySet(models.QuerySet["CoverageEdge"]):
    def untouched(self) -> Self:
        """Edges that no person has decided: all that a second run may replace."""
        return self.filter(state=CoverageEdge.State.PROPOSED, decided_by__isnull=True)

    def of_claims(self, claims: Iterable[int]) -> Self:
        return self.filter(claim__in=claims).select_related("decided_by").order_by("claim_id", "pk")


class CoverageEdge(models.Model):
    """`copy` (or the outlet `copy_name`) takes the claim from `origin` (or from `origin_name`, which was not seen).

    What proposes it stands in `kind`, `method`, `score` and `evidence`: words that stand in `evidence_in` from
    `evidence_start` on; for words that are reused, from `origin_start` on in the origin as well.
    """

    class Kind(models.TextChoices):
        """In the order in which they are believed: a copied text tells more than one sentence of it."""

        JOINED = "joined", _("joined by a person")
        TEXT_REUSE = "text_reuse", _("text reuse")
        TRANSLATION = "translation", _("translation")
        CANONICAL = "canonical", _("canonical link")
        CREDIT = "credit", _("credit")
        BYLINE = "byline", _("byline")
        JSON_LD = "json_ld", _("data of the page")
        FEED = "feed", _("feed")
        ATTRIBUTION = "attribution", _("attribution")
        SAME_QUOTATION = "same_quotation", _("same quotation")
        SAME_OWNER = "same_owner", _("same owner")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("unconfirmed")
        CONFIRMED = "confirmed", _("confirmed")
        CUT = "cut", _("cut")

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="coverage_edges")
    copy = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    copy_name = models.CharField(max_length=200, blank=True)
    copy_node = models.CharField(max_length=LONGEST_NODE, editable=False)
    origin = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    origin_name = models.CharField(max_length=200, blank=True)
    origin_node = models.CharField(max_length=LONGEST_NODE, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    method = models.CharField(max_length=40, help_text="what proposed it, and its version")
    score = models.FloatField(_("score"), help_text="0 to 1")
    evidence = models.TextField(_("evidence"), blank=True)
    evidence_in = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    evidence_start = models.PositiveIntegerField(null=True, blank=True)
    evidence_end = models.PositiveIntegerField(null=True, blank=True)
    origin_start = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    found_at = models.DateTimeField(auto_now_add=True)

    objects = CoverageEdgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("edge of coverage")
        verbose_name_plural = _("edges of coverage")
        constraints = [
            models.UniqueConstraint(fields=["claim", "copy_node", "origin_node"], name="edge_unique_between_two_ends"),
            models.CheckConstraint(condition=~Q(copy_node=F("origin_node")), name="edge_leads_elsewhere"),
            models.CheckConstraint(
                condition=_one_of("copy") & _one_of("origin"),
                name="edge_ends_are_an_article_or_a_name",
            ),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="edge_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(evidence_start__isnull=True, evidence_end__isnull=True)
                | Q(evidence_start__lt=F("evidence_end"), evidence_in__isnull=False),
                name="edge_evidence_span_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy_node} <- {self.origin_node} ({self.kind})"
