"""What the article page shows, read in a fixed number of queries: marks, cards in text order, the open claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Article, Attribution, AttributionSpan, Event, Following, Job, OwnVoice, RelayHop
from claims.models.attribution import SPANS_OF
from claims.models.prepared import Prepared, attach
from claims.rendering import CONTENT, CUE, OWN, SOURCE, Block, Mark, blocks

REJECTED, SUGGESTED = Attribution.ReviewState.REJECTED, Attribution.ReviewState.SUGGESTED
MOST_EVENTS = 30

Span = tuple[int, int, str, str, int, str]
CARD_FIELDS = (
    "pk",
    "number",
    "claim_id",
    "claim__statement",
    "claim__language",
    "claim__status",
    "source__name",
    "candidates",
    "quote_kind",
    "hedged",
    "negated",
    "inside__number",
    "review_state",
    "version",
)
STATE = CARD_FIELDS.index("review_state")


def _history(attribution: int, claim: int) -> QuerySet[Event]:
    about = Q(attribution=attribution) | Q(claim=claim, attribution__isnull=True)
    return Event.objects.history().filter(about)[:MOST_EVENTS]


# What is asked at every click. Each is asked by the numbers of the rows it is about.
ARTICLE: Prepared[Article] = Prepared(
    lambda pk: Article.objects.select_related("outlet", "credit").with_newer().with_comments().filter(pk=pk)
)
SPANS: Prepared[Span] = Prepared(
    lambda article: (
        AttributionSpan.objects.filter(attribution__article=article)
        .order_by("start", "end")
        .values_list("start", "end", "quote", "role", "attribution__number", "attribution__review_state")
    )
)
CARDS: Prepared[tuple[Any, ...]] = Prepared(
    lambda article: Attribution.objects.listed().filter(article=article).values_list(*CARD_FIELDS)
)
CHAINS: Prepared[tuple[int, str]] = Prepared(
    lambda article: (
        RelayHop.objects.filter(attribution__article=article)
        .order_by("position")
        .values_list("attribution_id", "source__name")
    )
)
OWN_VOICE: Prepared[OwnVoice] = Prepared(
    lambda article: OwnVoice.objects.filter(article=article, taken_up_as__isnull=True).ranked()
)
OPENED: Prepared[Attribution] = Prepared(lambda pk: Attribution.objects.opened().filter(pk=pk))
OPENED_WITH_ARTICLE: Prepared[Attribution] = Prepared(
    lambda pk: Attribution.objects.opened().select_related("article__outlet", "article__credit").filter(pk=pk)
)
RELAYS_OF: Prepared[RelayHop] = Prepared(
    lambda pk: RelayHop.objects.filter(attribution=pk).select_related("source").order_by("position")
)
HISTORY: Prepared[Event] = Prepared(_history)
FOLLOWED: Prepared[Following] = Prepared(
    lambda user, article: Following.objects.standing().filter(user=user, article=article)
)
SPLIT_JOBS: Prepared[Job] = Prepared(
    lambda article: Job.objects.filter(article=article, kind=Job.Kind.SPLIT_ARTICLE).order_by("-pk")[:1]
)


@dataclass(frozen=True, slots=True)
class Card:
    """One attribution as a row of the list."""

    pk: int
    number: int
    claim_id: int
    statement: str
    language: str
    status: str
    source: str | None
    candidates: list[str]
    quote_kind: str
    hedged: bool
    negated: bool
    inside: int | None
    review_state: str
    version: int
    source_words: str
    chain: tuple[str, ...]
    same_as: tuple[int, ...]


class Bench:
    """An article with its attributions. `only_claims` reads the cards of these alone, for a partial answer."""

    def __init__(self, article: Article, *, only_claims: tuple[int, ...] | None = None) -> None:
        self.article = article
        self.only_claims = only_claims

    @cached_property
    def spans(self) -> list[Span]:
        """(start, end, quote, role, number, review state) of every span of every attribution."""
        return SPANS(self.article.pk)

    @cached_property
    def _not_taken_up(self) -> list[OwnVoice]:
        return OWN_VOICE(self.article.pk)

    @property
    def own_voice(self) -> list[OwnVoice]:
        """The statements without a source that wait for a decision, most check-worthy first."""
        return [own for own in self._not_taken_up if not own.dismissed]

    @property
    def dismissed(self) -> list[OwnVoice]:
        """Those that somebody has dismissed; they can be put back."""
        return [own for own in self._not_taken_up if own.dismissed]

    @cached_property
    def marks(self) -> list[Mark]:
        """Everything drawn under the text: spans of what was not rejected, and the article's own voice."""
        drawn = [Mark(*row) for row in self.spans if row[-1] != REJECTED]
        return drawn + [Mark(own.start, own.end, own.quote, OWN) for own in self.own_voice]

    @cached_property
    def blocks(self) -> list[Block]:
        """The whole text."""
        return self._drawn()

    def _drawn(self, only: list[tuple[int, int]] | None = None) -> list[Block]:
        article = self.article
        title = (
            (article.title_start, article.title_end)
            if article.title_start is not None and article.title_end is not None
            else None
        )
        return blocks(article.text, self.marks, clutter=article.clutter, title=title, only=only)

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        """CARD_FIELDS of every attribution, in text order."""
        first = self._first_places()
        return sorted(CARDS(self.article.pk), key=lambda row: (first.get(row[1], 0), row[1]))

    def _first_places(self) -> dict[int, int]:
        """Where each attribution is sorted in: by its cue, as they are numbered; what was taken up later has none and
        stands where its content does."""
        first: dict[int, int] = {}
        for start, _end, _quote, _role, number, _state in sorted(self.spans, key=lambda span: span[3] != CUE):
            first.setdefault(number, start)
        return first

    @cached_property
    def cards(self) -> list[Card]:
        """The list in text order, or only the cards of some claims."""
        words = self._source_words()
        chains, sharing = defaultdict(list), defaultdict(list)
        for attribution, relay in CHAINS(self.article.pk):
            chains[attribution].append(relay)
        for _pk, number, claim, *_rest in self._rows:
            sharing[claim].append(number)
        cards = []
        for row in self._rows:
            pk, number, claim = row[:3]
            if self.only_claims is None or claim in self.only_claims:
                same_as = tuple(other for other in sharing[claim] if other != number)
                fields = (*row, " … ".join(words[number]), tuple(chains[pk]), same_as)
                cards.append(Card(*fields))
        return cards

    def card(self, number: int | None) -> Card | None:
        """The card of that number; without one, the first that nobody has decided, else the first."""
        if number is not None:
            return next((card for card in self.cards if card.number == number), None)
        undecided = (card for card in self.cards if card.review_state == SUGGESTED)
        return next(undecided, self.cards[0] if self.cards else None)

    @property
    def total(self) -> int:
        return len(self._rows)

    @property
    def reviewed(self) -> int:
        return sum(row[STATE] != SUGGESTED for row in self._rows)

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """The numbers before and after in the list."""
        numbers = [number for _pk, number, *_rest in self._rows]
        at = numbers.index(number)
        return (numbers[at - 1] if at else None), (numbers[at + 1] if at + 1 < len(numbers) else None)

    def undecided_after(self, number: int) -> tuple[int, int] | None:
        """(number, claim) of the next attribution in the list that nobody has decided; from the end back to the top."""
        rows = self._rows
        at = next(position for position, row in enumerate(rows) if row[1] == number)
        around = [*rows[at + 1 :], *rows[:at]]
        return next(((other, claim) for _pk, other, claim, *rest in around if rest[STATE - 3] == SUGGESTED), None)

    @cached_property
    def split_job(self) -> Job | None:
        """The latest job that split the article."""
        return SPLIT_JOBS.first(self.article.pk)

    def blocks_touched(self, ranges: list[tuple[int, int]]) -> list[Block]:
        """The paragraphs whose drawing depends on what covers `ranges`: a lane is shared by all that overlaps."""
        contents = [(mark.start, mark.end) for mark in self.marks if mark.role == CONTENT]
        reached, growing = set(ranges), True
        while growing:
            near = {c for c in contents if any(c[0] < end and start < c[1] for start, end in reached)}
            growing = not near <= reached
            reached |= near
        return self._drawn(only=list(reached))

    def _source_words(self) -> dict[int, list[str]]:
        words: dict[int, list[str]] = defaultdict(list)
        for _start, _end, quote, role, number, _state in self.spans:
            if role == SOURCE:
                words[number].append(quote)
        return words


def opened(pk: int, *, with_article: bool = False) -> Attribution:
    """The attribution with everything that the open claim shows; raises DoesNotExist."""
    attribution = (OPENED_WITH_ARTICLE if with_article else OPENED).only(pk)
    attach(attribution, "spans", SPANS_OF(pk))
    return to_show(attribution)


def to_show(attribution: Attribution) -> Attribution:
    """An attribution that was read with its spans and what `Attribution.objects.opened` adds, now with its relays."""
    attach(attribution, "relays", RELAYS_OF(attribution.pk))
    return attribution


def history_of(attribution: Attribution) -> list[Event]:
    """What happened to the attribution and to its claim, newest first."""
    return HISTORY(attribution.pk, attribution.claim_id)
