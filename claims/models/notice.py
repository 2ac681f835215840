"""Notice: one thing that one person is told. NoticeChoices: what a person wants to be told, and how."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.comment import exactly_one_of
from claims.models.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Article, Claim, Source

MOST_COUNTED = 100
NEWLY_FITTING = ("claim", "article", "source")  # what may newly fit a saved view, by the name of its field


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown_to(self, user: User) -> Self:
        """What the person's page lists, newest first."""
        return self.filter(user=user, in_page=True).order_by("-pk")

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def count_unread(self, user: User) -> int:
        """How many there are, up to MOST_COUNTED: from an index that holds nothing else."""
        return len(UNREAD(user.pk))

    def expired(self) -> Self:
        """What the person read NOTICE_DAYS ago. What nobody read is kept."""
        return self.filter(read_at__lt=timezone.now() - timedelta(days=settings.NOTICE_DAYS))

    def listed(self) -> Self:
        """With everything that a line says, without any article text."""
        rows = self.select_related(
            "event__actor", "event__claim", "event__article", "event__source", "comment", "view", *NEWLY_FITTING
        )
        return rows.defer("event__article__text", "event__article__clutter", "article__text", "article__clutter")


class Notice(models.Model):
    """An Event that a person is told, once; or a claim, article or source that newly fits a saved view they follow.

    `in_page` and `by_mail` are what the person wanted when it was written.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", _("somebody mentions me")
        ASSIGNED = "assigned", _("somebody gives me a claim")
        COMMENT = "comment", _("a comment")
        STAGE = "stage", _("a claim moves to another stage")
        VERDICT = "verdict", _("a verdict is signed")
        CORRECTION = "correction", _("a claim or its attribution is corrected")
        EVIDENCE = "evidence", _("evidence of a claim is added or withdrawn, or its page changed")
        COVERAGE = "coverage", _("coverage of a claim was found")
        REANCHORING = "reanchoring", _("a newer version says it otherwise, or no more")
        VERSION = "version", _("an article has a newer version")
        SOURCE = "source", _("a source is changed, graded or merged")
        AGAIN = "again", _("something gives a reason to look at a claim again")
        VIEW = "view", _("something newly fits a saved view")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    event = models.ForeignKey("claims.Event", models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.ForeignKey("claims.Comment", models.CASCADE, null=True, blank=True, related_name="+")
    view = models.ForeignKey("claims.SavedView", models.CASCADE, null=True, blank=True, related_name="+")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey("claims.Article", models.CASCADE, null=True, blank=True, related_name="+")
    source = models.ForeignKey("claims.Source", models.CASCADE, null=True, blank=True, related_name="+")
    in_page = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    digest = models.ForeignKey("claims.Digest", models.SET_NULL, null=True, blank=True, related_name="notices")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_newest_of_a_person"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True, in_page=True), name="notice_unread"),
            models.Index(
                fields=["user"],
                condition=Q(read_at__isnull=True, by_mail=True, digest__isnull=True),
                name="notice_not_mailed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="notice_once_per_event"),
            *(
                models.UniqueConstraint(
                    fields=["user", "view", noun],
                    condition=Q(read_at__isnull=True),
                    name=f"notice_once_per_view_and_{noun}_unread",
                )
                for noun in NEWLY_FITTING
            ),
            models.CheckConstraint(condition=exactly_one_of("event", "view"), name="notice_of_an_event_or_a_view"),
            models.CheckConstraint(
                condition=Q(view__isnull=True, **{f"{noun}__isnull": True for noun in NEWLY_FITTING})
                | Q(view__isnull=False) & exactly_one_of(*NEWLY_FITTING),
                name="notice_of_a_view_names_what_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"

    def get_absolute_url(self) -> str:
        """Where it leads: the very comment, or the part of the page that it is about."""
        if (fits := self.fits) is not None:
            return fits.get_absolute_url()
        event = self.event
        if self.comment_id:
            return reverse("claims:comment", args=[self.comment_id])
        if event is None:
            return reverse("claims:notices")
        if self.kind == self.Kind.REANCHORING and event.article_id:
            return reverse("claims:article_changes", args=[event.article_id])
        if event.claim_id:
            parts = (self.Kind.VERDICT, self.Kind.COVERAGE, self.Kind.EVIDENCE)
            part = f"#{self.kind}" if self.kind in parts else ""
            return reverse("claims:claim", args=[event.claim_id]) + part
        if event.article_id:
            return reverse("claims:article", args=[event.article_id])
        return reverse("claims:source", args=[event.source_id])

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        event = self.event
        article = self.article or (event and event.article)
        about = self.claim or self.source or (event and (event.claim or event.source))
        if about:
            return str(about)
        return article.headline if article else ""

    @property
    def fits(self) -> Claim | Article | Source | None:
        """What newly fits the view, if that is what it tells."""
        return self.claim or self.article or self.source


class NoticeChoicesQuerySet(models.QuerySet["NoticeChoices"]):
    def of(self, user: User) -> NoticeChoices:
        """What the person has chosen, or a row (not saved) with what holds for everybody else."""
        return self.filter(user=user).first() or NoticeChoices(user=user)


class NoticeChoices(models.Model):
    """What a person does not want to be told in the page or by mail, how often mail comes, and in which language."""

    class Mail(models.TextChoices):
        HOURLY = "hourly", _("once an hour")
        DAILY = "daily", _("once a day")
        NEVER = "never", _("never")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    follows_by_itself = models.BooleanField(default=True)
    not_in_page = models.JSONField(default=list, blank=True)
    not_by_mail = models.JSONField(default=list, blank=True)
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.DAILY)
    language = models.CharField(max_length=8, blank=True)

    objects = NoticeChoicesQuerySet.as_manager()

    class Meta:
        verbose_name = _("choices about notifications")
        verbose_name_plural = _("choices about notifications")

    def __str__(self) -> str:
        return f"choices of {self.user_id}"

    def wants_in_page(self, kind: str) -> bool:
        return kind not in self.not_in_page

    def wants_by_mail(self, kind: str) -> bool:
        return self.mail != self.Mail.NEVER and kind not in self.not_by_mail


class LogReader(models.Model):
    """How far a job has read the chain of sealed events, which has no gaps and no late-comers, as events have."""

    name = models.CharField(max_length=20, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("reader of the log")
        verbose_name_plural = _("readers of the log")

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"


UNREAD: Prepared[int] = Prepared(
    lambda user: (
        Notice.objects.filter(user=user, in_page=True, read_at__isnull=True)
        .order_by()
        .values_list("pk", flat=True)[:MOST_COUNTED]
    )
)
