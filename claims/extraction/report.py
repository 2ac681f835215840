"""Extractions for people and programs outside: one JSON record an article, or a page to read."""

from __future__ import annotations

import textwrap
from typing import Any

from claims.extraction.results import Attribution, Extraction, OwnVoice
from claims.extraction.spans import Span, surface

Record = dict[str, Any]


def as_record(article_id: str, text: str, extraction: Extraction, seconds: float) -> Record:
    """One article in the attribution benchmarks' format, spans as `[start, end]`, with our reasons beside it.

    `seconds` is the CPU time the extraction took.
    """
    facts = extraction.facts
    return {
        "id": article_id,
        "lang": facts.language,
        "version": extraction.version,
        "seconds": round(seconds, 6),
        "meta": {
            "title": facts.title,
            "title_span": facts.title_span,
            "dateline_place": facts.dateline_place,
            "date": facts.date.isoformat() if facts.date else None,
            "outlet": facts.outlet,
            "credit": facts.credit,
        },
        "boilerplate": _spans(extraction.boilerplate),
        "attributions": [_attribution(text, one) for one in extraction.attributions],
        "own_voice": [_own_voice(one) for one in extraction.own_voice],
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _attribution(text: str, one: Attribution) -> Record:
    return {
        "source": _spans(one.source),
        "cue": _spans(one.cue),
        "content": _spans(one.content),
        "quote": one.quote,
        "source_type": one.source_type,
        "canonical": one.canonical,
        "chain": list(one.chain),
        "hedged": one.hedged,
        "negated": one.negated,
        "surface": {role: [span.of(text) for span in getattr(one, role)] for role in ("source", "cue", "content")},
        "statement": one.statement,
        "confidence": one.confidence,
        "rule": one.why.rule,
        "cue_entry": one.why.cue_entry,
        "frame": one.why.frame,
        "kind": one.why.kind,
        "note": one.why.note,
        "candidates": list(one.candidates),
        "hedged_by": one.hedged_by,
        "speaks_for": one.speaks_for,
        "role": one.role,
        "inside": one.inside,
        "same_claim_as": one.same_claim_as,
        "check": {"score": one.check.score, "kind": one.check.kind, "reasons": list(one.check.reasons)},
        "times": [
            {"span": list(time.span), "start": time.start.isoformat(), "end": time.end.isoformat()}
            for time in one.times
        ],
        "figures": [
            {"span": list(number.span), "value": number.value, "unit": number.unit, "approximate": number.approximate}
            for number in one.figures
        ],
        "conjuncts": [{"content": _spans(part.content), "statement": part.statement} for part in one.conjuncts],
    }


def _own_voice(one: OwnVoice) -> Record:
    return {
        "span": list(one.span),
        "statement": one.statement,
        "attributed_to": one.attributed_to,
        "check": {"score": one.check.score, "kind": one.check.kind, "reasons": list(one.check.reasons)},
    }


def explain(article_id: str, text: str, extraction: Extraction) -> str:
    """The same for a reader: every find with who says it, through whom, and why the machine thinks so."""
    facts = extraction.facts
    head = [
        f"== {article_id}: {facts.title or 'no headline found'}",
        f"   language {facts.language}, date {facts.date or 'unknown'}, place {facts.dateline_place or 'unknown'}, "
        f"outlet {facts.outlet or 'unknown'}, credits {facts.credit or 'nobody'}",
        f"   {len(extraction.boilerplate)} stretches of the page are not article",
    ]
    finds = [_explained(number, text, one) for number, one in enumerate(extraction.attributions, 1)]
    voice = [f"   {one.check.score:.2f} {one.check.kind}: {one.statement}" for one in extraction.own_voice]
    if voice:
        speaker = extraction.own_voice[0].attributed_to or "the article"
        voice = ["", f"In the article's own voice (to be laid to {speaker}):", *voice]
    return "\n".join([*head, *finds, *voice, ""])


def _explained(number: int, text: str, one: Attribution) -> str:
    """One find: the statement, then a line each for who, how, why and the letters it was read from."""
    why = one.why
    who = one.canonical or surface(text, one.source) or "nobody named"
    if not one.canonical and one.candidates:
        who += f" (perhaps {' or '.join(one.candidates)})"
    if one.speaks_for:
        who += f", speaking for {one.speaks_for}"
    signs = [one.quote, one.source_type, *(["hedged by the " + (one.hedged_by or "text")] if one.hedged else [])]
    signs += ["negated"] if one.negated else []
    signs += [f"same claim as {one.same_claim_as + 1}"] if one.same_claim_as is not None else []
    signs += [f"inside {one.inside + 1}"] if one.inside is not None else []
    lines = [
        "",
        f"{number:3}. {one.statement}",
        f"     who:   {who}",
        f"     via:   {' → '.join(one.chain) or 'said to this outlet'}",
        f"     how:   {', '.join(signs)}",
        f"     why:   {why.rule}, cue “{why.cue_entry}” ({why.kind}), frame {why.frame}",
        f"     sure:  {one.confidence:.2f}",
        *([f"     note:  {why.note}"] if why.note else []),
        f"     check: {one.check.score:.2f} {one.check.kind} ({'; '.join(one.check.reasons) or 'no sign'})",
    ]
    letters = f"[{surface(text, one.source) or '–'}] <{surface(text, one.cue)}> {surface(text, one.content)}"
    folded = " ".join(letters.split())
    lines += textwrap.wrap(folded, 110, initial_indent="     text:  ", subsequent_indent="            ")
    for position, part in enumerate(one.conjuncts):
        lines.append(f"     {'split:' if not position else '      '} {part.statement}")
    return "\n".join(lines)
