"""What stands behind a claim, read from its edges each time: nothing that is counted here is stored.

Of the edges that lead out of an article or a named outlet one is followed: what a person confirmed before what is
proposed, a copied text before a credit before an attribution. Cutting it lets the next one take its place. Where no
edge leads on is an origin. Wikipedia and Wikinews retell others and are never one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction

from claims.coverage import origins
from claims.coverage.copies import Text
from claims.coverage.proposing import carrier_ids, propose
from claims.models import Article, Claim, CoverageEdge
from claims.models.coverage_edge import node_of
from claims.models.source import name_key

State, Kind = CoverageEdge.State, CoverageEdge.Kind
GUESSED = (Kind.TEXT_REUSE, Kind.TRANSLATION, Kind.SAME_QUOTATION, Kind.SAME_OWNER)  # nobody wrote them down
WIKIS = ("wikipedia", "wikinews", "wikiberita")
WIKI_HOSTS = ("wikipedia.org", "wikinews.org")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries the claim, without its text."""

    pk: int
    outlet: str
    url: str

    @property
    def node(self) -> str:
        return node_of(self.pk, "")

    @property
    def is_wiki(self) -> bool:
        host = urlsplit(self.url).hostname or ""
        return is_wiki(self.outlet) or any(host == wiki or host.endswith(f".{wiki}") for wiki in WIKI_HOSTS)


@dataclass(frozen=True, slots=True)
class Provenance:
    """The counts of one claim, with the edges that were followed, {node: edge}, and those that only stand by."""

    counts: origins.Origins
    carriers: tuple[Carrier, ...]
    followed: dict[str, CoverageEdge]
    aside: tuple[CoverageEdge, ...]
    wikis: frozenset[str]  # nodes that never count

    def as_dict(self) -> dict[str, int | list[list[str]]]:
        """The numbers as a job reports them."""
        found = self.counts
        return {
            "articles": found.articles,
            "outlets": found.outlets,
            "independent": found.independent,
            "at_most": found.at_most,
            "unconfirmed": found.unconfirmed,
            "loops": [[str(node) for node in loop] for loop in found.loops],
        }


def is_wiki(name: str) -> bool:
    """Whether a name is that of a wiki that retells others."""
    return name_key(name).split(" ")[0] in WIKIS


def refresh(claim: Claim) -> list[CoverageEdge]:
    """Write what is proposed now in place of what was, and return it. Safe to repeat: what a person decided stays as
    it is, and what is proposed again keeps its row."""
    proposed = {(edge.copy_node, edge.origin_node): edge for edge in propose(claim)}
    with transaction.atomic():
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        kept = {(edge.copy_node, edge.origin_node): edge for edge in claim.coverage_edges.all()}
        gone = [edge.pk for ends, edge in kept.items() if ends not in proposed]
        claim.coverage_edges.untouched().filter(pk__in=gone).delete()
        for ends, edge in proposed.items():
            if ends not in kept:
                edge.save()
            elif _is_open(kept[ends]):
                _take_over(kept[ends], edge)
    return list(proposed.values())


def origins_of(claim: Claim) -> Provenance:
    """What the claim's edges say now."""
    return origins_of_many([claim.pk])[claim.pk]


def origins_as_read(claim: Claim) -> Provenance:
    """The same with what would be proposed now, whether or not a search has written it down: for the publish gate."""
    decided = {(e.copy_node, e.origin_node): e for e in claim.coverage_edges.all() if not _is_open(e)}
    fresh = [edge for edge in propose(claim) if (edge.copy_node, edge.origin_node) not in decided]
    return _count(_carriers(carrier_ids([claim.pk]))[claim.pk], [*decided.values(), *fresh])


def origins_of_many(claims: Iterable[int]) -> dict[int, Provenance]:
    """{claim: what its edges say}, in four queries for however many claims."""
    carriers = _carriers(carrier_ids(claims))
    edges: dict[int, list[CoverageEdge]] = defaultdict(list)
    for edge in CoverageEdge.objects.of_claims(carriers):
        edges[edge.claim_id].append(edge)
    return {claim: _count(articles, edges[claim]) for claim, articles in carriers.items()}


def _carriers(ids: dict[int, set[int]]) -> dict[int, list[Carrier]]:
    rows = Article.objects.filter(pk__in=set().union(*ids.values())) if ids else Article.objects.none()
    known = {pk: Carrier(pk, outlet or "", url) for pk, outlet, url in rows.values_list("pk", "outlet__name", "url")}
    return {claim: [known[pk] for pk in sorted(articles)] for claim, articles in ids.items()}


def _count(carriers: Sequence[Carrier], edges: Sequence[CoverageEdge]) -> Provenance:
    """Articles that no longer carry the claim are no way to an origin, so edges from and to them are left out."""
    there = {carrier.node for carrier in carriers}
    standing = [
        edge
        for edge in edges
        if (edge.copy_id is None or edge.copy_node in there) and (edge.origin_id is None or edge.origin_node in there)
    ]
    followed: dict[str, CoverageEdge] = {}
    for edge in sorted(standing, key=_belief):
        if edge.state != State.CUT and edge.copy_node not in followed and not _is_our_own_ring(edge, followed):
            followed[edge.copy_node] = edge
    wikis = {carrier.node for carrier in carriers if carrier.is_wiki}
    wikis |= {edge.origin_node for edge in standing if is_wiki(edge.origin_name)}
    counted = [carrier for carrier in carriers if not carrier.is_wiki]
    reached = _reached(counted, followed)
    counts = origins.count(
        [origins.Carrier(Text(carrier.node, "", ""), carrier.outlet) for carrier in counted],
        [
            origins.Edge(
                edge.copy_node, edge.origin_node, edge.kind, edge.score, "", confirmed=edge.state == State.CONFIRMED
            )
            for edge in reached
        ],
        never=wikis,
    )
    shown = {edge.copy_node: edge for edge in followed.values()}
    aside = tuple(edge for edge in standing if shown.get(edge.copy_node) is not edge)
    return Provenance(counts, tuple(carriers), shown, aside, frozenset(wikis))


def _is_our_own_ring(edge: CoverageEdge, followed: dict[str, CoverageEdge]) -> bool:
    """Whether an edge would close a ring that is nothing but guesses of ours; outlets that name each other, or what a
    person confirmed, are a ring indeed."""
    way, node = [edge], edge.origin_node
    while node in followed and node != edge.copy_node and len(way) <= len(followed):
        way.append(followed[node])
        node = followed[node].origin_node
    return node == edge.copy_node and any(one.kind in GUESSED and one.state != State.CONFIRMED for one in way)


def _belief(edge: CoverageEdge) -> tuple[bool, int, float, str]:
    """Which of several edges out of one end is followed: the least."""
    return edge.state != State.CONFIRMED, Kind.values.index(edge.kind), -edge.score, edge.origin_node


def _reached(carriers: Sequence[Carrier], followed: dict[str, CoverageEdge]) -> list[CoverageEdge]:
    """The followed edges that lead on from a carrier; that of a named outlet which nobody credits any more is none."""
    reached: dict[str, CoverageEdge] = {}
    for carrier in carriers:
        node = carrier.node
        while node in followed and node not in reached:
            reached[node] = followed[node]
            node = followed[node].origin_node
    return list(reached.values())


def _is_open(edge: CoverageEdge) -> bool:
    return edge.state == State.PROPOSED and edge.decided_by_id is None


def _take_over(kept: CoverageEdge, found: CoverageEdge) -> None:
    """The reasons as they are read now; nothing is written when they are the same."""
    fields = [
        "kind", "method", "score", "evidence", "evidence_in_id", "evidence_start", "evidence_end", "origin_start",
    ]  # fmt: skip
    if any(getattr(kept, name) != getattr(found, name) for name in fields):
        for name in fields:
            setattr(kept, name, getattr(found, name))
        kept.save(update_fields=[name.removesuffix("_id") for name in fields])
