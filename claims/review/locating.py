"""Where words that a person typed or copied stand in an article."""

from __future__ import annotations

import re
from bisect import bisect_right

from django.utils.translation import gettext as _

from claims.review.errors import SpanMismatch

WIDE = re.compile(r"\s\s+")
BLANK = re.compile(r"\s+")
LEFT_OUT = re.compile(r"\s+…\s+")


def locate(text: str, quote: str, near: int) -> tuple[int, int, str]:
    """Where `quote` stands in `text`, the occurrence nearest to `near`. Raises SpanMismatch when it does not.

    White space counts as equal (a form turns line ends into other ones), letters do not.
    """
    words = " ".join(quote.split())
    if not words:
        raise SpanMismatch(_("Nothing is marked."))
    even = _Even(text)
    at = even.from_text(near)
    found = [place for place in (_last(even.text[: at + len(words)], words), even.text.find(words, at)) if place >= 0]
    if not found:
        raise SpanMismatch(
            _("“%(quote)s” does not stand in the article. Copy the words exactly.") % {"quote": quote[:80]}
        )
    places = [(even.to_text(place), even.to_text(place + len(words) - 1) + 1) for place in found]
    start, end = min(places, key=lambda place: abs(place[0] - near))
    return start, end, text[start:end]


class _Even:
    """A text with one space for each run of white space, and the way from its places to those of the text and back."""

    def __init__(self, text: str) -> None:
        self.text = BLANK.sub(" ", text)
        self._after: list[int] = []  # places right behind runs of more than one
        self._left_out = [0]  # how many letters were left out before the first of them, the second, …
        for run in WIDE.finditer(text):
            self._after.append(run.start() + 1 - self._left_out[-1])
            self._left_out.append(self._left_out[-1] + len(run[0]) - 1)

    def to_text(self, place: int) -> int:
        return place + self._left_out[bisect_right(self._after, place)]

    def from_text(self, place: int) -> int:
        """The last place here that is not behind that one."""
        return max(0, bisect_right(range(len(self.text)), max(place, 0), key=self.to_text) - 1)


def _last(text: str, words: str) -> int:
    """As `text.rfind(words)`, which takes the product of both lengths where they repeat themselves; `find` does not."""
    backwards = text[::-1].find(words[::-1])
    return len(text) - len(words) - backwards if backwards >= 0 else -1


def locate_all(text: str, typed: str, near: list[int]) -> list[tuple[int, int, str]]:
    """Where the typed words stand, nearest to where such words stood; " … " leaves out what is between two parts.

    `near` are the starts of the parts as they were. Raises SpanMismatch when one does not stand in the text.
    """
    if not typed.strip():
        return []
    at = near[0] if near else 0
    parts = LEFT_OUT.split(typed.strip())
    if len(parts) > 1 and typed.strip() in text:
        parts = [typed]  # the article writes these dots itself
    found = []
    for position, part in enumerate(parts):
        span = locate(text, part, near[position] if position < len(near) else at)
        found.append(span)
        at = span[1]
    return found
