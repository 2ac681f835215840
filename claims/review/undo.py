"""Undo and redo, per person and article, at any depth, across page loads: read from the log, written to the log.

An act is taken back by writing its `old` values where its `new` values still stand; if somebody changed them since,
nothing is overwritten and the person is told. The log stays append-only: undo and redo are Events that name the act.
Signed verdicts and stages are not undone: a verdict is answered by another one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, Claim, Event
from claims.review.attributions import decision_of, replace_spans, write
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require
from claims.review.workflow import change

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Event.Act
UNDOABLE = (Act.CONFIRMED, Act.REJECTED, Act.RESTORED, Act.SOURCE_SET, Act.SPANS_CHANGED, Act.STATEMENT_CHANGED)


def stacks(user: User, article: Article) -> tuple[list[Event], list[Event]]:
    """(what can be taken back, what can be done again), latest last: the person's own acts on this article."""
    own = Event.objects.filter(actor=user, article=article, act__in=[*UNDOABLE, Act.UNDONE, Act.REDONE])
    done: list[Event] = []
    undone: list[Event] = []
    for event in own.select_related("undoes").order_by("pk"):
        if event.act == Act.UNDONE:
            undone.append(done.pop())
        elif event.act == Act.REDONE:
            done.append(undone.pop())
        else:
            done.append(event)
            undone.clear()
    return done, undone


@transaction.atomic
def undo(user: User, article: Article) -> Event:
    """Take back the person's latest act on the article; returns the act. Raises NotReady when there is none, OutOfDate
    when somebody changed the same thing since."""
    require(user, Right.ANNOTATE)
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    done, _undone = stacks(user, article)
    if not done:
        raise NotReady(_("There is nothing of yours to undo here."))
    _put(user, done[-1], Act.UNDONE, done[-1].new, done[-1].old)
    return done[-1]


@transaction.atomic
def redo(user: User, article: Article) -> Event:
    """Do the act again that was taken back last; returns it. Errors as for `undo`."""
    require(user, Right.ANNOTATE)
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    _done, undone = stacks(user, article)
    if not undone:
        raise NotReady(_("There is nothing of yours to do again here."))
    _put(user, undone[-1], Act.REDONE, undone[-1].old, undone[-1].new)
    return undone[-1]


def _put(user: User, event: Event, act: Event.Act, stands: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Write `wanted` where `stands` is what the row holds now, and log it."""
    if event.act == Act.STATEMENT_CHANGED:
        claim = Claim.objects.select_for_update(of=("self",)).get(events=event)
        _compare({"statement": claim.statement, "gloss": claim.gloss}, stands)
        change(claim, **wanted)
    else:
        attribution = Attribution.objects.select_related("article").get(events=event)
        _compare(_held(attribution, stands), stands)
        if "spans" in wanted:
            replace_spans(attribution, wanted["spans"])
        fields: dict[str, Any] = {"source_id": wanted["source"]} if "source" in wanted else {}
        at = wanted["reviewed_at"]
        write(
            attribution,
            review_state=wanted["review_state"],
            reviewed_by_id=wanted["reviewed_by"],
            reviewed_at=dt.datetime.fromisoformat(at) if at else None,
            **fields,
        )
    Event.objects.append(
        act,
        actor=user,
        undoes=event,
        article_id=event.article_id,
        attribution_id=event.attribution_id,
        claim_id=event.claim_id,
        source_id=event.source_id,
        old=stands,
        new=wanted,
    )


def _held(attribution: Attribution, stands: dict[str, Any]) -> dict[str, Any]:
    """What the row holds now of the things that the act changed."""
    held: dict[str, Any] = decision_of(attribution)
    if "source" in stands:
        held["source"] = attribution.source_id
    if "spans" in stands:
        held["spans"] = {
            role: [[span.start, span.end] for span in attribution.spans.filter(role=role)] for role in stands["spans"]
        }
    return held


def _compare(held: dict[str, Any], stands: dict[str, Any]) -> None:
    if any(held[key] != stands[key] for key in held):
        raise OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."))
