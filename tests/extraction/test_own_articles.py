"""What is found in twenty annotated articles of our own may only grow: floors a little below the last measure.

A find counts when a gold attribution shares half of its content with it and its source. Other figures are in
docs/benchmarks.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import extract
from claims.extraction.results import Attribution

FOLDER = Path(__file__).parent / "own_articles"
Letters = set[int]

# (file, language, least recall, least precision), in percent
FLOORS = [
    ("read", "id", 93, 97),
    ("read", "en", 92, 93),
    ("unread", "id", 80, 92),
    ("unread", "en", 68, 78),
]


def articles(name: str, language: str) -> list[dict[str, Any]]:
    rows = (json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["lang"] == language]


def letters(spans: Any, text: str) -> Letters:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def agrees(gold: dict[str, Any], found: Attribution, text: str) -> bool:
    mine, theirs = letters(found.content, text), letters(gold["content"], text)
    source, other = letters(found.source, text), letters(gold["source"], text)
    same_source = bool(source & other) or not source or not other
    return 2 * len(mine & theirs) >= len(mine | theirs) and same_source


@pytest.mark.parametrize(("name", "language", "recall", "precision"), FLOORS)
def test_no_less_is_found_than_before(name: str, language: str, recall: int, precision: int):
    right = wanted = given = 0
    for article in articles(name, language):
        text = article["text"]
        unscored = [tuple(span) for span in article["meta"].get("unscored", [])]
        waiting = list(article["attributions"])
        wanted += len(waiting)
        for found in extract(text, language).attributions:
            match = next((gold for gold in waiting if agrees(gold, found, text)), None)
            if match is not None:
                waiting.remove(match)
                right += 1
            elif any(start < cue.end and cue.start < end for start, end in unscored for cue in found.cue):
                continue
            given += 1
    assert 100 * right / wanted >= recall
    assert 100 * right / given >= precision


@pytest.mark.parametrize("name", ["read", "unread"])
def test_every_annotated_span_holds_its_letters(name: str):
    for language in ("id", "en"):
        for article in articles(name, language):
            for one in article["attributions"]:
                for role in ("source", "cue", "content"):
                    assert [article["text"][start:end] for start, end in one[role]] == one["surface"][role]
