"""Spans: the promise that every find points at exactly the letters it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, end)` of Unicode code points in the text given to `extract`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The letters the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a letter in common."""
        return self.start < other.end and other.start < self.end


def surface(text: str, spans: Iterable[Span], joiner: str = " … ") -> str:
    """The letters of several spans, in order, with `joiner` where something was left out between them."""
    return joiner.join(span.of(text) for span in spans)


def beginning(text: str, spans: Iterable[Span], length: int) -> str:
    """The first `length` letters of several spans, with one space between; never reads further."""
    parts: list[str] = []
    for span in spans:
        if length <= 0:
            break
        parts.append(text[span.start : min(span.end, span.start + length)])
        length -= len(parts[-1])
    return " ".join(parts)
