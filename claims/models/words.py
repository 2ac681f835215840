"""Words as a search takes them: without case and accents, each also as the beginning of a longer one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ACCENTS = "\u0300-\u036f"
_TOKEN = re.compile(rf"(?:[^\W_]|[{ACCENTS}])+")
_ACCENT = re.compile(f"[{ACCENTS}]")


def fold(word: str) -> str:
    """ "Citroën" → "citroen". Both databases fold what they index in the same way."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", word.lower())))


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody looks for: words, folded, each once, in their order."""

    asked: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of what was typed; signs between them mean nothing."""
        folded = (fold(token) for token in _TOKEN.findall(text))
        return cls(tuple(dict.fromkeys(word for word in folded if word)))

    def __bool__(self) -> bool:
        return bool(self.asked)

    def hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, word asked for) of every word of the text that begins like one of these."""
        if text.isascii():  # folded letter by letter: one pass of a pattern finds what the loop below finds
            for found in _begun(self.asked).finditer(text.lower()):
                yield found.start(), found.end(), found[1]
            return
        for token in _TOKEN.finditer(text):
            folded = fold(token[0])
            for word in self.asked:
                if folded.startswith(word):
                    yield token.start(), token.end(), word
                    break

    def in_text(self, text: str) -> set[str]:
        """Those that the text holds."""
        if text.isascii():
            lowered = text.lower()
            return {word for word in self.asked if _begun((word,)).search(lowered)}
        tokens = {fold(token) for token in _TOKEN.findall(text)}
        return {word for word in self.asked if any(token.startswith(word) for token in tokens)}


@lru_cache(maxsize=1024)
def _begun(words: tuple[str, ...]) -> re.Pattern[str]:
    """A whole word of a lower-case ASCII text that begins like one of these; the group holds which."""
    return re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, words)) or '(?!)'})[^\W_]*", re.ASCII)
