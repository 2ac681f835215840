"""The outline of what stands behind a claim: which node hangs on which, an origin at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.coverage.provenance import Provenance
from claims.models import Article, CoverageEdge


@dataclass(slots=True)
class Branch:
    """One node of the outline: an article or a name, the edge that led here, and what takes the claim from it."""

    node: str
    article: Article | None
    name: str
    edge: CoverageEdge | None = None
    is_wiki: bool = False
    children: list[Branch] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """An origin with all that goes back to it; `loop`: what cites each other in a circle, and so has no origin."""

    number: int
    root: Branch
    articles: int
    loop: list[Branch] = field(default_factory=list)


def nodes_of(found: Provenance) -> dict[str, Branch]:
    """Every node there is, each article with title, outlet and day but without its text; one query."""
    edges = [*found.followed.values(), *found.aside]
    ids = {carrier.pk for carrier in found.carriers}
    rows = Article.objects.filter(pk__in=ids).select_related("outlet").defer("text", "clutter")
    nodes = {f"article:{row.pk}": Branch(f"article:{row.pk}", row, str(row.outlet or row)) for row in rows}
    for edge in edges:
        for node, name in ((edge.copy_node, edge.copy_name), (edge.origin_node, edge.origin_name)):
            nodes.setdefault(node, Branch(node, None, name))
    for node in found.wikis & nodes.keys():
        nodes[node].is_wiki = True
    return nodes


def groups_of(found: Provenance, nodes: dict[str, Branch]) -> list[Group]:
    """The outline, an origin each, the one behind most articles first."""
    loops = {str(loop[0]): [nodes[str(node)] for node in loop] for loop in found.counts.loops}
    taken = {str(node) for loop in found.counts.loops for node in loop}
    counted = {carrier.node for carrier in found.carriers if not carrier.is_wiki}
    below: dict[str, list[str]] = defaultdict(list)
    needed = _on_the_way(found, counted)
    for node in sorted(needed):
        edge = found.followed.get(node)
        if edge:
            nodes[node].edge = edge
            if node not in taken:
                below[edge.origin_node].append(node)
    groups = []
    for root, members in zip(found.counts.roots, found.counts.groups, strict=True):
        loop = loops.get(str(root), [])
        for branch in loop or [nodes[str(root)]]:
            _grow(branch, below, nodes)
        groups.append(Group(0, nodes[str(root)], len(members), loop))
    groups.sort(key=lambda group: (group.root.is_wiki, -group.articles, group.root.node))
    for number, group in enumerate(groups, 1):
        group.number = number
    return groups


def _on_the_way(found: Provenance, counted: set[str]) -> set[str]:
    """The nodes between the articles and their origins."""
    seen: set[str] = set()
    for node in counted:
        while node not in seen:
            seen.add(node)
            if node in found.followed:
                node = found.followed[node].origin_node
    return seen


def _grow(branch: Branch, below: dict[str, list[str]], nodes: dict[str, Branch]) -> None:
    """Hang on a branch what takes the claim from it, earliest first."""

    def when(child: Branch) -> tuple[Any, ...]:
        day = child.article.version_date if child.article else None
        return day is not None, str(day), child.node

    branch.children = sorted((nodes[node] for node in below.get(branch.node, ())), key=when)
    for child in branch.children:
        _grow(child, below, nodes)


def branches_of(branch: Branch) -> Iterator[Branch]:
    """A branch and all that hangs on it, from top to bottom."""
    yield branch
    for child in branch.children:
        yield from branches_of(child)


def edges_of(branch: Branch) -> Iterator[CoverageEdge]:
    """The edges of a branch and all that hangs on it, from top to bottom."""
    return (one.edge for one in branches_of(branch) if one.edge)
