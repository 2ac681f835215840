"""Time expressions of a text, resolved against the article's date.

`pipeline` reads the whole text once and gives each attribution those inside its content:

    mentions = times.find(text, facts.date, pack, doc.tokens)
    attribution.times = times.inside(mentions, content)

An expression that needs the article's date is left out when that date is unknown: unsure means empty.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from claims.extraction.lang import get_pack
from claims.extraction.results import Figure, TimeMention
from claims.extraction.spans import Span
from claims.extraction.tokens import Tokens

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_DATE = 40  # code points before the year ("Rabu malam, 31 September 2023")
_DIGITS = frozenset("0123456789")
_DIGIT = "0"  # stands for any digit among first words
_MOST = 50  # mentions given to one attribution: nobody reads on, and endless nested sentences stay cheap
_LOOK_BACK = 60  # code points before a weekday in which a word of the future ("akan", "will") counts
_Mention = TypeVar("_Mention", TimeMention, Figure)


class _Grammar(NamedTuple):
    """A pack's time words, compiled."""

    shapes: dict[str, list[tuple[str, re.Pattern[str]]]]  # first word → (name, pattern), the most specific first
    weekdays: dict[str, int]
    months: dict[str, int]
    units: dict[str, str]
    days: dict[str, int]
    numbers: dict[str, float]
    future: re.Pattern[str] | None
    year_leads: frozenset[str]
    vague: frozenset[str]
    numeric: str


def find(
    text: str, article_date: dt.date | None, pack: SimpleNamespace, tokens: Tokens | None = None
) -> tuple[TimeMention, ...]:
    """Every time expression of `text` that can be resolved, in order, without overlaps.

    tokens: those of `text`, when the caller has them already.

    >>> find("Ia tiba pada hari Jumat.", dt.date(2023, 9, 16), get_pack("id"))[0].start.isoformat()
    '2023-09-15'
    """
    grammar = _grammar(pack.code)
    tokens = tokens or Tokens(text)
    starters, starts = grammar.shapes, tokens.starts
    found: list[TimeMention] = []
    done = 0
    for index, word in enumerate(tokens.words):
        if (word in starters or word[:1] in _DIGITS) and starts[index] >= done:
            mention = _read_at(
                text, starts[index], word, tokens.words[index - 1] if index else "", article_date, grammar
            )
            if mention:
                found.append(mention)
                done = mention.span.end
    return tuple(found)


def within(mentions: Sequence[_Mention], span: Span) -> tuple[_Mention, ...]:
    """Those of `mentions` (times or figures, in order) that lie wholly inside `span`, at most the first 50."""
    first = bisect_left(mentions, span.start, key=_start_of)
    last = bisect_left(mentions, span.end, first, key=_start_of)
    return tuple(mention for mention in mentions[first : min(last, first + _MOST)] if mention.span.end <= span.end)


def inside(mentions: Sequence[_Mention], spans: Iterable[Span]) -> tuple[_Mention, ...]:
    """Those of `mentions` (times or figures, in order) that lie wholly inside one of `spans`."""
    return tuple(mention for span in spans for mention in within(mentions, span)) if mentions else ()


def _start_of(mention: TimeMention | Figure) -> int:
    return mention.span.start


def parse_date(text: str, pack: SimpleNamespace) -> tuple[dt.date, Span] | None:
    """The first full date (day, month and year) written in `text`, with its span; None when there is none."""
    for year in _YEAR.finditer(text):
        first = max(0, year.start() - _LONGEST_DATE)
        for mention in find(text[first : year.end()], None, pack):
            if mention.start == mention.end:
                return mention.start, Span(first + mention.span.start, first + mention.span.end)
    return None


def _read_at(
    text: str, start: int, word: str, previous: str, today: dt.date | None, grammar: _Grammar
) -> TimeMention | None:
    first = _DIGIT if text[start].isdecimal() else ""
    for name, shape in grammar.shapes.get(first or word, ()):
        match = shape.match(text, start)
        if match is None:
            continue
        if name == "year" and previous not in grammar.year_leads:
            continue
        if name == "unit" and (previous in grammar.vague or previous[-1:].isdecimal()):
            return None  # "beberapa tahun lalu"
        parts = {key: value.lower() for key, value in match.groupdict().items() if value}
        days = _RESOLVERS[name](parts, today, grammar, text[max(0, start - _LOOK_BACK) : start])
        if days:
            return TimeMention(Span(start, match.end()), *days)
    return None


_Days = tuple[dt.date, dt.date] | None


def _date(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    """A written or numeric date, with or without a year."""
    day, month, year = _numbers_of_date(parts, grammar)
    if year is None and today is None:
        return None
    years = [year] if year else [today.year - 1, today.year, today.year + 1]  # type: ignore[union-attr]
    dates = [date for y in years if (date := _make(y, month, day))]
    weekday = grammar.weekdays.get(parts.get("weekday", ""))
    if weekday is not None and not year:
        dates = [date for date in dates if date.weekday() == weekday] or dates
    if not dates:
        return None
    if today is None or year:
        return dates[0], dates[0]
    latest = today + dt.timedelta(days=366 if _is_future(before, grammar) else 31)
    best = max((date for date in dates if date <= latest), default=dates[0])
    return best, best


def _numbers_of_date(parts: dict[str, str], grammar: _Grammar) -> tuple[int, int, int | None]:
    """Day, month and year of a match; 0 for a month that cannot be told from the day."""
    year = int(parts["year"]) if "year" in parts else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    if "month" in parts:
        return int(parts["day"]), grammar.months[parts["month"]], year
    first, second = int(parts["first"]), int(parts["second"])
    if grammar.numeric == "dmy" or first > 12:
        return first, second, year
    if second > 12 or first == second:
        return second, first, year
    return first, 0, year


def _weekday(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    if today is None:
        return None
    back = (today.weekday() - grammar.weekdays[parts["weekday"]]) % 7
    if "next" in parts or ("last" not in parts and _is_future(before, grammar)):
        date = today + dt.timedelta(days=7 - back)
    elif "last" in parts and back == 0:
        date = today - dt.timedelta(days=7)
    else:
        date = today - dt.timedelta(days=back)
    return date, date


def _is_future(before: str, grammar: _Grammar) -> bool:
    """Whether the clause up to here speaks of what is to come."""
    clause = re.split(r"[.,;:!?\n]", before)[-1]
    return bool(grammar.future and grammar.future.search(clause))


def _fixed_day(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    if today is None:
        return None
    date = today + dt.timedelta(days=grammar.days[" ".join(parts["fixed"].split())])
    return date, date


def _distance(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    """'dua hari lalu', 'three weeks ago', 'dua hari lagi'."""
    if today is None:
        return None
    amount = int(parts["amount"]) if parts["amount"].isdecimal() else int(grammar.numbers[parts["amount"]])
    if amount > 2_000:
        return None
    return _shift(today, grammar.units[parts["unit"]], amount if "ahead" in parts else -amount)


def _shift(today: dt.date, unit: str, amount: int) -> _Days:
    """The day, or for months and years the whole month or year, `amount` units from today."""
    if unit in ("day", "week"):
        try:
            date = today + dt.timedelta(days=amount * (7 if unit == "week" else 1))
        except OverflowError:
            return None
        return date, date
    months = today.year * 12 + today.month - 1 + amount * (12 if unit == "year" else 1)
    return _whole(months // 12, months % 12 + 1 if unit == "month" else 0)


def _unit(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    """'pekan lalu', 'next month', 'tahun ini': the whole week (Monday to Sunday), month or year."""
    if today is None:
        return None
    unit = grammar.units[parts["unit"]]
    step = -1 if "last" in parts else 1 if "next" in parts else 0
    if unit == "day":
        return None
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * step)
        return monday, monday + dt.timedelta(days=6)
    return _shift(today, unit, step)


def _month(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    """'September 2022', 'September lalu', 'last September', 'bulan September'."""
    month = grammar.months[parts["month"]]
    if "year" in parts:
        return _whole(int(parts["year"]), month)
    if today is None:
        return None
    if "last" in parts:
        return _whole(today.year - (month >= today.month), month)
    if "next" in parts:
        return _whole(today.year + (month <= today.month), month)
    years = (today.year - 1, today.year, today.year + 1)
    return _whole(min(years, key=lambda year: abs((year - today.year) * 12 + month - today.month)), month)


def _year(parts: dict[str, str], today: dt.date | None, grammar: _Grammar, before: str) -> _Days:
    return _whole(int(parts["year"]), 0)


def _whole(year: int, month: int) -> _Days:
    """The first and last day of a month, or of a year when `month` is 0."""
    if not 1 <= year <= 9998:
        return None
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _make(year: int, month: int, day: int) -> dt.date | None:
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


_RESOLVERS = {
    "date": _date,
    "weekday": _weekday,
    "fixed": _fixed_day,
    "distance": _distance,
    "unit": _unit,
    "month": _month,
    "year": _year,
}


@cache
def _grammar(code: str) -> _Grammar:
    pack = get_pack(code)
    data = pack.TIMES
    numbers = {word: value for word, value in pack.FIGURES["words"].items() if value == int(value)}
    units = {word: unit for unit, words in data["units"].items() for word in words.split()}
    future = data["future"].split()
    weekdays, months = _numbered(data["weekdays"], 0), _numbered(data["months"], 1)
    return _Grammar(
        shapes=_shapes(data, numbers, units, weekdays, months),
        weekdays=weekdays,
        months=months,
        units=units,
        days=data["days"],
        numbers=numbers,
        future=re.compile(rf"\b(?:{'|'.join(future)})\b", re.I) if future else None,
        year_leads=frozenset(data["year_leads"].split()),
        vague=frozenset([*data["vague"].split(), *pack.FIGURES["rough"]]),
        numeric=data["numeric"],
    )


def _numbered(names: str, first: int) -> dict[str, int]:
    """Spelling → number of a list in order whose alternatives are parted by `|`."""
    return {name: number for number, spellings in enumerate(names.split(), first) for name in spellings.split("|")}


def _any(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first; a hyphen stands for a space. Never matches when empty."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\-", r"\s") for word in ordered) + ")" if ordered else r"(?!)"


def _shapes(
    data: dict[str, Any], numbers: Iterable[str], units: Iterable[str], weekdays: Iterable[str], months: Iterable[str]
) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The patterns of a pack by their first word, the most specific first. Every quantifier is bounded."""
    ordinal = f"{_any(data['ordinals'].split())}?" if data["ordinals"] else ""
    of = rf"(?:{_any(data['date_links'].split())}\s)?"
    month = rf"(?P<month>{_any(months)})(?:\.(?=\s\d))?(?![^\W\d_])"
    weekday = rf"(?:{_any(data['before_weekday'].split())}\s)?(?P<weekday>{_any(weekdays)})\b"
    part_of_day = rf"(?:\s{_any(data['after_weekday'].split())}\b)?"
    written = rf"(?P<day>\d{{1,2}}){ordinal}\s{of}{month}(?:,?\s(?P<year>\d{{4}})\b)?"
    american = rf"{month}\s(?P<day>\d{{1,2}}){ordinal}\b(?!\d|[.,:]\d)(?:,?\s(?P<year>\d{{4}})\b)?"
    numeric = r"\(?(?P<first>\d{1,2})[/-](?P<second>\d{1,2})(?:[/-](?P<year>\d{4}|\d{2}))?\b\)?(?![/-]?\d)"
    full_numeric = r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})\b"
    amount = (
        rf"(?P<amount>\d{{1,4}}|{_any(numbers)})\s(?P<unit>{_any(units)})\s(?:{_any(data['ago_fillers'].split())}\s)?"
    )
    earlier = rf"(?:{_any(data['earlier'].split())}\s)?"
    before_month = _any(data["before_month"].split())
    on_weekday = [*weekdays, data["before_weekday"]]
    in_month = [*months, data["before_month"]]
    pointing = [word for which in ("last", "next", "this") for word in data[which]["before"].split()]
    early = data["earlier"].split()
    fixed = rf"(?P<fixed>{_any(day.replace(' ', '-') for day in data['days'])})\b"
    ago = rf"{amount}(?:{_any(data['ago'].split())}|(?P<ahead>{_any(data['ahead'].split())}))\b"
    shapes = [
        *(("date", rf"{weekday}{part_of_day},?\s{rest}", on_weekday) for rest in (written, american, numeric)),
        ("date", written, [_DIGIT]),
        ("date", american, months),
        ("date", full_numeric, [_DIGIT]),
        *(("weekday", shape, [*on_weekday, *pointing]) for shape in _placed(data, weekday + part_of_day)),
        ("weekday", weekday + part_of_day, on_weekday),
        ("fixed", fixed, data["days"]),
        ("distance", ago, [_DIGIT, *numbers]),
        *(("month", shape, [*in_month, *pointing]) for shape in _placed(data, rf"(?:{before_month}\s)?{month}")),
        ("month", rf"{earlier}{month}\s(?P<year>\d{{4}})\b", [*early, *months]),
        *(("unit", earlier + one, [*early, *units, *pointing]) for one in _placed(data, rf"(?P<unit>{_any(units)})\b")),
        ("month", rf"{before_month}\s{month}", [data["before_month"]]),
        ("year", r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![-/.,:]?\d|%)", [_DIGIT]),
    ]
    by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, shape, firsts in shapes:
        pattern = re.compile(shape, re.I)
        for word in dict.fromkeys(re.split(r"[\s-]", first)[0] for first in firsts if first):
            by_first.setdefault(word, []).append((name, pattern))
    return by_first


def _placed(data: dict[str, Any], core: str) -> list[str]:
    """`core` with the words for last, next and this, before or after it as the language has them."""
    shapes = []
    filler = rf"(?:{_any(data['ago_fillers'].split())}\s)?"
    for which in ("last", "next", "this"):
        before, after = data[which]["before"].split(), data[which]["after"].split()
        if before:
            shapes.append(rf"(?P<{which}>{_any(before)})\s{core}")
        if after:
            shapes.append(rf"{core}\s{filler}(?P<{which}>{_any(after)})\b")
    return shapes
