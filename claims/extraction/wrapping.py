"""Line ends that stand where a word had no room any more, as mail and agencies wrap their lines: they part nothing."""

from __future__ import annotations

from itertools import pairwise

NARROWEST, WIDEST = 50, 140  # letters of the longest line of a paragraph whose lines are wrapped
NEIGHBOURS = 6  # lines that are looked at before and after one
_ENDS = frozenset(".?!…:;\"”»'’")  # what a line ends with that says all it has to say


def is_wrapped(text: str, at: int) -> bool:
    """Whether the line end at code point `at` is one: with its next word the line would have been longer than any line
    near it, and one of these lines ends inside a sentence for the same reason.

    Looks at a few lines around, however long the text is.
    """
    here, lines = _lines_around(text, at)
    width = max(map(len, lines), default=0)
    if not NARROWEST <= width <= WIDEST or lines[here][-1] in _ENDS:
        return False
    full = [len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairwise(lines)]
    return full[here] and any(is_full and after[0].islower() for is_full, after in zip(full, lines[1:], strict=True))


def _lines_around(text: str, at: int) -> tuple[int, list[str]]:
    """(which of them ends at `at`, the lines of the paragraph there); no lines where one is too long for a wrapped one,
    or none follows."""
    before: list[str] = []
    end = at
    while end >= 0 and len(before) <= NEIGHBOURS:
        start = text.rfind("\n", max(0, end - WIDEST - 1), end) + 1
        line = text[max(start, end - 2 * WIDEST) : end].strip()
        if len(line) > WIDEST:
            return 0, []
        if not line:
            break
        before.append(line)
        end = start - 1
    after: list[str] = []
    start = at + 1
    while start < len(text) and len(after) < NEIGHBOURS:
        end = text.find("\n", start, start + 2 * WIDEST)
        line = text[start : end if end >= 0 else start + 2 * WIDEST].strip()
        if len(line) > WIDEST:
            return 0, []
        if not line:
            break
        after.append(line)
        if end < 0:
            break
        start = end + 1
    return len(before) - 1, [*reversed(before), *after] if before and after else []
