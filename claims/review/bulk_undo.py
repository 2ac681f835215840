"""Taking an act on many rows back as one: each that nobody changed since, the others are named.

What was undone is told by the events that name the act (`undoes`, `bulk`), never by which act was the latest: acts may
be taken back in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import BulkAct, Claim, Event
from claims.review import joining, workflow
from claims.review.bulk import BATCH, write
from claims.review.errors import NotAllowed, NotReady, OutOfDate, Refused
from claims.review.following import State, change_state
from claims.review.moves import move_between
from claims.review.permissions import Right, require
from claims.sources import many

# What else than the act itself changes what it changed.
SAME = {
    Event.Act.STAGE: (Event.Act.STAGE, Event.Act.VERDICT),
    Event.Act.ASSIGNED: (Event.Act.ASSIGNED,),
    Event.Act.DUE_SET: (Event.Act.DUE_SET,),
}


def begin(user: User, pk: int) -> BulkAct:
    """Note that the person takes their act back, which `carry_back` does. Raises NotAllowed or NotReady."""
    require(user, Right.READ)
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().get(pk=pk)
        if act.actor_id != user.pk:
            raise NotAllowed(_("Only whoever did this can take it back."))
        if not act.is_done:
            raise NotReady(_("It is still going on. Take it back when it has ended."))
        if act.taking_back:
            raise NotReady(_("This was taken back already."))
        act.taking_back = True
        act.save(update_fields=["taking_back"])
    return act


def carry_back(act: BulkAct) -> BulkAct:
    """Take back what is left of it, the last row first; returns it as it ended. Safe to run again."""
    with translation.override(act.language):
        while not act.is_undone:
            with transaction.atomic():
                act.refresh_from_db(from_queryset=BulkAct.objects.select_for_update())
                _batch(act)
    return act


def _batch(act: BulkAct) -> None:
    """The next rows of taking back, last done first."""
    if act.kind == BulkAct.Kind.JOIN:
        joining.lock((row[0] for row in act.rows), int(act.value))
    rows = _what_was_done(act)[act.undone_settled : act.undone_settled + BATCH]
    kept = []
    for number, take_back in rows:
        try:
            take_back()
        except Refused as error:
            kept.append([number, type(error).__name__, str(error)])
    undone = act.undone + len(rows) - len(kept)
    write(act, undone_settled=act.undone_settled + len(rows), undone=undone, kept=act.kept + kept)


def _what_was_done(act: BulkAct) -> list[tuple[int, Callable[[], None]]]:
    """(number of the row, how to take back what was done to it), last done first."""
    if act.is_private:
        refused = {row[0] for row in act.refused}
        done = [(number, state) for number, state, _person in act.rows[::-1] if number not in refused]
        return [(number, partial(_take_back_following, act, number, state)) for number, state in done]
    if act.kind == BulkAct.Kind.JOIN:
        moves: dict[int, list[Event]] = {}
        for event in act.events.filter(act=Event.Act.CLAIM_SET).order_by("pk"):
            moves.setdefault(event.old["claim"], []).append(event)
        return [(number, partial(joining.part, act.actor, moves[number], bulk=act)) for number in reversed(moves)]
    events = act.events.exclude(act=Event.Act.UNDONE).order_by(f"-{act.noun}_id")
    if act.noun == "source":
        return [(event.source_id or 0, partial(many.take_back, act.actor, event, bulk=act)) for event in events]
    return [(event.claim_id or 0, partial(_take_back, act, event)) for event in events]


def _take_back_following(act: BulkAct, number: int, before: int) -> None:
    left = State.FOLLOWED if act.kind == BulkAct.Kind.FOLLOW else State.MUTED
    change_state(act.actor, act.noun, number, State(before), seen=left)


def _take_back(act: BulkAct, event: Event) -> None:
    """Put the claim back where it was before the event, if nobody changed the same thing since; log it."""
    claim = Claim.objects.select_for_update(of=("self",)).get(events=event)
    later = Event.objects.filter(claim=claim, pk__gt=event.pk, act__in=SAME[Event.Act(event.act)])
    since = later.filter(undone_by__isnull=True).select_related("actor").order_by("-pk").first()
    if since is not None:
        raise OutOfDate(_changed_since(since))
    held: Any
    fields: dict[str, Any]
    if event.act == Event.Act.STAGE:
        made = move_between(event.old["stage"], event.new["stage"])
        require(act.actor, made.right if made else Right.REVIEW)
        held, wanted, fields = claim.stage, event.new["stage"], {"stage": event.old["stage"]}
    elif event.act == Event.Act.DUE_SET:
        require(act.actor, Right.ANNOTATE)
        held = claim.due.isoformat() if claim.due else None
        wanted, fields = event.new["due"], {"due": event.old["due"]}
    else:
        require(act.actor, Right.ANNOTATE)
        before = event.old["person"]
        if before and not User.objects.filter(pk=before).exists():
            raise NotReady(_("The account is gone."))
        held, wanted, fields = claim.assigned_to_id, event.new["person"], {"assigned_to_id": before}
    if held != wanted:
        raise OutOfDate(_("Somebody changed this claim since."))
    workflow.change(claim, **fields)
    Event.objects.append(
        Event.Act.UNDONE, actor=act.actor, undoes=event, claim=claim, old=event.new, new=event.old, bulk=act
    )


def _changed_since(event: Event) -> str:
    who = event.actor.get_full_name() or event.actor.get_username() if event.actor else _("the machine")
    return _("%(person)s %(act)s since.") % {"person": who, "act": event.get_act_display()}
