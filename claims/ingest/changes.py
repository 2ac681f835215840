"""What changed between two texts, word by word. Pure: two texts in, pieces out; the work is bounded for any text.

The alignment is rapidfuzz's Levenshtein on words: bit-parallel and in little memory, so that two texts of 100,000 words
take about a second, whatever stands in them (difflib needs hours for the worst of them).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

# A word is what stands between blanks and common punctuation: an emoji with its joiners, or a letter with its combining
# marks, is never torn apart.
_APART = r"!-/:-@\[-`{-~“”‘’„«»…–—"
WORD = re.compile(rf"[^\s{_APART}]+|[{_APART}]")
MOST_WORDS = 120_000  # of one text; longer ones are compared line by line
CONFETTI = 2  # kept words between two changes that are too few to be read as kept


class Kind(enum.StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that both texts have, or that one of them has."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words `i1` to `i2` of the old text against `j1` to `j2` of the new one."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


@dataclass(frozen=True, slots=True)
class Hunk:
    """One line as it changed, or how many lines that did not change were left out here."""

    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


def words_of(text: str) -> list[tuple[int, int]]:
    """The words and marks of a text as ranges of code points; a line at a time when there are too many."""
    found = [match.span() for match in WORD.finditer(text)]
    return found if len(found) <= MOST_WORDS else [match.span() for match in re.finditer(r"[^\n]+", text)]


def runs(old: list[str], new: list[str]) -> list[Run]:
    """How the words of one text become those of the other; together the runs cover both, in order."""
    found: list[Run] = []
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        same = tag == "equal"
        if found and not same and not found[-1].same:
            found[-1] = Run(False, found[-1].i1, i2, found[-1].j1, j2)
        else:
            found.append(Run(same, i1, i2, j1, j2))
    return _without_confetti(found)


def diff(old: str, new: str) -> list[Piece]:
    """The new text, with what was removed and added marked; blanks alone are no change. Joined, the pieces that are not
    REMOVED are the new text, letter for letter."""
    before, after = words_of(old), words_of(new)
    pieces: list[Piece] = []
    at = 0

    def put(kind: Kind, text: str) -> None:
        if text:
            pieces.append(Piece(kind, text))

    for run in runs([old[a:b] for a, b in before], [new[a:b] for a, b in after]):
        start = after[run.j1][0] if run.j2 > run.j1 else at
        if run.same:
            end = after[run.j2 - 1][1]
            put(Kind.SAME, new[at:end])
            at = end
            continue
        put(Kind.SAME, new[at:start])
        at = start
        if run.i2 > run.i1:
            put(Kind.REMOVED, old[before[run.i1][0] : before[run.i2 - 1][1]])
        if run.j2 > run.j1:
            at = after[run.j2 - 1][1]
            put(Kind.ADDED, new[start:at])
    put(Kind.SAME, new[at:])
    return pieces


def lines(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces line by line, blank lines left out."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        found[-1].append(Piece(piece.kind, first))
        found.extend([Piece(piece.kind, part)] for part in rest)
    kept = ([piece for piece in line if piece.text] for line in found)
    return [line for line in kept if any(piece.text.strip() for piece in line)]


def is_changed(line: list[Piece]) -> bool:
    return any(piece.kind != Kind.SAME and piece.text.strip() for piece in line)


def hunks(pieces: list[Piece]) -> list[Hunk]:
    """The lines that changed with a line before and behind each, and how many lines were left out between them."""
    told = lines(pieces)
    near = {n + by for n, line in enumerate(told) if is_changed(line) for by in (-1, 0, 1)}
    found: list[Hunk] = []
    for n, line in enumerate(told):
        if n in near:
            found.append(Hunk(tuple(line)))
        elif found and found[-1].left_out:
            found[-1] = Hunk(left_out=found[-1].left_out + 1)
        else:
            found.append(Hunk(left_out=1))
    return found if near else []


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    for code in Levenshtein.opcodes(old, new):
        yield code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end


def _without_confetti(found: list[Run]) -> list[Run]:
    """Two changes with a word or two between them that happen to be the same are read as one change."""
    out: list[Run] = []
    for position, run in enumerate(found):
        between = run.same and 0 < position < len(found) - 1 and run.i2 - run.i1 <= CONFETTI
        if between and _outweighs(found[position - 1], run) and _outweighs(found[position + 1], run):
            run = Run(False, run.i1, run.i2, run.j1, run.j2)
        if out and not run.same and not out[-1].same:
            out[-1] = Run(False, out[-1].i1, run.i2, out[-1].j1, run.j2)
        else:
            out.append(run)
    return out


def _outweighs(change: Run, kept: Run) -> bool:
    return max(change.i2 - change.i1, change.j2 - change.j1) > kept.i2 - kept.i1
