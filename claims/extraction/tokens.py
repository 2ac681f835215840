"""Text → tokens: words, single marks and line ends, each remembering where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left

from claims.extraction.normalise import SOFT, fold, lower
from claims.extraction.wrapping import is_wrapped

# A word: initials ("U.S."), or letters and digits joined by single hyphens, apostrophes, dots before a
# digit or a small letter ("1.7", "Ma'ruf", "detik.com"). No piece can match in two ways: time grows with the text.
_INSIDE = r"[\w\u0300-\u036f\u00ad]"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}(?!\w)"
    rf"|\w{_INSIDE}*(?:(?:[-'`]|\.(?=[\da-z])|,(?=\d{{3}}\b)){_INSIDE}+)*"
    r"|\n|'(?=''(?:\s|$))|''|``|[^\w\s\u00ad]"
)  # fmt: skip


WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # one word as readers count them, without digits
SOFT_STOP = "·"  # stands for the full stop of an abbreviation, which ends nothing
_DOUBLED = frozenset(("''", "``"))  # two single marks written for one double mark


def _parted(lowered: str, spans: list[tuple[int, int]], contractions: frozenset[str]) -> list[tuple[int, int]]:
    """The spans with contractions as two words: "he's" → "he", "'s"."""
    parted = []
    for span in spans:
        start, end = span
        mark = lowered.find("'", start + 1, end) if 2 < end - start < 8 else -1
        if mark > 0 and lowered[start:end] in contractions:
            parted.append((start, mark))
            parted.append((mark, end))
        else:
            parted.append(span)
    return parted


class Tokens:
    """The tokens of one text as parallel lists, the fastest shape pure Python has.

    words: lower-case letters; starts, ends: offsets in the text; caps: whether the first letter is a capital.
    """

    __slots__ = ("caps", "ends", "starts", "text", "words")

    def __init__(
        self, text: str, abbreviations: frozenset[str] = frozenset(), contractions: frozenset[str] = frozenset()
    ) -> None:
        self.text = text
        folded = fold(text)
        lowered = lower(folded)
        spans = [
            (start, end)
            for start, end in (match.span() for match in _TOKEN.finditer(folded))
            if folded[start] != "\n" or not is_wrapped(text, start)
        ]
        if contractions and "'" in lowered:
            spans = _parted(lowered, spans, contractions)
        self.starts = [span[0] for span in spans]
        self.ends = [span[1] for span in spans]
        words = [lowered[start:end] for start, end in spans]
        if SOFT in lowered:
            words = [word.replace(SOFT, "") if SOFT in word else word for word in words]
        if "`" in lowered:
            words = [word.replace("`", "'") if "`" in word and len(word) > 2 else word for word in words]  # "don`t"
        for i, word in enumerate(words):
            if word == "." and i and self.starts[i] == self.ends[i - 1]:
                before = words[i - 1]
                following = words[i + 1] if i + 1 < len(words) else ""
                initial = len(before) == 1 and before.isalpha() and following and folded[self.starts[i + 1]].isupper()
                numbered = f"{before}#" in abbreviations and following[:1].isdigit()
                proper = folded[self.starts[i - 1] : self.ends[i - 1]] in abbreviations
                if before in abbreviations or proper or initial or numbered or following == ",":
                    words[i] = SOFT_STOP
            elif word in _DOUBLED:
                words[i] = '"'
        self.words = words
        self.caps = [folded[start].isupper() for start in self.starts]

    def __len__(self) -> int:
        return len(self.words)

    def own_capital(self, i: int) -> bool:
        """Whether token `i` has a capital of its own ("in |May|"): it opens no sentence and stands between no capitals,
        as every word of a headline may."""
        if not self.caps[i] or i == 0 or not self.words[i - 1][0].isalnum():
            return False
        return not self.caps[i - 1] or not (i + 1 < len(self.words) and self.caps[i + 1])

    def at(self, offset: int) -> int:
        """The index of the first token that starts at `offset` or after."""
        return bisect_left(self.starts, offset)

    def surface(self, first: int, last: int) -> str:
        """The letters from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""
