"""The stages in order: text in, `Extraction` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

from claims.extraction import (
    VERSION,
    checkworthiness,
    clutter,
    conjuncts,
    continuations,
    facts,
    figures,
    grouping,
    language,
    own_voice,
    statements,
    times,
)
from claims.extraction.assemble import assemble
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.frames import Reader
from claims.extraction.lang import get_pack
from claims.extraction.lexicon import get_lexicon
from claims.extraction.results import ArticleFacts, Attribution, Conjunct, Extraction, Figure, TimeMention
from claims.extraction.spans import Span


def read_page(text: str, code: str | None) -> tuple[ArticleFacts, tuple[Span, ...]]:
    """What the page says about itself, and its clutter."""
    pack = get_pack(code or language.detect(text))
    boilerplate = clutter.find(text, pack)
    return facts.read(text, pack, boilerplate), boilerplate


def run(text: str, code: str | None) -> Extraction:
    """All stages on one article."""
    pack = get_pack(code or language.detect(text))
    about, boilerplate = read_page(text, pack.code)
    doc = Document(text, get_lexicon(pack.code), [*boilerplate, *([about.title_span] if about.title_span else [])])
    attributions = _behind_dateline(assemble(doc, read(doc), about.credit, about.outlet), about.dateline_span)
    mentions = times.find(text, about.date, pack, doc.tokens)
    numbers = figures.find(text, pack, mentions, doc.tokens)
    attributions = _with_features(text, pack, attributions, mentions, numbers)
    attributions = _with_conjuncts(doc, pack, attributions)
    voice = own_voice.find(text, doc.own_sentences(), attributions, about, pack, figures=numbers, times=mentions)
    return Extraction(VERSION, about, boilerplate, attributions, voice)


def read(doc: Document) -> list[Draft]:
    """The finds of all sentences, unresolved."""
    starts = [hit.first for hit in doc.hits]
    drafts: list[Draft] = []
    before = 0  # the last sentence of the article's own that says more than a quotation
    for index, sentence in enumerate(doc.sentences):
        if doc.in_clutter(sentence.first):
            continue
        reader = Reader(doc, index, starts)
        if reader.hits:
            found_here = reader.read()
            for draft in found_here:
                if draft.points:
                    continuations.look_back(doc, draft, drafts)
            drafts.extend(found_here)
        elif sentence.quote == -1 and sentence.first in doc.opens:
            continuations.go_on(doc, index, before, drafts)
            found = continuations.signed(doc, index)
            if found is not None:
                drafts.append(found)
        if sentence.quote == -1 and not continuations.whole_quotation(doc, index):
            before = index
    return drafts


def _with_conjuncts(
    doc: Document, pack: SimpleNamespace, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The same attributions with the parts that a person may split them into, each with its own line."""
    finished = []
    for found in attributions:
        parts = conjuncts.parts(doc, found)
        if parts:
            lines = statements.headlines(doc.text, [replace(found, content=part) for part in parts], pack)
            found = replace(found, conjuncts=tuple(map(Conjunct, parts, lines)))
        finished.append(found)
    return tuple(finished)


def _behind_dateline(attributions: Sequence[Attribution], dateline: Span | None) -> tuple[Attribution, ...]:
    """The same attributions, none of whose contents holds the dateline of the first sentence."""
    if dateline is None:
        return tuple(attributions)
    kept = []
    for found in attributions:
        content = tuple(Span(max(start, dateline.end), end) for start, end in found.content if end > dateline.end)
        if content:
            kept.append(found if content == found.content else replace(found, content=content))
    return tuple(kept)


def _with_features(
    text: str,
    pack: SimpleNamespace,
    attributions: Sequence[Attribution],
    mentions: Sequence[TimeMention],
    numbers: Sequence[Figure],
) -> tuple[Attribution, ...]:
    """The same attributions with their statement, the claim they share, times, figures and check-worthiness."""
    lines = statements.headlines(text, attributions, pack)
    same = grouping.same_claims(text, attributions, pack)
    finished = []
    for found, line, first in zip(attributions, lines, same, strict=True):
        when = times.inside(mentions, found.content)
        amounts = times.inside(numbers, found.content)
        check = checkworthiness.judge(text, found.content, pack, figures=amounts, times=when, cue_kind=found.why.kind)
        finished.append(replace(found, statement=line, same_claim_as=first, times=when, figures=amounts, check=check))
    return tuple(finished)
