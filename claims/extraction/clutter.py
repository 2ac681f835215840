"""The parts of a pasted page that are not article: menus, ads, captions, link boxes, comment forms, footers.

`pipeline` asks once per article, before anything else, and masks what is found:

    boilerplate = clutter.find(text, pack)

Pages are judged line by line with the phrases of every pack, for English menus stand around Indonesian articles.
A real paragraph is never taken for the sake of a phrase inside it: only short lines can be clutter, except where a
whole section (comments, related links) is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction.lang import codes, get_pack
from claims.extraction.spans import Span

_NETWORKS = (
    "facebook twitter x whatsapp telegram instagram line linkedin pinterest reddit youtube tiktok threads messenger"
    " tumblr flipboard weixin viber sms"
)
_LONGEST_PHRASE_LINE = 220  # code points; a line that opens like a link box but is longer is a paragraph
_LONGEST_CAPTION = 420
_LONGEST_HEADING = 8  # words
_SHORT_HEADING = 5  # words of a heading over links
_SIGNATURE = 14  # letters of the initials in brackets after the last sentence
_LONGEST_TITLE = 30  # words
_PROSE = 12  # words from which a line with a full stop is a paragraph
_LONG_PROSE = 25  # words from which a line is a paragraph even without one

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_ENDS_OPEN = re.compile(r"[:;,][\"'”’»)\]]*\s*$")
_BULLET = re.compile(r"(?:[-*•–—·▪►]|\d{1,2}[.)])\s")
_QUOTE_MARK = re.compile(r"[\"“”„«»]")
_DATE_WORD = re.compile(r"[^\W_]+")
_CRUMB_SEPARATOR = re.compile(r"\s*[>»›/|]\s*")
_TRIM = " \t\r\f\v\u00a0\u200b\ufeff.,:;!|>»›-–—•*&+()[]\"'“”‘’"


class _Phrases(NamedTuple):
    """The phrases of all packs, made ready for looking up."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    anywhere: tuple[str, ...]
    sections: frozenset[str]
    section_starts: tuple[str, ...]
    endings: frozenset[str]
    glued: re.Pattern[str]  # a menu word at the beginning of a line, with no space after it
    crumbs: frozenset[str]
    credit: re.Pattern[str]  # a photo credit
    date_words: frozenset[str]
    stamps: frozenset[str]
    sharing: frozenset[str]  # names of networks and words on the buttons beside them
    prose: frozenset[str]
    inside: re.Pattern[str]


@dataclass(slots=True)
class Line:
    """One line of the page that holds more than white space."""

    span: Span
    text: str
    folded: str  # for looking up: lower case, marks at the ends trimmed, single spaces
    words: int
    clutter: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        text = self.text
        if text.endswith(")"):  # "… pada Senin. (abc/def)"
            signed = text.rfind("(", len(text) - _SIGNATURE)
            text = text[:signed].rstrip() if signed > 0 and _ENDS_SENTENCE.search(text[:signed].rstrip()[-8:]) else text
        return bool(_ENDS_SENTENCE.search(text[-8:]))

    @property
    def is_prose(self) -> bool:
        """Whether it is surely a paragraph of the article: long enough, and no clutter."""
        return not self.clutter and (
            (self.words >= _PROSE and self.is_closed) or (self.words >= _LONG_PROSE and len(self.text) > 120)
        )


def find(text: str, pack: SimpleNamespace) -> tuple[Span, ...]:
    """The spans of `text` that are not article, in order, without overlaps: whole lines, or marks inside a line.

    >>> page = "Iklan\\n\\nHarga beras di Kota Lama turun, kata kepala pasar kepada para pembeli pada Senin pagi."
    >>> [span.of(page) for span in find(page, get_pack("id"))]
    ['Iklan']
    """
    lines = read_lines(text)
    phrases = _phrases()
    if len(lines) > 1:
        _mark_by_phrase(lines, phrases)
        _mark_repeats(lines, find_title(lines), phrases)
        title = find_title(lines)
        _mark_sections(lines, title, phrases)
        _mark_headings(lines, title, phrases)
        _mark_captions(text, lines, title)
    taken = [line.span for line in lines if line.clutter]
    inside = [Span(*match.span()) for match in phrases.inside.finditer(text)] if _may_hold_marks(text) else []
    return tuple(sorted(taken + [span for span in inside if not any(span.overlaps(other) for other in taken)]))


def read_lines(text: str) -> list[Line]:
    """The lines of `text` that hold more than white space, without the white space around them."""
    lines = []
    for match in _LINE.finditer(text):
        inner = match.group().strip()
        start = match.start() + match.group().index(inner)
        folded = " ".join(inner.strip(_TRIM).lower().split()) if len(inner) <= _LONGEST_CAPTION else ""
        lines.append(Line(Span(start, start + len(inner)), inner, folded, len(inner.split())))
    return lines


def find_title(lines: list[Line]) -> int | None:
    """Index of the headline: the first line before the first paragraph that reads like one; None when unsure."""
    first_prose = next((index for index, line in enumerate(lines) if line.is_prose), None)
    if first_prose is None:
        return None
    candidates = [index for index in range(first_prose) if _could_be_title(lines[index])]
    fit = [index for index in candidates if lines[index].words >= 4]
    return next(iter(fit or candidates), None)


def _could_be_title(line: Line) -> bool:
    if line.clutter or not 2 <= line.words <= _LONGEST_TITLE or _BULLET.match(line.text):
        return False
    return not _ENDS_OPEN.search(line.text[-8:]) and not (
        line.is_closed and line.text.rstrip()[-1] == "." and line.words > 18
    )


def _may_hold_marks(text: str) -> bool:
    """A cheap test that spares most texts the search for marks inside paragraphs."""
    return "[" in text or "(*)" in text or "/" in text


def _mark_by_phrase(lines: list[Line], phrases: _Phrases) -> None:
    """Lines that say themselves what they are."""
    for line in lines:
        size = len(line.text)
        if size > _LONGEST_CAPTION:
            continue
        line.clutter = (
            line.folded in phrases.lines
            or not line.folded
            or (size <= _LONGEST_PHRASE_LINE and _opens_or_holds(line, phrases))
            or (phrases.credit.search(line.text) is not None and line.words <= 60)
            or (line.words <= 14 and (_is_stamp(line, phrases) or _is_row_of_links(line, phrases)))
        )


def _opens_or_holds(line: Line, phrases: _Phrases) -> bool:
    lowered = " ".join(line.text.lower().lstrip(" \t\u00a0\u200b\ufeff>»›-–—•*([|").split())
    if lowered.startswith(phrases.starts):
        return not (line.words > _PROSE and line.is_closed and _QUOTE_MARK.search(line.text))
    return any(phrase in lowered for phrase in phrases.anywhere)


def _is_stamp(line: Line, phrases: _Phrases) -> bool:
    """A line that only tells the date, the time or the reading time."""
    words = [word.lower() for word in _DATE_WORD.findall(line.text)]
    if not any(word[0].isdecimal() for word in words):
        return False
    letters = [word for word in words if not word[0].isdecimal()]
    return bool(letters or "/" in line.text) and all(
        word in phrases.date_words or word in phrases.stamps for word in letters
    )


def _is_row_of_links(line: Line, phrases: _Phrases) -> bool:
    """Share bars ("Facebook Twitter WhatsApp") and crumbs ("Home > News > Asia")."""
    words = re.findall(r"[\w-]+", line.text.lower())
    if words and all(word in phrases.sharing for word in words):
        return True
    parts = [part for part in _CRUMB_SEPARATOR.split(line.text.lower()) if part]
    return len(parts) >= 2 and parts[0] in phrases.crumbs and all(len(part.split()) <= 6 for part in parts[:-1])


def _mark_repeats(lines: list[Line], title: int | None, phrases: _Phrases) -> None:
    """Crumbs glued to the headline ("BerandaINTERNASIONALHarga …"), and the headline a second time."""
    if title is None:
        return
    headline = lines[title].folded
    for index, line in enumerate(lines):
        if index == title or line.clutter or len(line.text) > len(lines[title].text) + 80:
            continue
        repeats = line.folded == headline or (len(headline) >= 12 and line.folded.endswith(headline))
        if repeats and (line.folded == headline or len(line.folded) > len(headline)):
            line.clutter = True
    # When the glued line came first it was taken for the headline: then the next line repeats its end.
    later = next((line for line in lines[title + 1 : title + 4] if not line.clutter), None)
    repeated = later is not None and len(later.folded) >= 12 and headline != later.folded
    if (repeated and headline.endswith(later.folded)) or phrases.glued.match(lines[title].text):  # type: ignore[union-attr]
        lines[title].clutter = True


def _mark_sections(lines: list[Line], title: int | None, phrases: _Phrases) -> None:
    """Lists of links under their heading, and everything under "Leave a comment"."""
    last_prose = max((index for index, line in enumerate(lines) if line.is_prose), default=-1)
    first = 0 if title is None else title + 1
    in_list = False
    for index in range(first, len(lines)):
        line = lines[index]
        if line.folded in phrases.endings and index > last_prose * 0.6:
            after = [other for other in lines[index:] if other.is_prose and other.words >= 3 * _PROSE]
            if not after:
                for other in lines[index:]:
                    other.clutter = True
                return
        if line.clutter and (line.folded in phrases.sections or _opens_section(line, phrases)):
            in_list = True
        elif in_list and _reads_on(line):
            in_list = False
        elif in_list:
            line.clutter = True


def _opens_section(line: Line, phrases: _Phrases) -> bool:
    """A heading over links that names its subject: "Read more in football"."""
    return line.words <= _SHORT_HEADING and line.folded.startswith(phrases.section_starts)


def _reads_on(line: Line) -> bool:
    """Whether the article goes on with this line after a list of links."""
    return line.is_prose or (line.is_closed and line.words >= 6 and not line.text.endswith(("…", "?")))


def _mark_headings(lines: list[Line], title: int | None, phrases: _Phrases) -> None:
    """Menu entries, sub-headings, and headlines of other articles after the last paragraph."""
    prose = [index for index, line in enumerate(lines) if line.is_prose]
    if not prose:
        return
    plain = [line for line in lines if not line.clutter]
    unpunctuated = sum(not line.is_closed for line in plain if line.words > 3) * 2 > len(plain)
    limit = 3 if unpunctuated else _LONGEST_HEADING
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        is_broken_line = following is not None and following.text[0].islower()
        if index != title and not line.clutter and not is_broken_line and _is_heading(line, limit, phrases):
            line.clutter = True
    tail = [line for line in lines[prose[-1] + 1 :] if not line.clutter]
    if len(tail) >= 2 and not unpunctuated and all(_is_heading(line, 20, phrases) for line in tail):
        for line in tail:
            line.clutter = True


def _is_heading(line: Line, limit: int, phrases: _Phrases) -> bool:
    if line.words > limit or line.is_closed or _ENDS_OPEN.search(line.text[-8:]):
        return False
    if line.text[0].islower() or _BULLET.match(line.text) or _QUOTE_MARK.search(line.text):
        return False
    return not phrases.prose.intersection(line.folded.split())


def _mark_captions(text: str, lines: list[Line], title: int | None) -> None:
    """A short open line right under a line of clutter, with no blank line between, belongs to it."""
    for before, line in pairwise(lines):
        glued = text.count("\n", before.span.end, line.span.start) == 1
        if glued and before.clutter and not line.clutter and line.words < _PROSE and not line.is_closed:
            line.clutter = title is None or lines[title] is not line


@cache
def _phrases() -> _Phrases:
    """The phrases of all packs together."""
    packs = [get_pack(code) for code in codes()]
    data = [pack.CLUTTER for pack in packs]

    def entries(key: str) -> set[str]:
        return {" ".join(line.split()) for one in data for line in one[key].splitlines() if line.strip()}

    def words(key: str) -> set[str]:
        return {word for one in data for word in one[key].split()}

    trimmed = {entry.strip(_TRIM) for entry in entries("lines")}
    sections = {entry.strip(_TRIM) for entry in entries("sections")}
    endings = {entry.strip(_TRIM) for entry in entries("endings")}
    photo = "|".join(re.escape(word).replace(r"\-", r"[\s-]") for word in sorted(words("photo"), key=len, reverse=True))
    crumbs = "|".join(sorted(words("crumbs"), key=len, reverse=True))
    dates = {
        spelling
        for pack in packs
        for names in (pack.TIMES["weekdays"], pack.TIMES["months"])
        for name in names.split()
        for spelling in name.split("|")
    }
    return _Phrases(
        lines=frozenset(trimmed | sections | endings),
        starts=tuple(sorted(entries("starts"))),
        anywhere=tuple(sorted(entries("anywhere"))),
        sections=frozenset(sections),
        section_starts=tuple(sorted(entries("section_starts"))),
        endings=frozenset(endings),
        glued=re.compile(rf"(?:(?i:{crumbs}))[A-Z]"),
        crumbs=frozenset(words("crumbs")),
        credit=re.compile(
            rf"(?:[(\[.|–—-]\s*|^)(?:{photo})\s*[:.©/]|[(\[](?:{photo})\b[^()\[\]\n]{{0,60}}[)\]]\s*\.?$"
            rf"|\b(?:AFP|AP|REUTERS|ANTARA|EPA)(?:\s(?:FOTO|PHOTO))?/[A-Z][^\n]{{0,60}}$",
            re.IGNORECASE,
        ),
        date_words=frozenset(dates),
        stamps=frozenset(words("stamps")),
        sharing=frozenset(words("sharing") | set(_NETWORKS.split())),
        prose=frozenset(words("prose")),
        inside=re.compile("|".join(f"(?:{one['inside']})" for one in data), re.IGNORECASE | re.VERBOSE | re.MULTILINE),
    )
