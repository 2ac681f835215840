"""Comment: what somebody says to the others about an article, a claim or a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from claims.models.article import Article
    from claims.models.claim import Claim
    from claims.models.source import Source

    Subject: TypeAlias = Article | Claim | Source

SUBJECTS = ("article", "claim", "source")  # what a comment may be about, by the name of its field


def exactly_one_of(*names: str) -> Q:
    """A condition for the database: one of these foreign keys is set, the others are not."""
    one = Q()
    for name in names:
        one |= Q(**{f"{other}__isnull": other != name for other in names})
    return one


class CommentQuerySet(models.QuerySet["Comment"]):
    def about(self, subject: Subject) -> Self:
        """Those on one article, claim or source, oldest first."""
        return self.filter(**{subject._meta.model_name or "": subject}).order_by("pk")

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def listed(self) -> Self:
        """With what a comment shows: who wrote it, who is mentioned, what it said before."""
        return self.select_related("author", "withdrawn_by").prefetch_related("mentions", "wordings")

    @staticmethod
    def counted(kind: str, column: str) -> RawSQL:
        """An expression: how many stand on the article, claim or source whose number is in `column` of an outer query.

        Written out, because every act on a claim reads it: composed by Django it costs twice 0.7 ms.
        """
        sql = f"SELECT COUNT(*) FROM claims_comment said WHERE said.{kind}_id = {column} AND said.withdrawn_at IS NULL"  # noqa: S608
        return RawSQL(sql, (), output_field=models.IntegerField())  # noqa: S611 - names only


class Comment(models.Model):
    """On exactly one article, claim or source. An edited one keeps its older wordings; a withdrawn one is shown no
    more, but its row stays, so that whoever withdrew it can put it back."""

    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="comments")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, null=True, blank=True, related_name="comments")
    source = models.ForeignKey("claims.Source", models.PROTECT, null=True, blank=True, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField(_("comment"))
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(*SUBJECTS), name="comment_on_exactly_one_thing"),
            models.CheckConstraint(condition=~Q(body=""), name="comment_body_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="comment_withdrawn_means_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} on {self.kind} {self.subject_id}"

    def get_absolute_url(self) -> str:
        return reverse("claims:comment", args=[self.pk])

    @property
    def kind(self) -> str:
        """`article`, `claim` or `source`."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id") is not None)

    @property
    def subject_id(self) -> int:
        return int(getattr(self, f"{self.kind}_id"))

    @property
    def subject(self) -> Subject:
        """The article, claim or source itself; asks the database unless it was read along."""
        found: Subject = getattr(self, self.kind)
        return found


class CommentWording(models.Model):
    """What a comment said before an edit, and since when."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="wordings")
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("older wording")
        verbose_name_plural = _("older wordings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"comment {self.comment_id} before it was edited"
