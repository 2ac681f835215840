"""Following: what somebody wants to be told about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.comment import exactly_one_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLLOWED = ("article", "claim", "source", "view")  # what can be followed, by the name of its field


class FollowingQuerySet(models.QuerySet["Following"]):
    def standing(self) -> Self:
        """Without what people do not want to hear of any more."""
        return self.filter(muted=False)

    def is_followed(self, user: User, kind: str, number: int) -> bool:
        return self.standing().filter(user=user, **{kind: number}).exists()


class Following(models.Model):
    """One person and exactly one article, claim, source or saved view. A `muted` one keeps its row, so that nothing
    that the person does there makes them follow it again by itself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("claims.Article", models.CASCADE, null=True, blank=True, related_name="followings")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, blank=True, related_name="followings")
    source = models.ForeignKey("claims.Source", models.CASCADE, null=True, blank=True, related_name="followings")
    view = models.ForeignKey("claims.SavedView", models.CASCADE, null=True, blank=True, related_name="followings")
    muted = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now, help_text="what happened before is not told")
    known = models.JSONField(null=True, blank=True, help_text="of a view: the rows that fitted it at the last look")

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("followings")
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(*FOLLOWED), name="following_exactly_one_thing"),
            *(models.UniqueConstraint(fields=["user", kind], name=f"following_{kind}_once") for kind in FOLLOWED),
        ]

    def __str__(self) -> str:
        kind = next(name for name in FOLLOWED if getattr(self, f"{name}_id") is not None)
        return f"{self.user_id} follows {kind} {getattr(self, f'{kind}_id')}"
