"""Find coverage of a claim in the archive and save it, repeatably: rows that a person has decided stay as they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from claims.coverage import archive, matching
from claims.models import Article, Attribution, Claim, CoverageMatch, Event, Source
from claims.models.source import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MATCHES = 50
PER_LOOK = 50  # articles whose text is held in memory at once


def find_coverage(claim: Claim) -> dict[str, Any]:
    """Look through the archive and save what is good enough.

    Returns {"outcome": "found" | "none_found", "found": n, "looked_at": n, "archive": size}.
    """
    appearances = list(claim.attributions.standing().select_related("article").prefetch_related("spans"))
    query = _query(claim, appearances)
    own = [appearance.article_id for appearance in appearances]
    around = min((a.article.published for a in appearances if a.article.published), default=None)
    ids = archive.candidates(query.terms(), around=around, but=own)
    matches = sorted(_compare(query, ids), key=lambda pair: (-pair[1].score, pair[0]))[:MOST_MATCHES]
    saved = _save(claim, query, matches)
    return {
        "outcome": "found" if saved else "none_found",
        "found": saved,
        "looked_at": len(ids),
        "archive": archive.ArchiveText.objects.count(),
    }


def _query(claim: Claim, appearances: list[Attribution]) -> matching.Query:
    texts = [claim.statement, claim.gloss, *(a.quote_of("content") for a in appearances)]
    return matching.make_query(
        [text for text in texts if text],
        names=_names_in(" ".join(texts)),
        weigh=archive.rarity,
        negated=any(a.negated for a in appearances),
    )


def _names_in(text: str) -> list[tuple[str, ...]]:
    """Sources that the text names, each with all its spellings: what bridges Moskow and Moscow."""
    key = f" {name_key(text)} "
    words = key.split()
    phrases = {" ".join(words[i : i + n]) for n in range(1, 6) for i in range(len(words) - n + 1)}
    named = Source.objects.filter(Q(key__in=phrases) | Q(aliases__key__in=phrases)).distinct()
    return [
        (source.name, *(alias.name for alias in source.aliases.all()))
        for source in named.prefetch_related("aliases")
        if source.aliases.all() or " " in source.key
    ]


def _compare(query: matching.Query, ids: list[int]) -> Iterable[tuple[int, matching.Match]]:
    for start in range(0, len(ids), PER_LOOK):
        chunk = ids[start : start + PER_LOOK]
        for pk, text in Article.objects.filter(pk__in=chunk).values_list("pk", "text"):
            match = matching.compare(query, text)
            if match.is_good_enough:
                yield pk, match


@transaction.atomic
def _save(claim: Claim, query: matching.Query, matches: list[tuple[int, matching.Match]]) -> int:
    Claim.objects.select_for_update().get(pk=claim.pk)
    claim.coverage.untouched().delete()
    decided = set(claim.coverage.values_list("article_id", flat=True))
    negated = _negated_at(matches)
    CoverageMatch.objects.bulk_create(
        CoverageMatch(
            claim=claim,
            article_id=pk,
            relation=matching.relation(query, match, negated_there=negated.get(pk)),
            score=match.score,
            reasons={**match.reasons, "negation_differs": negated.get(pk, query.negated) != query.negated},
            passage_start=match.start,
            passage_end=match.end,
            method=matching.METHOD,
        )
        for pk, match in matches
        if pk not in decided
    )
    Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new={"found": len(matches), "method": matching.METHOD})
    return len(matches)


def _negated_at(matches: list[tuple[int, matching.Match]]) -> dict[int, bool]:
    """Whether the matching passage of each article negates, as far as its own attributions tell."""
    passages = dict(matches)
    rows = (
        Attribution.objects.standing()
        .filter(article_id__in=passages, spans__role="content")
        .values_list("article_id", "negated", "spans__start", "spans__end")
    )
    inside: dict[int, list[bool]] = defaultdict(list)
    for pk, negated, start, end in rows:
        if passages[pk].start <= start and end <= passages[pk].end:
            inside[pk].append(negated)
    return {pk: any(values) for pk, values in inside.items()}
