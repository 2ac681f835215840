"""Two texts side by side: which words of the later one are the earlier one's, and what became of them on the way. Pure.

    reading = read(Wording(earlier, "en"), Wording(later, "en"))

Runs of the same words are found by their three-word beginnings and go on as far as they can; runs that follow each
other in both texts, with a few words between, are one passage, parted at the ends of lines, each with its number. The
sentences of a passage are then compared word by word. Between two languages, sentences are paired by the word lists.
The work grows with the length of the texts, whatever stands in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.coverage import translated
from claims.coverage.runs import Run, chains, find_runs
from claims.coverage.sentences import sentences_of
from claims.coverage.shifts import shifts_between
from claims.coverage.terms import WORD, plain
from claims.extraction.drift import Wording
from claims.ingest import changes

FEWEST = 5  # words of the longest run of a passage, or …
FEWEST_PARTED = 10  # … of all its runs: fewer may be a set phrase or a name, …
FEWEST_ABROAD = 12  # … in another language a dateline with a name, …
WHOLE = 0.6  # … unless they are most of one of the texts
SAME_SENTENCE = 0.4  # of a sentence's words, at least, for it to be compared with the sentence it comes from
MOST_SENTENCES = 3  # of the earlier text that one of the later may gather
TITLE_CASE = 0.6  # of the words of a sentence with a capital: a headline, where capitals make no names
BLANKS = 4  # between two words of one sentence, at most
NAME = "name"  # a kind of drift beside those of `extraction.drift`

Place = tuple[int, int]
COPIED, CHANGED = "copied", "changed"


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that became of the words: `kind` as in `extraction.drift`, or NAME; the places that show it, of which
    one side may have none."""

    kind: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]


@dataclass(slots=True)
class Passage:
    """What stands in both texts: `left` and `right` from its first to its last word. `again`: the later text repeats
    what it has already, and the earlier one holds it once. `translated`: whole sentences of another language."""

    number: int
    left: Place
    right: Place
    words: int  # of the later text that are the earlier one's
    again: bool = False
    translated: bool = False
    drifts: tuple[Drift, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn at a place of one text: COPIED words, or CHANGED ones (lost on the left, added on the right), of
    the passage of that number."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """`copied` of `words` words of the later text are the earlier one's (in translation: stand in such sentences)."""

    passages: tuple[Passage, ...]
    left: tuple[Mark, ...]
    right: tuple[Mark, ...]
    copied: int
    words: int

    @property
    def share(self) -> float:
        return self.copied / self.words if self.words else 0.0


@dataclass(slots=True)
class _Side:
    """The words of one text: how each is compared, where it stands, which passage has it, and which word of the other
    text it is."""

    text: str
    language: str
    keys: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)  # number of the passage, 0 for none
    kind: list[str] = field(default_factory=list)
    twin: list[int] = field(default_factory=list)  # -1 for none

    def __post_init__(self) -> None:
        for match in WORD.finditer(self.text):
            word = match.group()
            # 1.7 and 17 are two numbers, however alike they are where an archive is searched.
            self.keys.append(word if any(c.isdigit() for c in word) else plain(word))
            self.places.append(match.span())
        self.starts = [start for start, _end in self.places]
        self.owner = [0] * len(self.keys)
        self.kind = [""] * len(self.keys)
        self.twin = [-1] * len(self.keys)

    def place(self, first: int, last: int) -> Place:
        """From word `first` up to, not including, `last`."""
        return self.places[first][0], self.places[last - 1][1]

    def take(self, at: int, number: int, kind: str, twin: int = -1) -> None:
        if not self.owner[at]:
            self.owner[at], self.kind[at], self.twin[at] = number, kind, twin

    def ranges(self) -> list[Place]:
        """The sentences as ranges of words."""
        starts = self.starts
        found = (
            (bisect_left(starts, start), bisect_left(starts, end))
            for start, end in sentences_of(self.text, self.language)
        )
        return [(first, last) for first, last in found if last > first]

    def marks(self, numbers: dict[int, int]) -> tuple[Mark, ...]:
        """Neighbours of one kind and passage as one mark, the passages numbered anew."""
        found: list[Mark] = []
        last = -2
        for at, (owner, kind) in enumerate(zip(self.owner, self.kind, strict=True)):
            if not owner:
                continue
            (start, end), number = self.places[at], numbers[owner]
            if last == at - 1 and (found[-1].kind, found[-1].number) == (kind, number):
                start = found.pop().start
            found.append(Mark(start, end, kind, number))
            last = at
        return tuple(found)


def read(earlier: Wording, later: Wording) -> Reading:
    """What the later text has of the earlier one."""
    left, right = _Side(earlier.text, earlier.language), _Side(later.text, later.language)
    passages = _of_words(left, right)
    if earlier.language != later.language:
        passages += _of_translation(left, right, len(passages))
    passages.sort(key=lambda passage: passage.right)
    numbers: dict[int, int] = {}
    for passage in passages:  # in the order of the later text; what is repeated keeps the number of the first
        passage.number = numbers.setdefault(passage.number, len(numbers) + 1)
    copied = right.kind.count(COPIED)
    return Reading(tuple(passages), left.marks(numbers), right.marks(numbers), copied, len(right.keys))


def _of_words(left: _Side, right: _Side) -> list[Passage]:
    """Passages of the same words, with what changed inside their sentences."""
    fewest = FEWEST if left.language == right.language else FEWEST_ABROAD
    enough = min(fewest, max(1, round(WHOLE * min(len(left.keys), len(right.keys)))))
    passages: list[Passage] = []
    for chain in chains(find_runs(left.keys, right.keys)):
        words = sum(run.size for run in chain)
        if max(run.size for run in chain) < enough and words < max(enough, FEWEST_PARTED):
            continue
        again = not chain[0].fresh
        for pairs in _by_paragraph(right, chain):
            number = left.owner[pairs[0][0]] if again else len(passages) + 1
            if not number:
                continue
            for one, other in pairs:
                right.take(other, number, COPIED, one)
                if not again:
                    left.take(one, number, COPIED, other)
            there, here = left.place(pairs[0][0], pairs[-1][0] + 1), right.place(pairs[0][1], pairs[-1][1] + 1)
            passages.append(Passage(number, there, here, len(pairs), again))
    _compare_sentences(left, right, passages)
    said_again = Counter[int]()
    for passage in passages:
        if passage.again:
            said_again[passage.number] += passage.words
    copied = Counter(number for number, kind in zip(right.owner, right.kind, strict=True) if kind == COPIED)
    for passage in passages:
        if not passage.again:  # with the single words that its sentences share besides
            passage.words = copied[passage.number] - said_again[passage.number]
    return passages


def _by_paragraph(side: _Side, chain: Sequence[Run]) -> list[list[tuple[int, int]]]:
    """The words of a chain, as pairs, parted where a line of the later text ends: what became of a passage is said
    under its line, and a copy of a whole article is read line by line."""
    found: list[list[tuple[int, int]]] = []
    last = -1
    for run in chain:
        for step in range(run.size):
            at = run.right + step
            if last < 0 or "\n" in side.text[side.places[last][1] : side.places[at][0]]:
                found.append([])
            found[-1].append((run.left + step, at))
            last = at
    return found


def _compare_sentences(left: _Side, right: _Side, passages: Sequence[Passage]) -> None:
    """Mark what was lost and added in the sentences that are mostly copied, and name what drifted."""
    pairs = _sentence_pairs(left, right)
    drifts: dict[int, list[Drift]] = defaultdict(list)
    for there, here, number in pairs:
        _mark_changes(left, right, there, here, number)
    for there, here, number in pairs:
        drifts[number] += _drifts(left, right, there, here)
    for passage in passages:
        if not passage.again:
            passage.drifts = tuple(drifts[passage.number])


def _sentence_pairs(left: _Side, right: _Side) -> list[tuple[Place, Place, int]]:
    """(words there, words here, passage): each sentence here that is mostly copied, with those that it comes from; two
    that come from one, as when a sentence was cut in two, together."""
    ours = left.ranges()
    starts = [first for first, _last in ours]
    pairs: list[tuple[Place, Place, int]] = []
    for first, last in right.ranges():
        owners = Counter(right.owner[at] for at in range(first, last) if right.owner[at])
        number, copied = owners.most_common(1)[0] if owners else (0, 0)
        if not number or copied < SAME_SENTENCE * (last - first):
            continue
        twins = (right.twin[at] for at in range(first, last) if right.owner[at] == number)
        # What the later text repeats has its twins in words that belong to the first of the two.
        held = Counter(bisect_left(starts, twin + 1) - 1 for twin in twins if first <= left.twin[twin] < last)
        if not held:
            continue
        main = held.most_common(1)[0][0]
        many = [at for at, count in held.items() if count > 1 or at == main]
        low, high = (min(many), max(many)) if max(many) - min(many) < MOST_SENTENCES else (main, main)
        there, here = (ours[low][0], ours[high][1]), (first, last)
        if pairs and pairs[-1][2] == number and pairs[-1][0][0] <= there[0] < pairs[-1][0][1]:
            before = pairs.pop()
            there, here = (before[0][0], max(before[0][1], there[1])), (before[1][0], last)
        pairs.append((there, here, number))
    return pairs


def _mark_changes(left: _Side, right: _Side, there: Place, here: Place, number: int) -> None:
    """Word by word: what stands in both is copied, the rest was lost there or added here."""
    for run in changes.runs(left.keys[slice(*there)], right.keys[slice(*here)]):
        kind = COPIED if run.same else CHANGED
        size = run.i2 - run.i1 if run.same else 0
        for at in range(run.i1, run.i2):
            twin = here[0] + run.j1 + at - run.i1 if size else -1
            left.take(there[0] + at, number, kind, twin)
        for at in range(run.j1, run.j2):
            twin = there[0] + run.i1 + at - run.j1 if size else -1
            right.take(here[0] + at, number, kind, twin)


def _drifts(left: _Side, right: _Side, there: Place, here: Place) -> list[Drift]:
    """What became of the words between two sentences; what merely moved to or from elsewhere is left out."""
    if left.keys[slice(*there)] == right.keys[slice(*here)]:
        return []
    found = []
    (start, end), (begins, ends) = left.place(*there), right.place(*here)
    said, told = Wording(left.text[start:end], left.language), Wording(right.text[begins:ends], right.language)
    for kind, origin, there_now in shifts_between(said, told):
        lost, added = _changed(left, _moved(origin, start)), _changed(right, _moved(there_now, begins))
        if lost or added:
            found.append(Drift(kind, lost, added))
    lost, added = _names(left, there), _names(right, here)
    gone = {right_name for place in added for right_name in right.text[slice(*place)].split()}
    lost = tuple(place for place in lost if not gone & set(left.text[slice(*place)].split()))
    return [*found, Drift(NAME, lost, added)] if lost and added else found


def _changed(side: _Side, places: Sequence[Place]) -> tuple[Place, ...]:
    """Those of the places that hold a word which the other text does not have."""
    kept = []
    for start, end in places:
        words = range(max(0, bisect_left(side.starts, start + 1) - 1), bisect_left(side.starts, end))
        if any(side.kind[at] != COPIED for at in words):
            kept.append((start, end))
    return tuple(kept)


def _names(side: _Side, words: Place) -> tuple[Place, ...]:
    """The changed words with a capital inside a sentence; neighbours are one name. None in a headline of capitals."""
    capital = [at for at in range(*words) if side.text[side.places[at][0]].isupper()]
    if len(capital) > TITLE_CASE * (words[1] - words[0]):
        return ()
    found: list[Place] = []
    last = -2
    for at in capital:
        start, end = side.places[at]
        before = side.text[max(0, start - BLANKS) : start].rstrip()[-1:]
        if side.kind[at] != CHANGED or not (before.isalnum() or before in ",;–-("):
            continue
        if found and last == at - 1 and before.isalnum():
            start = found.pop()[0]
        found.append((start, end))
        last = at
    return tuple(found)


def _of_translation(left: _Side, right: _Side, known: int) -> list[Passage]:
    """A passage for each sentence that stands in the other language there; `known`: how many passages there are."""
    free = [words for words in right.ranges() if not any(right.owner[at] for at in range(*words))]
    ours = left.ranges()
    sides = [[side.text[slice(*side.place(*words))] for words in some] for side, some in ((left, ours), (right, free))]
    found: list[Passage] = []
    for at, there in translated.pair(sides[0], left.language, sides[1], right.language):
        number = known + len(found) + 1
        for side, words in ((left, ours[there]), (right, free[at])):
            for word in range(*words):
                side.take(word, number, COPIED)
        said, told = (side.place(*words) for side, words in ((left, ours[there]), (right, free[at])))
        shifts = shifts_between(
            Wording(left.text[slice(*said)], left.language), Wording(right.text[slice(*told)], right.language)
        )
        drifts = tuple(Drift(kind, _moved(lost, said[0]), _moved(added, told[0])) for kind, lost, added in shifts)
        size = free[at][1] - free[at][0]
        found.append(Passage(number, said, told, size, translated=True, drifts=drifts))
    return found


def _moved(places: Sequence[Place], by: int) -> tuple[Place, ...]:
    return tuple((start + by, end + by) for start, end in places)
