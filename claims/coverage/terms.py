"""Text → the terms the archive is searched by."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+(?:[.,]\d+)*", re.UNICODE)
LONGEST_TERM = 64


def terms_of(text: str) -> list[str]:
    """Normalised terms in text order: no case, no accents, figures without their separators ("8.000" → "8000").

    Both databases index these very terms, so that both find the same articles.
    """
    return [term for term, _start, _end in located_terms(text)]


def located_terms(text: str) -> list[tuple[str, int, int]]:
    """Each term with the code points it stands at."""
    found = []
    for match in WORD.finditer(text):
        term = normalise(match.group())
        if len(term) > 1 or term.isdigit():
            found.append((term, match.start(), match.end()))
    return found


def normalise(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if c.isalnum())[:LONGEST_TERM]
