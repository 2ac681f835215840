"""What the words of a claim lost or gained between the place where they were said and the place where they are told.

    shifts = drift.compare(Wording("no plan to sign", "en"), Wording("akan ditandatangani", "id"))

Both sides are read with the marks of their own language (`DRIFT`, `HEDGES` and the negators of its pack), so that an
original and its translation can be compared. The result is a hint for a person, never a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.extraction import figures
from claims.extraction.lang import get_pack
from claims.extraction.spans import Span
from claims.extraction.tokens import Tokens

HEDGE, NEGATION, NUMBER, SCOPE, TIME, MODALITY = "hedge", "negation", "number", "scope", "time", "modality"
# Which family each entry of a pack's DRIFT belongs to.
FAMILIES = {
    "all": SCOPE,
    "most": SCOPE,
    "some": SCOPE,
    "only": SCOPE,
    "past": TIME,
    "future": MODALITY,
    "plan": MODALITY,
    "wish": MODALITY,
    "duty": MODALITY,
    "ability": MODALITY,
}
_READ = 2_000  # code points of one side; a hint about longer contents would point nowhere


@dataclass(frozen=True, slots=True)
class Wording:
    """Words with the code of the language pack that reads them."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Shift:
    """One difference. `origin` and `here` are the spans that show it; one is empty when a mark was lost or added."""

    kind: str  # hedge, negation, number, scope, time, modality
    origin: tuple[Span, ...]
    here: tuple[Span, ...]

    @property
    def lost(self) -> bool:
        """Whether the mark stood there and is missing here."""
        return not self.here

    @property
    def added(self) -> bool:
        """Whether the mark stands here and was not there."""
        return not self.origin


Marks = dict[str, list[Span]]  # class of a mark → where it stands


def compare(origin: Wording, here: Wording) -> tuple[Shift, ...]:
    """The differences between what was said and what is told, at most one of each kind and in this order:
    hedge, negation, number, scope, time, modality; () when none shows.

    Raises `lang.UnknownLanguage` for a code that has no pack.

    >>> [s.kind for s in compare(Wording("There is no plan to sign.", "en"), Wording("None will be signed.", "en"))]
    ['modality']
    """
    said, told = _marks(origin), _marks(here)
    shifts = [
        _presence(HEDGE, said, told),
        _presence(NEGATION, said, told),
        _numbers(origin, here),
        _family(SCOPE, said, told),
        _tense(said, told),
        _family(MODALITY, said, told),
    ]
    return tuple(shift for shift in shifts if shift)


def _presence(kind: str, said: Marks, told: Marks) -> Shift | None:
    """The mark stands on one side only."""
    if bool(said.get(kind)) == bool(told.get(kind)):
        return None
    return Shift(kind, tuple(said.get(kind, ())), tuple(told.get(kind, ())))


def _family(kind: str, said: Marks, told: Marks) -> Shift | None:
    """Classes of one family that stand on one side only ("plan" there, "will" here)."""
    classes = [name for name, family in FAMILIES.items() if family == kind]
    lost = _all(said, (name for name in classes if name not in told))
    added = _all(told, (name for name in classes if name not in said))
    return Shift(kind, lost, added) if lost or added else None


def _tense(said: Marks, told: Marks) -> Shift | None:
    """What lay ahead is told as done, or the other way round. A mark of the past alone says nothing: most lack one."""
    for first, second in (("past", "future"), ("future", "past")):
        if first in said and second not in said and second in told and first not in told:
            return Shift(TIME, tuple(said[first]), tuple(told[second]))
    return None


def _numbers(origin: Wording, here: Wording) -> Shift | None:
    """An amount told here that was not said, beside those said that are not told."""
    said, told = (figures.find(side.text[:_READ], get_pack(side.language)) for side in (origin, here))
    values_said, values_told = {one.value for one in said}, {one.value for one in told}
    added = tuple(one.span for one in told if one.value not in values_said)
    lost = tuple(one.span for one in said if one.value not in values_told)
    return Shift(NUMBER, lost, added) if added or (lost and told) else None


def _marks(side: Wording) -> Marks:
    """Every mark of one side, the longest phrase first; a word counts once, and may be of two classes ("won't")."""
    phrases = _phrases(side.language)
    tokens = Tokens(side.text[:_READ], contractions=get_pack(side.language).CONTRACTIONS)
    modal = get_pack(side.language).HEDGES.get("modal", "").split()
    words, found, at = tokens.words, Marks(), 0
    while at < len(words):
        for phrase, names in phrases.get(words[at], ()):
            month = words[at] in modal and tokens.own_capital(at)  # "in |May|"
            if tuple(words[at : at + len(phrase)]) == phrase and not month:
                last = at + len(phrase) - 1
                for name in names:
                    found.setdefault(name, []).append(Span(tokens.starts[at], tokens.ends[last]))
                at = last
                break
        at += 1
    return found


@cache
def _phrases(code: str) -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """First word → the phrases that begin with it, longest first, each with the classes it marks."""
    pack = get_pack(code)
    entries: dict[tuple[str, ...], set[str]] = {}

    def add(name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            entries.setdefault(tuple(phrase.split()), set()).add(name)

    for name, listed in pack.DRIFT.items():
        add(name, listed.split(","))
    add(NEGATION, pack.WORDS["negator"].split())
    for part in ("weak", "modal"):
        add(HEDGE, pack.HEDGES.get(part, "").split())
    add(HEDGE, pack.HEDGES.get("open", ()))
    for phrase in pack.HEDGES.get("affirming", ()):
        entries[tuple(phrase.split())] = set()  # "not only A but B" says A and B
    index: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, names in sorted(entries.items(), key=lambda entry: -len(entry[0])):
        index.setdefault(words[0], []).append((words, frozenset(names)))
    return index


def _all(marks: Marks, names: Iterable[str]) -> tuple[Span, ...]:
    return tuple(sorted(span for name in names for span in marks.get(name, ())))
