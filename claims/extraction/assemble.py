"""Drafts → attributions: spans in the text, resolved source, nesting, relays, hedges and negation."""

from __future__ import annotations

from claims.extraction import chains
from claims.extraction.calibration import confidence
from claims.extraction.document import Document
from claims.extraction.drafts import Draft, Speaker
from claims.extraction.hedges import Hedges
from claims.extraction.names import Names
from claims.extraction.phrases import Range
from claims.extraction.quotes import DOUBLE, SINGLE
from claims.extraction.results import Attribution, Why
from claims.extraction.spans import Span
from claims.extraction.speakers import Resolver

_EDGE = frozenset(",;:–.")


def assemble(
    doc: Document, drafts: list[Draft], credit: str | None, outlet: str | None = None
) -> tuple[Attribution, ...]:
    """The attributions in the order of their cues, without what `pipeline` adds (statement, times, figures, check).

    credit: the outlet that the whole article credits; outlet: the article's own, which is no relay.
    """
    drafts = sorted(drafts, key=lambda draft: (draft.hit.first, draft.level))
    names = Names(doc)
    resolver = Resolver(doc, names)
    known = [  # who is only pointed to ("Hal senada disampaikan S") may be meant by the next pronoun
        (draft, resolver.resolve(draft)) for draft in drafts if draft.points or _says_something(doc, draft)
    ]
    drafts = [draft for draft, _ in known if _says_something(doc, draft)]
    speakers = [speaker for draft, speaker in known if _says_something(doc, draft)]
    parents = _parents(drafts)
    through = chains.of(doc, names, drafts, speakers, parents, credit, outlet)
    hedges = Hedges(doc)
    hedged = [hedges.hedged_by(draft) for draft in drafts]
    built = []
    for index, draft in enumerate(drafts):
        parent = parents[index]
        outer_hedge = parent is not None and speakers[parent].kind == "implicit" and bool(hedged[parent])
        built.append(
            _build(
                doc,
                draft,
                speakers[index],
                tuple(through[index]),
                hedged[index] or ("reporter" if outer_hedge else ""),
                hedges.negated(draft),
                parent,
            )
        )
    return tuple(built)


def _says_something(doc: Document, draft: Draft) -> bool:
    """Whether its content holds a word, and not only marks ("katanya –")."""
    return any(doc.words[i][:1].isalnum() for first, last in draft.content for i in range(first, last))


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the innermost other draft in whose content its cue stands."""
    pieces = sorted((first, last, index) for index, draft in enumerate(drafts) for first, last in draft.content)
    parents: list[int | None] = []
    active: list[tuple[int, int, int]] = []  # the pieces of content that are open at the present cue
    at = 0
    for index, draft in enumerate(drafts):
        cue = draft.hit
        while at < len(pieces) and pieces[at][0] <= cue.first:
            active.append(pieces[at])
            at += 1
        active = [piece for piece in active if piece[1] >= cue.last]
        best: tuple[int, int] | None = None
        for first, last, other in active:
            if other != index and drafts[other].content != draft.content:
                size = last - first
                if best is None or size < best[0]:
                    best = (size, other)
        parents.append(best[1] if best else None)
    return parents


def _span(doc: Document, part: Range) -> Span:
    first, last = part
    return Span(doc.tokens.starts[first], doc.tokens.ends[last - 1])


def _content_spans(doc: Document, draft: Draft) -> tuple[tuple[Span, ...], str]:
    """The content without its final marks, and the quote kind."""
    ranges = []
    for first, last in draft.content:
        while last > first and (doc.words[last - 1] in _EDGE or _of_what_follows(doc, last - 1)):
            last -= 1
        while first < last and doc.words[first] in _EDGE:
            first += 1
        if first < last:
            ranges.append((first, last))
    quoted = [first in doc.opens and _covers(doc, first, last) for first, last in ranges]
    if ranges and all(quoted):
        inner = []
        for first, last in ranges:
            begin, end = first + 1, last
            if doc.words[end - 1] in DOUBLE or doc.words[end - 1] in SINGLE:
                end -= 1
            while end > begin and doc.words[end - 1] in ".,":
                end -= 1
            if begin < end:
                inner.append((begin, end))
        return tuple(_span(doc, part) for part in inner), "direct"
    mixed = draft.level != -1 or any(doc.inside[i] != -1 for first, last in ranges for i in range(first, last))
    return tuple(_span(doc, part) for part in ranges), "mixed" if mixed else "indirect"


def _of_what_follows(doc: Document, i: int) -> bool:
    """Whether token `i` is a quotation mark that closes nothing: the next sentence's, or one that strayed."""
    return doc.words[i] in DOUBLE and i not in doc.closes


def _covers(doc: Document, first: int, last: int) -> bool:
    quote = doc.quotes[doc.opens[first]]
    return quote.close >= last - 1


def _build(
    doc: Document,
    draft: Draft,
    speaker: Speaker,
    chain: tuple[str, ...],
    hedged_by: str,
    negated: bool,
    parent: int | None,
) -> Attribution:
    content, kind = _content_spans(doc, draft)
    cue = Span(doc.tokens.starts[draft.hit.first], doc.tokens.ends[draft.hit.last - 1])
    source: tuple[Span, ...] = ()
    if draft.source is not None:
        source = (_span(doc, draft.source),)
    notes = [note for note in (f"typo: {draft.hit.typo}" if draft.hit.typo else "", speaker.note, draft.note) if note]
    return Attribution(
        source=source,
        cue=(cue,),
        content=content,
        quote=kind,
        source_type=speaker.kind,
        canonical=speaker.canonical,
        chain=chain,
        hedged=bool(hedged_by),
        negated=negated,
        confidence=confidence(doc.lexicon.code, draft.rule, draft.kind),
        why=Why(draft.rule, draft.hit.form.entry, draft.frame, draft.kind, doc.lexicon.code, "; ".join(notes)),
        candidates=speaker.candidates,
        hedged_by=hedged_by,
        speaks_for=speaker.speaks_for,
        role=speaker.role,
        inside=parent,
    )
