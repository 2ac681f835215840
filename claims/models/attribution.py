"""Attribution: one place in one Article where a source is said to say, believe, fear, order or plan something."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from claims.models.comment import CommentQuerySet
from claims.models.event import Event
from claims.models.prepared import Prepared


class AttributionQuerySet(models.QuerySet["Attribution"]):
    def in_text_order(self) -> Self:
        return self.order_by("article_id", "number")

    def standing(self) -> Self:
        """Everything that was not rejected and did not give way to a newer version of its article."""
        return self.exclude(review_state=Attribution.ReviewState.REJECTED).filter(superseded=False)

    def listed(self) -> Self:
        """All but additions that were taken back: their rows stay, because the log names them, but nobody made them."""
        latest = Event.objects.filter(attribution=OuterRef("pk")).order_by("-pk")
        return self.alias(
            last_act=Subquery(latest.values("act")[:1]), took_back=Subquery(latest.values("undoes__act")[:1])
        ).exclude(
            created_by__isnull=False,
            last_act=Event.Act.UNDONE,
            took_back__in=[Event.Act.ADDED, Event.Act.TAKEN_UP, Event.Act.PLACED],
        )

    def untouched(self) -> Self:
        """Machine rows that no person has decided: all that a second run may replace."""
        return self.filter(review_state=Attribution.ReviewState.SUGGESTED, created_by__isnull=True)

    def for_workbench(self) -> Self:
        """With everything a claim card shows, in a fixed number of queries."""
        return (
            self.in_text_order()
            .select_related("source__speaks_for", "claim", "inside")
            .prefetch_related("spans", "relays__source")
        )

    def opened(self) -> Self:
        """With what the open claim shows: source, claim, who reviewed it, who writes on it, `comments_count`; its
        spans and relays are read apart."""
        rows = self.annotate(comments_count=CommentQuerySet.counted("claim", "claims_attribution.claim_id"))
        return rows.select_related(
            "source__speaks_for", "claim__lease__person", "claim__lease__taken_from", "inside", "reviewed_by"
        )


class Attribution(models.Model):
    """Source, cue and content spans, what the machine made of them, and what a person decided.

    `source` is the resolved Source or None; when several fit, `candidates` holds their names (unsure means empty).
    """

    class ReviewState(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    class QuoteKind(models.TextChoices):
        DIRECT = "direct", _("direct")
        INDIRECT = "indirect", _("indirect")
        MIXED = "mixed", _("mixed")

    class SourceType(models.TextChoices):
        NAMED_PERSON = "named_person", _("named person")
        ORGANISATION = "organisation", _("organisation")
        OUTLET = "outlet", _("outlet")
        UNNAMED = "unnamed", _("unnamed")
        PRONOUN = "pronoun", _("pronoun")
        IMPLICIT = "implicit", _("no source named")

    class Anonymity(models.TextChoices):
        OFFICE = "office", _("spokesperson named by office only")
        RANK = "rank", _("official named by rank or country")
        CLOSE = "close", _("person close to somebody")
        PLURAL = "plural", _("several, unnamed")
        SINGLE = "single", _("one person, unnamed")
        PASSIVE = "passive", _("nobody: a passive or “it is believed”")

    article = models.ForeignKey("claims.Article", models.CASCADE, related_name="attributions")
    # A plain foreign key is the rule "one active claim per attribution": there is no room for a second.
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="attributions")
    number = models.PositiveIntegerField(help_text="position in the article, from 1")
    source = models.ForeignKey(
        "claims.Source", models.PROTECT, null=True, blank=True, related_name="attributions", verbose_name=_("source")
    )
    candidates = models.JSONField(default=list, blank=True, help_text="names that fit when none is certain")
    canonical = models.CharField(max_length=200, blank=True, help_text="the name the extractor resolved to")
    source_type = models.CharField(max_length=15, choices=SourceType)
    role = models.CharField(max_length=200, blank=True, help_text="the speaker's title as written here")
    anonymity = models.CharField(_("how the source is unnamed"), max_length=10, choices=Anonymity, blank=True)
    anonymity_reason = models.CharField(_("reason the article gives"), max_length=300, blank=True)
    quote_kind = models.CharField(_("quote"), max_length=10, choices=QuoteKind)
    hedged = models.BooleanField(_("hedged"), default=False)
    hedged_by = models.CharField(max_length=10, blank=True)
    negated = models.BooleanField(_("negated"), default=False)
    inside = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="nested")

    rule = models.CharField(max_length=80, blank=True)
    cue_entry = models.CharField(max_length=80, blank=True)
    frame = models.CharField(max_length=80, blank=True)
    why_note = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    extractor_version = models.CharField(max_length=20, blank=True)

    review_state = models.CharField(
        _("review"), max_length=10, choices=ReviewState, default=ReviewState.SUGGESTED, db_index=True
    )
    superseded = models.BooleanField(
        default=False, help_text="a newer version of the article speaks for it: moved over, or split afresh there"
    )
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["article", "number"]
        indexes = [
            # Whether a claim still stands, who says it where, and what one source says, from the index alone.
            models.Index(
                fields=["claim", "review_state", "superseded", "source", "article"],
                name="attribution_standing_of_claim",
            ),
            models.Index(fields=["source", "review_state", "superseded", "claim"], name="attribution_claims_of_source"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="attribution_unique_number_in_article"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="attribution_confidence_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(review_state="suggested", reviewed_by__isnull=True)
                | (~Q(review_state="suggested") & Q(reviewed_by__isnull=False)),
                name="attribution_decided_means_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.claim}"

    def spans_of(self, role: str) -> list[AttributionSpan]:
        """The spans of one role in text order, from the prefetched rows."""
        return [span for span in self.spans.all() if span.role == role]

    def quote_of(self, role: str) -> str:
        """The letters of one role, " … " where something was left out between two spans."""
        return " … ".join(span.quote for span in self.spans_of(role))

    @property
    def chain(self) -> list[RelayHop]:
        """The relays, nearest first."""
        return list(self.relays.all())


class AttributionSpan(models.Model):
    """One range of one role, with its letters: the database holds that quote and range are equally long."""

    class Role(models.TextChoices):
        SOURCE = "source", _("source")
        CUE = "cue", _("cue")
        CONTENT = "content", _("content")

    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="spans")
    role = models.CharField(max_length=8, choices=Role)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        ordering = ["start", "end"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="span_ordered"),
            # length() counts code points on SQLite and PostgreSQL alike, as our offsets do.
            models.CheckConstraint(condition=Q(end=F("start") + Length("quote")), name="span_as_long_as_quote"),
            models.UniqueConstraint(fields=["attribution", "role", "start"], name="span_unique_start"),
        ]

    def __str__(self) -> str:
        return f"{self.role} [{self.start}, {self.end})"


class RelayHop(models.Model):
    """One hop of the relay chain; position 0 is the relay nearest to the speaker.

    What a person adds: how the relay tells it (`mode`), where its own report stands (`link`), and, once they `opened`
    that report, the words `found` there, by whom and when; or the `excuse` why nobody could open it.
    """

    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="relays")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="relayed")
    mode = models.CharField(_("how it says it"), max_length=10, choices=Attribution.QuoteKind, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    opened = models.BooleanField(_("opened"), default=False)
    excuse = models.CharField(_("why it was not opened"), max_length=300, blank=True)
    found = models.TextField(_("found there"), max_length=2000, blank=True)
    found_language = models.CharField(max_length=8, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attribution", "position"], name="relay_unique_position"),
            models.UniqueConstraint(fields=["attribution", "source"], name="relay_unique_source"),
            models.CheckConstraint(
                condition=Q(opened=False, opened_by__isnull=True, opened_at__isnull=True)
                | Q(opened=True, opened_by__isnull=False, opened_at__isnull=False),
                name="relay_opened_means_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)


# The spans of one attribution, in text order.
SPANS_OF: Prepared[AttributionSpan] = Prepared(
    lambda pk: AttributionSpan.objects.filter(attribution=pk).order_by("start", "end")
)
