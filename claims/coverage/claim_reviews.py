"""Reviews by fact-checkers elsewhere: keep what their markup says, and find it again without any network.

save(markup.reviews_of_page(html, url))
about_addresses(["https://news.example/a"]), about_words("Kim sees the Kinzhal", "en")
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import Count, F

from claims.coverage import markup, ranking
from claims.coverage.terms import terms_of
from claims.extraction import language as reading
from claims.ingest.versions import url_key
from claims.models import ClaimReview, ClaimReviewAppearance, ClaimReviewTerm

PER_BATCH = 500
PER_QUERY = 500  # bound parameters in one statement
RAREST = 12  # things asked for by which candidates are found
MOST_HOLDING = 5_000  # reviews; what more than these hold finds nothing by itself
MOST_CANDIDATES = 200
FEWEST_SHARED = 2  # things, of those asked for
MEAN_LENGTH = 20.0  # terms: reviews are headlines, all about as long

_WRITTEN = ("url", "claim", "claimant", "rating", "title", "publisher", "language", "published", "licence")


@dataclass(frozen=True, slots=True)
class Saved:
    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Saved) -> Saved:
        return Saved(self.new + other.new, self.changed + other.changed, self.same + other.same)


def save(reviews: Iterable[markup.Review], progress: Callable[[], None] = lambda: None) -> Saved:
    """Keep the reviews; one that is here already is brought up to date. Safe to repeat, and at the same moment.
    `progress` is called after each batch, which is kept whatever comes after it."""
    saved = Saved()
    reviews = iter(reviews)
    while several := list(islice(reviews, PER_BATCH)):
        batch = {row.key: (row, review) for review in several for row in [_row(review)]}
        try:
            saved += _save_batch(batch)
        except IntegrityError:  # somebody else saved one of them in the same moment
            saved += _save_batch(batch)
        progress()
    return saved


def note_page(html: str, url: str) -> Saved:
    """Keep the reviews in a page that was fetched for another reason, at most PER_BATCH: only those that it says are
    its own site's, or any page could speak for a fact-checker."""
    own = (review for review in markup.reviews_of_page(html, url) if _site(review.url) == _site(url))
    return save(islice(own, PER_BATCH))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@transaction.atomic
def _save_batch(batch: dict[str, tuple[ClaimReview, markup.Review]]) -> Saved:
    known = {row.key: row for row in ClaimReview.objects.filter(key__in=batch).prefetch_related("appearances")}
    new = [row for key, (row, _review) in batch.items() if key not in known]
    changed = []
    for key, there in known.items():
        row, review = batch[key]
        places = {one.url for one in there.appearances.all()}
        if any(getattr(there, name) != getattr(row, name) for name in _WRITTEN) or places != set(review.appearances):
            row.pk = there.pk
            changed.append(row)
    ClaimReview.objects.bulk_create(new)
    for row in changed:
        row.save()
    _write_beside([*new, *changed], {key: review for key, (_row, review) in batch.items()})
    return Saved(len(new), len(changed), len(known) - len(changed))


def _write_beside(rows: Sequence[ClaimReview], reviews: dict[str, markup.Review]) -> None:
    """The appearances and terms of these rows, anew."""
    ids = [row.pk for row in rows]
    ClaimReviewAppearance.objects.filter(review__in=ids).delete()
    ClaimReviewTerm.objects.filter(review__in=ids).delete()
    ClaimReviewAppearance.objects.bulk_create(
        ClaimReviewAppearance(review=row, url=url, url_key=key)
        for row in rows
        for url in reviews[row.key].appearances
        if (key := url_key(url))
    )
    ClaimReviewTerm.objects.bulk_create(
        (ClaimReviewTerm(review=row, term=term) for row in rows for term in sorted(set(_terms(row)))),
        batch_size=PER_QUERY,
    )


def _row(review: markup.Review) -> ClaimReview:
    code = re.match(r"[a-z]{2,3}\b", review.language.lower())
    return ClaimReview(
        key=hashlib.sha256(f"{review.url}\n{review.claim}".encode()).hexdigest(),
        url=review.url,
        claim=review.claim,
        claimant=review.claimant[:500],
        rating=review.rating[:500],
        title=review.title[:500],
        publisher=review.publisher[:300],
        language=code.group() if code else reading.detect(review.claim),
        published=review.published,
        licence=review.licence[:500],
    )


def _terms(row: ClaimReview) -> list[str]:
    return terms_of(f"{row.claim}\n{row.title}", row.language)


def about_addresses(addresses: Iterable[str]) -> list[ClaimReview]:
    """Reviews of a claim that was made at one of these addresses, newest first: the surest link there is."""
    found = ClaimReview.objects.about(url_key(address) for address in addresses)
    return list(found.order_by(F("published").desc(nulls_last=True), "pk")[:MOST_CANDIDATES])


def about_words(text: str, language: str, *, most: int = 50) -> list[ClaimReview]:
    """Reviews of claims that say much the same, best first, in either language (see `ranking`)."""
    asked = ranking.question([text], language)
    counts = _counts(asked.terms())
    fewest = min(FEWEST_SHARED, len(asked.of(language)))
    scored = []
    for row in ClaimReview.objects.rows_of(_candidates(asked, counts)).values():
        terms = _terms(row)
        if _shared(asked.of(row.language), set(terms)) >= fewest:
            scored.append((ranking.score(asked, terms, row.language, counts), row))
    return [row for _score, row in sorted(scored, key=lambda pair: (-pair[0], pair[1].pk))][:most]


def _shared(wanted: Iterable[ranking.Wanted], terms: set[str]) -> int:
    return sum(any(variant and terms.issuperset(variant) for variant in one.variants) for one in wanted)


def _counts(terms: Iterable[str]) -> ranking.Counts:
    documents: dict[str, int] = {}
    wanted = sorted(set(terms))
    for start in range(0, len(wanted), PER_QUERY):
        rows = ClaimReviewTerm.objects.filter(term__in=wanted[start : start + PER_QUERY]).values("term")
        documents.update(rows.annotate(n=Count("pk")).values_list("term", "n"))
    return ranking.Counts(ClaimReview.objects.count(), MEAN_LENGTH, documents)


def _candidates(asked: ranking.Question, counts: ranking.Counts) -> list[int]:
    """The reviews that hold most of the weight of the rarest things asked for."""
    gained: dict[int, float] = {}
    for language in asked.wanted:
        weighed = [(counts.weight(one), one) for one in asked.of(language) if 0 < counts.holding(one) <= MOST_HOLDING]
        rarest = sorted(weighed, key=lambda pair: (-pair[0], pair[1].variants))[:RAREST]
        holders = _holders({term for _weight, one in rarest for variant in one.variants for term in variant})
        weight_of: dict[int, float] = defaultdict(float)
        for weight, one in rarest:
            holding = [set.intersection(*(holders[term] for term in variant)) for variant in one.variants if variant]
            for pk in set().union(*holding):
                weight_of[pk] += weight
        for pk, weight in weight_of.items():
            gained[pk] = max(weight, gained.get(pk, 0.0))
    return sorted(gained, key=lambda pk: (-gained[pk], pk))[:MOST_CANDIDATES]


def _holders(terms: set[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {term: set() for term in terms}
    wanted = sorted(terms)
    for start in range(0, len(wanted), PER_QUERY):
        rows = ClaimReviewTerm.objects.filter(term__in=wanted[start : start + PER_QUERY])
        for term, pk in rows.values_list("term", "review"):
            found[term].add(pk)
    return found
