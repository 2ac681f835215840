"""Find coverage of a claim in the archive and save it, repeatably: rows that a person has decided stay as they are,
and so do those that a provider has named, for as long as they carry the claim."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.coverage import (
    archive,
    calls,
    matching,
    provenance,
    ranking,
    relating,
    rerank,
    reuse,
    schedule,
    thresholds,
)
from claims.models import (
    Article,
    Attribution,
    AttributionSpan,
    Claim,
    CoverageMatch,
    Event,
    Job,
    ProviderCall,
    Source,
)
from claims.models.provider_call import Outcome
from claims.models.source import name_key
from claims.review import searches

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MATCHES = 50
MOST_COMPARED = 80
PER_LOOK = 50  # articles whose text is held in memory at once
LONGEST_NAME = 6  # words
ADDRESS = "address"  # the reason of what says itself which article it is about


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claim made ready: its words, how they are compared, how the archive is asked, the articles that are no coverage
    of it, the addresses of those it stands in, the day around which it is looked for, and the score from which on an
    article carries it, by `thresholds.group_of`."""

    language: str
    texts: list[str]
    wordings: list[matching.Query]
    asked: ranking.Question
    own: set[int]
    addresses: tuple[str, ...]
    around: dt.date | None
    lowest: dict[str, float]


def find_coverage(claim: Claim, *, job: Job | None = None, then: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Look through the archive and save what is good enough. `then` is done in the same transaction, once for a `job`
    however often that runs. A job of the background leaves a line in the log only when it found something new.

    Returns {"outcome": "found" | "none_found", "found": n, "looked_at": n, "archive": size, "origins": {…}}; the last
    are the numbers of `provenance.Provenance.as_dict`, as they were then. "reason" says why the search server
    had no part in it, "model_not_asked" why the operator's model could not rank what was found.
    """
    asked_at = timezone.now()
    ready = prepare(claim)
    answer = archive.ask(ready.asked, day=ready.around, but=ready.own, most=MOST_COMPARED)
    ids = [pk for pk, _score in answer.found]
    ids += sorted(reuse.family(ready.own) - {*ids, *ready.own})  # a copy is looked at however it ranks
    named = {match.article_id: match for match in claim.coverage.untouched() if match.providers}
    sure = {pk for pk, match in named.items() if ADDRESS in match.reasons}
    found = carrying(ready, [*ids, *(named.keys() - set(ids))], sure=sure)
    found, unasked = rerank.matches(ready.texts, ready.asked, found)
    matches = found[:MOST_MATCHES]
    _save(claim, matches, ready.asked, answer.without_server, len(ids), job=job, asked_at=asked_at, then=then)
    provenance.refresh(claim)
    return {
        "outcome": "found" if matches else "none_found",
        "found": len(matches),
        "looked_at": len(ids),
        "archive": archive.size(),
        "origins": provenance.origins_of(claim).as_dict(),
        **({"reason": answer.without_server} if answer.without_server else {}),
        **({"model_not_asked": unasked} if unasked else {}),
    }


def prepare(claim: Claim) -> Prepared:
    """The claim, ready to be looked for."""
    appearances = list(
        claim.attributions.standing().select_related("article", "source__speaks_for").prefetch_related("spans")
    )
    texts = list(dict.fromkeys([claim.statement, *(quote for a in appearances if (quote := a.quote_of("content")))]))
    wordings, asked = _queries(claim, appearances, texts)
    articles = {appearance.article_id for appearance in appearances}
    around = min((a.article.published for a in appearances if a.article.published), default=None)
    # Another version of the same page is no coverage of it.
    own = Article.objects.ids_of_all_versions(articles)
    addresses = tuple(dict.fromkeys(a.article.url for a in appearances if a.article.url))
    return Prepared(claim.language, texts, wordings, asked, own, addresses, around, thresholds.in_use())


def carrying(
    ready: Prepared, articles: Sequence[int], *, sure: Container[int] = ()
) -> list[tuple[int, matching.Match]]:
    """Which of the articles carry the claim and how, those that carry it best first. Of those that are `sure` to carry
    it, whatever their words, it is only asked how."""
    others = [pk for pk in articles if pk not in ready.own]
    found = _newest_versions(list(_compare(ready, others, sure)))
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0]))


def _queries(
    claim: Claim, appearances: list[Attribution], texts: list[str]
) -> tuple[list[matching.Query], ranking.Question]:
    """The claim as the matcher compares it, and as the archive is asked for it."""
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
        for text in texts
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


def _compare(ready: Prepared, ids: Sequence[int], sure: Container[int]) -> Iterator[tuple[int, matching.Match]]:
    """The articles that carry the claim, best comparison each, and what each does to it."""
    for start in range(0, len(ids), PER_LOOK):
        chunk = ids[start : start + PER_LOOK]
        statements = statements_of(chunk)
        rows = Article.objects.filter(pk__in=chunk).values_list(
            "pk", "text", "language", "title", "outlet__name", "published"
        )
        for pk, text, language, title, outlet, day in rows:
            report = relating.Report(text, title, outlet or "", language, day)
            match = compare(ready, report, statements.get(pk, ()), sure=pk in sure)
            if match:
                yield pk, match


def compare(
    ready: Prepared, report: relating.Report, statements: Sequence[matching.Statement], *, sure: bool = False
) -> matching.Match | None:
    """How the article carries the claim, and what it does to it; None when it does not. `sure`: something else than
    its words says that it does."""
    lowest = ready.lowest[thresholds.group_of(ready.language, report.language)]
    match = matching.best_match(ready.wordings, report.text, report.language, statements, lowest)
    if not (match.is_good_enough or sure):
        return None
    return relating.relate(match, ready.texts, ready.language, ready.around, report)


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


def statements_of(article_ids: Sequence[int]) -> dict[int, list[matching.Statement]]:
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
def _save(
    claim: Claim,
    matches: list[tuple[int, matching.Match]],
    asked: ranking.Question,
    reason: str,
    looked_at: int,
    *,
    job: Job | None,
    asked_at: dt.datetime,
    then: Callable[[], None],
) -> None:
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    if job and ProviderCall.objects.filter(job=job).exists():  # the job ran already, and died before it was finished
        return
    before = {match.article_id: match for match in claim.coverage.untouched()}
    claim.coverage.untouched().delete()
    decided = set(claim.coverage.values_list("article_id", flat=True))
    made = [make_match(claim, pk, match, before.get(pk)) for pk, match in matches if pk not in decided]
    CoverageMatch.objects.bulk_create(made)
    again = [match for match in made if match.article_id in before]
    for match in again:  # what was there before is nothing new to whoever signed a verdict since
        match.found_at = before[match.article_id].found_at
    CoverageMatch.objects.bulk_update(again, ["found_at"])
    words = _words_of(asked)
    fresh = len(made) - len(again)
    calls.write(
        claim,
        ProviderCall.ARCHIVE,
        "",
        job=job,
        outcome=Outcome.FOUND if matches else Outcome.NONE_FOUND,
        reason=reason,
        words=words,
        found=len(matches),
        carrying=len(matches),
        asked_at=asked_at,
    )
    searches.note_own_search(claim, words=words, language=claim.language, found=len(matches), looked_at=looked_at)
    if fresh or job is None or job.queue == Job.Queue.INTERACTIVE:
        new = {"found": len(matches), "fresh": fresh, "method": matching.METHOD}
        Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new=new)
    schedule.looked(claim)
    then()


def make_match(claim: Claim, article: int, match: matching.Match, before: CoverageMatch | None) -> CoverageMatch:
    """The row, not saved yet, with what providers said of the article `before`."""
    rating = before.rating if before else ""
    address = {ADDRESS: before.reasons[ADDRESS]} if before and ADDRESS in before.reasons else {}
    return CoverageMatch(
        claim=claim,
        article_id=article,
        relation=CoverageMatch.Relation.FACT_CHECKS if rating else match.relation,
        score=match.score,
        similarity=match.similarity,
        reasons=match.reasons | address,
        passage_start=match.start,
        passage_end=match.end,
        providers=before.providers if before else [],
        rating=rating,
        method=matching.METHOD,
    )
