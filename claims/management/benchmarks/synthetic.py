"""An archive made up: news in two languages, as many articles as a benchmark asks for, the same every time.

A few words are everywhere and most are rare, as in any language. Articles report events: those about one event share
its names, figures and rare words, and appear within days. One in five was copied, whole or in part.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from claims.extraction import small_words
from claims.models import Article

FIRST_DAY = dt.date(2025, 1, 1)
DAYS = 400
WORDS = 150_000  # of each language
NAMES = 40_000
ZIPF = 1.2  # the n-th word is 1 / n**ZIPF as frequent as the first
PER_EVENT = 6  # articles, on average
LENGTH, SPREAD, SHORTEST = 300, 90, 60  # words of an article
COPIED = 0.2
WITHIN = 3  # days in which a copy follows
RECENT = 400  # articles from which a copy takes its parent
OPEN_EVENTS = 60  # reported at one time
REMEMBERED = 1_000
SYLLABLES = {
    "id": "ba be bi bu da di du ga gu ja ju ka ke ki ku la li lu ma mi mu na ni nu pa pe pi ra ri ru sa se si ta ti tu",
    "en": "ar ber cal con dar den dis er fal for gal hen in ker lan lor mar men nor pel por ral ren sal ser tan ter",
}  # fmt: skip
ENDINGS = {"id": ("", "", "kan", "an", "nya", "i"), "en": ("", "", "s", "ing", "ed", "tion", "ly")}
BEGINNINGS = {"id": ("", "", "me", "di", "ber", "pe", "ter"), "en": ("", "", "", "re", "un")}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what all reports of it have in common."""

    language: str
    day: dt.date
    names: tuple[str, ...]
    figures: tuple[str, ...]
    words: tuple[str, ...]

    def statement(self, dice: random.Random) -> str:
        """One sentence about it, as a claim puts it."""
        parts = [*dice.sample(self.words, 6), *self.names[:2], *self.figures[:1]]
        dice.shuffle(parts)
        return f"{' '.join(parts)}."


@dataclass(slots=True)
class Report:
    """One article. `parent`: the number of the report it was copied from."""

    event: Event
    text: str
    day: dt.date
    parent: int | None = None


@dataclass
class Newsroom:
    """Makes reports, one after the other, day by day."""

    articles: int
    seed: int = 11
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - the same archive every time
        self.words = {language: self._words(language) for language in SYLLABLES}
        self.weights = {language: list(accumulate(_zipf(words))) for language, words in self.words.items()}
        syllables = " ".join(SYLLABLES.values()).split()
        self.names = ["".join(self.dice.choices(syllables, k=3)).capitalize() for _ in range(NAMES)]
        self.name_weights = list(accumulate(_zipf(self.names)))
        self.events: deque[Event] = deque(maxlen=OPEN_EVENTS)
        self.remembered: list[Report] = []
        self.recent: deque[tuple[int, Report]] = deque(maxlen=RECENT)

    def reports(self) -> Iterator[Report]:
        """All of them; about REMEMBERED of those written here are kept, to be asked for."""
        for number in range(self.articles):
            day = FIRST_DAY + dt.timedelta(days=number * DAYS // self.articles)
            report = self.copied(day) if self.recent and self.dice.random() < COPIED else self.written(day)
            self.recent.append((number, report))
            if report.parent is None and number % max(1, self.articles // REMEMBERED) == 0:
                self.remembered.append(report)
            yield report

    def written(self, day: dt.date) -> Report:
        """A report in words of its own."""
        event = self._event(day)
        return Report(event, self._text(event, self._length()), day)

    def copied(self, day: dt.date) -> Report:
        """A copy of a recent report: with a word changed here and there, shortened, or as part of a longer text."""
        number, parent = self.dice.choice(self.recent)
        sentences = parent.text.split("\n")
        kept = sentences[: max(2, round(len(sentences) * self.dice.choice((1.0, 1.0, 0.7, 0.5))))]
        text = "\n".join(kept)
        for _ in range(len(kept) // 3):
            old = self.dice.choice(text.split())
            text = text.replace(f" {old} ", f" {self._draw(parent.event.language, 1)[0]} ", 1)
        if self.dice.random() < 0.3:
            text += "\n" + self._text(self._event(day), round(0.8 * len(text.split())))
        return Report(parent.event, text, max(day, parent.day) + dt.timedelta(days=self.dice.randrange(WITHIN)), number)

    def _event(self, day: dt.date) -> Event:
        if self.events and self.dice.random() > 1 / PER_EVENT:
            return self.dice.choice(self.events)
        language = self.dice.choice(tuple(SYLLABLES))
        dice = self.dice
        event = Event(
            language,
            day,
            tuple(dice.choices(self.names, cum_weights=self.name_weights, k=4)),
            tuple(str(dice.randrange(2, 5000)) for _ in range(3)),
            tuple(dict.fromkeys(dice.choices(self.words[language], k=4) + self._draw(language, 12))),
        )
        self.events.append(event)
        return event

    def _text(self, event: Event, length: int) -> str:
        """Sentences, a line each; every second one names what the event is about."""
        lines = []
        while length > 0:
            words = self._draw(event.language, self.dice.randint(8, 22))
            for mine in (event.names, event.words, event.figures):
                if self.dice.random() < 0.5:
                    words[self.dice.randrange(1, len(words))] = self.dice.choice(mine)
            lines.append(f"{' '.join(words).capitalize() if words[0].islower() else ' '.join(words)}.")
            length -= len(words)
        return "\n".join(lines)

    def _length(self) -> int:
        return max(SHORTEST, round(self.dice.gauss(LENGTH, SPREAD)))

    def _draw(self, language: str, count: int) -> list[str]:
        return self.dice.choices(self.words[language], cum_weights=self.weights[language], k=count)

    def _words(self, language: str) -> list[str]:
        """The small words of the language first, then words that look like its own, the most frequent first."""
        syllables, dice = SYLLABLES[language].split(), self.dice
        made = (
            dice.choice(BEGINNINGS[language])
            + "".join(dice.choices(syllables, k=dice.choice((2, 2, 3, 3, 4))))
            + ending
            for ending in dice.choices(ENDINGS[language], k=WORDS)
        )
        return list(dict.fromkeys([*sorted(small_words.of(language)), *made]))


def _zipf(words: list[str]) -> Iterator[float]:
    return ((rank + 2.7) ** -ZIPF for rank in range(len(words)))


def article_of(report: Report, number: int) -> Article:
    """The report as a row."""
    return Article(
        text=report.text,
        content_hash=hashlib.sha256(f"{number} {report.text}".encode()).hexdigest(),
        title=report.text.partition("\n")[0][:80],
        language=report.event.language,
        published=report.day,
        extractor_version="bench",
    )
