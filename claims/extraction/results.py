"""What `extract` returns: frozen, comparable, free of references back into the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from claims.extraction.spans import Span

QUOTE_KINDS = ("direct", "indirect", "mixed")
SOURCE_TYPES = ("named_person", "organisation", "outlet", "unnamed", "pronoun", "implicit")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression resolved against the article's date ("pada hari Jumat" → 2023-09-15)."""

    span: Span
    start: dt.date
    end: dt.date  # inclusive; equal to `start` for a single day


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as written ("sekitar 8.000 km" → value 8000.0, unit "km", approximate)."""

    span: Span
    value: float
    unit: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """How much a statement asks to be checked: `score` in 0..1, `kind` and the reasons behind it."""

    score: float
    kind: str  # figure, event, law, prediction, opinion, intention, position, other
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conjunct:
    """A part of a content that can be true or false alone; it shares everything else with its attribution.

    A part that lacks a subject begins with the span of the one that it shares ("Kim | inspected the missiles").
    """

    content: tuple[Span, ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why the machine thinks so; shown to the analyst beside every result."""

    rule: str  # the rule's name, e.g. "clause.subject_verb_that"
    cue_entry: str  # the entry of the language pack that matched, e.g. "mengatakan"
    frame: str  # how the cue takes its parts, e.g. "S V that C"
    kind: str  # speech, writing, belief, intention, fear, order, finding …
    language: str  # the pack that found it
    note: str = ""  # anything else a reader should know ("typo: mengataka,n", "dia: Putin, carried over")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One place where a source is said to say, believe, fear, order or plan something.

    Spans are ordered and do not overlap within one role. `source` is empty when no source is named;
    `canonical` is None when unsure, with what might fit in `candidates`.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: str  # one of QUOTE_KINDS
    source_type: str  # one of SOURCE_TYPES
    canonical: str | None
    chain: tuple[str, ...]  # relays, nearest first, ending with the outlet the article credits
    hedged: bool
    negated: bool
    confidence: float  # 0..1, calibrated on the dev sets: see docs/benchmarks.md
    why: Why
    candidates: tuple[str, ...] = ()  # names that fit when `canonical` is None because several do
    hedged_by: str = ""  # "", "reporter", "speaker" or "both"
    speaks_for: str | None = None  # "Kremlin" for "Juru bicara Kremlin Dmitry Peskov"
    role: str | None = None  # the title as written ("Juru bicara Kremlin")
    inside: int | None = None  # index of the attribution in whose content this one stands
    statement: str = ""  # the proposition as a short headline in the article's language
    same_claim_as: int | None = None  # index of the earlier attribution that states the same proposition
    check: CheckWorthiness = CheckWorthiness(0.0, "other")
    times: tuple[TimeMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    conjuncts: tuple[Conjunct, ...] = ()  # offered for a split; empty when the content is one proposition


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """A checkable statement that the article makes with no source."""

    span: Span
    statement: str
    attributed_to: str | None  # the outlet, or the outlet the article credits
    check: CheckWorthiness


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the page says about itself. A value that is not found is None, never a guess."""

    language: str
    title: str | None = None
    title_span: Span | None = None
    dateline_place: str | None = None
    dateline_span: Span | None = None  # "MOSKOW – ", up to the first letter of the report
    date: dt.date | None = None
    outlet: str | None = None  # the article's own outlet, when the text names it
    credit: str | None = None  # the outlet the whole article credits ("Dikutip dari CNA" → "CNA")
    credit_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The whole answer for one article."""

    version: str
    facts: ArticleFacts
    boilerplate: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    own_voice: tuple[OwnVoice, ...] = field(default=())
