"""The stages in order: text in, `Extraction` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

from claims.extraction import VERSION, checkworthiness, continuations, clutter, facts, figures, language, times
from claims.extraction.assemble import assemble
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.frames import Reader
from claims.extraction.lang import get_pack
from claims.extraction.lexicon import get_lexicon
from claims.extraction.results import ArticleFacts, Attribution, Extraction
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
    attributions = find_attributions(text, pack.code, boilerplate, about.credit, about.title_span)
    return Extraction(VERSION, about, boilerplate, _with_features(text, pack, about, attributions))


def find_attributions(
    text: str, code: str, boilerplate: Sequence[Span] = (), credit: str | None = None, title: Span | None = None
) -> tuple[Attribution, ...]:
    """Who says what: all attributions of `text` in the order of their cues, none in `boilerplate` or the title."""
    doc = Document(text, get_lexicon(code), [*boilerplate, *([title] if title else [])])
    return assemble(doc, read(doc), credit)


def read(doc: Document) -> list[Draft]:
    """The finds of all sentences, unresolved."""
    starts = [hit.first for hit in doc.hits]
    drafts: list[Draft] = []
    for index, sentence in enumerate(doc.sentences):
        if doc.clutter and doc.in_clutter(sentence.first):
            continue
        reader = Reader(doc, index, starts)
        if reader.hits:
            drafts.extend(reader.read())
        elif sentence.quote == -1 and sentence.first in doc.opens:
            continuations.go_on(doc, index, drafts)
    return drafts


def _with_features(
    text: str, pack: SimpleNamespace, about: ArticleFacts, attributions: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """The same attributions with times, figures and check-worthiness."""
    all_times = times.find(text, about.date, pack)
    all_figures = figures.find(text, pack, all_times)
    finished = []
    for found in attributions:
        when = times.inside(all_times, found.content)
        amounts = times.inside(all_figures, found.content)
        check = checkworthiness.judge(text, found.content, pack, figures=amounts, times=when, cue_kind=found.why.kind)
        finished.append(replace(found, times=when, figures=amounts, check=check))
    return tuple(finished)
