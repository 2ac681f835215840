"""Ask one provider about one claim and keep what it names: the work of a job, safe to run twice and to be killed in.

What a provider names becomes an Article of the archive and is compared like any other; it is coverage when it carries
the claim. What a page has brought is saved before the next is asked for; all else that a job leaves behind is written
in one transaction with its `ProviderCall`, of which a job has one.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.coverage import archive, calls, provenance, rerank, sweep
from claims.coverage.matching import METHOD, Match
from claims.coverage.providers import asking, registry
from claims.coverage.providers.base import Answer, Item, Outcome, Provider, Query
from claims.coverage.terms import WORD, normalise
from claims.extraction import small_words
from claims.ingest.found import Found, keep
from claims.models import Claim, CoverageMatch, Event, Job, ProviderCall
from claims.review import searches
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_ITEMS = 50
NAME = 1.5  # how much more a name or figure tells than another word as rare
PATIENCE_OF_SWEEPS = 2.0  # seconds; somebody may click meanwhile, and the worker be the only one
TIME_FOR_PAGES = 0.5  # of a job's time; the rest is for the page under way and for saving


def ask(job: Job) -> dict[str, Any]:
    """Ask the job's provider about its claim and save what came of it.

    Returns {"outcome": …, "reason": …, "found": n, "carrying": n}, with "origins" when some of it carries the claim.
    """
    claim = job.claim
    assert claim is not None
    # When there is a row, the job ran already and died before it was finished.
    call = ProviderCall.objects.filter(job=job).first() or _ask_and_save(job, claim)
    result = {"outcome": call.outcome, "reason": call.reason, "found": call.found, "carrying": call.carrying}
    if call.carrying:
        provenance.refresh(claim)
        result["origins"] = provenance.origins_of(claim).as_dict()
    return result


def due_again(most: int) -> list[ProviderCall]:
    """Those that were not asked because they were busy, and may be by now: of each provider no more than get their turn
    before the next sweep, so that the others lose no try by coming too early."""
    found: list[ProviderCall] = []
    for provider in registry.configured():
        in_a_minute = int(60 / max(provider.seconds_between, 1))
        at_once = in_a_minute if provider.seconds_between <= PATIENCE_OF_SWEEPS else 1
        room = min(at_once, most - len(found))
        found += ProviderCall.objects.due(provider.name).select_related("claim")[:room]
    return found


def stop_of(user: User, claim: Claim) -> None:
    """Log that the person stopped the search for a claim; call it in the transaction that cancels the jobs."""
    require(user, Right.ANNOTATE)
    Event.objects.append(Event.Act.COVERAGE_STOPPED, actor=user, claim=claim)


def switched_on(name: str) -> Provider | None:
    """The provider of that name, when it is configured."""
    return next((provider for provider in registry.configured() if provider.name == name), None)


def query_of(claim: Claim, ready: sweep.Prepared, provider: Provider) -> Query:
    """The claim as that provider is asked: its telling words, and the days around its article."""
    text, language = claim.statement, claim.language
    if claim.gloss and provider.prefers and provider.prefers == claim.gloss_language:
        text, language = claim.gloss, claim.gloss_language
    since = until = None
    if ready.around:
        day = dt.datetime.combine(ready.around, dt.time(), dt.UTC)
        since, until = day - archive.WINDOW, min(day + archive.WINDOW, timezone.now())
    return Query(
        words_of(text, language, most=provider.most_words),
        language,
        since=since,
        until=until,
        limit=MOST_ITEMS,
        addresses=ready.addresses,
    )


def words_of(text: str, language: str, *, most: int) -> str:
    """The `most` words that tell most, in their order: no small words, and of many the rarest in the archive, names and
    figures before others: those are spelled alike in every report."""
    empty = small_words.of(language)
    words = dict.fromkeys(word for word in WORD.findall(text) if word.casefold() not in empty)
    if len(words) > most:
        term_of = {word: normalise(word, language) for word in words}
        rarity = archive.rarity(term_of.values())
        telling = {
            word: rarity[term] * (NAME if word[0].isupper() or word[0].isdigit() else 1)
            for word, term in term_of.items()
        }
        rarest = sorted(words, key=lambda word: -telling[word])[:most]
        words = dict.fromkeys(word for word in words if word in rarest)
    return " ".join(words) or text


def _ask_and_save(job: Job, claim: Claim) -> ProviderCall:
    asked_at = timezone.now()
    ready = sweep.prepare(claim)
    provider = switched_on(job.provider)
    if provider is None:
        gone = Answer(job.provider, Outcome.NOT_ASKED, asked_at, reason=_("It is not switched on any more."))
        return _save(Intake(job, ready, job.provider), Query(""), gone, asked_at)
    query = query_of(claim, ready, provider)
    share, patience = 1.0, asking.PATIENCE
    if job.queue == Job.Queue.BACKGROUND:
        share, patience = settings.COVERAGE_PROVIDER_BACKGROUND_PERCENT / 100, PATIENCE_OF_SWEEPS
    intake = Intake(job, ready, provider.label)
    stop = _reason_to_stop(job)
    answer = asking.ask(provider, query, stop=stop, arrived=intake.take, share=share, patience=patience)
    return take_in(intake, query, answer, asked_at)


class Intake:
    """What a job's provider has named so far: kept page by page, each as soon as the next is asked for, so that people
    see it and a job that is killed has brought something. Taking the same again adds nothing."""

    def __init__(self, job: Job, ready: sweep.Prepared, label: str) -> None:
        assert job.claim is not None
        self.job, self.claim, self.ready, self.label = job, job.claim, ready, label
        self.named: dict[int, Item] = {}
        self.taken: set[str] = set()  # addresses
        self.carrying: set[int] = set()
        self.unsaved: list[tuple[int, Match]] = []

    def compare(self, items: Iterable[Item]) -> None:
        """Keep what is named as articles, and see which of them carry the claim."""
        new = [item for item in items if item.url not in self.taken]
        kept = _keep(new, self.label, self.named)
        sure = {pk for pk in kept if self.named[pk].names_address}
        found = sweep.carrying(self.ready, kept, sure=sure)
        matches, _unasked = rerank.matches(self.ready.texts, self.ready.asked, found)
        self.unsaved += matches
        self.carrying |= {pk for pk, _match in matches}
        self.taken |= {item.url for item in new}

    def take(self, items: Sequence[Item]) -> None:
        """Save what one page has brought. How much of it is new is noted in the job, for the line of the log that is
        written when the job ends, by whichever worker."""
        self.compare(items)
        with transaction.atomic():
            claim = Claim.objects.select_for_update(no_key=True).get(pk=self.claim.pk)
            if ProviderCall.objects.filter(job=self.job).exists():  # another worker, that had the job too, has ended it
                return
            fresh = _add(claim, self.label, self.named, self.unsaved)
            row = Job.objects.filter(pk=self.job.pk)
            before = row.values_list("result", flat=True)[0]
            so_far = {"found": len(self.taken), "carrying": len(self.carrying), "fresh": before.get("fresh", 0) + fresh}
            row.update(result=so_far)
        self.unsaved = []


def take_in(intake: Intake, query: Query, answer: Answer, asked_at: dt.datetime) -> ProviderCall:
    """Keep the rest of what an answer names, compare it with the job's claim, and save how the asking ended."""
    intake.compare(answer.items)
    return _save(intake, query, answer, asked_at)


def _reason_to_stop(job: Job) -> Callable[[], str]:
    """What is asked before each page."""
    deadline = time.monotonic() + TIME_FOR_PAGES * settings.JOB_SOFT_TIME_LIMIT

    def stop() -> str:
        if job.is_stopped:
            return _("Somebody stopped the search.")
        return _("It answers too slowly.") if time.monotonic() > deadline else ""

    return stop


def _keep(items: Iterable[Item], label: str, named: dict[int, Item]) -> list[int]:
    """Save each thing named as an article, or find it, and write it into {article: what was named}, rated before
    unrated; returns these articles."""
    kept = []
    for item in items:
        when = item.published or item.seen
        found = Found(
            url=item.url,
            title=item.title,
            outlet=item.outlet,
            snippet=item.snippet,
            language=item.language,
            published=when.date() if when else None,
            authors=item.authors,
            told_by=label,
        )
        if article := keep(found):
            there = named.get(article.pk)
            named[article.pk] = there if there and (there.rating or not item.rating) else item
            kept.append(article.pk)
    return list(dict.fromkeys(kept))


@transaction.atomic
def _save(intake: Intake, query: Query, answer: Answer, asked_at: dt.datetime) -> ProviderCall:
    job, label = intake.job, intake.label
    claim = Claim.objects.select_for_update(no_key=True).get(pk=intake.claim.pk)
    done = ProviderCall.objects.filter(job=job).first()
    if done:  # two workers had the job, one that was thought lost
        return done
    fresh = _add(claim, label, intake.named, intake.unsaved) + _untold(job, claim)
    call = calls.write(
        claim,
        job.provider,
        label,
        job=job,
        outcome=answer.outcome,
        reason=answer.reason,
        words=query.text,
        found=len(answer.items),
        carrying=len(intake.carrying),
        digests=answer.digests,
        asked_at=asked_at,
        seconds=answer.retry_after,
    )
    if query.text:
        searches.note_asking(claim, call, language=query.language)
    if fresh:
        new = {"found": len(intake.carrying), "fresh": fresh, "provider": label, "method": METHOD}
        Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new=new)
    return call


def _untold(job: Job, claim: Claim) -> int:
    """How many new pieces of coverage were saved page by page of which the log does not tell: by this job, and by
    earlier ones that lost their workers for good."""
    asked = Job.objects.filter(claim=claim, kind=Job.Kind.ASK_PROVIDER, provider=job.provider, call__isnull=True)
    noted = {pk: result["fresh"] for pk, result in asked.values_list("pk", "result") if result.get("fresh")}
    Job.objects.filter(pk__in=noted.keys() - {job.pk}).update(result={})
    return sum(noted.values())


def _add(claim: Claim, label: str, named: dict[int, Item], matches: Sequence[tuple[int, Match]]) -> int:
    """Save what carries the claim, beside what is there; returns how many are new. What a person has decided keeps its
    relation, and learns only who named it."""
    # Locked, so that what a person decides meanwhile is not written over with what was read before.
    there = {match.article_id: match for match in claim.coverage.select_for_update().filter(article__in=named)}
    new = []
    for pk, found in matches:
        match = there.get(pk)
        if match is None:
            match = sweep.make_match(claim, pk, found, None)
            new.append(match)
        match.providers = [*match.providers, *({label} - set(match.providers))]
        match.rating = named[pk].rating[:200] or match.rating
        if named[pk].names_address:
            match.reasons = match.reasons | {sweep.ADDRESS: ["yes"]}
        if match.rating and match.decision == CoverageMatch.Decision.OPEN and match.relation_by_id is None:
            match.relation = CoverageMatch.Relation.FACT_CHECKS
    CoverageMatch.objects.bulk_update(there.values(), ["providers", "rating", "relation", "reasons"])
    CoverageMatch.objects.bulk_create(new)
    return len(new)
