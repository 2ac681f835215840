"""What a person decides about a coverage match, and about where coverage comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import provenance
from claims.models import Claim, CoverageEdge, CoverageMatch, Event
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

State = CoverageEdge.State


@transaction.atomic
def decide(user: User, match_id: int, decision: str) -> CoverageMatch:
    """Related, not related, not sure, or (open) none of these any more. A decided match survives the next search."""
    require(user, Right.ANNOTATE)
    if decision not in CoverageMatch.Decision.values:
        raise NotReady(_("“%(decision)s” is not a decision.") % {"decision": decision})
    match = CoverageMatch.objects.select_for_update().get(pk=match_id)
    old = match.decision
    if old == decision:
        return match
    match.decision = decision
    match.decided_by = None if decision == CoverageMatch.Decision.OPEN else user
    match.save(update_fields=["decision", "decided_by"])
    Event.objects.append(
        Event.Act.COVERAGE_DECIDED,
        actor=user,
        claim_id=match.claim_id,
        article_id=match.article_id,
        old={"decision": old},
        new={"decision": decision},
    )
    return match


@transaction.atomic
def decide_edge(user: User, pk: int, state: str, *, version: int) -> CoverageEdge:
    """Confirm an edge, cut it, or leave it open again. A decided edge survives the next search.

    Raises NotAllowed, NotReady for a state that does not exist, or OutOfDate.
    """
    require(user, Right.ANNOTATE)
    if state not in State.values:
        raise NotReady(_("“%(decision)s” is not a decision.") % {"decision": state})
    edge = _edges().get(pk=pk)
    if edge.version != version:
        raise OutOfDate(_("Somebody else decided this while you looked at it. Nothing of yours was saved."))
    if edge.state != state:
        old = edge.state
        _put(user, edge, state)
        Event.objects.append(
            Event.Act.EDGE_DECIDED, actor=user, claim_id=edge.claim_id, old={"state": old}, new=_told(edge)
        )
    return edge


@transaction.atomic
def join(user: User, claim_id: int, copy_node: str, origin_node: str) -> CoverageEdge:
    """Say that one origin of a claim is of another one's story: an edge that no text shows, confirmed from the start.

    Raises NotAllowed, or NotReady for what are not two origins of this claim.
    """
    require(user, Right.ANNOTATE)
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    roots = provenance.origins_of(claim).counts.roots
    if copy_node == origin_node or copy_node not in roots or origin_node not in roots:
        raise NotReady(_("Choose two different origins of this claim."))
    edge = claim.coverage_edges.filter(copy_node=copy_node, origin_node=origin_node).first()
    old = edge.state if edge else State.CUT  # which is what taking it back leaves of it
    if edge is None:
        edge = CoverageEdge(
            claim=claim, kind=CoverageEdge.Kind.JOINED, method="by hand", score=1,
            copy_node=copy_node, origin_node=origin_node,
            **_end(claim, "copy", copy_node), **_end(claim, "origin", origin_node),
        )  # fmt: skip
        edge.save()
    _put(user, edge, State.CONFIRMED)
    Event.objects.append(Event.Act.EDGE_DECIDED, actor=user, claim=claim, old={"state": old}, new=_told(edge))
    return edge


def _end(claim: Claim, end: str, node: str) -> dict[str, object]:
    """The fields of one end: an article's number, or the name that an edge of the claim gives the node."""
    kind, _colon, rest = node.partition(":")
    if kind == "article":
        return {f"{end}_id": int(rest)}
    return {f"{end}_name": claim.coverage_edges.filter(origin_node=node).values_list("origin_name", flat=True)[0]}


def last_edge_decision(user: User, claim: Claim) -> Event | None:
    """The person's latest decision about an edge of the claim that was not taken back."""
    own = Event.objects.filter(actor=user, claim=claim, act=Event.Act.EDGE_DECIDED, undone_by__isnull=True)
    return own.order_by("-pk").first()


@transaction.atomic
def undo_edge(user: User, claim: Claim) -> CoverageEdge:
    """Take that decision back. Raises NotAllowed, NotReady when there is none, or OutOfDate when
    somebody decided since."""
    require(user, Right.ANNOTATE)
    Claim.objects.select_for_update().get(pk=claim.pk)
    event = last_edge_decision(user, claim)
    if event is None:
        raise NotReady(_("There is nothing of yours to undo here."))
    edge = _edges().filter(pk=event.new["edge"]).first()
    if edge is None or edge.state != event.new["state"]:
        raise OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."))
    _put(user, edge, event.old["state"])
    Event.objects.append(
        Event.Act.UNDONE, actor=user, claim=claim, undoes=event, old={"state": event.new["state"]}, new=_told(edge)
    )
    return edge


def _edges() -> QuerySet[CoverageEdge]:
    return CoverageEdge.objects.select_for_update(of=("self",)).select_related("copy", "origin")


def _put(user: User, edge: CoverageEdge, state: str) -> None:
    edge.state, edge.version = state, edge.version + 1
    edge.decided_by, edge.decided_at = (None, None) if state == State.PROPOSED else (user, timezone.now())
    edge.save(update_fields=["state", "version", "decided_by", "decided_at"])


def _told(edge: CoverageEdge) -> dict[str, object]:
    ends = {"copy": str(edge.copy or edge.copy_name), "origin": str(edge.origin or edge.origin_name)}
    return {"edge": edge.pk, "state": edge.state, **ends}
