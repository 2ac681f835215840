"""Claim: the proposition under verification, and the three axes on which it is judged."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import search
from claims.models.attribution import Attribution
from claims.models.numbers import among
from claims.models.reanchoring import Reanchoring
from claims.models.wording import AxisChoices
from factcheck.addresses import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser

    from claims.models.article import Article


class Stage(AxisChoices):
    """Where the work stands."""

    NEW = "new", _("new")
    IN_PROGRESS = "in_progress", _("in progress")
    IN_REVIEW = "in_review", _("in review")
    CHANGES_REQUESTED = "changes_requested", _("changes requested")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    CORRECTING = "correcting", _("correcting")
    RETRACTED = "retracted", _("retracted")
    NOT_CHECKWORTHY = "not_checkworthy", _("not check-worthy")
    DUPLICATE = "duplicate", _("duplicate")
    ARCHIVED = "archived", _("archived")


# Work is left to be done on these.
OPEN = (Stage.NEW, Stage.IN_PROGRESS, Stage.IN_REVIEW, Stage.CHANGES_REQUESTED)
# What somebody approved, published or put away stays as they saw it until it is reopened.
CLOSED = (Stage.APPROVED, Stage.PUBLISHED, Stage.RETRACTED, Stage.ARCHIVED)


class Finding(AxisChoices):
    """Was it said, by them, in those words?"""

    UNREVIEWED = "unreviewed", _("unreviewed")
    VERBATIM = "verbatim", _("verbatim")
    FAITHFUL = "faithful", _("faithful")
    DISTORTED = "distorted", _("distorted")
    MISATTRIBUTED = "misattributed", _("misattributed")
    RELAYED_ONLY = "relayed_only", _("relayed only")
    UNTRACEABLE = "untraceable", _("untraceable")
    UNATTRIBUTED = "unattributed", _("unattributed")
    DENIED = "denied", _("denied")


class Status(AxisChoices):
    """Is it so? Keys are fixed; labels may be translated."""

    UNVERIFIED = "unverified", _("Unverified")
    TRUE = "true", _("True")
    MOSTLY_TRUE = "mostly_true", _("Mostly true")
    MIXED = "mixed", _("Mixed")
    MOSTLY_FALSE = "mostly_false", _("Mostly false")
    FALSE = "false", _("False")
    MISSING_CONTEXT = "missing_context", _("Missing context")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")
    OUTDATED = "outdated", _("Outdated")


class Badge(models.TextChoices):
    """Both questions in one word, for desks that show no more. Computed, never stored."""

    TRUE = "true", _("True")
    FALSE = "false", _("False")
    MIXED = "mixed", _("Mixed")
    UNPROVEN = "unproven", _("Unproven")
    OPEN = "open", _("Open")


_BADGES = {
    Status.UNVERIFIED: Badge.OPEN,
    Status.TRUE: Badge.TRUE,
    Status.MOSTLY_TRUE: Badge.TRUE,
    Status.MOSTLY_FALSE: Badge.FALSE,
    Status.FALSE: Badge.FALSE,
    Status.UNPROVEN: Badge.UNPROVEN,
    Status.NOT_CHECKABLE: Badge.UNPROVEN,
}
# What is so but was not said so is not simply true.
_NOT_SAID_SO = (Finding.DISTORTED, Finding.MISATTRIBUTED, Finding.DENIED)


def badge_of(status: str, finding: str) -> Badge:
    """The one word for a status and a finding."""
    badge = _BADGES.get(Status(status), Badge.MIXED)
    return Badge.MIXED if badge is Badge.TRUE and finding in _NOT_SAID_SO else badge


class Credibility(models.TextChoices):
    """Is it likely, whoever says it? Half of the Admiralty code; a Source's reliability, A to F, is the other."""

    CONFIRMED = "1", _("1 confirmed by other sources")
    PROBABLE = "2", _("2 probably true")
    POSSIBLE = "3", _("3 possibly true")
    DOUBTFUL = "4", _("4 doubtful")
    IMPROBABLE = "5", _("5 improbable")
    NOT_JUDGED = "6", _("6 cannot be judged")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> Self:
        """Claims with at least one appearance that nobody rejected."""
        return self.filter(Exists(Attribution.objects.standing().filter(claim=OuterRef("pk"))))

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def most_urgent_first(self) -> Self:
        """Overdue ones, the longest overdue at the top; then what nobody has touched for longest."""
        late = Case(When(due__lt=timezone.localdate(), then=F("due")))
        return self.order_by(late.asc(nulls_last=True), "updated_at", "pk")

    def assigned_to_user(self, user: AbstractBaseUser) -> Self:
        return self.filter(assigned_to=user.pk)

    def open_of(self, people: Iterable[int]) -> dict[int, int]:
        """{person: how many open claims they have} for those who have any."""
        counted = self.open().filter(assigned_to__in=people).order_by().values_list("assigned_to")
        return dict(counted.annotate(n=Count("pk")))

    def waiting_for_review_by(self, user: AbstractBaseUser) -> Self:
        """In review, with the last verdict signed by somebody else."""
        return self.filter(stage=Stage.IN_REVIEW).exclude(verdicts__author=user.pk)

    def unassigned(self) -> Self:
        return self.open().filter(assigned_to__isnull=True).order_by("-check_score", "pk")

    def changed_in_newer_version(self) -> Self:
        """Claims of which whoever holds them should know that a newer version says them otherwise or no more."""
        return self.filter(pk__in=Reanchoring.objects.telling().values("attribution__claim"))

    def in_article(self, article: Article) -> Self:
        return self.filter(attributions__article=article).distinct()

    def in_articles(self, numbers: Collection[int]) -> Self:
        """Claims with an appearance in any of these articles that nobody rejected, each once."""
        return self.filter(pk__in=Attribution.objects.standing().filter(article__in=among(numbers)).values("claim"))

    def listed(self) -> Self:
        """For lists: each claim with its appearances, their sources and outlets, without any article text; adds
        `newer_version`: what became of it in a newer version, if that is to be flagged."""
        appearances = (
            Attribution.objects.standing()
            .select_related("source", "article__outlet", "article__credit")
            .defer("article__text", "article__clutter")
            .prefetch_related("relays__source")
            .order_by("pk")
        )
        flags = Reanchoring.objects.flags().filter(attribution__claim=OuterRef("pk"))
        return self.annotate(newer_version=Subquery(flags.values("state")[:1])).prefetch_related(
            Prefetch("attributions", queryset=appearances, to_attr="appearances")
        )

    def containing(self, words: str) -> Self:
        """Free text over statement, gloss, quoted words, rationales, evidence and comments; every word must occur."""
        found = search.containing(words)
        return self.none() if found is None else self.filter(pk__in=found)


class Claim(models.Model):
    """A short self-contained sentence in the article's language, with one or more Attributions (its appearances)."""

    statement = models.CharField(_("statement"), max_length=400)
    language = models.CharField(_("language"), max_length=8, db_index=True)
    gloss = models.CharField(_("gloss"), max_length=400, blank=True)
    gloss_language = models.CharField(_("language of the gloss"), max_length=8, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.NEW, db_index=True)
    finding = models.CharField(_("attribution finding"), max_length=15, choices=Finding, default=Finding.UNREVIEWED)
    status = models.CharField(
        _("verification status"), max_length=16, choices=Status, default=Status.UNVERIFIED, db_index=True
    )
    credibility = models.CharField(_("credibility"), max_length=1, choices=Credibility, blank=True)
    second_wanted = models.BooleanField(_("blind second verdict asked for"), default=False)
    check_score = models.FloatField(_("check-worthiness"), default=0.0)
    check_kind = models.CharField(max_length=20, blank=True)
    check_reasons = models.JSONField(default=list, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("assigned to"),
    )
    due = models.DateField(_("due"), null=True, blank=True)
    recheck_on = models.DateField(_("look again on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            models.Index(fields=["-check_score", "id"], name="claim_by_check_worthiness"),  # my queue, unassigned
            models.Index(fields=["due"], name="claim_by_due", condition=Q(due__isnull=False)),  # few have a day
            # the claim list in its usual order, as a whole and by what is asked for most
            models.Index(fields=["-updated_at", "-id"], name="claim_by_change"),
            models.Index(fields=["status", "-updated_at", "-id"], name="claim_by_status_and_change"),
            models.Index(fields=["stage", "-updated_at", "-id"], name="claim_by_stage_and_change"),
            models.Index(fields=["statement"], name="claim_by_statement"),  # the same words in several articles
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="claim_statement_not_empty"),
            models.CheckConstraint(
                condition=Q(check_score__gte=0, check_score__lte=1), name="claim_check_score_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return address("claims:claim", self.pk)
