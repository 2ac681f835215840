"""Where the words of an attribution can be compared with words nearer to the speaker, and what drifted between them.

A hint for the person who sets the attribution finding; nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction import drift
from claims.extraction.lang import codes
from claims.extraction.spans import Span
from claims.models import Attribution, RelayHop, Source

Pieces = list[tuple[str, bool]]  # the words cut at the marks: (letters, whether they drifted)

# How near the words are to the speaker's own mouth: their own words before a summary, a person before a body.
_QUOTES = {Attribution.QuoteKind.DIRECT: 0, Attribution.QuoteKind.MIXED: 1, Attribution.QuoteKind.INDIRECT: 2}


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words here lost and gained against `origin` (a hop that was opened, or a nearer appearance)."""

    origin: RelayHop | Attribution
    said: Pieces
    told: Pieces
    said_language: str
    kinds: tuple[str, ...]

    @property
    def hop(self) -> RelayHop | None:
        return self.origin if isinstance(self.origin, RelayHop) else None

    @property
    def appearance(self) -> Attribution | None:
        return self.origin if isinstance(self.origin, Attribution) else None


def hints_for(attribution: Attribution, others: list[Attribution], language: str) -> list[Hint]:
    """Hints against each opened hop, nearest first, then against the nearest of `others`.

    others: appearances of the same claim in the same article; one counts when it is nearer to the speaker
        than this one. All rows come with spans, relays and sources.
    language: of the article; one without a pack has no hints.
    """
    if language not in codes():
        return []
    here = drift.Wording(attribution.quote_of("content"), language)
    hints = []
    for hop in attribution.chain:
        if hop.found and hop.found_language in codes():
            hints.append(_hint(hop, drift.Wording(hop.found, hop.found_language), here))
    nearer = min((one for one in others if one.pk != attribution.pk), key=_distance, default=None)
    if nearer is not None and _distance(nearer) < _distance(attribution):
        hints.append(_hint(nearer, drift.Wording(nearer.quote_of("content"), language), here))
    return [hint for hint in hints if hint is not None]


def _distance(attribution: Attribution) -> tuple[int, int, int]:
    body = attribution.source is None or attribution.source.kind != Source.Kind.PERSON
    return _QUOTES[Attribution.QuoteKind(attribution.quote_kind)], int(body), len(attribution.chain)


def _hint(origin: RelayHop | Attribution, said: drift.Wording, told: drift.Wording) -> Hint | None:
    shifts = drift.compare(said, told)
    if not shifts:
        return None
    return Hint(
        origin=origin,
        said=_cut(said.text, [span for shift in shifts for span in shift.origin]),
        told=_cut(told.text, [span for shift in shifts for span in shift.here]),
        said_language=said.language,
        kinds=tuple(shift.kind for shift in shifts),
    )


def _cut(text: str, spans: list[Span]) -> Pieces:
    pieces: Pieces = []
    at = 0
    for start, end in sorted(set(spans)):
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
