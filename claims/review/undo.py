"""Undo and redo, per person and article, at any depth, across page loads: read from the log, written to the log.

An act is taken back by writing its `old` values where its `new` values still stand; if somebody changed them since,
nothing is overwritten and the person is told. A Source that was merged away since is read as the one it went into. The
log stays append-only: undo and redo are Events that name the act.
Signed verdicts and stages are not undone: a verdict is answered by another one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, BulkAct, Claim, Event
from claims.review.attributions import decision_of, replace_spans, write
from claims.review.carried import put as put_carried
from claims.review.chains import chain_of, write_chain
from claims.review.errors import NotReady, OutOfDate
from claims.review.merged import as_they_stand, refuse_twice_in_chain
from claims.review.older import refuse_older
from claims.review.own_voice import put_dismissal, put_taking_up
from claims.review.permissions import Right, require
from claims.review.reanchoring import put as put_reanchoring
from claims.review.workflow import WORDS, appearance_moves, change, refuse_if_closed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Event.Act
UNDOABLE = (
    Act.CONFIRMED,
    Act.REJECTED,
    Act.RESTORED,
    Act.SOURCE_SET,
    Act.SPANS_CHANGED,
    Act.STATEMENT_CHANGED,
    Act.CLAIM_SET,
    Act.RELAYS_SET,
    Act.ANONYMITY_SET,
    Act.ADDED,
    Act.TAKEN_UP,
    Act.DISMISSED,
    Act.RECALLED,
    Act.PLACED,
    Act.GONE,
    Act.LEFT_OPEN,
)

Deed = list[Event]  # one press of a key: the act, and those that it implied


def stacks(user: User, article: Article) -> tuple[list[Deed], list[Deed]]:
    """(what can be taken back, what can be done again), latest last: the person's own deeds on this article. Acts on
    many rows of a list are taken back as one, on their own page."""
    own = Event.objects.filter(actor=user, article=article, act__in=[*UNDOABLE, Act.UNDONE, Act.REDONE], bulk=None)
    done: list[Deed] = []
    undone: list[Deed] = []
    for event in own.order_by("pk"):
        if event.act in (Act.UNDONE, Act.REDONE):
            if not event.implied:
                taken, given = (done, undone) if event.act == Act.UNDONE else (undone, done)
                given.append(taken.pop())
        elif event.implied and done:
            done[-1].append(event)
        else:
            done.append([event])
            undone.clear()
    return done, undone


@transaction.atomic
def undo(user: User, article: Article) -> Event:
    """Take back the person's latest deed on the article; returns its act. Raises NotReady when there is none or its
    claim was approved since, OutOfDate when somebody changed the same thing since."""
    require(user, Right.ANNOTATE)
    Article.objects.lock(article.pk)
    refuse_older(article.pk)
    done, _undone = stacks(user, article)
    if not done:
        raise NotReady(_("There is nothing of yours to undo here."))
    deed = done[-1]
    for event in reversed(deed):
        _put(user, event, Act.UNDONE, event.new, event.old, implied=event is not deed[0])
    return deed[0]


@transaction.atomic
def redo(user: User, article: Article) -> Event:
    """Do the deed again that was taken back last; returns its act. Errors as for `undo`."""
    require(user, Right.ANNOTATE)
    Article.objects.lock(article.pk)
    refuse_older(article.pk)
    _done, undone = stacks(user, article)
    if not undone:
        raise NotReady(_("There is nothing of yours to do again here."))
    deed = undone[-1]
    for event in deed:
        _put(user, event, Act.REDONE, event.old, event.new, implied=event is not deed[0])
    return deed[0]


def take_back(user: User, event: Event, *, bulk: BulkAct) -> None:
    """Take one event of an act on many rows back. Its article is locked already. Errors as for `undo`."""
    require(user, Right.ANNOTATE)
    if event.article_id:
        refuse_older(event.article_id)
    _put(user, event, Act.UNDONE, event.new, event.old, implied=False, bulk=bulk)


def _put(
    user: User,
    event: Event,
    act: Event.Act,
    stands: dict[str, Any],
    wanted: dict[str, Any],
    *,
    implied: bool,
    bulk: BulkAct | None = None,
) -> None:
    """Write `wanted` where `stands` is what the row holds now, and log it."""
    if event.act == Act.STATEMENT_CHANGED:
        claim = Claim.objects.select_for_update(of=("self",)).get(events=event)
        refuse_if_closed(claim)
        _compare(claim, {name: getattr(claim, name) for name in WORDS if name in stands}, stands)
        change(claim, **wanted)
    elif event.act in (Act.GONE, Act.LEFT_OPEN):
        put_reanchoring(event, standing=act == Act.REDONE)
    elif event.act in (Act.DISMISSED, Act.RECALLED):
        put_dismissal(Article.objects.only("pk").get(events=event), stands, wanted)
    else:
        stands, wanted = as_they_stand(stands, wanted)
        rows = Attribution.objects.select_for_update(of=("self", "claim")).select_related("claim")
        attribution = rows.get(events=event)
        refuse_if_closed(attribution.claim)
        _compare(attribution, _held(attribution, stands), stands)
        if "claim" in wanted:
            appearance_moves(stands["claim"], wanted["claim"])
            put_carried(stands, wanted)
        if "spans" in wanted:
            replace_spans(attribution, wanted["spans"])
        if "relays" in wanted:
            refuse_twice_in_chain(wanted["relays"])
            write_chain(attribution, wanted["relays"])
        fields: dict[str, Any] = {f"{name}_id": wanted[name] for name in ("source", "claim") if name in wanted}
        fields |= {name: wanted[name] for name in ("anonymity", "anonymity_reason") if name in wanted}
        if "review_state" in wanted:  # not of an act that says nothing of the attribution, as joining claims
            at = wanted["reviewed_at"]
            fields |= {"review_state": wanted["review_state"], "reviewed_by_id": wanted["reviewed_by"]}
            fields["reviewed_at"] = dt.datetime.fromisoformat(at) if at else None
        write(attribution, **fields)
        if event.act == Act.TAKEN_UP:
            put_taking_up(attribution, standing=act == Act.REDONE)
        if event.act == Act.PLACED:
            put_reanchoring(event, standing=act == Act.REDONE)
    Event.objects.append(
        act,
        actor=user,
        undoes=event,
        implied=implied,
        article_id=event.article_id,
        attribution_id=event.attribution_id,
        claim_id=event.claim_id,
        source_id=event.source_id,
        bulk=bulk,
        old=stands,
        new=wanted,
    )


def _held(attribution: Attribution, stands: dict[str, Any]) -> dict[str, Any]:
    """What the row holds now of the things that the act changed."""
    held: dict[str, Any] = decision_of(attribution) if "review_state" in stands else {}
    if "source" in stands:
        held["source"] = attribution.source_id
    if "claim" in stands:
        held["claim"] = attribution.claim_id
    held |= {name: getattr(attribution, name) for name in ("anonymity", "anonymity_reason") if name in stands}
    if "relays" in stands:
        held["relays"] = chain_of(attribution)
    if "spans" in stands:
        held["spans"] = {
            role: [[span.start, span.end] for span in attribution.spans.filter(role=role)] for role in stands["spans"]
        }
    return held


def _compare(row: Model, held: dict[str, Any], stands: dict[str, Any]) -> None:
    if any(held[key] != stands[key] for key in held):
        raise OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."), row)
