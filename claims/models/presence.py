"""Presence: who has an article open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models.article import Article

LASTS = timedelta(seconds=45)  # three signs of life


class PresenceQuerySet(models.QuerySet["Presence"]):
    def renew(self, person: User, article: Article, number: int | None, *, writing: bool = False) -> None:
        """Note that the person is at claim `number` of the article now, and since when they write on it."""
        now = timezone.now()
        going_on = self.filter(person=person, article=article, number=number, seen__gte=now - LASTS)
        since = (going_on.values_list("writing_since", flat=True).first() or now) if writing else None
        row = self.model(person=person, article=article, number=number, seen=now, writing_since=since)
        self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["person", "article"],
            update_fields=["number", "seen", "writing_since"],
        )

    def others(self, person: User, article: Article) -> Self:
        """Who else is there, by name; a person who gave no sign for LASTS has left."""
        here = self.filter(article=article, seen__gte=timezone.now() - LASTS).exclude(person=person)
        return here.select_related("person").order_by("person__first_name", "person__username")

    def expired(self) -> Self:
        return self.filter(seen__lt=timezone.now() - LASTS)


class Presence(models.Model):
    """The latest sign of life of a person on an article. A convenience: nothing is refused because of it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("claims.Article", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("claim of the article"), null=True, blank=True)
    seen = models.DateTimeField(_("last sign"), db_index=True)

    writing_since = models.DateTimeField(_("writing since"), null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = (models.UniqueConstraint(fields=["person", "article"], name="presence_once_per_article"),)

    def __str__(self) -> str:
        return f"{self.person_id} on {self.article_id}"
