"""What a page says about itself: headline, place and date of the dateline, outlet, and the outlet it credits.

`pipeline` asks once, after the clutter was found:

    article = facts.read(text, pack, boilerplate)

A value that is not certain is None, never a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction import clutter, times
from claims.extraction.lang import get_pack
from claims.extraction.results import ArticleFacts
from claims.extraction.spans import Span

_LEDE = 3  # paragraphs in which the article's own date and a credit for the whole of it may stand
_DASH = r"(?:\s?[–—]\s?|\s-{1,3}\s?|--\s?)"
_PLACE = r"[A-Z][\w.'’/]*(?:[ -][A-Z][\w.'’]*){0,4}"
_DATELINE = re.compile(
    rf"(?P<first>{_PLACE})"
    rf"(?:,?\s?\((?P<agency>[^()\n]{{2,30}})\))?"
    rf"(?:,\s(?P<second>[A-Z0-9][^\n–—:;!?]{{1,40}}?))?"
    rf"(?:\s\((?P<late_agency>[^()\n]{{2,30}})\))?"
    rf"{_DASH}(?=\S)"
)
_COLON_DATELINE = re.compile(r"(?P<first>[A-Z][A-Z'’. -]{2,30}[A-Z])(?:,\s[^\n:]{3,20})?\s?:\s(?=\S)")
_CLOSING_CREDIT = re.compile(
    r"(?:^|[.!?”\"]\s?)[(\[](?P<name>[A-Z][\w.&' /-]{1,40})[)\]]\.?\s*$"
    r"|(?:^|\s)[–—-]{1,2}\s?(?P<dashed>[A-Z][\w.&'-]{1,20})\s*$"
)
_OUTLET_NAME = r"[A-Z0-9a-z][\w&'’-]*(?:\.\w+)*(?:\s(?:of|the)\s[A-Z][\w&'’.-]*|\s[A-Z][\w&'’-]*(?:\.\w+)*){0,4}"
_FOOTER = re.compile(
    r"(?:copyright|©|\(c\)|hak cipta)\s*(?:©|\(c\))?\s*(?:\d{4}\s*(?:[-–]\s*\d{4})?)?\s*"
    r"(?P<name>[A-Z][\w.&' -]{1,40}?)\s*(?:[.|,–—-]|all rights|$)",
    re.I,
)


class _Words(NamedTuple):
    outlet_words: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    credit: re.Pattern[str]


def read(text: str, pack: SimpleNamespace, boilerplate: Sequence[Span] = ()) -> ArticleFacts:
    """The facts of one article; `boilerplate` is what `clutter.find` gave for the same text.

    >>> read("KOTA LAMA, KOMPAS — Harga beras turun, Senin (6/3/2023). Pasar pun ramai.", get_pack("id")).dateline_place
    'KOTA LAMA'
    """
    taken = set(boilerplate)
    lines = clutter.read_lines(text)
    for line in lines:
        line.clutter = line.span in taken
    at = clutter.find_title(lines) if len(lines) > 1 else None
    title = lines[at] if at is not None else None
    body = [line for index, line in enumerate(lines) if not line.clutter and (at is None or index > at)]
    if title is None and body and not body[0].is_closed and body[0].words <= 25 and len(body) > 1:
        title, body = body[0], body[1:]
    words = _words(pack.code)
    place, outlet, length = _dateline(body[0].text if body else "", words)
    credit, credit_span = _credit(lines, body, words)
    return ArticleFacts(
        language=pack.code,
        title=title.text if title else None,
        title_span=title.span if title else None,
        dateline_place=place,
        dateline_span=Span(body[0].span.start, body[0].span.start + length) if length else None,
        date=_date(lines, body, pack),
        outlet=outlet or _footer_outlet(lines),
        credit=credit if credit and credit != outlet else None,
        credit_span=credit_span if credit and credit != outlet else None,
    )


def _dateline(opening: str, words: _Words) -> tuple[str | None, str | None, int]:
    """Place, outlet and length of "BANTUL, KOMPAS — …", "Jakarta (ANTARA) - …", "LONDON, Sept 16 (Reuters) - …"."""
    head = opening[:120]
    match = _DATELINE.match(head) or _COLON_DATELINE.match(head)
    if match is None:
        return None, None, 0
    groups = match.groupdict()
    named = [groups.get(key) for key in ("first", "second", "agency", "late_agency")]
    place = outlet = None
    for name in named:
        if not name:
            continue
        name = name.strip(" ,")
        if _is_outlet(name, words) and not (name is named[0] and (named[1] or "").endswith(".")):
            outlet = outlet or _tidy(name)
        elif name is named[0] or (place is None and name == (groups.get("second") or "").strip(" ,")):
            place = place or name
    if place and not _is_place(place, outlet, words):
        place = None
    if outlet is None and groups.get("agency"):
        outlet = _tidy(groups["agency"])
    return place, outlet, match.end() if place or outlet else 0


def _is_outlet(name: str, words: _Words) -> bool:
    lowered = name.lower()
    return (
        lowered in words.outlets
        or any(part in words.outlet_words for part in re.split(r"[\s.]+", lowered))
        or ".co" in lowered
    )


def _is_place(name: str, outlet: str | None, words: _Words) -> bool:
    """A dateline's place is printed in capitals, stands beside an outlet, or is a place the pack knows."""
    if name.endswith("."):
        return False
    return name.isupper() or outlet is not None or name.lower() in words.places or len(name.split()) == 1


def _tidy(name: str) -> str:
    """An outlet's name as a reader writes it: "KOMPAS" → "Kompas", but "TASS", "AFP" and "CNN" as they are."""
    return name.title() if name.isupper() and len(name) > 5 and " " not in name and "." not in name else name


def _date(lines: list[clutter.Line], body: list[clutter.Line], pack: SimpleNamespace) -> dt.date | None:
    """The date line's date, else the first full date in the first paragraphs."""
    short = [line for line in lines if line.clutter and line.words <= 14]
    for line in [*short, *body[:_LEDE]]:
        found = times.parse_date(line.text[:1_500], pack)
        if found and 1990 <= found[0].year <= 2100:
            return found[0]
    return None


def _credit(lines: list[clutter.Line], body: list[clutter.Line], words: _Words) -> tuple[str | None, Span | None]:
    """The outlet from which the whole article was taken: named at its end, or in the lede beside the date."""
    closing = [line for line in lines[:-4:-1] if line.clutter]  # "(Via the Daily Post)" looks like clutter
    for line in [*body[:-4:-1], *closing]:
        # "… Dikutip dari CNA." as the last sentence of the text, on its own.
        tail = max(0, len(line.text) - 120)
        for found in words.credit.finditer(line.text, tail):
            before = line.text[: found.start()].rstrip(" ([–—-")
            alone = (not before or before[-1] in '.!?”")') and not line.text[found.end() :].strip(" .)]")
            if alone and (not line.clutter or _is_outlet(found.group("name"), words)):
                return found.group("name").rstrip("."), Span(
                    line.span.start + found.start(), line.span.start + found.end("name")
                )
        match = _CLOSING_CREDIT.search(line.text[-60:])
        name = (match.group("name") or match.group("dashed")) if match else None
        if name and _is_outlet(name, words):
            start = line.span.end - len(line.text[-60:]) + match.start()  # type: ignore[union-attr]
            return name, Span(start, line.span.end)
    for line in body[:_LEDE]:
        for found in words.credit.finditer(line.text[:1_500]):
            after = line.text[found.end() : found.end() + 40]
            if re.match(r",?\s\w+,?\s?\(?\d{1,2}[/ ]", after) and _is_outlet(found.group("name"), words):
                return found.group("name"), Span(line.span.start + found.start(), line.span.start + found.end("name"))
    return None, None


def _footer_outlet(lines: list[clutter.Line]) -> str | None:
    """The name in a copyright line at the foot of the page."""
    for line in lines[:-6:-1]:
        match = _FOOTER.search(line.text) if line.clutter else None
        if match and len(match.group("name").split()) <= 4:
            return match.group("name").strip()
    return None


@cache
def _words(code: str) -> _Words:
    pack = get_pack(code)

    def entries(key: str) -> list[str]:
        return [" ".join(entry.split()) for entry in pack.FACTS[key].split(",") if entry.strip()]

    def either(key: str) -> str:
        return "|".join(re.escape(entry).replace(r"\ ", r"\s") for entry in sorted(entries(key), key=len, reverse=True))

    names = getattr(pack, "NAMES", {})
    return _Words(
        outlet_words=frozenset(entries("outlet_words")),
        outlets=frozenset(name.replace("-", " ") for name in names.get("outlet", "").split()),
        places=frozenset(name.replace("-", " ") for name in names.get("place", "").split()),
        credit=re.compile(
            rf"\b(?i:{either('credit')}):?\s(?:(?i:{either('credit_fillers')})\s){{0,2}}(?P<name>{_OUTLET_NAME})"
        ),
    )
