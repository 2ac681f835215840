"""Where the words of one text stand in a newer one. Pure: texts and spans in, places out.

An attribution is looked for as in the TextQuoteSelector of the W3C Web Annotation Data Model: by its quote with what
stands before and behind it (prefix and suffix). The quote is everything from the first to the last span. Prefix and
suffix are the rest of its sentence, which must be whole in the newer text too, because a word more in the same sentence
("denied that …") may turn it round; where that passage stands more than once, the 32 letters around it tell which is
meant. Letters must be the same; blanks may differ.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from claims.ingest import changes
from claims.ingest.changes import Piece

AROUND = 32  # letters of prefix and suffix beyond the sentence
MOST_CANDIDATES = 5
LEAST_ALIKE = 0.4  # share of the words in common from which another passage is worth showing
MOST_BESIDE = 2  # words replaced together with those of a span
LONGEST_PASSAGE = 12  # sentences that a passage is compared with at once

Spans = list[tuple[str, int, int]]  # (role, start, end), code points into the text as stored


@dataclass(slots=True)
class Page:
    """A text with its sentences, and the same with every run of blanks as one ("flat"), in which is searched."""

    text: str
    sentences: Sequence[tuple[int, int]] = ()
    flat: str = field(init=False)
    units: list[tuple[int, int]] = field(init=False)
    _to_text: list[int] = field(init=False)
    _to_flat: list[int] = field(init=False)
    _starts: set[int] = field(init=False)
    _ends: set[int] = field(init=False)

    def __post_init__(self) -> None:
        letters: list[str] = []
        self._to_text, self._to_flat = [], []
        blank = False
        for at, letter in enumerate(self.text):
            if not (letter.isspace() and blank):
                letters.append(" " if letter.isspace() else letter)
                self._to_text.append(at)
            blank = letter.isspace()
            self._to_flat.append(len(letters) - 1)
        self.flat = "".join(letters)
        self.units = self._cut()
        self._starts, self._ends = {a for a, _b in self.units}, {b for _a, b in self.units}

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """The flat range of the sentences that hold a range of the text."""
        first, last = self._to_flat[start], self._to_flat[end - 1]
        before = bisect_right(self.units, (first, len(self.flat) + 1)) - 1
        begin = min(self.units[before][0], first) if before >= 0 else first
        stop = next((b for a, b in self.units[max(before, 0) :] if b > last), last + 1)
        return begin, stop

    def around_passage(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that hold a range of the text with one before and one behind them, as a range of the text."""
        begin, stop = self.passage(start, end)
        before = [a for a, b in self.units if b <= begin]
        behind = [b for a, b in self.units if a >= stop]
        return self.span(before[-1] if before else begin, behind[0] if behind else stop)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A flat range as one of the text, without blanks at its ends."""
        while start < end and self.flat[start] == " ":
            start += 1
        while start < end and self.flat[end - 1] == " ":
            end -= 1
        return self._to_text[start], self._to_text[end - 1] + 1

    def flat_of(self, start: int, end: int) -> tuple[int, int]:
        """A range of the text as a flat one."""
        return self._to_flat[start], self._to_flat[end - 1] + 1

    def find(self, words: str) -> list[int]:
        """Where flat words stand as whole sentences."""
        found, at = [], self.flat.find(words)
        while at >= 0:
            if at in self._starts and at + len(words) in self._ends:
                found.append(at)
            at = self.flat.find(words, at + 1)
        return found

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The letters before and behind a flat range."""
        return self.flat[max(0, start - AROUND) : start].strip(), self.flat[end : end + AROUND].strip()

    def before(self, spans: Spans) -> str:
        """The letters before the sentence in which the spans stand."""
        return self.around(*_passage(self, spans))[0]

    def _cut(self) -> list[tuple[int, int]]:
        """Flat ranges of all sentences; what lies in none (clutter, captions) is cut by lines."""
        cut = [self.flat_of(start, end) for start, end in self.sentences if start < end]
        reach, at = 0, 0
        holes: list[tuple[int, int]] = []
        for start, end in [*sorted(self.sentences), (len(self.text), len(self.text))]:
            if start > reach:
                holes.append((reach, start))
            reach = max(reach, end)
        for start, end in holes:
            at = start
            for line in self.text[start:end].split("\n"):
                if line.strip():
                    a, b = self.flat_of(at, at + len(line))
                    cut.append(self.flat_of(*self.span(a, b)))
                at += len(line) + 1
        return sorted(cut)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of the newer text that may be the one: how alike (0 to 1), what differs, where the spans would be."""

    start: int
    end: int
    alike: float
    spans: Spans
    pieces: tuple[Piece, ...]


def places(old: Page, spans: Spans, new: Page) -> list[Spans]:
    """Where the spans stand in the newer text: one place when it is certain, several or none when it is not."""
    begin, stop = _passage(old, spans)
    words = old.flat[begin:stop]
    found = new.find(words)
    if len(found) > 1 or (found and len(old.find(words)) > 1):
        around = old.around(begin, stop)
        alike = [at for at in found if new.around(at, at + len(words)) == around]
        found = alike if len(alike) == 1 else found if len(found) > 1 else []
    return [_moved(old, spans, new, at - begin) for at in found]


def candidates(old: Page, spans: Spans, new: Page) -> list[Candidate]:
    """Passages of the newer text that are like the old one, most alike first, none overlapping a better one."""
    begin, stop = _passage(old, spans)
    wanted = _keys(old.flat[begin:stop])
    size = sum(begin <= a and b <= stop for a, b in old.units) or 1
    sizes = sorted({max(1, size - 1), size, size + 1})
    scored: list[tuple[float, int, int]] = []
    keys = [_keys(new.flat[a:b]) for a, b in new.units]
    for n in sizes:
        if n > LONGEST_PASSAGE:
            continue
        for i in range(len(new.units) - n + 1):
            words = [key for part in keys[i : i + n] for key in part]
            alike = Indel.normalized_similarity(wanted, words, score_cutoff=LEAST_ALIKE)
            if alike >= LEAST_ALIKE:
                scored.append((alike, new.units[i][0], new.units[i + n - 1][1]))
    taken: list[tuple[float, int, int]] = []
    for one in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if not any(one[1] < end and start < one[2] for _alike, start, end in taken):
            taken.append(one)
        if len(taken) == MOST_CANDIDATES:
            break
    return [_candidate(old, spans, (begin, stop), new, one) for one in taken]


def same_words(old: Page, spans: Spans, new: Page, moved: Spans) -> bool:
    """Whether the words of every role, and the sentences around them, are the same in both texts but for blanks."""

    def said(page: Page, spans: Spans) -> list[tuple[str, str]]:
        return [(role, " ".join(page.text[start:end].split())) for role, start, end in sorted(spans)]

    def sentence(page: Page, spans: Spans) -> str:
        begin, stop = _passage(page, spans)
        return page.flat[begin:stop]

    return said(old, spans) == said(new, moved) and sentence(old, spans) == sentence(new, moved)


def _passage(page: Page, spans: Spans) -> tuple[int, int]:
    return page.passage(min(start for _r, start, _e in spans), max(end for _r, _s, end in spans))


def _moved(old: Page, spans: Spans, new: Page, by: int) -> Spans:
    moved = []
    for role, start, end in spans:
        a, b = old.flat_of(start, end)
        moved.append((role, *new.span(a + by, b + by)))
    return moved


def _keys(flat: str) -> list[str]:
    """The words as they are compared for likeness: capitals and ways of composing letters do not count."""
    plain = unicodedata.normalize("NFC", flat).casefold()
    return [plain[a:b] for a, b in changes.words_of(plain)]


def _candidate(
    old: Page, spans: Spans, passage: tuple[int, int], new: Page, found: tuple[float, int, int]
) -> Candidate:
    alike, start, end = found
    before, after = old.flat[passage[0] : passage[1]], new.flat[start:end]
    words_before, words_after = changes.words_of(before), changes.words_of(after)
    runs = changes.runs([before[a:b] for a, b in words_before], [after[a:b] for a, b in words_after])
    mapped: Spans = []
    for role, a, b in spans:
        flat = old.flat_of(a, b)
        inside = _mapped((flat[0] - passage[0], flat[1] - passage[0]), words_before, words_after, runs)
        if inside:
            mapped.append((role, *new.span(start + inside[0], start + inside[1])))
    first, last = new.span(start, end)
    pieces = changes.diff(before, after)
    return Candidate(first, last, alike, _apart(mapped), tuple(pieces))


def _mapped(
    span: tuple[int, int],
    before: list[tuple[int, int]],
    after: list[tuple[int, int]],
    runs: Iterable[changes.Run],
) -> tuple[int, int] | None:
    """The words of the new passage that stand for a span of the old one; None when nothing of it is left."""
    first = bisect_left(before, (span[0], 0))
    last = bisect_left(before, (span[1], 0))
    begin: int | None = None
    stop = 0
    for run in runs:
        i1, i2 = max(run.i1, first), min(run.i2, last)
        if i1 >= i2:
            continue
        # Within kept words every word has its own place. What was replaced is taken as a whole, unless so much more
        # than this span was replaced that it would be a guess.
        if not run.same and (run.i2 - run.i1) - (i2 - i1) > MOST_BESIDE:
            continue
        j1, j2 = (run.j1 + i1 - run.i1, run.j1 + i2 - run.i1) if run.same else (run.j1, run.j2)
        if j1 < j2:
            begin = j1 if begin is None else begin
            stop = j2
    return None if begin is None else (after[begin][0], after[stop - 1][1])


def _apart(spans: Spans) -> Spans:
    """Spans of one role do not overlap: the later one begins where the earlier one ends."""
    kept: Spans = []
    for role, start, end in sorted(spans):
        if kept and kept[-1][0] == role and start < kept[-1][2]:
            if end > kept[-1][2]:
                kept[-1] = (role, kept[-1][1], end)
            continue
        kept.append((role, start, end))
    return kept
