"""Attributions written in a sentence: `[Rina] <mengatakan> {harga turun}` marks source, cue and content."""

from typing import Any

from claims.extraction import extract
from claims.extraction.results import Attribution, Why
from claims.extraction.spans import Span

_ROLES = {"[": "source", "<": "cue", "{": "content"}


def read(marked: str, at: int = 0, **values: Any) -> tuple[str, Attribution]:
    """The sentence without its marks, and the attribution they mark; `at` is where the sentence will stand in a text.

    What `values` leaves out is that of plain indirect speech of a named person.
    """
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    letters, opened = "", {}
    for letter in marked:
        if letter in _ROLES:
            opened[_ROLES[letter]] = len(letters)
        elif letter in "]>}":
            role = _ROLES[{"]": "[", ">": "<", "}": "{"}[letter]]
            spans[role].append(Span(at + opened.pop(role), at + len(letters)))
        else:
            letters += letter
    kind = values.pop("kind", "speech")
    source = letters[spans["source"][0].start - at : spans["source"][0].end - at] if spans["source"] else None
    cue = letters[spans["cue"][0].start - at : spans["cue"][0].end - at]
    given = {
        "quote": "indirect",
        "source_type": "named_person" if source else "implicit",
        "canonical": source,
        "chain": (),
        "hedged": False,
        "negated": False,
        "confidence": 0.9,
        "why": Why("clause.subject_verb_that", cue.lower(), "S V that C", kind, "id"),
    }
    return letters, Attribution(**{role: tuple(found) for role, found in spans.items()}, **(given | values))


def join(*parts: tuple[str, dict[str, Any]]) -> tuple[str, list[Attribution]]:
    """One text of several marked sentences with their values."""
    text, found = "", []
    for marked, values in parts:
        sentence, attribution = read(marked, len(text), **values)
        text += sentence + " "
        found.append(attribution)
    return text, found


def found(text: str, language: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Source, cue and content of each attribution in the text, as words."""
    return [
        (
            [span.of(text) for span in one.source],
            [span.of(text) for span in one.cue],
            [span.of(text) for span in one.content],
        )
        for one in extract(text, language).attributions
    ]
