"""Numbers of a text with their units, read by the language's own conventions ("8.000" is eight thousand in Indonesian).

`pipeline` reads the whole text once and gives each attribution those inside its content:

    numbers = figures.find(text, pack, mentions, doc.tokens)
    attribution.figures = times.inside(numbers, content)

Dates, clock times, ranks and numbers that are part of a name (MiG-31I, COVID-19, Pasal 5) are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction import small_words
from claims.extraction.lang import get_pack
from claims.extraction.results import Figure, TimeMention
from claims.extraction.spans import Span
from claims.extraction.tokens import Tokens

_START = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NEXT_WORD = re.compile(r"[\s-]([^\W\d_]+)")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d(?!\d)\s?(?:wi[bt]a?|wit|a\.?m|p\.?m|gmt|utc)\b|\d{1,2}\s?(?:a\.?m|p\.?m)\b", re.I)
_CLOCK_DIGITS = re.compile(r"\d{1,2}[.:]\d\d(?!\d)")
_LOOK_BACK = 24  # code points before a number in which a currency or "about" may stand
_LONGEST = 25  # digits; longer runs are account numbers or noise, and float() of them says nothing


class _Conventions(NamedTuple):
    words: dict[str, float]
    composed: dict[str, tuple[str, float]]
    rough: dict[str, float]
    multipliers: dict[str, float]
    currencies: dict[str, str]
    percent: frozenset[str]
    decimal: str
    thousand: str
    not_units: frozenset[str]
    identifiers: frozenset[str]
    clocks: frozenset[str]  # words before a time of day
    joiners: frozenset[str]  # "dozens of people"
    starters: frozenset[str]  # number words
    glued: re.Pattern[str]  # a currency right before a digit
    money: re.Pattern[str]  # a currency at the end of what precedes a number
    before: re.Pattern[str]  # "sekitar Rp " at the end of what precedes a number
    range: re.Pattern[str]  # "hingga 15" after a number


def find(
    text: str, pack: SimpleNamespace, times: Iterable[TimeMention] = (), tokens: Tokens | None = None
) -> tuple[Figure, ...]:
    """Every amount in `text`, in order. What lies inside a time expression of `times` is left out.

    tokens: those of `text`, when the caller has them already.

    >>> [(f.value, f.unit, f.approximate) for f in find("Jaraknya sekitar 8.000 km.", get_pack("id"))]
    [(8000.0, 'km', True)]
    """
    rules = _conventions(pack.code)
    tokens = tokens or Tokens(text)
    dated = iter(sorted(mention.span for mention in times))
    busy = next(dated, None)
    found: list[Figure] = []
    done = 0
    words, starters = tokens.words, rules.starters
    for index, word in enumerate(words):
        if word.isalpha():
            if word not in starters:
                continue
        elif not (word[-1:].isdecimal() or word[:1].isdecimal() or "-" in word):
            continue
        match = _number_in(text, tokens.starts[index], word, rules)
        if match is None or match.start() < done:
            continue
        while busy and busy.end <= match.start():
            busy = next(dated, None)
        is_dated = busy is not None and busy.start <= match.start()
        if not is_dated and not _is_name(text, match, _before(words, index), rules):
            figures = _read(text, match, rules)
            found.extend(figures)
            done = figures[-1].span.end if figures else done
    return tuple(found)


def _number_in(text: str, start: int, word: str, rules: _Conventions) -> re.Match[str] | None:
    """The number at the beginning of a token, or after the currency glued to it ("Rp60.000")."""
    match = _START.match(text, start)
    if match and (match.group()[0].isdecimal() or match.group().lower() in rules.starters):
        return match
    glued = rules.glued.match(word)
    match = _START.match(text, start + glued.end()) if glued else None
    return match if match and match.group()[0].isdecimal() else None


def _before(words: Sequence[str], index: int) -> str:
    """The word before a token, over one mark between them."""
    previous = words[index - 1] if index else ""
    return words[index - 2] if index > 1 and not previous[:1].isalnum() else previous


def _is_name(text: str, match: re.Match[str], previous: str, rules: _Conventions) -> bool:
    """Whether the number belongs to a name, a date, a clock time or a rank."""
    start, end = match.span()
    if not match.group()[0].isdecimal():
        return False
    if previous in rules.identifiers or len(match.group()) > _LONGEST:
        return True
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in ("/", ":", "_", "@", "#") or (before[-1:] in "-–" and before[:1].isalpha()):
        return True
    if before[-1:].isalpha() and not rules.money.search(text, max(0, start - 4), start):
        return True
    if after[:1] in ("/", ":", "_") or (
        after[:1].isalpha() and not rules.multipliers.keys() & {after[:1].lower(), after.lower()}
    ):
        return True
    if match.group()[0] == "0" and match.group().isdecimal() and len(match.group()) > 1:
        return True
    if (before[-1:], after[:1]) == ("(", ")"):
        return True  # an age
    is_clock = previous in rules.clocks and _CLOCK_DIGITS.match(text, start)
    return bool(is_clock or _CLOCK.match(text, start))


def _read(text: str, match: re.Match[str], rules: _Conventions) -> list[Figure]:
    """The figure that begins at `match`; two when it is a range ("10 hingga 15 persen"), both with the unit."""
    lead = rules.before.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    currency = rules.currencies.get((lead.group("currency") or "").lower(), "") if lead else ""
    start = lead.start() if lead else match.start()
    rough = bool(lead and lead.group("approximate")) or match.group().lower() in rules.rough
    value, end, scaled = _amount(text, match, rules)
    second = rules.range.match(text, end)
    if second and second.group(1)[0].isdecimal():
        high, high_end, high_scaled = _amount(text, _START.match(text, second.start(1)), rules)  # type: ignore[arg-type]
        unit, unit_end = _unit(text, high_end, currency, rules)
        if scaled == 1:
            value *= high_scaled
        return [Figure(Span(start, end), value, unit, True), Figure(Span(second.start(1), unit_end), high, unit, True)]
    unit, unit_end = _unit(text, end, currency, rules)
    if not unit and not match.group()[0].isdecimal():
        return []  # "one of them", "dua di antaranya": a word, not a measured amount
    return [Figure(Span(start, unit_end), value, unit, rough)]


def _amount(text: str, match: re.Match[str], rules: _Conventions) -> tuple[float, int, float]:
    """Value and end of the number at `match`, and the multiplier it carried ("1,7 juta" → 1700000.0, …, 1000000.0)."""
    token = match.group().lower()
    end = match.end()
    value = _digits(token, rules) if token[0].isdecimal() else rules.words.get(token) or rules.rough.get(token, 0.0)
    scale, part = 1.0, value
    while following := _NEXT_WORD.match(text, end):
        word = following.group(1).lower()
        if word in rules.composed and not token[0].isdecimal():
            how, by = rules.composed[word]
            value = value - part + (part + by if how == "add" else part * by)
            part = 0.0
        elif word in rules.multipliers and (value or word not in rules.rough):
            value *= rules.multipliers[word]
            scale *= rules.multipliers[word]
            part = 0.0
        elif not token[0].isdecimal() and 0 < rules.words.get(word, 0) < 10 and value >= 20 and scale == 1:
            part = rules.words[word]
            value += part
        else:
            break
        end = following.end()
    if scale == 1 and token[0].isdecimal():
        glued = re.compile(r"(bn|tn|m|k)\b", re.I).match(text, end)
        if glued and glued.group().lower() in rules.multipliers:
            scale = rules.multipliers[glued.group().lower()]
            value, end = value * scale, glued.end()
    return value, end, scale


def _digits(token: str, rules: _Conventions) -> float:
    """The value of digits with separators; a separator that cannot part thousands is the decimal one ("1.7 juta")."""
    groups = re.split(re.escape(rules.thousand), token)
    if len(groups) > 1 and all(len(group.split(rules.decimal)[0]) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        return float(token.replace(rules.thousand, "").replace(rules.decimal, ".", 1).split(rules.decimal)[0])
    whole, *rest = re.split(r"[.,]", token)
    return float(f"{whole}.{''.join(rest) or 0}")


def _unit(text: str, end: int, currency: str, rules: _Conventions) -> tuple[str, int]:
    """The unit and where it ends: percent, the currency before the number, or the noun after it."""
    if text[end : end + 1] == "%" or text[end : end + 2] == " %":
        return "%", text.index("%", end) + 1
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else ""
    if word.lower() in rules.joiners and (after := _NEXT_WORD.match(text, following.end())):  # type: ignore[union-attr]
        following, word = after, after.group(1)
    if word.lower() in rules.percent:
        return "%", following.end()  # type: ignore[union-attr]
    if currency:
        return currency, end
    if not word or word.lower() in rules.not_units or (len(word) > 1 and word[1:] != word[1:].lower()):
        return "", end
    return word, following.end()  # type: ignore[union-attr]


@cache
def _conventions(code: str) -> _Conventions:
    pack = get_pack(code)
    data = pack.FIGURES
    currencies = "|".join(re.escape(sign) for sign in sorted(data["currencies"], key=len, reverse=True))
    approximate = "|".join(word.replace("-", r"\s") for word in data["approximate"].split())
    ranges = "|".join(re.escape(word) for word in data["ranges"].split())
    return _Conventions(
        words=data["words"],
        composed=data["composed"],
        rough=data["rough"],
        multipliers=data["multipliers"],
        currencies=data["currencies"],
        percent=frozenset(data["percent"].replace("-", " ").split()),
        decimal=data["decimal"],
        thousand=data["thousand"],
        not_units=small_words.of(code),
        clocks=frozenset(pack.TIMES["clock"].split()),
        identifiers=frozenset(data["identifiers"].split()),
        starters=frozenset([*data["words"], *data["rough"]]),
        money=re.compile(rf"(?<![^\W_])(?:{currencies})$", re.I),
        glued=re.compile(rf"(?:{currencies})(?=\d)"),
        joiners=frozenset(data["joiners"].split()),
        before=re.compile(
            rf"(?:(?P<approximate>\b(?:{approximate}))\s)?(?:(?<![^\W_])(?P<currency>{currencies})[\s.]?)?$", re.I
        ),
        range=re.compile(rf"\s?(?:{ranges})\s?(\d+(?:[.,]\d+)*)", re.I),
    )
