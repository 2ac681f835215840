"""BulkAct: one act on many claims, articles or sources at once. In the log its events are one deed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.saved_view import SavedView


class BulkAct(models.Model):
    """Who does what to which rows of a list, as the preview showed them, and how far it has come.

    `rows` holds [number, version, person or null] in the order in which they are done (of following, the version is how
    the person followed it before); `refused` what was not done and `kept` what was not taken back, [number, kind of
    refusal, words] each. `done` and `undone` count rows.
    """

    class Kind(models.TextChoices):
        TAKE = "take", _("take")
        PUT_BACK = "put_back", _("put back")
        ASSIGN = "assign", _("assign")
        SHARE = "share", _("share out")
        MOVE = "move", _("move to another stage")
        DUE = "due", _("set the due date")
        JOIN = "join", _("make one claim of them")
        FOLLOW = "follow", _("follow")
        UNFOLLOW = "unfollow", _("follow no more")
        COUNTRY = "country", _("set the country")
        SOURCE_KIND = "kind", _("set the kind")
        STAKE = "stake", _("note a stake")

    FOLLOWS = (Kind.FOLLOW, Kind.UNFOLLOW)  # private: nobody else sees them, and the log does not hold them
    OF_SOURCES = (Kind.COUNTRY, Kind.SOURCE_KIND, Kind.STAKE)

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.CharField(max_length=20, blank=True, help_text="of a move: where to")
    note = models.CharField(max_length=2000, blank=True)
    due = models.DateField(null=True, blank=True)
    value = models.CharField(
        max_length=80, blank=True, help_text="of a source: country, kind or topic; of a join: the claim that stays"
    )
    listing = models.CharField(max_length=10, choices=SavedView.Kind, default=SavedView.Kind.CLAIMS)
    query = models.TextField(blank=True, help_text="what the list was asked for that the rows were chosen from")
    language = models.CharField(max_length=8, help_text="of the words in `refused` and `kept`")
    rows = models.JSONField(default=list)
    settled = models.PositiveIntegerField(default=0, help_text="rows that were tried")
    done = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    taking_back = models.BooleanField(default=False)
    undone_settled = models.PositiveIntegerField(default=0, help_text="rows of which taking back was tried")
    undone = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")
        indexes = [models.Index(fields=["actor", "-id"], name="bulk_act_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled__gte=models.F("done")), name="bulk_act_does_only_what_it_tried"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.total} {self.noun}s"

    def get_absolute_url(self) -> str:
        return reverse("claims:bulk_act", args=[self.pk])

    @property
    def is_private(self) -> bool:
        """Whether only whoever did it may see it."""
        return self.kind in self.FOLLOWS

    @property
    def noun(self) -> str:
        """What its rows are: "claim", "article" or "source". Where articles were chosen, it may be their claims."""
        if self.kind in self.FOLLOWS or self.kind in self.OF_SOURCES:
            return self.listing.removesuffix("s")
        return "claim"

    @property
    def is_done(self) -> bool:
        return self.settled >= self.total

    @property
    def is_undone(self) -> bool:
        return self.taking_back and self.undone_settled >= self.done

    @property
    def total(self) -> int:
        return len(self.rows)
