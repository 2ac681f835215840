"""SavedView: a list as somebody asked for it, under a name. Preferences: what a person is used to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.following import Following
from claims.models.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def own(self, user: User) -> Self:
        """The person's views in their order."""
        return self.standing().filter(owner=user).order_by("kind", "position", "pk")

    def open_to(self, user: User) -> Self:
        """What the person may open: their own, then what others share, each in its owner's order."""
        seen = self.standing().filter(Q(owner=user) | Q(shared=True)).select_related("owner")
        mine = models.Case(models.When(owner=user, then=0), default=1)
        return seen.order_by("kind", mine, "owner", "position", "pk")

    def with_followed(self, user: User) -> Self:
        """Adds `followed`: whether the person is told what newly fits."""
        return self.annotate(followed=Exists(Following.objects.standing().filter(view=OuterRef("pk"), user=user)))


class SavedView(models.Model):
    """The filters, order and columns of one list. `query` is normalised: one question has one form. "Assigned to me"
    means whoever opens it. A removed one keeps its row, so that it can be put back."""

    class Kind(models.TextChoices):
        CLAIMS = "claims", _("claims")
        ARTICLES = "articles", _("articles")
        SOURCES = "sources", _("sources")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    kind = models.CharField(_("list"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(_("filters and order"), blank=True)
    columns = models.JSONField(_("columns"), default=list, blank=True, help_text="none: those of whoever opens it")
    shared = models.BooleanField(_("shared with the desk"), default=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        indexes = [models.Index(fields=["owner", "kind", "position"], name="saved_view_in_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_name_not_empty"),
            models.UniqueConstraint(
                fields=["owner", "kind", "name"],
                condition=Q(removed_at__isnull=True),
                name="saved_view_unique_name_of_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claims:view", args=[self.pk])

    @property
    def noun(self) -> str:
        """What a row of its list is, as the fields of other models name it: "claim", "article" or "source"."""
        return self.kind.removesuffix("s")

    @property
    def list_address(self) -> str:
        """The list with the filters, order and columns of this view."""
        parts = [part for part in (self.query, f"columns={'.'.join(self.columns)}" if self.columns else "") if part]
        address = reverse(f"claims:{self.kind}")
        return f"{address}?{'&'.join(parts)}" if parts else address


class PreferencesQuerySet(models.QuerySet["Preferences"]):
    def of(self, user: User | AnonymousUser) -> Preferences:
        """What the person has set, or a row (not saved) in which nothing is."""
        if not user.is_authenticated:
            return Preferences()
        return PREFERENCES.first(user.pk) or Preferences(user=user)

    def columns_of(self, user: User | AnonymousUser) -> dict[str, list[str]]:
        """The columns that the person has chosen, {list: [column, …]}: what every list asks."""
        return COLUMNS.first(user.pk) or {} if user.is_authenticated else {}


class Preferences(models.Model):
    """The view a person starts with (none: my queue), and the columns of their lists, {list: [column, …]}."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    start = models.ForeignKey(SavedView, models.SET_NULL, null=True, blank=True, related_name="+")
    columns = models.JSONField(default=dict, blank=True)

    objects = PreferencesQuerySet.as_manager()

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return f"preferences of {self.user_id}"


PREFERENCES: Prepared[Preferences] = Prepared(
    lambda user: Preferences.objects.filter(user=user).select_related("start")
)
COLUMNS: Prepared[dict[str, list[str]]] = Prepared(
    lambda user: Preferences.objects.filter(user=user).values_list("columns", flat=True)
)
