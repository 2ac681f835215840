"""Which language pack reads a text.

`pipeline` calls `detect(text)` when the caller names no language. A vote of function words decides nearly always; the
statistical detector (lingua) is loaded only when the vote is close, because its models cost memory and a second.

    code = language.detect(text)
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from claims.extraction.lang import codes, get_pack

DEFAULT = "en"  # for a text in which nothing votes (digits, emoji, an empty string)

_READ = 6_000  # code points are enough to tell; the rest of a long text is not read
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENOUGH = 0.06  # share of a pack's own small words below which a text is hardly in that language
_LEAD = 1.25  # the winner must have this many times the votes of the next, else the detector is asked


@cache
def _voters() -> dict[str, dict[str, float]]:
    """Word → weight per pack. A word that its neighbours spell differently weighs three times as much."""
    voters: dict[str, dict[str, float]] = {}
    for code in codes():
        data = vars(get_pack(code)).get("LANGUAGE", {})
        votes = dict.fromkeys(data.get("words", "").split(), 1.0)
        votes.update(dict.fromkeys(data.get("own", "").split(), 3.0))
        voters[code] = votes
    return voters


def votes(text: str) -> dict[str, float]:
    """The weighted share of a text's words that vote for each pack, e.g. `{"en": 0.02, "id": 0.61}`."""
    counts = Counter(word.lower() for word in _WORD.findall(text[:_READ]))
    total = counts.total() or 1
    return {
        code: sum(weight * counts[word] for word, weight in voters.items() if word in counts) / total
        for code, voters in _voters().items()
    }


def detect(text: str) -> str:
    """The code of the pack to read `text` with; always one that exists, `DEFAULT` when nothing speaks for any.

    >>> detect("Presiden mengatakan bahwa harga beras akan turun pada bulan depan.")
    'id'
    """
    ranked = sorted(votes(text).items(), key=lambda item: -item[1])
    (best, most), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    if most >= _ENOUGH and most >= second * _LEAD:
        return best
    return _ask_detector(text[:_READ]) or (best if most > 0 else DEFAULT)


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
        for name in vars(get_pack(code)).get("LANGUAGE", {}).get("neighbours", "").split():
            languages.add(getattr(Language, name))
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
