"""How much a statement asks to be checked, of which kind it is, and why the machine thinks so.

`pipeline` asks for every attribution, `own_voice` for every sentence without a source:

    check = checkworthiness.judge(text, content, pack, figures=figures, times=times, cue_kind=why.kind)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction.lang import get_pack
from claims.extraction.results import CheckWorthiness, Figure, TimeMention
from claims.extraction.spans import Span, beginning
from claims.extraction.tokens import WORD

_NAME = re.compile(r"(?<=[^\W_]\s)[A-Z][^\W\d_]+")  # a capitalised word that does not open the sentence
_READ = 600  # code points of a statement that are judged; what is checked stands at its beginning

# What each sign adds; a statement starts at _BASE.
_BASE = 0.25
_ADDS = {
    "figure": 0.25,
    "event": 0.2,
    "law": 0.2,
    "comparison": 0.15,
    "cause": 0.12,
    "time": 0.08,
    "names": 0.08,
    "position": 0.05,
}
_TAKES = {"opinion": 0.2, "question": 0.2, "empty": 0.25, "prediction": 0.05, "intention": 0.03, "self": 0.1}
_KIND_OF_CUE = {
    "intention": "intention",
    "fear": "prediction",
    "order": "position",
    "belief": "opinion",
    "judgement": "position",
}


class _Signs(NamedTuple):
    words: dict[str, tuple[str, ...]]  # word → its signs
    beginnings: re.Pattern[str] | None  # entries with `*`
    of_beginning: dict[str, str]
    pairs: dict[str, dict[str, str]]  # "luar" → "biasa" → its sign


def judge(
    text: str,
    content: Sequence[Span],
    pack: SimpleNamespace,
    *,
    figures: Sequence[Figure] = (),
    times: Sequence[TimeMention] = (),
    cue_kind: str = "speech",
) -> CheckWorthiness:
    """Score in 0..1, kind and reasons of the statement in `content`; `cue_kind` is the `Why.kind` of its attribution.

    >>> judge("Polisi menahan dua orang yang diduga mencuri.", [Span(0, 45)], get_pack("id")).kind
    'event'
    """
    words = beginning(text, content, _READ)
    found = _signs_of(words, pack)
    if figures:
        found["figure"] = figures[0].span.of(text)
    if times:
        found["time"] = times[0].span.of(text)
    names = _NAME.findall(words)
    if names:
        found["names"] = ", ".join(dict.fromkeys(names[:3]))
    count = len(words.split())
    score = _BASE + sum(_ADDS.get(sign, 0.0) - _TAKES.get(sign, 0.0) for sign in found)
    if count < 4:
        score -= 0.15
    if words.rstrip(' "”’»').endswith("?"):
        score -= 0.3
        found["question"] = "?"
    reasons = tuple(f"{sign}: {word}" if word else sign for sign, word in found.items())
    return CheckWorthiness(round(min(1.0, max(0.0, score)), 2), _kind(found, cue_kind), reasons)


def _kind(found: dict[str, str], cue_kind: str) -> str:
    """The one kind that names the statement best: an intention by its cue, a question, a figure or a law by its words,
    then what else the cue tells, unless an event is told, then the other words."""
    if cue_kind == "intention":
        return "intention"
    if "question" in found or "empty" in found:
        return "other"
    for sign in ("figure", "law"):
        if sign in found:
            return sign
    if cue_kind in _KIND_OF_CUE and "event" not in found:
        return _KIND_OF_CUE[cue_kind]
    for sign in ("prediction", "intention", "event", "position", "opinion"):
        if sign in found:
            return sign
    return "event" if "time" in found and "names" in found else "other"


def _signs_of(words: str, pack: SimpleNamespace) -> dict[str, str]:
    """Sign → the word that shows it, in order of appearance."""
    signs = _signs(pack.code)
    found: dict[str, str] = {}
    previous = ""
    for word in WORD.findall(words.lower()):
        for sign in signs.words.get(word, ()):
            found.setdefault(sign, word)
        if previous in signs.pairs and (of_pair := signs.pairs[previous].get(word)):
            found.setdefault(of_pair, f"{previous} {word}")
        if signs.beginnings and (begins := signs.beginnings.match(word)):
            found.setdefault(signs.of_beginning[begins.group()], word)
        previous = word
    return found


@cache
def _signs(code: str) -> _Signs:
    words: dict[str, list[str]] = {}
    beginnings: dict[str, str] = {}
    pairs: dict[str, dict[str, str]] = {}
    for sign, entries in get_pack(code).CHECKS.items():
        for entry in entries.split():
            if entry.endswith("*"):
                beginnings[entry[:-1]] = sign
            elif "_" in entry:
                first, second = entry.split("_")
                pairs.setdefault(first, {})[second] = sign
            else:
                words.setdefault(entry, []).append(sign)
    shape = "|".join(sorted(beginnings, key=len, reverse=True))
    return _Signs(
        {word: tuple(signs) for word, signs in words.items()},
        re.compile(rf"(?:{shape})") if shape else None,
        beginnings,
        pairs,
    )
