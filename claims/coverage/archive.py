"""The local archive: every article ever ingested, searchable by its rarest terms inside a window of dates.

Two stages, the same on both databases: candidates are the articles that hold the rarest terms asked for (FTS5 or GIN
says only which those are, or a search server of the operator's), then `ranking` scores them by all terms from our own
counts.
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

from claims.coverage import mirror, ranking, search_server
from claims.coverage.terms import terms_of
from claims.models import ArchiveSize, ArchiveText, Article, TermFrequency
from claims.models.archive import ARTICLE_BITS, ARTICLES, article_at, day_at, place_of

WINDOW = dt.timedelta(days=30)  # before and after the claim's article
RAREST = 24  # things asked for by which candidates are found
MOST_HOLDING = 20_000  # articles in the window; from here on a further thing hardly narrows the choice
MOST_CANDIDATES = 200
FEW = 1_000  # articles, of which PostgreSQL had better look at each for its place
PER_QUERY = 500  # bound parameters in one statement; SQLite's default limit was once 999
SIZE_ROW = 1
VECTOR = "claims_archive_vector(terms)"  # as PostgreSQL's index has it
LOCK = 6_001_973  # PostgreSQL's: held by whoever indexes an article, alone by whoever builds the index anew

log = structlog.get_logger(__name__)

Item = TypeVar("Item")
Weighed = tuple[float, int, ranking.Wanted]  # its weight, how many articles hold it
Places = list[tuple[int, int]]  # (first, last), each a range of `ArchiveText.place`; none for everywhere


@transaction.atomic
def index(article: Article) -> None:
    """Make an article findable, or bring its entry up to date. Safe to repeat."""
    hold()
    terms = terms_of(article.text, article.language)
    present = ArchiveText.objects.filter(pk=article.pk).first()
    old = set(present.terms.split()) if present else set()
    new = set(terms)
    ArchiveText.objects.update_or_create(
        article=article,
        defaults={
            "place": place_of(article.published, article.pk),
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


def hold(*, alone: bool = False) -> None:
    """Keep others from building the index anew, or, `alone`, from indexing, until the transaction ends. SQLite has one
    writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [LOCK])


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
            chosen = _candidates(asked, counts, places, but)[:wide]
    found = []
    for chunk in _chunks(chosen):
        rows = ArchiveText.objects.filter(pk__in=chunk).values_list("place", "terms", "language")
        for place, terms, language in rows:
            score = ranking.score(asked, terms.split(), language, counts) * ranking.nearness(day, day_at(place))
            if score > 0:  # nothing is, in what was only not sent yet
                found.append((article_at(place), score))
    return Answer(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most], without_server)


@contextmanager
def _short_queries() -> Iterator[None]:
    """Keep PostgreSQL from compiling and from starting helpers: what it takes for a long query, because of what
    VECTOR would cost if it were computed, takes milliseconds."""
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
    held = _inside(places)
    # Mostly every article has a day, and looking among the others would find nothing once more.
    if places and not (places := [ends for ends, inside in held if inside]):
        return []
    share = _share_of_the_archive(held, counts)
    for language in asked.wanted:
        for place, weight in _weights(_rarest(asked, counts, language, but), places, share).items():
            gained[place] = max(weight, gained.get(place, 0.0))
    return [pk for pk in _most_first(gained) if pk not in but]


def _candidates_of_server(
    asked: ranking.Question, counts: ranking.Counts, places: Places, but: set[int], most: int
) -> list[int]:
    """The same as the search server knows it, at most `most`, and before them what it was not sent yet. Raises
    SearchFailed, also when it lacks articles."""
    waiting = set(mirror.pending())
    share = _share_of_the_archive(_inside(places), counts)
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
            gained[place] = max(weight, gained.get(place, 0.0))
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


def _inside(places: Places) -> list[tuple[tuple[int, int], int]]:
    """Each place with how many articles stand there."""
    return [(ends, ArchiveText.objects.filter(place__range=ends).count()) for ends in places]


def _share_of_the_archive(held: Sequence[tuple[tuple[int, int], int]], counts: ranking.Counts) -> float:
    """How much of the archive stands in these places, 0 to 1; all of it where none is named."""
    return min(1.0, sum(inside for _ends, inside in held) / max(counts.articles, 1)) if held else 1.0


def _most_first(gained: dict[int, float]) -> list[int]:
    ids = ((article_at(place), weight) for place, weight in gained.items())
    return [pk for pk, _weight in sorted(ids, key=lambda pair: (-pair[1], pair[0]))]


def _weights(rarest: Sequence[Weighed], places: Places, share: float) -> dict[int, float]:
    """How much weight of what is asked for, the rarest first, each place holds: of as much of it as some MOST_HOLDING
    articles there hold, and in any case of so much that something is found."""
    found: dict[int, float] = {}
    start, end = 0, _until_many_hold(rarest, share)
    while start < len(rarest) and not found:
        for (weight, _holding, _wanted), holders in zip(
            rarest[start:end], _holders(rarest[start:end], places), strict=True
        ):
            for place in holders:
                found[place] = found.get(place, 0.0) + weight
        start, end = end, end + 1
    return found


def _holders(asked: Sequence[Weighed], places: Places) -> list[list[int]]:
    """For each thing asked for the places there of the articles that hold one of its variants."""
    found: list[list[int]] = [[] for _ in asked]
    parts: list[str] = []
    bound: list[str | int] = []
    everywhere: list[tuple[int, ...]] = [()]
    for number, (_weight, holding, wanted) in enumerate(asked):
        condition, value, place = _holding(wanted, holding)
        for ends in places or everywhere:
            within = f" AND {place} BETWEEN %s AND %s" if ends else ""
            parts.append(f"SELECT {number}, {condition}{within}")
            bound += [value, *ends]
    with connection.cursor() as cursor:  # in one statement: a question to a server takes longer than most answers
        cursor.execute(" UNION ALL ".join(parts), bound)
        for number, place in cursor.fetchall():
            found[number].append(place)
    return found


def _holding(wanted: ranking.Wanted, holding: int) -> tuple[str, str, str]:
    """SQL for the places of articles that hold it, which some `holding` do; what is bound to it; the place in SQL."""
    known = [variant for variant in wanted.variants if variant]
    if connection.vendor == "sqlite":
        words = " OR ".join("(" + " AND ".join(f'"{term}"' for term in variant) + ")" for variant in known)
        return "rowid FROM claims_archive_fts WHERE claims_archive_fts MATCH %s", words, "rowid"
    words = " | ".join("(" + " & ".join(f"'{term}'" for term in variant) + ")" for variant in known)
    # To read the index of places first, which PostgreSQL likes to, costs more than to look at the few.
    place = "place" if holding > FEW else "(place + 0)"
    return f"place FROM claims_archivetext WHERE {VECTOR} @@ %s::tsquery", words, place


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
