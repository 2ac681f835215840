"""A new article → the claims that it carries, at once, without waiting for anybody to look for coverage of them.

Never all claims are compared. The rarest words of the article are looked up in the claims' own index of words; of the
claims that hold most of their weight the score is estimated from their own words, and only what may be enough is
compared as a search does it, with the same rules for what is saved. What shares too few words with a claim (names in
another spelling, another language) is left to the next search.

    claims = arrival.Claims()       # for one article or for several that arrive together
    arrival.match(article, claims)  # → how many claims it carries
    claims.refresh()
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from claims.coverage import archive, matching, provenance, relating, sweep
from claims.coverage.schedule import AT_FULL_PACE, AT_SLOW_PACE
from claims.coverage.terms import WORD, located_terms, normalise, plain, terms_of
from claims.extraction import small_words
from claims.extraction.lang import codes
from claims.models import Article, Attribution, AttributionSpan, Claim, CoverageMatch, Event, search
from claims.models.words import Words

WATCHED = (*AT_FULL_PACE, *AT_SLOW_PACE)  # stages in which new coverage is looked for
MOST_WORDS = 250  # of an article that are looked up, the rarest first: many of them stand in no claim
AT_ONCE = 50  # words looked up, before it is seen whether more are needed
LONGEST_READ = 20_000  # letters of it from which they are taken
LONGEST_COMPARED = 100_000  # letters of it that are compared; what stands after them is left to the next search
MOST_HOLDING = 10_000  # claims that hold one of them; from here on a further word hardly narrows the choice
FEWEST_SHARED = 2  # words, without which the comparison finds nothing either
MOST_CANDIDATES = 200
LIKELY = 0.25  # estimated score; the comparison, which also knows who speaks, asks for 0.35
MOST_COMPARED = 120


class Claims:
    """Claims made ready for comparison, each once for all the articles that arrive together."""

    def __init__(self) -> None:
        self._ready: dict[int, tuple[Claim, sweep.Prepared]] = {}
        self._left_out: set[int] = set()
        self.touched: set[int] = set()

    def of(self, ids: Iterable[int]) -> Iterator[tuple[Claim, sweep.Prepared]]:
        """Those of the claims for which new coverage is looked for, in this order."""
        ids = list(ids)
        new = [pk for pk in ids if pk not in self._ready and pk not in self._left_out]
        for claim in Claim.objects.filter(pk__in=new, stage__in=WATCHED).standing():
            self._ready[claim.pk] = claim, sweep.prepare(claim)
        self._left_out.update(pk for pk in new if pk not in self._ready)
        return (self._ready[pk] for pk in ids if pk in self._ready)

    def refresh(self) -> None:
        """Write anew what stands behind the claims that were met."""
        for claim, _ready in [self._ready[pk] for pk in sorted(self.touched)]:
            provenance.refresh(claim)
        self.touched.clear()


def match(article: Article, claims: Claims) -> int:
    """Save which claims a new article carries; returns how many. Safe to repeat. Call `claims.refresh` afterwards."""
    if Article.objects.filter(supersedes=article).exists():
        return 0
    statements = sweep.statements_of([article.pk]).get(article.pk, ())
    outlet = article.outlet.name if article.outlet else ""
    text = article.text[:LONGEST_COMPARED]
    report = relating.Report(text, article.title, outlet, article.language, article.published)
    met = 0
    for claim, ready in claims.of(candidates(article)):
        if article.pk in ready.own or not _near(article.published, ready.around):
            continue
        found = sweep.compare(ready, report, statements)
        if found and _save(claim, article, found):
            claims.touched.add(claim.pk)
            met += 1
    return met


def candidates(article: Article) -> list[int]:
    """The claims to be compared, at most MOST_COMPARED, the likeliest first."""
    estimates = _estimates(article, _holders(article))
    likely = (pk for pk, estimate in estimates.items() if estimate >= LIKELY)
    return sorted(likely, key=lambda pk: (-estimates[pk], pk))[:MOST_COMPARED]


def _holders(article: Article) -> list[int]:
    """The claims that hold most of the weight of the article's rarest words."""
    gained: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    holding = 0
    rarest = _rarest(article)
    for start in range(0, len(rarest), AT_ONCE):
        if holding > MOST_HOLDING:
            break
        words = rarest[start : start + AT_ONCE]
        for (_word, weight), holders in zip(words, search.holding([word for word, _weight in words]), strict=True):
            holding += len(holders)
            for pk in holders:
                gained[pk] += weight
                shared[pk] += 1
    found = (pk for pk, words in shared.items() if words >= FEWEST_SHARED)
    return sorted(found, key=lambda pk: (-gained[pk], pk))[:MOST_CANDIDATES]


def _estimates(article: Article, claims: list[int]) -> dict[int, float]:
    """{claim: about the score that the comparison would give}: how much of the weight of its statement or of what was
    quoted, whichever is more, stands in one paragraph and in all. In another language only names and figures count."""
    watched = Claim.objects.filter(pk__in=claims, stage__in=WATCHED)
    wordings = list(watched.values_list("pk", "language", "statement"))
    languages = {pk: language for pk, language, _statement in wordings}
    quoted = AttributionSpan.objects.filter(role="content", attribution__claim__in=languages)
    quoted = quoted.exclude(attribution__review_state=Attribution.ReviewState.REJECTED)
    wordings += [(pk, languages[pk], quote) for pk, quote in quoted.values_list("attribution__claim", "quote")]
    terms = [(pk, _terms(words, language, abroad=language != article.language)) for pk, language, words in wordings]
    rarity = archive.rarity({term for _pk, of_one in terms for term in of_one})
    text = article.text[:LONGEST_COMPARED]
    placed = list(located_terms(text, article.language))
    everywhere = {term for term, _start, _end in placed}
    paragraphs = [found for _place, found in matching.terms_by_paragraph(text, placed)]
    estimates: dict[int, float] = defaultdict(float)
    for pk, of_one in terms:
        there = of_one & everywhere
        weight = sum(rarity[term] for term in of_one)
        if weight and there:
            best = max(sum(rarity[term] for term in there & one) for one in paragraphs)
            whole = sum(rarity[term] for term in there)
            share = (matching.PASSAGE_SHARE * best + (1 - matching.PASSAGE_SHARE) * whole) / weight
            estimates[pk] = max(estimates[pk], share)
    return estimates


def _terms(words: str, language: str, *, abroad: bool) -> set[str]:
    if not abroad:
        return set(terms_of(words, language))
    return {plain(word) for word in WORD.findall(words) if word[0].isupper() or word[0].isdigit()}


def _rarest(article: Article) -> list[tuple[str, float]]:
    """Its words as the index of claims knows them, with their rarity in the archive."""
    empty = small_words.of(article.language) if article.language in codes() else frozenset[str]()
    words = [word for word in Words.of(article.text[:LONGEST_READ]).asked if word not in empty and len(word) > 1]
    terms = {word: normalise(word, article.language) for word in words}
    rarity = archive.rarity(terms.values())
    return sorted(((word, rarity[terms[word]]) for word in words), key=lambda pair: -pair[1])[:MOST_WORDS]


def _near(day: dt.date | None, around: dt.date | None) -> bool:
    """Whether a search for the claim would look at an article of that day."""
    return day is None or around is None or abs(day - around) <= archive.WINDOW


@transaction.atomic
def _save(claim: Claim, article: Article, found: matching.Match) -> bool:
    """Write the match, beside what people decided; whether the article counts as carrying the claim."""
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    there = claim.coverage.filter(article=article).first()
    if there:
        return there.decision != CoverageMatch.Decision.NOT_RELATED
    versions = Article.objects.ids_of_all_versions({article.pk}) if article.supersedes_id else {article.pk}
    older = claim.coverage.untouched().filter(article__in=versions).order_by("found_at").first()
    if older is None and _is_full(claim, found):
        return False
    made = sweep.make_match(claim, article.pk, found, older)
    made.save()
    if older:  # one page is one piece of coverage, and was found when its first version was
        claim.coverage.untouched().filter(article__in=versions - {article.pk}).delete()
        CoverageMatch.objects.filter(pk=made.pk).update(found_at=older.found_at)
    new = {"found": 1, "fresh": 1, "method": matching.METHOD, "arrived": article.pk}
    Event.objects.append(Event.Act.COVERAGE_FOUND, claim=claim, new=new)
    return True


def _is_full(claim: Claim, found: matching.Match) -> bool:
    """Whether a search would leave it out, because it keeps so many and all of those carry the claim better."""
    scores = claim.coverage.untouched().order_by("-score").values_list("score", flat=True)
    last = scores[sweep.MOST_MATCHES - 1 : sweep.MOST_MATCHES].first()
    return last is not None and last >= found.score
