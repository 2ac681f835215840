"""A desk full of work, made up: articles of 400 words with 20 claims each, as many as a benchmark asks for.

Everything is drawn from one seed, so two runs measure the same desk. Rows go in by the thousand, past the stages: what
is measured is reading and changing, not taking in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Callable, Iterator
from itertools import accumulate

from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.utils import timezone

from claims.coverage import rebuilding
from claims.models import Article, Attribution, AttributionSpan, Claim, Source, search
from claims.models.claim import Finding, Stage, Status

WORDS_PER_ARTICLE = 400
CLAIMS_PER_ARTICLE = 20
PEOPLE_PER_ARTICLE = 0.2  # a larger archive knows more people; what each has said stays about as much
OUTLETS = 40
ARTICLES_PER_BATCH = 250

_SYLLABLES = (
    "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to"
)
_STAGES = [Stage.NEW] * 12 + [Stage.IN_PROGRESS] * 4 + [Stage.IN_REVIEW] * 2 + [Stage.APPROVED, Stage.PUBLISHED]
_STATES = [Attribution.ReviewState.SUGGESTED] * 3 + [Attribution.ReviewState.CONFIRMED]


class Desk:
    """Makes the rows. `say` is told, in words, how far it is."""

    def __init__(self, seed: int = 7, say: Callable[[str], None] = lambda _words: None) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same desk every time
        self.say = say
        syllables = _SYLLABLES.split()
        self.words = sorted({"".join(self.dice.choices(syllables, k=self.dice.randint(2, 4))) for _ in range(30_000)})
        # Words are as unequal as in any language: a few are everywhere, most are rare.
        self.weights = [1 / (rank + 2) for rank in range(len(self.words))]
        self.dice.shuffle(self.words)
        self.cumulative = list(accumulate(self.weights))

    def fill(self, articles: int) -> User:
        """`articles` articles with their claims; returns an analyst who may work on them."""
        analyst = User.objects.create_user("bench", first_name="Bench")
        analyst.groups.add(Group.objects.get(name="analyst"))
        sources = self._sources("Source", max(1, round(articles * PEOPLE_PER_ARTICLE)), Source.Kind.PERSON)
        outlets = self._sources("Outlet", OUTLETS, Source.Kind.OUTLET)
        for first in range(0, articles, ARTICLES_PER_BATCH):
            with transaction.atomic():
                self._batch(first, min(ARTICLES_PER_BATCH, articles - first), analyst, sources, outlets)
            self.say(f"{min(articles, first + ARTICLES_PER_BATCH)} of {articles} articles")
        rebuilding.rebuild()
        with transaction.atomic():
            search.rebuild(Claim.objects.order_by("pk").values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return analyst

    def _sources(self, name: str, count: int, kind: str) -> list[Source]:
        named = [f"{name} {self.words[number].capitalize()} {number}" for number in range(count)]
        return Source.objects.bulk_create(Source(name=one, key=one.lower(), kind=kind) for one in named)

    def _batch(self, first: int, count: int, analyst: User, sources: list[Source], outlets: list[Source]) -> None:
        dice, now = self.dice, timezone.now()
        drawn = [self.dice.choices(self.words, cum_weights=self.cumulative, k=WORDS_PER_ARTICLE) for _ in range(count)]
        articles = Article.objects.bulk_create(
            self._article(first + number, words, dice.choice(outlets)) for number, words in enumerate(drawn)
        )
        claims: list[Claim] = []
        places: list[tuple[Article, int, list[str]]] = []
        for article, words in zip(articles, drawn, strict=True):
            for number in range(CLAIMS_PER_ARTICLE):
                part = words[number * 20 : number * 20 + 20]
                claims.append(self._claim(part, now - dt.timedelta(minutes=dice.randrange(500_000))))
                places.append((article, number, part))
        claims = Claim.objects.bulk_create(claims)
        rows = Attribution.objects.bulk_create(
            self._attribution(article, claim, number, dice.choice(sources), analyst)
            for claim, (article, number, _part) in zip(claims, places, strict=True)
        )
        AttributionSpan.objects.bulk_create(
            span
            for row, (article, number, part) in zip(rows, places, strict=True)
            for span in _spans(row, article.text, number, part)
        )

    def _article(self, number: int, words: list[str], outlet: Source) -> Article:
        lines = [" ".join(words[start : start + 20]) for start in range(0, len(words), 20)]
        text = "\n".join(lines)
        return Article(
            text=text,
            content_hash=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
            title=lines[0][:80].capitalize(),
            language="id",
            outlet=outlet,
            published=dt.date(2026, 1, 1) + dt.timedelta(days=number % 300),
            extractor_version="bench",
        )

    def _claim(self, part: list[str], changed: dt.datetime) -> Claim:
        claim = Claim(
            statement=f"{part[0].capitalize()}: {' '.join(part[2:14])}",
            language="id",
            stage=self.dice.choice(_STAGES),
            finding=self.dice.choice(list(Finding)),
            status=self.dice.choice([Status.UNVERIFIED] * 10 + list(Status)),
            check_score=round(self.dice.random(), 3),
            check_kind="event",
        )
        claim.created_at = claim.updated_at = changed
        return claim

    def _attribution(self, article: Article, claim: Claim, number: int, source: Source, analyst: User) -> Attribution:
        state = self.dice.choice(_STATES)
        decided = state != Attribution.ReviewState.SUGGESTED
        return Attribution(
            article=article,
            claim=claim,
            number=number + 1,
            source=source,
            canonical=source.name,
            source_type=Attribution.SourceType.NAMED_PERSON,
            quote_kind=Attribution.QuoteKind.INDIRECT,
            rule="bench",
            cue_entry="bench",
            confidence=0.8,
            review_state=state,
            reviewed_by=analyst if decided else None,
            reviewed_at=timezone.now() if decided else None,
        )


def _spans(row: Attribution, text: str, number: int, part: list[str]) -> Iterator[AttributionSpan]:
    """First word of the line: source; second: cue; the rest: content."""
    start = sum(len(line) + 1 for line in text.split("\n")[:number])
    cue = start + len(part[0]) + 1
    content = cue + len(part[1]) + 1
    end = start + len(" ".join(part))
    for role, a, b in (("source", start, cue - 1), ("cue", cue, content - 1), ("content", content, end)):
        yield AttributionSpan(attribution=row, role=role, start=a, end=b, quote=text[a:b])
