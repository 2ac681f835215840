"""What a person decides about a coverage match, and about where coverage comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import provenance
from claims.coverage.beside import beside
from claims.models import Claim, CoverageEdge, CoverageMatch, Event
from claims.models.coverage_edge import node_of
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
    by = match.decided_by_id
    match.decision = decision
    match.decided_by = None if decision == CoverageMatch.Decision.OPEN else user
    match.save(update_fields=["decision", "decided_by"])
    before = {"decision": old, **({"by": by} if by else {})}
    _log_match(user, match, Event.Act.COVERAGE_DECIDED, before, {"decision": decision})
    return match


@transaction.atomic
def set_relation(user: User, match_id: int, relation: str) -> CoverageMatch:
    """Say what an article does to the claim. What a person said survives the next search.

    Raises NotAllowed, or NotReady for a relation that does not exist.
    """
    require(user, Right.ANNOTATE)
    if relation not in CoverageMatch.Relation.values:
        raise NotReady(_("“%(relation)s” is not a relation.") % {"relation": relation})
    match = CoverageMatch.objects.select_for_update().get(pk=match_id)
    if match.relation == relation:
        return match
    before = {"relation": match.relation, **({"by": match.relation_by_id} if match.relation_by_id else {})}
    match.relation, match.relation_by = relation, user
    match.save(update_fields=["relation", "relation_by"])
    _log_match(user, match, Event.Act.COVERAGE_DECIDED, before, {"relation": relation})
    return match


def last_match_decision(user: User, match: CoverageMatch) -> Event | None:
    """The person's latest decision about a match, or its relation, that was not taken back."""
    about = {"claim": match.claim_id, "article": match.article_id}
    own = Event.objects.filter(actor=user, act=Event.Act.COVERAGE_DECIDED, undone_by__isnull=True, **about)
    return own.order_by("-pk").first()


@transaction.atomic
def undo_match(user: User, match_id: int) -> CoverageMatch:
    """Take that decision back. Raises NotAllowed, NotReady when there is none, or OutOfDate when somebody decided
    since."""
    require(user, Right.ANNOTATE)
    match = CoverageMatch.objects.select_for_update().get(pk=match_id)
    event = last_match_decision(user, match)
    if event is None:
        raise NotReady(_("There is nothing of yours to undo here."))
    name, who = ("relation", "relation_by_id") if "relation" in event.new else ("decision", "decided_by_id")
    if getattr(match, name) != event.new[name]:
        raise OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."), match)
    setattr(match, name, event.old[name])
    setattr(match, who, event.old.get("by"))
    match.save(update_fields=["decision", "decided_by", "relation", "relation_by"])
    _log_match(user, match, Event.Act.UNDONE, event.new, event.old, undoes=event)
    return match


def _log_match(
    user: User, match: CoverageMatch, act: Event.Act, old: dict[str, object], new: dict[str, object], **more: Event
) -> None:
    ends = {"claim_id": match.claim_id, "article_id": match.article_id}
    Event.objects.append(act, actor=user, old=old, new=new, **ends, **more)


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
        raise OutOfDate(_("Somebody else decided this while you looked at it. Nothing of yours was saved."), edge)
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
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim_id)
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


@transaction.atomic
def same_origin(user: User, match_id: int, other: int | None = None) -> CoverageEdge:
    """Say that an article has the claim from where `other` has it (nobody named: the first article that the claim was
    found in): the step between the two is confirmed, or made, from the later to the earlier.

    Raises NotAllowed, or NotReady for articles that do not carry the claim or go back to one origin already.
    """
    require(user, Right.ANNOTATE)
    match = CoverageMatch.objects.select_related("claim").get(pk=match_id)
    claim = Claim.objects.select_for_update(no_key=True).get(pk=match.claim_id)
    found = provenance.origins_of(claim)
    pair = beside(claim, match.article_id, other or _first_article(claim, match.article_id))
    carrying = {carrier.pk for carrier in found.carriers}
    if pair is None or not {pair.earlier.pk, pair.later.pk} <= carrying:
        raise NotReady(_("Only articles that repeat the claim have an origin. Call it so first."))
    if pair.edge:
        edge = _edges().get(pk=pair.edge.pk)
        if edge.state == State.CONFIRMED:
            raise NotReady(_("They count as one origin already."))
        old = edge.state
    else:
        nodes = {node_of(pair.earlier.pk, ""), node_of(pair.later.pk, "")}
        if any(nodes <= set(map(str, group)) for group in found.counts.groups):
            raise NotReady(
                _("They count as one origin already. The steps are confirmed on the page of what stands behind it.")
            )
        old = State.CUT  # which is what taking it back leaves of it
        edge = CoverageEdge(
            claim=claim, kind=CoverageEdge.Kind.JOINED, method="by hand", score=1,
            copy=pair.later, copy_node=node_of(pair.later.pk, ""),
            origin=pair.earlier, origin_node=node_of(pair.earlier.pk, ""),
        )  # fmt: skip
        edge.save()
    _put(user, edge, State.CONFIRMED)
    Event.objects.append(Event.Act.EDGE_DECIDED, actor=user, claim=claim, old={"state": old}, new=_told(edge))
    return edge


def _first_article(claim: Claim, but: int) -> int | None:
    return claim.attributions.standing().exclude(article=but).order_by("pk").values_list("article", flat=True).first()


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
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    event = last_edge_decision(user, claim)
    if event is None:
        raise NotReady(_("There is nothing of yours to undo here."))
    edge = _edges().filter(pk=event.new["edge"]).first()
    if edge is None or edge.state != event.new["state"]:
        raise OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."), edge)
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
