"""Where quoted words stand in a text."""

from __future__ import annotations

import re

_MARKS = "\"'“”„‘’«»‹›"


def find_passage(text: str, quote: str) -> tuple[int, int] | None:
    """The first place where the words of `quote` stand, letter for letter; only blanks and line breaks may differ, and
    quotation marks around the whole may be missing there. None when they stand nowhere."""
    for words in (quote.split(), quote.strip().strip(_MARKS).split()):
        if words and (found := re.search(r"\s+".join(map(re.escape, words)), text)):
            return found.span()
    return None
