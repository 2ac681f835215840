"""Places of an article that a person may want: where a content can be cut in two, and its sentences.

Only offered; a person may choose any other place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from claims.extraction import conjuncts
from claims.extraction.classes import CONTRAST, COORD
from claims.extraction.document import Document
from claims.extraction.lang import codes
from claims.extraction.language import DEFAULT
from claims.extraction.lexicon import get_lexicon
from claims.extraction.spans import Span
from claims.models import Article, Attribution

ENDS_A_PART = frozenset(";:–—.?!…")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a content may be cut: the first part ends at `until`, the second begins at `at`, and what stands between
    them ("and", a comma) is in neither. `shared` are words of the first part that the second needs too, its subject."""

    at: int
    until: int
    shared: tuple[Place, ...] = ()


def cuts_of(attribution: Attribution) -> list[Cut]:
    """Where the content of an attribution may be cut, in text order: between propositions where the extraction can
    tell them apart, else after conjunctions and the stronger marks. Empty when nothing suggests itself."""
    article = attribution.article
    content = [Span(span.start, span.end) for span in attribution.spans_of("content")]
    language = _pack_of(article)
    parts = conjuncts.propose(article.text, content, language)
    if parts:
        return [
            Cut(at=after[-1].start, until=before[-1].end, shared=tuple((s.start, s.end) for s in after[:-1]))
            for before, after in pairwise(parts)
        ]
    return [cut for span in content for cut in _between_words(article.text, span, language)]


def sentences_of(article: Article) -> list[Place]:
    """The sentences of the article as (start, end), without clutter."""
    clutter = [Span(start, end) for start, end in article.clutter]
    return [
        (span.start, span.end)
        for span in Document(article.text, get_lexicon(_pack_of(article)), clutter).own_sentences()
    ]


def _between_words(text: str, content: Span, language: str) -> list[Cut]:
    doc = Document(text[content.start : content.end], get_lexicon(language))
    starts, ends = doc.tokens.starts, doc.tokens.ends
    cuts = []
    for i in range(1, len(doc.words) - 1):
        joins = bool(doc.tags[i] & (COORD | CONTRAST))
        if joins or doc.words[i] in ENDS_A_PART:
            cuts.append(Cut(at=content.start + starts[i + 1], until=content.start + ends[i - 1]))
    return cuts


def _pack_of(article: Article) -> str:
    return article.language if article.language in codes() else DEFAULT
