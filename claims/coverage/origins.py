"""How many independent origins stand behind the articles that carry one claim. Pure: articles in, edges and counts out.

An edge says that an article takes THIS claim from somewhere, and why. What has no edge out of it is an origin. An
outlet that is named but whose article we have not seen is a node of its own. Each article has at most one edge: the
strongest evidence. The count is always computed from edges, never stored by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from claims.coverage.copies import Text, find_copies, is_earlier
from claims.coverage.terms import plain_terms, terms_of

Key = Hashable
# A name holds a dot only before a letter: "A.P.", but not over the end of a sentence, as in "CNA. Editor: …".
NAME = r"(?:[Tt]he )?(?P<name>[A-Z](?:[\w&-]|\.(?=\w))*(?: (?:of|[A-Z][\w&-]*)){0,3})"
# What an article writes where it took its story from; {name} is the outlet.
CREDITS = (
    r"\((?:[Ss]ource|[Ss]umber) ?: ?{name}\)",
    r"\b(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|[Qq]uoting) (?:reports by )?{name}",
    r"\b(?:dilansir|dikutip|diberitakan|dilaporkan|disadur|melansir|mengutip|[Mm]engutip|[Dd]ikutip|[Dd]isadur)"
    r"(?: (?:oleh|dari|laporan|kantor berita|laman|situs))* {name}",
    r"\b{name} (?:reported|reports|has reported|is reporting|melaporkan|memberitakan)\b",
)
EDGE_OF_TEXT = 160  # code points at both ends in which a credit is one of the whole article
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
WHOLE = 0.85  # of a text reused: it is the copy of that text, whatever it credits besides
BRIEF = 100  # words
ARTICLE_CREDIT, SENTENCE_CREDIT = 0.9, 0.8
UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries the claim. `outlet`: the name it is published under, empty when unknown; of one that is
    known by its host alone, `labels` has the letters of names that its site may bear ("reuters")."""

    text: Text
    outlet: str = ""
    labels: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        return self.text.key

    def is_of(self, wanted: str) -> bool:
        """Whether it is published by the outlet of this name (of `name_of`)."""
        return wanted == name_of(self.outlet) or wanted.replace(" ", "") in self.labels


@dataclass(frozen=True, slots=True)
class Edge:
    """`copy` takes the claim from `origin`: a carrier's key, or (UNSEEN, name) for an outlet we have not seen."""

    copy: Key
    origin: Key
    method: str  # text_reuse, translation, article_credit or attribution
    score: float
    evidence: str  # what is shown: the words of the credit, or the share of text reused
    confirmed: bool = False
    name: str = ""  # of the origin as it is written, for a credit
    start: int | None = None  # where the words of a credit stand in the copy


@dataclass(frozen=True, slots=True)
class Origins:
    """`groups`: the carriers behind each origin. `independent`: by every edge; `at_most`: by confirmed ones only."""

    groups: tuple[tuple[Key, ...], ...]
    roots: tuple[Key, ...]  # of the groups, in the same order
    articles: int
    outlets: int
    independent: int
    at_most: int
    unconfirmed: int
    loops: tuple[tuple[Key, ...], ...]


def find_edges(claim: str, language: str, carriers: Sequence[Carrier]) -> list[Edge]:
    """At most one edge per carrier: the text it reuses, or a credit of its own that this text does not name."""
    by_key = {carrier.key: carrier for carrier in carriers}
    edges: dict[Key, Edge] = {}
    for reuse in find_copies([carrier.text for carrier in carriers]):
        method = "text_reuse" if reuse.method.startswith("shingles") else "translation"
        if not _points_back(edges, reuse.copy, reuse.parent):
            share = round(reuse.share, 3)
            edges[reuse.copy] = Edge(reuse.copy, reuse.parent, method, share, f"{share:.0%}")
    for carrier in carriers:
        reused = edges.get(carrier.key)
        if reused is None or (reused.method == "text_reuse" and reused.score < WHOLE and _is_brief(carrier)):
            parent = by_key[reused.origin] if reused else None
            credit = _credit_edge(carrier, parent, claim, language, carriers)
            if credit and not _is_our_own_ring(edges, carrier.key, credit.origin):
                edges[carrier.key] = credit
    return list(edges.values())


def _is_brief(carrier: Carrier) -> bool:
    """Whether a credit anywhere can only mean this claim; in a round-up it may belong to another piece."""
    return len(carrier.text.text.split()) < BRIEF


def _credit_edge(
    carrier: Carrier, parent: Carrier | None, claim: str, language: str, carriers: Sequence[Carrier]
) -> Edge | None:
    """The edge to the outlet that the article credits; one that its parent names as well tells nothing new."""
    for name, method, score, evidence, start in credits_in(carrier.text.text, claim, language):
        wanted = name_of(name)
        if carrier.is_of(wanted):
            continue
        if parent and (parent.is_of(wanted) or wanted in name_of(parent.text.text)):
            continue
        origin = published_by(wanted, carrier, carriers)
        node = (UNSEEN, wanted) if origin is None else origin
        return Edge(carrier.key, node, method, score, evidence, name=name, start=start)
    return None


def _is_our_own_ring(edges: dict[Key, Edge], start: Key, at: Key) -> bool:
    """Whether a credit would close a ring that holds a guess of ours: articles that credit each other ARE a loop."""
    if not _points_back(edges, start, at):
        return False
    while at != start:
        if edges[at].method in ("text_reuse", "translation"):
            return True
        at = edges[at].origin
    return False


def _points_back(edges: dict[Key, Edge], start: Key, at: Key) -> bool:
    """Whether the edges lead from `at` to `start`, so that one more would close a ring of our own making."""
    seen = set()
    while at not in seen:
        if at == start:
            return True
        seen.add(at)
        if at not in edges:
            return False
        at = edges[at].origin
    return False


def published_by(wanted: str, carrier: Carrier, carriers: Iterable[Carrier]) -> Key | None:
    """The article of the named outlet that this one can have taken the claim from: the earliest not later one."""
    found = [
        other
        for other in carriers
        if other.key != carrier.key and other.is_of(wanted) and is_earlier(carrier.text, other.text) is not True
    ]
    found.sort(key=lambda other: (other.text.seen is None, other.text.seen.timestamp() if other.text.seen else 0.0))
    return found[0].key if found else None


def name_of(outlet: str) -> str:
    """An outlet's name as it is compared."""
    return " ".join(plain_terms(outlet))


def credits_in(text: str, claim: str, language: str) -> list[tuple[str, str, float, str, int]]:
    """(name, method, score, the words, where they begin) of what the article credits as a whole, then in the sentence
    with the claim."""
    carrying = _carrying_sentence(text, claim, language)
    found = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            outermost = match.start() < EDGE_OF_TEXT or match.end() > len(text) - EDGE_OF_TEXT
            inside = carrying[0] <= match.start() and match.end() <= carrying[1]
            if outermost or inside:
                method, score = ("article_credit", ARTICLE_CREDIT) if outermost else ("attribution", SENTENCE_CREDIT)
                found.append((match["name"].rstrip("."), method, score, match.group(), match.start()))
    return sorted(found, key=lambda credit: (-credit[2], -credit[4]))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(credit.replace("{name}", NAME)) for credit in CREDITS)


def _carrying_sentence(text: str, claim: str, language: str) -> tuple[int, int]:
    wanted = set(terms_of(claim, language))
    best = max(
        ((len(wanted & set(terms_of(m.group(), language))), -m.start(), m.end()) for m in SENTENCE.finditer(text)),
        default=(0, 0, 0),
    )
    return (-best[1], best[2]) if best[0] else (0, 0)


def count(carriers: Sequence[Carrier], edges: Iterable[Edge], never: Collection[Key] = ()) -> Origins:
    """Articles, outlets and independent origins, with the range that unconfirmed edges leave open.

    `never`: nodes that are no origin, whoever names them.
    """
    edges = list(edges)
    target = {edge.copy: edge.origin for edge in edges}
    loops = _loops(target)
    grouped: dict[Key, list[Key]] = {}
    for carrier in carriers:
        grouped.setdefault(_root(carrier.key, target, loops), []).append(carrier.key)
    confirmed = {edge.copy: edge.origin for edge in edges if edge.confirmed}
    sure_loops = _loops(confirmed)
    return Origins(
        groups=tuple(tuple(group) for group in grouped.values()),
        roots=tuple(grouped),
        articles=len(carriers),
        outlets=len({name_of(c.outlet) for c in carriers if c.outlet}) + sum(not c.outlet for c in carriers),
        independent=len(grouped.keys() - set(never)),
        at_most=len({_root(carrier.key, confirmed, sure_loops) for carrier in carriers} - set(never)),
        unconfirmed=sum(not edge.confirmed for edge in edges),
        loops=tuple(loops),
    )


def _root(key: Key, target: dict[Key, Key], loops: Sequence[tuple[Key, ...]]) -> Key:
    """Where the edges end; of a citation loop, which has no origin, its first member stands for all."""
    in_loop = {member: loop[0] for loop in loops for member in loop}
    while key not in in_loop and key in target:
        key = target[key]
    return in_loop.get(key, key)


def _loops(target: dict[Key, Key]) -> list[tuple[Key, ...]]:
    """Rings of articles that take the claim from each other."""
    found: list[tuple[Key, ...]] = []
    done: set[Key] = set()
    for start in target:
        path: list[Key] = []
        key: Key = start
        while key in target and key not in done:
            done.add(key)
            path.append(key)
            key = target[key]
        if key in path:
            found.append(tuple(path[path.index(key) :]))
    return found
