"""Splits a news article into attributable claims: text in, frozen results with exact spans out.

Pure Python: no Django, no network, no clock. The one verb is `extract`:

>>> from claims.extraction import extract
>>> found = extract("Menurut Budi Santoso, harga beras turun.").attributions[0]
>>> found.canonical, found.why.rule
('Budi Santoso', 'prep.source_content')

Read on in `pipeline.py`, which runs the stages in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extraction.results import ArticleFacts, Extraction
    from claims.extraction.spans import Span

VERSION = "1.0"


def extract(text: str, language: str | None = None) -> Extraction:
    """Everything the rules find in one article.

    text: the frozen text of the article, page clutter included.
    language: code of the language pack to read with; None asks the detector.
    Raises `lang.UnknownLanguage` for a code that has no pack.
    """
    from claims.extraction.pipeline import run  # here, so that importing the package costs nothing

    return run(text, language)


def read_page(text: str, language: str | None = None) -> tuple[ArticleFacts, tuple[Span, ...]]:
    """What the page says about itself (title, dateline, date, credit …) and which spans of it are clutter.

    The quick part of `extract`, for saving an article before its claims are read. Arguments as there.
    """
    from claims.extraction.pipeline import read_page as read

    return read(text, language)
