"""The sentences of a text, in any language."""

from __future__ import annotations

from claims.extraction import quotes, sentences
from claims.extraction.lang import codes, get_pack
from claims.extraction.tokens import Tokens

Place = tuple[int, int]


def sentences_of(text: str, language: str) -> list[Place]:
    """The sentences as places; a quotation does not break the one it stands in."""
    pack = get_pack(language) if language in codes() else None
    tokens = Tokens(text, pack.ABBREVIATIONS, pack.CONTRACTIONS) if pack else Tokens(text)
    found = sentences.split(tokens, quotes.pair(tokens))
    return [(tokens.starts[s.first], tokens.ends[s.last - 1]) for s in found if s.quote == -1 and s.last > s.first]
