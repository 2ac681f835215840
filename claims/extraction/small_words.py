"""The words of a language that say nothing of their own: articles, prepositions, pronouns, auxiliaries."""

from __future__ import annotations

from functools import cache

from claims.extraction.lang import get_pack

# Classes of the pack's WORDS that hold no content words.
_CLASSES = (
    "determiner", "indefinite", "demonstrative", "preposition", "coordinator", "subordinator", "contrast",
    "complementiser", "question", "relative", "auxiliary", "negator", "pronoun", "plural_pronoun",
    "first_person", "infinitive", "agent",
)  # fmt: skip


@cache
def of(code: str) -> frozenset[str]:
    """The small words of the pack `code`, in lower case."""
    pack = get_pack(code)
    words = set(pack.LANGUAGE["words"].split())
    for name in _CLASSES:
        words.update(pack.WORDS.get(name, "").split())
    return frozenset(words)
