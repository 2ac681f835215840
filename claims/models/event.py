"""Event: one line of the append-only log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.written import insert

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class EventQuerySet(models.QuerySet["Event"]):
    def history(self) -> Self:
        """Newest first, with the people."""
        return self.select_related("actor").order_by("-pk")

    def unsealed(self) -> Self:
        """Those that the chain of hashes does not hold yet, oldest first."""
        return self.filter(seal__isnull=True).order_by("pk")

    def append(self, act: Event.Act, *, actor: User | None = None, **about: Any) -> Event:
        """Write one line: `article`, `claim`, `attribution`, `source`, `old`, `new`, `implied`, `bulk` if any."""
        event = self.model(act=act, actor=actor, **about)
        insert(event)
        return event


class Event(models.Model):
    """Who, what, when, old, new, on which object, and whether another act implied it. Rows are never changed.

    `actor` is None for the machine. Objects named by an Event cannot be deleted.
    """

    class Act(models.TextChoices):
        INGESTED = "ingested", _("added the article")
        SPLIT = "split", _("split the article")
        CONFIRMED = "confirmed", _("confirmed the attribution")
        REJECTED = "rejected", _("rejected the attribution")
        RESTORED = "restored", _("put the attribution back")
        SPANS_CHANGED = "spans_changed", _("changed the spans")
        STATEMENT_CHANGED = "statement_changed", _("changed the statement")
        SOURCE_SET = "source_set", _("set the source")
        SOURCE_CREATED = "source_created", _("created the source")
        SOURCE_CHANGED = "source_changed", _("changed the source's profile")
        SOURCE_MERGED = "source_merged", _("merged two sources")
        SOURCE_PARTED = "source_parted", _("took a merge of sources back")
        SOURCE_TOLD_APART = "source_told_apart", _("said that two sources are not one")
        SOURCE_APART_BACK = "source_apart_back", _("took back that two sources are not one")
        SOURCE_GRADED = "source_graded", _("graded the source")
        ANONYMITY_SET = "anonymity_set", _("noted how the source is unnamed")
        CLAIM_SET = "claim_set", _("moved the appearance to another claim")
        RELAYS_SET = "relays_set", _("changed the relay chain")
        ADDED = "added", _("added an attribution")
        VERDICT = "verdict", _("signed a verdict")
        SECOND_ASKED = "second_asked", _("asked for a blind second verdict")
        COMPARED = "compared", _("compared the two verdicts")
        STAGE = "stage", _("moved the stage")
        ASSIGNED = "assigned", _("assigned the claim")
        DUE_SET = "due_set", _("set the due date")
        EVIDENCE_ADDED = "evidence_added", _("added evidence")
        EVIDENCE_CHANGED = "evidence_changed", _("changed evidence")
        EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("withdrew evidence")
        EVIDENCE_RESTORED = "evidence_restored", _("put evidence back")
        EVIDENCE_ARCHIVED = "evidence_archived", _("archived evidence")
        EVIDENCE_FLAGGED = "evidence_flagged", _("found evidence changed or gone")
        SEARCH_NOTED = "search_noted", _("noted a search")
        SEARCH_WITHDRAWN = "search_withdrawn", _("withdrew a search")
        SEARCH_RESTORED = "search_restored", _("put a search back")
        RECHECK_SET = "recheck_set", _("set the day to look again")
        LOOK_AGAIN = "look_again", _("gave a reason to look again")
        LOOKED_AGAIN = "looked_again", _("looked again")
        REPLY_ASKED = "reply_asked", _("asked for a reply")
        REPLY_ANSWERED = "reply_answered", _("noted an answer")
        REPLY_WITHDRAWN = "reply_withdrawn", _("withdrew a request for a reply")
        REPLY_RESTORED = "reply_restored", _("put a request for a reply back")
        RELATION_ADDED = "relation_added", _("related it to another claim")
        RELATION_WITHDRAWN = "relation_withdrawn", _("withdrew a relation to another claim")
        RELATION_RESTORED = "relation_restored", _("put a relation to another claim back")
        TICKED = "ticked", _("ticked a question")
        UNTICKED = "unticked", _("took a tick away")
        COVERAGE_FOUND = "coverage_found", _("looked for coverage")
        COVERAGE_STOPPED = "coverage_stopped", _("stopped the search for coverage")
        COVERAGE_DECIDED = "coverage_decided", _("decided a coverage match")
        THRESHOLD_SET = "threshold_set", _("set the threshold of coverage")
        EDGE_DECIDED = "edge_decided", _("decided where coverage comes from")
        TAKEN_UP = "taken_up", _("took up a statement of the article's own voice")
        DISMISSED = "dismissed", _("dismissed a statement of the article's own voice")
        RECALLED = "recalled", _("put a statement of the article's own voice back")
        SUPERSEDED = "superseded", _("added a newer version")
        MOVED = "moved", _("moved over from the version before")
        WAITS = "waits", _("did not find the words in exactly one place of the newer version")
        PLACED = "placed", _("placed the statement in the newer version")
        GONE = "gone", _("noted that the statement is gone")
        PARTED = "parted", _("took back that this is a newer version")
        LEFT_OPEN = "left_open", _("left open where the statement stands in the newer version")
        LEASE_TAKEN = "lease_taken", _("took the editing over")
        VIEW_SAVED = "view_saved", _("saved a view")
        VIEW_CHANGED = "view_changed", _("changed a view")
        VIEW_REMOVED = "view_removed", _("removed a view")
        FEED_ADDED = "feed_added", _("put a feed on the watch list")
        FEED_CHOSEN = "feed_chosen", _("chose the feed of a site on the watch list")
        FEED_CHANGED = "feed_changed", _("changed a feed of the watch list")
        FEED_PAUSED = "feed_paused", _("paused a feed of the watch list")
        FEED_RESUMED = "feed_resumed", _("resumed a feed of the watch list")
        FEED_REMOVED = "feed_removed", _("took a feed off the watch list")
        COMMENTED = "commented", _("commented")
        COMMENT_EDITED = "comment_edited", _("edited a comment")
        COMMENT_WITHDRAWN = "comment_withdrawn", _("withdrew a comment")
        COMMENT_RESTORED = "comment_restored", _("put a comment back")
        UNDONE = "undone", _("took back")
        REDONE = "redone", _("did again")

    at = models.DateTimeField(_("time"), auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(_("act"), max_length=20, choices=Act, db_index=True)
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="events")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, null=True, blank=True, related_name="events")
    attribution = models.ForeignKey("claims.Attribution", models.PROTECT, null=True, blank=True, related_name="events")
    source = models.ForeignKey("claims.Source", models.PROTECT, null=True, blank=True, related_name="events")
    old = models.JSONField(default=dict, blank=True)
    new = models.JSONField(default=dict, blank=True)
    implied = models.BooleanField(default=False, help_text="followed from another act")
    undoes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        help_text="the event that this one took back or did again",
    )
    bulk = models.ForeignKey(
        "claims.BulkAct",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="the act on many claims that this one is part of",
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.actor or 'machine'} {self.act}"
