"""Acts on many rows of a list at once: shown first, then done through the one door, row by row. `bulk_undo.py` takes
them back.

`plan` says for each row what would happen. `begin` notes the act with the versions that the person saw, `carry_out`
does it, a batch of rows in one transaction: whoever was stopped goes on where the last batch ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import Article, BulkAct, Claim, SavedView, Source
from claims.models.claim import CLOSED, Stage
from claims.review import following, joining, workflow
from claims.review.errors import NotAllowed, NotReady, Refused
from claims.review.moves import MOVES
from claims.review.permissions import Right, Role, require
from claims.sources import many

MOST = 500  # rows in one act
DIRECTLY = 50  # rows that are changed while the person waits; more are a job
BATCH = 25  # rows in one transaction
# Published, corrected and retracted is one claim at a time: readers see it.
ONE_BY_ONE = (Stage.PUBLISHED, Stage.CORRECTING, Stage.RETRACTED)

Kind = BulkAct.Kind
State = following.State
Row = tuple[int, int, int | None]  # number, version that was seen (of following: the state), person who gets it
Subject = Claim | Article | Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act as it is asked for. `people` get the claims in turn; for take it is who asks, for put back nobody. `value`
    is the country, kind or topic of sources, or the claim that stays of several that become one; `listing` the list
    that the rows were chosen from."""

    kind: str
    listing: str = SavedView.Kind.CLAIMS
    value: str = ""
    stage: str = ""
    note: str = ""
    due: dt.date | None = None
    people: tuple[User, ...] = ()
    balanced: bool = False  # share out by how much each has already, instead of in turn

    @property
    def noun(self) -> str:
        """What the act is done to: "claim", "article" or "source"."""
        return BulkAct(kind=self.kind, listing=self.listing).noun


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one row. `version`: what is sent back; `refused`: why nothing would; `already`: it is so
    now."""

    subject: Any
    version: int
    person: User | None = None
    already: bool = False
    refused: Refused | None = None


def stages_of(role: Role) -> list[Stage]:
    """The stages that somebody in this role may move many claims to."""
    mine = {move.after for move in MOVES if role >= move.right.role}
    return [stage for stage in Stage if stage in mine and stage not in ONE_BY_ONE]


def plan(user: User, wanted: Wanted, subjects: Sequence[Any]) -> list[Planned]:
    """What the act would do to each of these claims, articles or sources (these with their stakes), in their order;
    nothing is changed. Raises NotAllowed."""
    require(user, Right.READ)
    if wanted.kind in BulkAct.FOLLOWS:
        return _planned_following(user, wanted, subjects)
    if wanted.kind in BulkAct.OF_SOURCES:
        return _planned_sources(user, wanted, subjects)
    if wanted.kind == Kind.JOIN:
        return _planned_joining(user, wanted, subjects)
    choose = _turns(wanted, subjects)
    return [_planned(user, wanted, claim, choose) for claim in subjects]


def begin(user: User, wanted: Wanted, rows: Iterable[Row], *, query: str = "") -> BulkAct:
    """Note the act, which `carry_out` does: `rows` are those of the preview. Raises NotAllowed or NotReady."""
    require(user, Right.READ)
    ordered = sorted(rows)  # everybody locks them in this order
    if not ordered:
        raise NotReady(_("None of the chosen rows would change."))
    if len(ordered) > MOST:
        raise NotReady(_("At most %(n)d rows are changed at once.") % {"n": MOST})
    if len({number for number, _version, _person in ordered}) < len(ordered):
        raise NotReady(_("A row stands in the list twice. Look at the preview again."))
    return BulkAct.objects.create(
        actor=user,
        kind=wanted.kind,
        stage=wanted.stage,
        note=wanted.note,
        due=wanted.due,
        value=wanted.value,
        listing=wanted.listing,
        query=query,
        language=translation.get_language() or "en",
        rows=[list(row) for row in ordered],
    )


def carry_out(act: BulkAct) -> BulkAct:
    """Do what is left of the act; returns it as it ended. Safe to run again and beside itself."""
    people = User.objects.in_bulk({person for _number, _version, person in act.rows if person})
    with translation.override(act.language):
        while not act.is_done:
            with transaction.atomic():
                act.refresh_from_db(from_queryset=BulkAct.objects.select_for_update())
                _batch(act, people)
    return act


def write(act: BulkAct, **progress: Any) -> None:
    """Note how far the act has come, in the transaction of the rows that are counted."""
    BulkAct.objects.filter(pk=act.pk).update(**progress)
    for name, value in progress.items():
        setattr(act, name, value)


# --- planning ---------------------------------------------------------------------------------------------------------


def _planned(user: User, wanted: Wanted, claim: Claim, choose: Callable[[Claim], User | None]) -> Planned:
    try:
        if wanted.kind == Kind.MOVE:
            if claim.stage == wanted.stage:
                return Planned(claim, claim.version, already=True)
            workflow.check_move(user, claim, Stage(wanted.stage), wanted.note)
            return Planned(claim, claim.version)
        require(user, Right.ANNOTATE)
        if wanted.kind == Kind.DUE:
            workflow.refuse_if_closed(claim)
            return Planned(claim, claim.version, already=claim.due == wanted.due)
        if wanted.kind == Kind.SHARE:
            refuse_to_share(claim)
            if claim.assigned_to_id:
                return Planned(claim, claim.version, claim.assigned_to, already=True)
        person = choose(claim)
        workflow.check_assign(user, person)
        already = claim.assigned_to_id == (person.pk if person else None)
        return Planned(claim, claim.version, person, already=already)
    except Refused as error:
        return Planned(claim, claim.version, refused=error)


def _planned_following(user: User, wanted: Wanted, subjects: Sequence[Any]) -> list[Planned]:
    states = following.states_of(user, wanted.noun, [one.pk for one in subjects])
    follows = wanted.kind == Kind.FOLLOW
    return [Planned(one, states[one.pk], already=(states[one.pk] == State.FOLLOWED) is follows) for one in subjects]


def _planned_sources(user: User, wanted: Wanted, sources: Sequence[Source]) -> list[Planned]:
    refused: dict[int, Refused]
    try:
        require(user, Right.ANNOTATE)
        refused = dict(many.refusals(wanted.kind, wanted.value, sources))
    except NotAllowed as error:
        refused = dict.fromkeys((one.pk for one in sources), error)
    return [
        Planned(one, one.version, already=many.held_by(one, wanted.kind, wanted.value), refused=refused.get(one.pk))
        for one in sources
    ]


def _planned_joining(user: User, wanted: Wanted, claims: Sequence[Claim]) -> list[Planned]:
    into = int(wanted.value)
    refused: dict[int, Refused]
    try:
        require(user, Right.ANNOTATE)
        refused = joining.refusals([claim for claim in claims if claim.pk != into], into)
    except NotAllowed as error:
        refused = dict.fromkeys((claim.pk for claim in claims), error)
    return [Planned(claim, claim.version, already=claim.pk == into, refused=refused.get(claim.pk)) for claim in claims]


def refuse_to_share(claim: Claim) -> None:
    """Raises NotReady when nothing is left to be done on the claim."""
    if claim.stage in (*CLOSED, Stage.NOT_CHECKWORTHY, Stage.DUPLICATE):
        raise NotReady(_("The claim is “%(stage)s”; nobody has to work on it.") % {"stage": claim.get_stage_display()})


def _turns(wanted: Wanted, claims: Sequence[Claim]) -> Callable[[Claim], User | None]:
    """Who gets the next claim: each in turn, or whoever has least. A single person gets all, nobody is None."""
    if not wanted.people:
        return lambda _claim: None
    load = dict.fromkeys((person.pk for person in wanted.people), 0)
    if wanted.balanced:
        load |= Claim.objects.open_of(load)
    by_pk = {person.pk: person for person in wanted.people}

    def choose(_claim: Claim) -> User:
        least = min(load, key=load.__getitem__)  # of equals the first one asked for
        load[least] += 1
        return by_pk[least]

    return choose


# --- doing ------------------------------------------------------------------------------------------------------------


def _batch(act: BulkAct, people: dict[int, User]) -> None:
    """The next rows, and how far the act has come, in one transaction."""
    rows = act.rows[act.settled : act.settled + BATCH]
    refused = []
    if act.kind == Kind.JOIN:
        joining.lock((row[0] for row in rows), int(act.value))
    for number, version, person in rows:
        try:
            if person and person not in people:
                raise NotReady(_("The account is gone."))
            _do(act, number, version, people[person] if person else None)
        except Refused as error:
            refused.append([number, type(error).__name__, str(error)])
    done = act.done + len(rows) - len(refused)
    write(act, settled=act.settled + len(rows), done=done, refused=act.refused + refused)


def _do(act: BulkAct, number: int, version: int, person: User | None) -> None:
    if act.kind in BulkAct.FOLLOWS:
        to = State.FOLLOWED if act.kind == Kind.FOLLOW else State.MUTED
        following.change_state(act.actor, act.noun, number, to, seen=version)
    elif act.kind in BulkAct.OF_SOURCES:
        many.change(act.actor, number, act.kind, act.value, version=version, bulk=act)
    elif act.kind == Kind.JOIN:
        joining.join(act.actor, number, int(act.value), version=version, bulk=act)
    elif act.kind == Kind.MOVE:
        workflow.move(act.actor, number, Stage(act.stage), version=version, note=act.note, bulk=act)
    elif act.kind == Kind.DUE:
        workflow.set_due(act.actor, number, act.due, version=version, bulk=act)
    else:
        workflow.assign(act.actor, number, person, version=version, bulk=act)
