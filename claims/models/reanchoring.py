"""Reanchoring: what became of one attribution of an article when a newer version of it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from claims.models.event import Event

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from claims.models.article import Article


CHANGED = Q(state="gone") | Q(state="placed", words_changed=True)
REJECTED = Q(attribution__review_state="rejected")
SIGNED_SINCE = Q(attribution__claim__verdicts__created_at__gt=F("decided_at"))


class ReanchoringQuerySet(models.QuerySet["Reanchoring"]):
    def waiting(self) -> Self:
        """Those that a person must decide: the words did not stand in exactly one place of the newer version."""
        return self.filter(state=Reanchoring.State.WAITING).exclude(REJECTED)

    def waiting_for(self, user: AbstractBaseUser) -> Self:
        """The waiting ones, oldest version first and in text order, without those this person left open."""
        left_open = Event.objects.filter(
            attribution=OuterRef("attribution"),
            article=OuterRef("article"),
            actor=user.pk,
            act=Event.Act.LEFT_OPEN,
            undone_by__isnull=True,
        )
        return self.waiting().exclude(Exists(left_open)).order_by("article_id", "attribution__number")

    def listed(self) -> Self:
        """For lists: with the claim and the two articles, without any article text."""
        return self.select_related(
            "attribution__claim", "attribution__source", "attribution__article", "article"
        ).defer("article__text", "article__clutter", "attribution__article__text", "attribution__article__clutter")

    def touched_by(self, article: Article) -> Self:
        """Those that a newer version changed: they wait for it, stand there in other words, or are gone."""
        touched = Q(state__in=[Reanchoring.State.WAITING, Reanchoring.State.GONE]) | Q(words_changed=True)
        rows = self.filter(touched, article=article).exclude(REJECTED)
        return rows.order_by("attribution__number")

    def telling(self) -> Self:
        """Those that whoever holds the claim should know of: gone, or standing there in other words, and nobody has
        signed a verdict since."""
        return self.filter(CHANGED).exclude(REJECTED).exclude(SIGNED_SINCE)

    def flags(self) -> Self:
        """What lists flag, the most telling first: gone, in other words, or not found yet."""
        state = Reanchoring.State
        first = Case(When(state=state.GONE, then=0), When(state=state.PLACED, then=1), default=2)
        return (
            self.filter(Q(state=state.WAITING) | CHANGED).exclude(REJECTED).exclude(SIGNED_SINCE).order_by(first, "pk")
        )


class Reanchoring(models.Model):
    """Where `attribution`, of an older version, stands in `article`, the newer one: not decided yet, in the same words
    (`moved` by the machine), where a person put it (`placed`), or nowhere (`gone`).

    The attribution stays as it was; `moved_as` is the row in the newer version that carries its claim on.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("needs re-anchoring")
        MOVED = "moved", _("moved over")
        PLACED = "placed", _("placed by a person")
        GONE = "gone", _("no longer in the newer version")

    attribution = models.OneToOneField("claims.Attribution", models.PROTECT, related_name="reanchoring")
    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="reanchorings")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    places = models.PositiveIntegerField(default=0, help_text="in how many places the machine found the words")
    moved_as = models.OneToOneField(
        "claims.Attribution", models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    words_changed = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReanchoringQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-anchoring")
        verbose_name_plural = _("re-anchorings")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["moved", "placed"], moved_as__isnull=False)
                | Q(state__in=["waiting", "gone"], moved_as__isnull=True),
                name="reanchoring_moved_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["placed", "gone"], decided_by__isnull=False, decided_at__isnull=False)
                | Q(state__in=["waiting", "moved"], decided_by__isnull=True),
                name="reanchoring_decided_means_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(moved_as__isnull=True) | ~Q(moved_as=F("attribution")),
                name="reanchoring_moves_to_another_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attribution_id}: {self.state}"
