"""What an article does to a claim beyond repeating or contradicting it: fact-checks it, updates it. Pure.

Proposed where there is ground that can be shown: the words in which a report calls itself a fact-check, another amount
of the same thing on a later day, words of the present on a later day. `reasons["relation"]` says which, for people.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.coverage.matching import Match
from claims.extraction import figures, times
from claims.extraction.lang import codes, get_pack

UPDATES_FROM = 0.45  # score: another amount costs what it weighs, so less than a repetition has
BEGINNING = 300  # code points in which a report says what it is
FEWEST_LETTERS = 3  # of a unit by which two amounts are compared


@dataclass(frozen=True, slots=True)
class Report:
    """The other article: its text, headline, outlet ("" when unknown), language and day."""

    text: str
    title: str
    outlet: str
    language: str
    day: dt.date | None


def relate(match: Match, claims: Iterable[str], language: str, day: dt.date | None, report: Report) -> Match:
    """The match with the relation that there is ground for, else as it was.

    `claims`: the claim in its wordings; `day`: of the first article that it was found in.
    """
    carries = match.relation in ("repeats", "contradicts")
    marker = _marker("fact_check", report.language, report.title, report.outlet, report.text[:BEGINNING])
    if marker and carries:
        return _as(match, "fact_checks", "fact_check", [marker])
    if not (day and report.day and report.day > day):
        return match
    passage = report.text[match.start : match.end]
    if match.relation != "contradicts" and match.score >= UPDATES_FROM:
        changed = _changed_amount(claims, language, passage, report.language)
        if changed:
            return _as(match, "updates", "figure", changed)
    marker = _marker("now", report.language, passage)
    if marker and match.relation == "contradicts":
        return _as(match, "updates", "now", [marker])
    return match


def _as(match: Match, relation: str, ground: str, words: list[str]) -> Match:
    return dataclasses.replace(match, relation=relation, reasons={**match.reasons, "relation": [ground, *words]})


def _marker(kind: str, language: str, *texts: str) -> str:
    """The words of a kind as they stand in one of the texts; "" when none does."""
    pattern = _markers(kind, language if language in codes() else "en")
    found = (pattern.search(text) for text in texts) if pattern else ()
    return next((match.group() for match in found if match), "")


@cache
def _markers(kind: str, language: str) -> re.Pattern[str] | None:
    listed = [words.strip() for words in get_pack(language).REPORTS.get(kind, "").split(",") if words.strip()]
    words = "|".join(r"[\s-]?".join(map(re.escape, one.split())) for one in sorted(listed, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None


def _changed_amount(claims: Iterable[str], language: str, passage: str, other: str) -> list[str]:
    """[the claim's amount, the passage's] of one thing, where the passage has another and not the claim's as well."""
    if language != other or language not in codes():
        return []
    there = _amounts(passage, language)
    for claim in claims:
        for unit, said in _amounts(claim, language).items():
            told = there.get(unit, {})
            if told and not said.keys() & told.keys():
                return [next(iter(said.values())), next(iter(told.values()))]
    return []


def _amounts(text: str, language: str) -> dict[str, dict[float, str]]:
    """{unit: {value: the words}} of the amounts that say of what; dates are none."""
    pack = get_pack(language)
    found: dict[str, dict[float, str]] = {}
    for one in figures.find(text, pack, times.find(text, None, pack)):
        unit = one.unit.casefold()
        if len(unit) >= FEWEST_LETTERS or unit == "%":
            found.setdefault(unit, {})[one.value] = text[one.span.start : one.span.end]
    return found
