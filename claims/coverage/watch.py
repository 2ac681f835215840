"""The downstream watch of a claim: an origin was corrected, withdrawn or silently edited, and copies still say the old.

An origin changes in three ways that are seen here: an article has a newer version; the page of a piece of evidence was
found changed or gone; a check of ours was corrected or retracted. Computed from the texts each time, stored nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.coverage.downstream import Change, Copy, still_carried
from claims.coverage.proposing import carrier_ids
from claims.models import (
    Article,
    Claim,
    CoverageEdge,
    CoverageMatch,
    Evidence,
    EvidenceArchive,
    Publication,
    TextReuse,
)

LATELY = dt.timedelta(days=30)  # an origin that changed before is told by its page alone
MOST_CLAIMS = 100  # looked at in one turn of the periodic job
MOST_COPIES = 80  # of one claim
VERSION, CHANGED, GONE, CHECK = "version", "changed", "gone", "check"


@dataclass(frozen=True, slots=True)
class Origin:
    """What changed: `kind` is VERSION, CHANGED, GONE or CHECK. `key` tells it from every other change."""

    kind: str
    key: str
    article: Article | None = None  # the newest version
    evidence: Evidence | None = None
    publication: Publication | None = None
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """`changes` that some copy carries, `silent`: how many no copy does, `compared`: how many copies were looked at,
    `abroad`: those in another language, which are not."""

    origin: Origin
    changes: tuple[Change, ...]
    silent: int
    compared: int
    abroad: tuple[Article, ...]

    @property
    def stale(self) -> int:
        """How many copies still carry old words."""
        return len({key for change in self.changes for key in change.copies})


def watched(claim: Claim) -> list[Watched]:
    """Everything that changed behind a claim, with the copies that still say the old, newest first."""
    found = [*_versions(claim), *_pages(claim), *_checks(claim)]
    return sorted(found, key=lambda one: (one.origin.day or dt.date.min, one.origin.key), reverse=True)


def told_of(claims: QuerySet[Claim], known: Collection[tuple[int, str]]) -> Iterator[tuple[int, Origin]]:
    """(claim, what changed) of those of the claims whose origins changed lately while copies say the old, but for the
    `known`, pairs of claim and key."""
    since = timezone.now() - LATELY
    newer = Q(origin__superseded_by__created_at__gt=since) | Q(
        origin__supersedes__isnull=False, origin__created_at__gt=since
    )
    edges = CoverageEdge.objects.exclude(state=CoverageEdge.State.CUT).filter(newer, claim__in=claims)
    flagged = Evidence.objects.standing().filter(claim__in=claims, archives__fetched_at__gt=since).flagged()
    checks = Publication.objects.filter(claim__in=claims, published_at__gt=since).exclude(kind=Publication.Kind.FIRST)
    ids = {pk for rows in (edges, flagged, checks) for pk in rows.order_by().values_list("claim", flat=True)}
    told = {pk for pk, key in known if key.startswith("downstream:")}
    for claim in Claim.objects.filter(pk__in=ids).order_by("pk"):
        if claim.pk in told and all((claim.pk, key) in known for key in _keys_of(claim)):
            continue
        for one in watched(claim):
            if one.changes and (claim.pk, one.origin.key) not in known:
                yield claim.pk, one.origin


def _keys_of(claim: Claim) -> set[str]:
    """The keys of all that can have changed, without reading a text."""
    return (
        {f"downstream:{chain[-1]}" for chain in _chains(claim)}
        | {f"downstream:page-{look.pk}" for _evidence, _old, look in _looks(claim)}
        | {f"downstream:check-{after.pk}" for _before, after in _corrections(claim)}
    )


def _versions(claim: Claim) -> Iterator[Watched]:
    """Articles with a newer version: each older one against the newest."""
    chains = _chains(claim)
    if not chains:
        return
    linked, above = _around(claim, chains)
    carriers = carrier_ids([claim.pk])[claim.pk]
    texts = _texts(carriers.union(*linked.values()))
    for chain in chains:
        rows = Article.objects.filter(pk__in=chain).select_related("outlet").in_bulk()
        newest = rows[chain[-1]]
        wanted = (carriers - above[newest.pk] | linked[newest.pk]) - set(chain)
        others = [texts[pk] for pk in sorted(wanted) if pk in texts]
        copies = [Copy(row.pk, row.text, row.language) for row in others if row.language == newest.language]
        changes: dict[str, Change] = {}
        for pk in chain[:-1]:
            for change in still_carried(rows[pk].text, newest.text, newest.language, copies):
                changes.setdefault(change.old, change)
        abroad = [row for row in others if row.language != newest.language and row.pk in linked[newest.pk]]
        origin = Origin(VERSION, f"downstream:{newest.pk}", article=newest, day=newest.version_date)
        yield _watched(origin, changes.values(), len(copies), abroad)


def _chains(claim: Claim) -> list[list[int]]:
    """The versions of each article behind the claim that has several, oldest first."""
    edges = claim.coverage_edges.exclude(state=CoverageEdge.State.CUT)
    ends = {pk for pair in edges.values_list("origin", "copy") for pk in pair} - {None}
    ids = Article.objects.ids_of_all_versions(carrier_ids([claim.pk])[claim.pk] | ends)
    rows = Article.objects.filter(pk__in=ids).values_list("supersedes", "pk")
    after = {older: newer for older, newer in rows if older is not None}
    found = []
    for first in sorted(after.keys() - set(after.values())):
        chain = [first]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        found.append(chain)
    return found


def _around(claim: Claim, chains: Iterable[list[int]]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """{the newest of a chain: the articles that have it from one of its versions}, {…: those that it has it from}."""
    newest = {pk: chain[-1] for chain in chains for pk in chain}
    edges = claim.coverage_edges.exclude(state=CoverageEdge.State.CUT).filter(origin__isnull=False, copy__isnull=False)
    reused = TextReuse.objects.filter(Q(parent__in=newest) | Q(copy__in=newest)).values_list("parent", "copy")
    below: dict[int, set[int]] = defaultdict(set)
    above: dict[int, set[int]] = defaultdict(set)
    for origin, copy in [*edges.values_list("origin", "copy"), *reused[:MOST_COPIES]]:
        if origin in newest:
            below[newest[origin]].add(copy)
        if copy in newest:
            above[newest[copy]].add(origin)
    return below, above


def _pages(claim: Claim) -> Iterator[Watched]:
    """Pages of evidence that changed or are gone, against the copy that was archived."""
    looks = list(_looks(claim))
    if not looks:
        return
    rows = [row for row in _texts(carrier_ids([claim.pk])[claim.pk]).values() if row.language == claim.language]
    copies = [Copy(row.pk, row.text, row.language) for row in rows]
    for evidence, old, look in looks:
        kind = GONE if look.outcome == EvidenceArchive.Outcome.GONE else CHANGED
        origin = Origin(kind, f"downstream:page-{look.pk}", evidence=evidence, day=look.fetched_at.date())
        yield _watched(origin, still_carried(old.text, look.text, claim.language, copies), len(copies))


def _looks(claim: Claim) -> Iterator[tuple[Evidence, EvidenceArchive, EvidenceArchive]]:
    """(evidence, the copy that was archived, the look that found it changed or gone)."""
    for evidence in Evidence.objects.standing().filter(claim=claim).flagged():
        looks = list(evidence.archives.order_by("pk"))
        old = [look for look in looks[:-1] if look.outcome == EvidenceArchive.Outcome.ARCHIVED]
        if old:
            yield evidence, old[-1], looks[-1]


def _checks(claim: Claim) -> Iterator[Watched]:
    """Our own check, where it was corrected or retracted, against all coverage that may have taken it over."""
    corrections = _corrections(claim)
    if not corrections:
        return
    related = claim.coverage.exclude(decision=CoverageMatch.Decision.NOT_RELATED).values_list("article", flat=True)
    rows = [row for row in _texts(set(related)).values() if row.language == claim.language]
    copies = [Copy(row.pk, row.text, row.language) for row in rows]
    for before, after in corrections:
        new = "" if after.kind == Publication.Kind.RETRACTION else _words_of(after)
        origin = Origin(CHECK, f"downstream:check-{after.pk}", publication=after, day=after.published_at.date())
        yield _watched(origin, still_carried(_words_of(before), new, claim.language, copies), len(copies))


def _corrections(claim: Claim) -> list[tuple[Publication, Publication]]:
    """Each version of our check that was corrected, with the one that came after it."""
    versions = list(claim.publications.order_by("pk"))
    return [(before, after) for before, after in pairwise(versions)]


def _words_of(publication: Publication) -> str:
    """What a check says to its readers in so many words."""
    return "\n\n".join(str(publication.frozen.get(name) or "") for name in ("statement", "summary", "rationale"))


def _texts(ids: Collection[int]) -> dict[int, Article]:
    """The newest versions among these articles, with their texts."""
    rows = Article.objects.filter(pk__in=ids).current().select_related("outlet").defer("clutter").order_by("pk")
    return {row.pk: row for row in rows[:MOST_COPIES]}


def _watched(origin: Origin, changes: Iterable[Change], compared: int, abroad: Iterable[Article] = ()) -> Watched:
    changes = list(changes)
    carried = tuple(change for change in changes if change.copies)
    return Watched(origin, carried, len(changes) - len(carried), compared, tuple(abroad))
