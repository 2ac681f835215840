"""Find coverage of a claim in the archive and save it, repeatably: rows that a person has decided stay as they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from claims.coverage import archive, matching, provenance, ranking
from claims.models import ArchiveText, Article, Attribution, AttributionSpan, Claim, CoverageMatch, Event, Source
from claims.models.source import name_key
from claims.review import searches

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MATCHES = 50
MOST_COMPARED = 80
PER_LOOK = 50  # articles whose text is held in memory at once
LONGEST_NAME = 6  # words


def find_coverage(claim: Claim) -> dict[str, Any]:
    """Look through the archive and save what is good enough.

    Returns {"outcome": "found" | "none_found", "found": n, "looked_at": n, "archive": size, "origins": {…}}; the last
    are the numbers of `provenance.Provenance.as_dict`, as they were then.
    """
    appearances = list(
        claim.attributions.standing().select_related("article", "source__speaks_for").prefetch_related("spans")
    )
    wordings, asked = _queries(claim, appearances)
    own = {appearance.article_id for appearance in appearances}
    around = min((a.article.published for a in appearances if a.article.published), default=None)
    versions = Article.objects.ids_of_all_versions(own)  # another version of the same page is no coverage of it
    ids = [pk for pk, _score in archive.search(asked, day=around, but=versions, most=MOST_COMPARED)]
    found = _newest_versions(list(_compare(wordings, ids)))
    matches = sorted(found, key=lambda pair: (-pair[1].score, pair[0]))[:MOST_MATCHES]
    _save(claim, matches, asked, looked_at=len(ids))
    provenance.refresh(claim)
    return {
        "outcome": "found" if matches else "none_found",
        "found": len(matches),
        "looked_at": len(ids),
        "archive": ArchiveText.objects.count(),
        "origins": provenance.origins_of(claim).as_dict(),
    }


def _queries(claim: Claim, appearances: list[Attribution]) -> tuple[list[matching.Query], ranking.Question]:
    """The claim as the matcher compares it, and as the archive is asked for it."""
    texts = [claim.statement, *(quote for a in appearances if (quote := a.quote_of("content")))]
    speakers = {source for a in appearances for source in (a.source, a.source and a.source.speaks_for) if source}
    named = _named_in(" ".join(texts))
    names = [_spellings(source) for source in named if source not in speakers]
    speaking = [_spellings(source) for source in sorted(speakers, key=lambda source: source.pk)]
    negated = any(a.negated for a in appearances)
    wordings = [
        matching.make_query(
            [text],
            language=claim.language,
            names=names,
            speakers=speaking,
            weigh=archive.rarity,
            negated=negated,
        )
        for text in dict.fromkeys(texts)
    ]
    return wordings, ranking.question(texts, claim.language, [*names, *speaking])


def _spellings(source: Source) -> tuple[str, ...]:
    """All names of a Source: what bridges Moskow and Moscow."""
    return source.name, *(alias.name for alias in source.aliases.all())


def _named_in(text: str) -> list[Source]:
    """The Sources that a text names, by any of their names."""
    words = name_key(text).split()
    longest = range(1, LONGEST_NAME + 1)
    phrases = {" ".join(words[i : i + n]) for n in longest for i in range(len(words) - n + 1)}
    named = Source.objects.filter(Q(key__in=phrases) | Q(aliases__key__in=phrases))
    return list(named.distinct().prefetch_related("aliases").order_by("pk"))


def _compare(wordings: list[matching.Query], ids: list[int]) -> Iterator[tuple[int, matching.Match]]:
    """The articles that carry the claim, best comparison each."""
    for start in range(0, len(ids), PER_LOOK):
        chunk = ids[start : start + PER_LOOK]
        statements = _statements(chunk)
        for pk, text, language in Article.objects.filter(pk__in=chunk).values_list("pk", "text", "language"):
            match = matching.best_match(wordings, text, language, statements.get(pk, ()))
            if match.is_good_enough:
                yield pk, match


def _newest_versions(matches: list[tuple[int, matching.Match]]) -> list[tuple[int, matching.Match]]:
    """Without those of which a newer version carries the claim too: one page is one piece of coverage."""
    ids = [pk for pk, _match in matches]
    older = set(Article.objects.filter(pk__in=ids, superseded_by__in=ids).values_list("pk", flat=True))
    return [pair for pair in matches if pair[0] not in older]


def _words_of(asked: ranking.Question) -> str:
    """What the archive was asked for, a line for each language: enough for somebody else to ask the same."""
    lines = {language: asked.of(language) for language in sorted(asked.wanted) if language != ranking.OTHER}
    return "\n".join(
        f"{language}: {', '.join(' '.join(wanted.variants[0]) for wanted in several)}"
        for language, several in (lines or {asked.language: asked.of(asked.language)}).items()
    )


def _statements(article_ids: list[int]) -> dict[int, list[matching.Statement]]:
    """What the articles' own attributions state, for those that were split already."""
    rows = (
        AttributionSpan.objects.filter(role=AttributionSpan.Role.CONTENT, attribution__article__in=article_ids)
        .exclude(attribution__review_state=Attribution.ReviewState.REJECTED)
        .order_by("attribution_id", "start")
        .values_list(
            "attribution__article_id", "attribution_id", "attribution__negated", "attribution__hedged", "start", "end"
        )
    )
    places: dict[tuple[int, int, bool, bool], list[tuple[int, int]]] = defaultdict(list)
    for article, attribution, negated, hedged, start, end in rows:
        places[article, attribution, negated, hedged].append((start, end))
    found: dict[int, list[matching.Statement]] = defaultdict(list)
    for (article, _attribution, negated, hedged), spans in places.items():
        found[article].append(matching.Statement(tuple(spans), negated, hedged))
    return found


@transaction.atomic
def _save(claim: Claim, matches: list[tuple[int, matching.Match]], asked: ranking.Question, *, looked_at: int) -> None:
    Claim.objects.select_for_update().get(pk=claim.pk)
    first_found = dict(claim.coverage.untouched().values_list("article_id", "found_at"))
    claim.coverage.untouched().delete()
    decided = set(claim.coverage.values_list("article_id", flat=True))
    CoverageMatch.objects.bulk_create(
        CoverageMatch(
            claim=claim,
            article_id=pk,
            relation=match.relation,
            score=match.score,
            reasons=match.reasons,
            passage_start=match.start,
            passage_end=match.end,
            method=matching.METHOD,
        )
        for pk, match in matches
        if pk not in decided
    )
    again = list(claim.coverage.untouched().filter(article__in=first_found))
    for match_again in again:  # what was there before is nothing new to whoever signed a verdict since
        match_again.found_at = first_found[match_again.article_id]
    CoverageMatch.objects.bulk_update(again, ["found_at"])
    searches.note_own_search(
        claim, words=_words_of(asked), language=claim.language, found=len(matches), looked_at=looked_at
    )
    Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new={"found": len(matches), "method": matching.METHOD})
