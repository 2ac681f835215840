"""What the article page shows, read in a fixed number of queries: marks, cards in text order, the open claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from claims.models import Article, Attribution, AttributionSpan, Event, Job, OwnVoice
from claims.rendering import CONTENT, CUE, OWN, SOURCE, Block, Mark, blocks

REJECTED = Attribution.ReviewState.REJECTED
MOST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class Card:
    """One attribution as a row of the list."""

    attribution: Attribution
    source_words: str
    same_as: tuple[int, ...]
    inside: int | None

    @property
    def number(self) -> int:
        return self.attribution.number


class Bench:
    """An article with its attributions. `only_claims` reads the cards of these alone, for a partial answer."""

    def __init__(self, article: Article, *, only_claims: tuple[int, ...] | None = None) -> None:
        self.article = article
        self.only_claims = only_claims

    @cached_property
    def spans(self) -> list[tuple[int, int, str, str, int, str]]:
        """(start, end, quote, role, number, review state) of every span of every attribution."""
        rows = AttributionSpan.objects.filter(attribution__article=self.article).order_by("start", "end")
        return list(
            rows.values_list("start", "end", "quote", "role", "attribution__number", "attribution__review_state")
        )

    @cached_property
    def _not_taken_up(self) -> list[OwnVoice]:
        return list(self.article.own_voice.filter(taken_up_as__isnull=True).ranked())

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
    def places(self) -> list[tuple[int, int, str]]:
        """(number, claim, review state) of every attribution, in text order."""
        # By the cue, as they are numbered; what was taken up later has none and stands where its content does.
        first: dict[int, int] = {}
        for start, _end, _quote, _role, number, _state in sorted(self.spans, key=lambda span: span[3] != CUE):
            first.setdefault(number, start)
        rows = self.article.attributions.listed().values_list("number", "claim_id", "review_state")
        return sorted(rows, key=lambda row: (first.get(row[0], 0), row[0]))

    @cached_property
    def cards(self) -> list[Card]:
        """The list in text order, or only the cards of some claims."""
        rows = Attribution.objects.as_cards().filter(article=self.article)
        if self.only_claims is not None:
            rows = rows.filter(claim__in=self.only_claims)
        words, sharing = self._source_words(), defaultdict(list)
        for number, claim, _state in self.places:
            sharing[claim].append(number)
        order = {number: position for position, (number, *_rest) in enumerate(self.places)}
        return [
            Card(
                attribution=row,
                source_words=" … ".join(words[row.number]),
                same_as=tuple(number for number in sharing[row.claim_id] if number != row.number),
                inside=row.inside.number if row.inside else None,
            )
            for row in sorted((row for row in rows if row.number in order), key=lambda row: order[row.number])
        ]

    def card(self, number: int | None) -> Card | None:
        """The card of that number; without one, the first that nobody has decided, else the first."""
        if number is not None:
            return next((card for card in self.cards if card.number == number), None)
        undecided = (card for card in self.cards if card.attribution.review_state == Attribution.ReviewState.SUGGESTED)
        return next(undecided, self.cards[0] if self.cards else None)

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def reviewed(self) -> int:
        return sum(state != Attribution.ReviewState.SUGGESTED for _number, _claim, state in self.places)

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """The numbers before and after in the list."""
        numbers = [place[0] for place in self.places]
        at = numbers.index(number)
        return (numbers[at - 1] if at else None), (numbers[at + 1] if at + 1 < len(numbers) else None)

    def undecided_after(self, number: int) -> tuple[int, int] | None:
        """(number, claim) of the next attribution in the list that nobody has decided; from the end back to the top."""
        at = next(position for position, place in enumerate(self.places) if place[0] == number)
        around = [*self.places[at + 1 :], *self.places[:at]]
        return next(((n, claim) for n, claim, state in around if state == Attribution.ReviewState.SUGGESTED), None)

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


def split_job(article: Article) -> Job | None:
    """The latest job that split this article."""
    return article.jobs.filter(kind=Job.Kind.SPLIT_ARTICLE).order_by("-pk").first()


def history_of(attribution: Attribution) -> QuerySet[Event]:
    """What happened to the attribution and to its claim, newest first."""
    about = Q(attribution=attribution) | Q(claim=attribution.claim_id, attribution__isnull=True)
    return Event.objects.history().filter(about)[:MOST_EVENTS]
