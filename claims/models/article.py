"""Article: one frozen text, as published by an outlet at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.attribution import Attribution
from claims.models.comment import CommentQuerySet
from claims.models.job import Job
from claims.models.numbers import among
from factcheck.addresses import address


class ArticleQuerySet(models.QuerySet["Article"]):
    def listed(self) -> Self:
        """For lists: newest first, with the outlet at hand and without the text, which may be long."""
        return self.select_related("outlet", "credit").defer("text").order_by("-created_at", "-pk")

    def with_progress(self) -> Self:
        """Adds `total` and `reviewed`: how many attributions there are and how many a person has decided."""
        return self.annotate(
            total=Count("attributions"),
            reviewed=Count("attributions", filter=~Q(attributions__review_state="suggested")),
        )

    def with_review(self) -> Self:
        """Adds `review`: a value of `Article.Review`."""
        rows = Attribution.objects.filter(article=OuterRef("pk"))
        review = Article.Review
        return self.annotate(
            review=Case(
                When(extractor_version="", then=Value(review.UNSPLIT)),
                When(Exists(rows.filter(review_state=Attribution.ReviewState.SUGGESTED)), then=Value(review.OPEN)),
                When(Exists(rows), then=Value(review.DONE)),
                default=Value(review.EMPTY),
            )
        )

    def with_split_state(self) -> Self:
        """Adds `split_state`: the state of the latest job that split the article, None if there was none."""
        latest = Job.objects.filter(article=OuterRef("pk"), kind=Job.Kind.SPLIT_ARTICLE).order_by("-pk")
        return self.annotate(split_state=Subquery(latest.values("state")[:1]))

    def unfinished(self) -> Self:
        """With progress: only those with something undecided, or that were not split yet."""
        return self.with_progress().filter(Q(total__gt=F("reviewed")) | Q(extractor_version=""))

    def rows_of(self, ids: Sequence[int]) -> list[Article]:
        """These articles in their order, each with everything that a list shows of it."""
        rows = self.filter(pk__in=among(ids)).listed().with_newer().with_review().with_progress().with_split_state()
        found = {row.pk: row for row in rows.select_related("outlet", "credit", "created_by").order_by()}
        return [found[pk] for pk in ids if pk in found]

    def lock(self, *pks: int) -> None:
        """Hold articles until the transaction ends: taken first by whoever takes several rows of an article, adds one
        or numbers them, so that no two wait for one another. New rows that only name the article need not wait."""
        list(self.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values_list("pk"))

    def with_newer(self) -> Self:
        """Adds `newer_id`: the version after this one, or None."""
        return self.annotate(newer_id=F("superseded_by__pk"))

    def with_comments(self) -> Self:
        """Adds `comments_count`: how many comments stand on the article itself."""
        return self.annotate(comments_count=CommentQuerySet.counted("article", "claims_article.id"))

    def on_desk(self) -> Self:
        """What people work on: without what only a search or a feed has found. An index holds these alone."""
        return self.filter(on_desk=True)

    def current(self) -> Self:
        """Only the newest version of each page."""
        return self.filter(superseded_by__isnull=True)

    def ids_of_all_versions(self, ids: Iterable[int]) -> set[int]:
        """The ids given, with those of the versions before and after them."""
        found, new = set[int](), set(ids)
        while new:
            found |= new
            # Asked together, with OR, the database would read every article there is.
            before, after = self.filter(superseded_by__in=new), self.filter(supersedes__in=new)
            new = {*before.values_list("pk", flat=True), *after.values_list("pk", flat=True)} - found
        return found


class Article(models.Model):
    """One frozen text. A changed page is a new Article that `supersedes` the old one; stored text never changes.

    All spans in the product are half-open ranges of Unicode code points into `text`.
    """

    class Intake(models.TextChoices):
        PASTE = "paste", _("pasted")
        UPLOAD = "upload", _("uploaded")
        COMMAND = "command", _("ingested by command")
        DEMO = "demo", _("demo data")
        FOUND = "found", _("found by a search")
        FEED = "feed", _("from a feed")

    class Review(models.TextChoices):
        """How far people are with it."""

        UNSPLIT = "unsplit", _("not split yet")
        OPEN = "open", _("something to review")
        DONE = "done", _("all reviewed")
        EMPTY = "empty", _("no claims found")

    text = models.TextField(_("text"))
    content_hash = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the text in UTF-8, hexadecimal")
    title = models.CharField(_("title"), max_length=500, blank=True)
    title_start = models.PositiveIntegerField(null=True, blank=True)
    title_end = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, db_index=True)
    url = models.URLField(_("address"), max_length=2048, blank=True)
    url_key = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="hash of the address, without what does not tell pages apart",
    )
    site = models.CharField(
        max_length=253,
        blank=True,
        editable=False,
        help_text="the part of the address's host that is one publisher's (`sources.homes.home_of`)",
    )
    outlet = models.ForeignKey(
        "claims.Source", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("outlet")
    )
    credit = models.ForeignKey(
        "claims.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credited_articles",
        verbose_name=_("credits"),
        help_text="the outlet the whole article credits",
    )
    dateline_place = models.CharField(_("dateline"), max_length=120, blank=True)
    published = models.DateField(_("published"), null=True, blank=True, db_index=True)
    clutter = models.JSONField(default=list, blank=True, help_text="[[start, end], …] of what is not article")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    intake = models.CharField(max_length=10, choices=Intake, default=Intake.PASTE)
    on_desk = models.BooleanField(
        default=True, help_text="False: a search or a feed found it, and nobody has taken it up; it serves as coverage"
    )
    extractor_version = models.CharField(max_length=20, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    # Added by the methods of the queryset.
    review: str
    total: int
    reviewed: int

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            # The article list in its orders: feeds may bring a hundred times what people take in.
            models.Index(fields=["-created_at", "-id"], name="article_on_desk", condition=Q(on_desk=True)),
            models.Index(fields=["-published", "-id"], name="article_on_desk_by_day", condition=Q(on_desk=True)),
            # Whether an outlet has any article on the desk, of thousands that a feed of its brings.
            models.Index(fields=["outlet", "on_desk"], name="article_of_outlet", condition=Q(outlet__isnull=False)),
            # Whose articles people have taken from a site.
            models.Index(
                fields=["site", "outlet"],
                name="article_of_site",
                condition=Q(on_desk=True, outlet__isnull=False) & ~Q(site=""),
            ),
            models.Index(fields=["credit", "on_desk"], name="article_of_credit", condition=Q(credit__isnull=False)),
        ]
        constraints = [
            # People have one article of a text. Outside, the same text at two addresses is two pieces of coverage.
            models.UniqueConstraint(
                fields=["content_hash"], condition=Q(on_desk=True), name="article_one_of_a_text_on_the_desk"
            ),
            models.UniqueConstraint(
                fields=["url_key"],
                condition=Q(on_desk=False, supersedes__isnull=True),
                name="article_one_of_an_address_outside",
            ),
            models.CheckConstraint(condition=Q(on_desk=True) | ~Q(url_key=""), name="article_outside_has_an_address"),
            models.CheckConstraint(condition=~Q(text=""), name="article_text_not_empty"),
            models.CheckConstraint(
                condition=Q(title_start__isnull=True, title_end__isnull=True)
                | Q(title_start__lt=F("title_end"), title_end__isnull=False),
                name="article_title_span_ordered",
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("pk")), name="article_does_not_supersede_itself"),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]

    def get_absolute_url(self) -> str:
        return address("claims:article", self.pk)

    @property
    def headline(self) -> str:
        """What lists and links call it, without its text, which is seldom at hand there."""
        return self.title or gettext("Article %(n)s, without a headline") % {"n": self.pk}

    @property
    def version_date(self) -> dt.date:
        """The day that tells this version from the others: of publication, else of arrival."""
        return self.published or self.created_at.date()


class OwnVoiceQuerySet(models.QuerySet["OwnVoice"]):
    def untouched(self) -> Self:
        """Nobody has decided them: all that a second run may replace."""
        return self.filter(taken_up_as__isnull=True, dismissed=False)

    def ranked(self) -> Self:
        """Most check-worthy first, equals in text order."""
        return self.order_by("-score", "start")


class OwnVoice(models.Model):
    """A checkable statement the article makes with no source. Taken up, it becomes a Claim; dismissed, nobody is asked
    about it again."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="own_voice")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    statement = models.TextField()
    score = models.FloatField(help_text="check-worthiness, 0 to 1")
    kind = models.CharField(max_length=20)
    reasons = models.JSONField(default=list, blank=True, help_text='why: ["figure: 30 percent", …]')
    dismissed = models.BooleanField(default=False)
    taken_up_as = models.OneToOneField(
        "claims.Attribution", models.PROTECT, null=True, blank=True, related_name="own_voice"
    )

    objects = OwnVoiceQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dismissed=False) | Q(taken_up_as__isnull=True), name="own_voice_dismissed_or_taken_up"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="own_voice_span_ordered"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quote")), name="own_voice_span_as_long_as_quote"
            ),
            models.UniqueConstraint(fields=["article", "start", "end"], name="own_voice_unique_span"),
        ]

    def __str__(self) -> str:
        return self.statement
