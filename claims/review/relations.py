"""Relations between claims: said by people, withdrawn and put back; contradictions of one Source are put before them.

Nothing is copied from one claim to another: an earlier check is read beside the later claim, and its words start a
verdict that a person signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.extraction import drift
from claims.extraction.lang import codes
from claims.models import Attribution, Claim, ClaimRelation, Event
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = ClaimRelation.Kind
Act = Event.Act
ALIKE = 0.6  # share of the words of the shorter statement that both have: below it they speak of different things
MOST_COMPARED = 300  # newest claims of one Source
MOST_PROPOSED = 5
TELLING = (drift.NEGATION, drift.NUMBER)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another claim of the same Source that may contradict this one, and the kinds of difference that say so."""

    other: Claim
    kinds: tuple[str, ...]


@transaction.atomic
def relate(user: User, claim_id: int, other_id: int, *, kind: str, note: str = "") -> ClaimRelation:
    """Say how a claim stands to another. Raises NotAllowed, or NotReady for itself, an unknown kind, or a relation
    that is there already."""
    require(user, Right.ANNOTATE)
    claim, other = Claim.objects.get(pk=claim_id), Claim.objects.get(pk=other_id)
    if claim == other:
        raise NotReady(_("A claim has no relation to itself. Choose another one."))
    if kind not in Kind.values:
        raise NotReady(_("Say how this claim stands to the other one."))
    try:
        with transaction.atomic():
            made = ClaimRelation.objects.create(
                claim=claim, other=other, kind=kind, note=" ".join(note.split())[:500], created_by=user
            )
    except IntegrityError:
        raise NotReady(_("This relation is there already.")) from None
    _log(Act.RELATION_ADDED, user, made)
    return made


@transaction.atomic
def dismiss(user: User, claim_id: int, other_id: int) -> ClaimRelation:
    """Say that a proposed contradiction is none, so that it is not proposed again; `put_back` makes it a relation."""
    require(user, Right.ANNOTATE)
    claim, other = Claim.objects.get(pk=claim_id), Claim.objects.get(pk=other_id)
    if claim == other:
        raise NotReady(_("A claim has no relation to itself. Choose another one."))
    made = ClaimRelation.objects.create(
        claim=claim, other=other, kind=Kind.CONTRADICTS, created_by=user, withdrawn_at=timezone.now()
    )
    _log(Act.RELATION_WITHDRAWN, user, made)
    return made


@transaction.atomic
def withdraw(user: User, pk: int, *, version: int) -> ClaimRelation:
    """Take a relation back. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    relation = _fresh(pk, version)
    if relation.withdrawn_at is None:
        _write(relation, withdrawn_at=timezone.now())
        _log(Act.RELATION_WITHDRAWN, user, relation)
    return relation


@transaction.atomic
def put_back(user: User, pk: int, *, version: int) -> ClaimRelation:
    """Undo that. Raises NotAllowed, OutOfDate, or NotReady when the same was said again meanwhile."""
    require(user, Right.ANNOTATE)
    relation = _fresh(pk, version)
    if relation.withdrawn_at is not None:
        try:
            with transaction.atomic():
                _write(relation, withdrawn_at=None)
        except IntegrityError:
            raise NotReady(_("This relation is there already.")) from None
        _log(Act.RELATION_RESTORED, user, relation)
    return relation


def contradictions_of(claim: Claim) -> list[Proposal]:
    """Claims of the same Source in nearly the same words, where a negation or a number differs; what somebody has
    related or dismissed already is left out. The likest first."""
    if claim.language not in codes():
        return []
    sources = Attribution.objects.standing().filter(claim=claim, source__isnull=False).values("source")
    theirs = Attribution.objects.standing().filter(source__in=sources).values("claim")
    known = ClaimRelation.objects.about(claim).values_list("claim", "other")
    others = Claim.objects.filter(pk__in=theirs, language=claim.language).exclude(pk=claim.pk)
    settled = {pk for pair in known for pk in pair}
    here = drift.Wording(claim.statement, claim.language)
    found = []
    for other in others.order_by("-pk")[:MOST_COMPARED]:
        likeness = alike(claim.statement, other.statement)
        if other.pk in settled or likeness < ALIKE:
            continue
        shifts = drift.compare(drift.Wording(other.statement, other.language), here)
        kinds = tuple(shift.kind for shift in shifts if shift.kind in TELLING)
        if kinds:
            found.append((likeness, Proposal(other, kinds)))
    return [proposal for _likeness, proposal in sorted(found, key=lambda pair: -pair[0])[:MOST_PROPOSED]]


def alike(one: str, other: str) -> float:
    """Which share of the words of the one with fewer the two have in common, figures and short words aside."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest else 0.0


def _fresh(pk: int, version: int) -> ClaimRelation:
    rows = ClaimRelation.objects.select_for_update(of=("self",)).select_related("claim", "other")
    relation = rows.get(pk=pk)
    if relation.version != version:
        words = _("Somebody else changed this relation while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, relation)
    return relation


def _write(relation: ClaimRelation, **fields: object) -> None:
    ClaimRelation.objects.filter(pk=relation.pk).update(**fields, version=relation.version + 1)
    relation.refresh_from_db()


def _log(act: Event.Act, user: User, relation: ClaimRelation) -> None:
    """On both claims: whoever follows either is told."""
    for claim, other, implied in (
        (relation.claim, relation.other, False),
        (relation.other, relation.claim, True),
    ):
        new = {"relation": relation.pk, "kind": relation.kind, "other": other.pk, "statement": other.statement}
        Event.objects.append(act, actor=user, claim=claim, new={**new, "turned": implied}, implied=implied)
