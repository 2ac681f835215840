"""KeyMap: which key presses which button for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class Keyed(models.TextChoices):
    """What a single key can do, in the order of the overlay; `{% keyed "confirm" %}` keys a button."""

    NEXT = "next", _("next claim")
    PREVIOUS = "previous", _("previous claim")
    SEARCH = "search", _("search")
    QUEUE = "queue", _("my queue")
    OVERLAY = "overlay", _("these keys")
    CONFIRM = "confirm", _("confirm")
    REJECT = "reject", _("reject")
    STATUS = "status", _("status, then 1–5, 0, c p n o")
    UNDO = "undo", _("undo, also Ctrl+Z")
    REDO = "redo", _("redo, also Ctrl+Shift+Z")
    SPANS = "spans", _("edit the spans in the text")
    CORRECT = "correct", _("correct statement, source, cue, content")
    GLOSS = "gloss", _("gloss: the statement in another language")
    SOURCE = "source", _("choose the source: 2–3 letters, Enter")
    SOURCE_EVERYWHERE = "source_everywhere", _("the same source for the same words in the article")
    CHAIN = "chain", _("edit the relay chain: arrows, Shift+arrows, Del")
    CUT = "cut", _("split the claim in two")
    MERGE = "merge", _("merge with another claim of the article")
    NEW_CLAIM = "new_claim", _("new claim from words of the article")
    TAKE_UP = "take_up", _("take up the next own-voice sentence")
    DISMISS = "dismiss", _("dismiss the next own-voice sentence")
    EVIDENCE = "evidence", _("add evidence, on the page of a claim")
    CHOOSE_ALL = "choose_all", _("tick all claims of the page")
    BULK = "bulk", _("go on with the ticked claims")
    COMMENT = "comment", _("comment on the claim; @ names a person")


SECTIONS = (
    (_("Move"), (Keyed.NEXT, Keyed.PREVIOUS, Keyed.SEARCH, Keyed.QUEUE, Keyed.OVERLAY)),
    (_("Judge"), (Keyed.CONFIRM, Keyed.REJECT, Keyed.STATUS, Keyed.UNDO, Keyed.REDO)),
    (
        _("Change"),
        (
            Keyed.SPANS,
            Keyed.CORRECT,
            Keyed.GLOSS,
            Keyed.SOURCE,
            Keyed.SOURCE_EVERYWHERE,
            Keyed.CHAIN,
            Keyed.CUT,
            Keyed.MERGE,
            Keyed.NEW_CLAIM,
            Keyed.TAKE_UP,
            Keyed.DISMISS,
            Keyed.EVIDENCE,
        ),
    ),
    (_("Several claims at once"), (Keyed.CHOOSE_ALL, Keyed.BULK)),
    (_("Talk"), (Keyed.COMMENT,)),
)
DEFAULT_KEYS: dict[str, str] = {
    Keyed.NEXT: "j",
    Keyed.PREVIOUS: "k",
    Keyed.SEARCH: "/",
    Keyed.QUEUE: "g q",
    Keyed.OVERLAY: "?",
    Keyed.CONFIRM: "y",
    Keyed.REJECT: "x",
    Keyed.STATUS: "v",
    Keyed.UNDO: "u",
    Keyed.REDO: "U",
    Keyed.SPANS: "e",
    Keyed.CORRECT: "E",
    Keyed.GLOSS: "l",
    Keyed.SOURCE: "a",
    Keyed.SOURCE_EVERYWHERE: "A",
    Keyed.CHAIN: "r",
    Keyed.CUT: "s",
    Keyed.MERGE: "m",
    Keyed.NEW_CLAIM: "n",
    Keyed.TAKE_UP: "t",
    Keyed.DISMISS: "d",
    Keyed.EVIDENCE: "+",
    Keyed.CHOOSE_ALL: "*",
    Keyed.BULK: "f",
    Keyed.COMMENT: "c",
}


class KeyMapQuerySet(models.QuerySet["KeyMap"]):
    def of(self, user: User | AnonymousUser) -> KeyMap:
        """The person's own map, or one (not saved) with the keys as they are delivered."""
        if not user.is_authenticated:
            return KeyMap()
        # Kept on the instance, which lives as long as one request: every button asks, the row is read once.
        kept = getattr(user, "_keymap", None)
        if kept is None:
            kept = KEYS_OF.first(user.pk) or KeyMap(user=user)
            setattr(user, "_keymap", kept)  # noqa: B010 - an attribute Django's User does not declare
        return kept


class KeyMap(models.Model):
    """The keys that a person has changed, {act: key}, and whether single keys press anything at all."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    keys = models.JSONField(default=dict, blank=True)
    single_keys = models.BooleanField(default=True)

    objects = KeyMapQuerySet.as_manager()

    class Meta:
        verbose_name = _("key map")
        verbose_name_plural = _("key maps")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.keys}"

    def key_of(self, act: str) -> str:
        """The key, or the two keys with a space between them, that press `act`."""
        return self.keys.get(act, DEFAULT_KEYS[act])


KEYS_OF: Prepared[KeyMap] = Prepared(lambda user: KeyMap.objects.filter(user=user))
