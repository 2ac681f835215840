"""The local archive: every article ever ingested, searchable by its rarest terms inside a window of dates.

Two stages, the same on both databases: candidates are the articles that hold the rarest terms asked for (`fulltext` on
SQLite, `postings` on PostgreSQL or a search server of the operator's says only which those are), then `ranking` scores
them by all terms from our own counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TypeVar

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claims.coverage import fulltext, locks, mirror, postings, ranking, search_server
from claims.coverage.terms import terms_of
from claims.models import ArchiveSize, ArchiveText, Article, TermFrequency
from claims.models.archive import ARTICLE_BITS, ARTICLES, Places, article_at, day_at, place_of

WINDOW = dt.timedelta(days=30)  # before and after the claim's article
RAREST = 24  # things asked for by which candidates are found
MOST_HOLDING = 20_000  # articles in the window; from here on a further thing hardly narrows the choice
MOST_CANDIDATES = 200
PER_QUERY = 500  # bound parameters in one statement; SQLite's default limit was once 999
SIZE_ROW = 1
MOST_TRIES = 3  # to find candidates while the index is being folded; that takes seconds each time, a search none

log = structlog.get_logger(__name__)

Item = TypeVar("Item")
Weighed = tuple[float, int, ranking.Wanted]  # its weight, how many articles hold it


@transaction.atomic
def index(article: Article) -> None:
    """Make an article findable, or bring its entry up to date. Safe to repeat."""
    locks.hold()
    terms = terms_of(article.text, article.language)
    if ArchiveText.objects.filter(pk=article.pk).exists():
        locks.hold_segments()
    present = ArchiveText.objects.filter(pk=article.pk).first()
    old = set(present.terms.split()) if present else set()
    new = set(terms)
    place = place_of(article.published, article.pk)
    if present and connection.vendor == "postgresql" and (new != old or place != present.place):
        postings.loosen(article.pk, present.place, old)
    ArchiveText.objects.update_or_create(
        article=article,
        defaults={
            "place": place,
            "language": article.language,
            "terms": " ".join(terms),
            "length": len(terms),
        },
    )
    _count(new - old, +1)
    _count(old - new, -1)
    ArchiveSize.objects.get_or_create(pk=SIZE_ROW)
    ArchiveSize.objects.filter(pk=SIZE_ROW).update(
        articles=F("articles") + (0 if present else 1),
        terms=F("terms") + len(terms) - (present.length if present else 0),
    )
    mirror.queue(article.pk)


def size() -> int:
    """How many articles can be found."""
    return ArchiveSize.objects.filter(pk=SIZE_ROW).values_list("articles", flat=True).first() or 0


def counts_of(terms: Iterable[str]) -> ranking.Counts:
    """The size of the archive, and how many articles hold each of the terms."""
    size = ArchiveSize.objects.filter(pk=SIZE_ROW).first() or ArchiveSize()
    documents: dict[str, int] = {}
    for chunk in _chunks(sorted(set(terms))):
        documents.update(TermFrequency.objects.filter(term__in=chunk).values_list("term", "documents"))
    return ranking.Counts(size.articles, size.terms / size.articles if size.articles else 0.0, documents)


def rarity(terms: Iterable[str]) -> dict[str, float]:
    """Inverse document frequency of each term, in nats; a term in no article has the highest value."""
    terms = set(terms)
    counts = counts_of(terms)
    return {term: counts.weight(ranking.Wanted(((term,),)), exponent=1.0) for term in terms}


@dataclass(frozen=True, slots=True)
class Answer:
    """(article id, score) of the articles that answer best, best first; and why the search server had no part in it,
    where it should have had."""

    found: list[tuple[int, float]]
    without_server: str = ""


def search(
    asked: ranking.Question,
    *,
    day: dt.date | None = None,
    window: dt.timedelta | None = WINDOW,
    but: Iterable[int] = (),
    most: int = MOST_CANDIDATES,
) -> list[tuple[int, float]]:
    """As `ask`: what was found."""
    return ask(asked, day=day, window=window, but=but, most=most).found


def ask(
    asked: ranking.Question,
    *,
    day: dt.date | None = None,
    window: dt.timedelta | None = WINDOW,
    but: Iterable[int] = (),
    most: int = MOST_CANDIDATES,
) -> Answer:
    """The articles that answer best, at most `most`.

    `day`: when what is asked about was published; articles of about that day gain, and those further from it than
    `window` are left out (None: none is). Articles without a date are taken as well. `but` are left out.
    """
    counts = counts_of(asked.terms())
    but = set(but)
    places, without_server = _places(day, window), ""
    wide = max(most, MOST_CANDIDATES)
    try:
        chosen = _candidates_of_server(asked, counts, places, but, wide) if search_server.is_on() else None
    except search_server.SearchFailed as error:
        log.warning("search_server_failed", reason=str(error))
        chosen = None
        without_server = _("Answered from the database alone; the search server failed: %(why)s") % {"why": error}
    if chosen is None:
        with _short_queries():
            chosen = _candidates(asked, counts, places, but)
    else:
        wide = len(chosen)
    found = []
    for place, terms, language in _texts(chosen, wide):
        score = ranking.score(asked, terms.split(), language, counts) * ranking.nearness(day, day_at(place))
        if score > 0:  # nothing is, in what was only not sent yet
            found.append((article_at(place), score))
    return Answer(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most], without_server)


def _texts(articles: Sequence[int], most: int) -> Iterator[tuple[int, str, str]]:
    """Place, terms and language of the first of these articles, at most `most`; those that are gone do not count."""
    start = 0
    while most > 0 and (some := articles[start : start + min(most, PER_QUERY)]):
        rows = list(ArchiveText.objects.filter(pk__in=some).values_list("place", "terms", "language"))
        yield from rows
        start, most = start + len(some), most - len(rows)


@contextmanager
def _short_queries() -> Iterator[None]:
    """Keep PostgreSQL from compiling and from starting helpers: what it takes for a long query, because of what the
    vectors of loose texts would cost if they were computed, takes milliseconds."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
        )
        yield


def _places(day: dt.date | None, window: dt.timedelta | None) -> Places:
    """Where to look: everywhere, or at the days about `day` and at articles without a day."""
    if day is None or window is None:
        return []
    first, last = day.toordinal() - window.days, day.toordinal() + window.days
    return [(0, ARTICLES), (max(first, 1) << ARTICLE_BITS, last << ARTICLE_BITS | ARTICLES)]


def _candidates(asked: ranking.Question, counts: ranking.Counts, places: Places, but: set[int]) -> list[int]:
    """Ids of the articles that hold the rarest things asked for, those that hold most of their weight first."""
    gained: dict[int, float] = {}
    for _try in range(MOST_TRIES):
        gained.clear()
        where = _inside(places)
        share = _share(places, where, counts)
        for language in asked.wanted if where.articles or not places else ():
            for pk, weight in _weights(_rarest(asked, counts, language, but), where, share).items():
                gained[pk] = max(weight, gained.get(pk, 0.0))
        if where.is_current():
            break
    return [pk for pk in _most_first(gained) if pk not in but]


def _candidates_of_server(
    asked: ranking.Question, counts: ranking.Counts, places: Places, but: set[int], most: int
) -> list[int]:
    """The same as the search server knows it, at most `most`, and before them what it was not sent yet. Raises
    SearchFailed, also when it lacks articles."""
    waiting = set(mirror.pending())
    share = _share(places, _inside(places), counts)
    rarest = [things for language in asked.wanted if (things := _rarest(asked, counts, language, but))]
    few = [[(w, wanted) for w, _n, wanted in things[: _until_many_hold(things, share)]] for things in rarest]
    found, held = search_server.find(few, places, but, most)
    if held + len(waiting) < counts.articles:
        words = _("It holds %(n)d of %(all)d articles: run manage.py reindex_archive.")
        raise search_server.SearchFailed(words % {"n": held, "all": counts.articles})
    vain = [things for things, answer in zip(rarest, found, strict=True) if not answer]
    if vain:  # as the database goes on to what many hold until something is found
        everything = [[(weight, wanted) for weight, _n, wanted in things] for things in vain]
        found += search_server.find(everything, places, but, most)[0]
    gained: dict[int, float] = {}
    for answer in found:
        for place, weight in answer.items():
            gained[article_at(place)] = max(weight, gained.get(article_at(place), 0.0))
    new = ArchiveText.objects.filter(pk__in=waiting - but).values_list("pk", "place")
    fresh = [pk for pk, place in new if not places or any(first <= place <= last for first, last in places)]
    return [*sorted(fresh), *(pk for pk in _most_first(gained) if pk not in waiting)][: most + len(fresh)]


def _rarest(asked: ranking.Question, counts: ranking.Counts, language: str, but: set[int]) -> list[Weighed]:
    """What is asked of a language by which candidates are found, the rarest first."""
    weighed = [(counts.weight(w), counts.holding(w), w) for w in asked.of(language)]
    # What only the articles left out hold finds nothing.
    return sorted((w for w in weighed if w[1] > len(but)), key=lambda w: (-w[0], w[2].variants))[:RAREST]


def _until_many_hold(rarest: Sequence[Weighed], share: float) -> int:
    """How many of these some MOST_HOLDING articles hold altogether; one at least."""
    held = accumulate(holding * share for _weight, holding, _wanted in rarest)
    return max(1, len(list(takewhile(lambda articles: articles <= MOST_HOLDING, held))))


def _inside(places: Places) -> fulltext.Inside | postings.Inside:
    """What the database's index knows of these places."""
    return postings.inside(places) if connection.vendor == "postgresql" else fulltext.inside(places)


def _share(places: Places, where: fulltext.Inside | postings.Inside, counts: ranking.Counts) -> float:
    """How much of the archive stands in these places, 0 to 1; all of it where none is named."""
    return min(1.0, where.articles / max(counts.articles, 1)) if places else 1.0


def _most_first(gained: dict[int, float]) -> list[int]:
    return sorted(gained, key=lambda pk: (-gained[pk], pk))


def _weights(rarest: Sequence[Weighed], where: fulltext.Inside | postings.Inside, share: float) -> dict[int, float]:
    """How much weight of what is asked for, the rarest first, each article there holds: of as much of it as some
    MOST_HOLDING articles there hold, and in any case of so much that something is found."""
    found: dict[int, float] = {}
    start, end = 0, _until_many_hold(rarest, share)
    while start < len(rarest) and not found:
        some = rarest[start:end]
        holders = where.holders([(wanted, holding) for _weight, holding, wanted in some])
        for (weight, _holding, _wanted), articles in zip(some, holders, strict=True):
            for pk in articles:
                found[pk] = found.get(pk, 0.0) + weight
        start, end = end, end + 1
    return found


def _count(terms: set[str], change: int) -> None:
    """Add `change` to the number of articles that hold each term."""
    for chunk in _chunks(sorted(terms)):
        if change > 0:
            TermFrequency.objects.bulk_create((TermFrequency(term=term) for term in chunk), ignore_conflicts=True)
        # Locked in one order everywhere, or two articles at once would wait for each other for ever.
        list(TermFrequency.objects.select_for_update().filter(term__in=chunk).order_by("term").values_list("pk"))
        TermFrequency.objects.filter(term__in=chunk).update(documents=F("documents") + change)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), PER_QUERY):
        yield items[start : start + PER_QUERY]
