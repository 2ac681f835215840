"""Which language pack reads a text.

`pipeline` calls `detect(text)` when the caller names no language. A vote of function words decides nearly always; the
statistical detector (lingua) is loaded only when the vote is close, because its models cost memory and a second.

    code = language.detect(text)
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from claims.extraction.lang import codes, get_pack
from claims.extraction.tokens import WORD

DEFAULT = "en"  # for a text in which nothing votes (digits, emoji, an empty string)

_READ = 6_000  # code points are enough to tell; the rest of a long text is not read
_ENOUGH = 0.06  # weighted share of a pack's own small words below which a text is hardly in that language
_LEAD = 1.25  # the winner must have this many times the votes of the next, else the detector is asked …
_OWN_WEIGHT = 3.0
_OWN_ENOUGH = 0.02  # … unless this share of the text is the winner's own words,
_CLEARLY = 2.0  # times the votes of what somebody says that another language has, from where on they are wrong
_OWN_LEAD = 2.0  # and this many times those of the next: Malay and Indonesian share most small words


class Votes(NamedTuple):
    """How much of a text speaks for one pack, as shares of its words."""

    code: str
    words: float  # the language's small words
    own: float  # words that its neighbours spell differently, which count more

    @property
    def total(self) -> float:
        """One figure to compare packs by: words of the language's own weigh more."""
        return self.words + _OWN_WEIGHT * self.own


@cache
def _voters() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Code → (small words, words of its own)."""
    data = {code: get_pack(code).LANGUAGE for code in codes()}
    return {code: (frozenset(one["words"].split()), frozenset(one["own"].split())) for code, one in data.items()}


def votes(text: str) -> list[Votes]:
    """The votes for each pack, the strongest first."""
    counts = Counter(word.lower() for word in WORD.findall(text[:_READ]))
    total = counts.total() or 1

    def share(words: frozenset[str]) -> float:
        return sum(count for word, count in counts.items() if word in words) / total

    found = [Votes(code, share(words - own), share(own)) for code, (words, own) in _voters().items()]
    return sorted(found, key=lambda one: -one.total)


def detect(text: str) -> str:
    """The code of the pack to read `text` with; always one that exists, `DEFAULT` when nothing speaks for any.

    >>> detect("Presiden mengatakan bahwa harga beras akan turun pada bulan depan.")
    'id'
    """
    ranked = votes(text)
    best = ranked[0]
    second = ranked[1] if len(ranked) > 1 else Votes("", 0.0, 0.0)
    if best.total >= _ENOUGH and (
        best.total >= second.total * _LEAD or (best.own >= _OWN_ENOUGH and best.own >= second.own * _OWN_LEAD)
    ):
        return best.code
    return _ask_detector(text[:_READ]) or (best.code if best.total > 0 else DEFAULT)


def may_be(code: str, text: str) -> bool:
    """Whether somebody may be right who says that `text` is in the language of the pack `code`: its words do not speak
    clearly for another one. Close neighbours and short texts are believed.

    >>> may_be("id", "Menteri: bendungan aman"), may_be("en", "Presiden mengatakan bahwa harga akan turun")
    (True, False)
    """
    found = {one.code: one.total for one in votes(text)}
    return found.get(code, 0.0) * _CLEARLY >= max(found.values())


def _ask_detector(text: str) -> str | None:
    """What lingua says, when it is one of our packs; None for a neighbour's language or a text it cannot tell."""
    found = _detector().detect_language_of(text)
    code = found.iso_code_639_1.name.lower() if found else None
    return code if code in codes() else None


@cache
def _detector() -> Any:
    """lingua, restricted to our packs and the neighbours they name. Imported here: most runs never need it."""
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    wanted = {getattr(IsoCode639_1, code.upper()) for code in codes()}
    languages = {language for language in Language.all() if language.iso_code_639_1 in wanted}
    for code in codes():
        for name in get_pack(code).LANGUAGE["neighbours"].split():
            languages.add(getattr(Language, name))
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
