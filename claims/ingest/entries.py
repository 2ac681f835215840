"""What reading a feed or a sitemap gives, whichever form it had, and the days that publishers write into them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

MOST_ENTRIES = 500  # new ones in one reading; the rest is taken by the next
LONGEST_URL = 2_048
EARLIEST = 1990


class Form(StrEnum):
    """What an address turned out to be."""

    FEED = "feed"  # RSS 2.0, RSS 1.0 (RDF) or Atom
    SITEMAP = "sitemap"
    INDEX = "index"  # of sitemaps
    PAGE = "page"  # a web page, which may name feeds


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, or one page of a sitemap."""

    key: str  # by which the feed tells it from others: guid, id or address
    url: str
    title: str
    text: str = ""  # the whole article, where the feed carries it
    snippet: str = ""
    published: dt.date | None = None
    taken_from: str = ""  # the outlet or address that the feed says it took it from
    language: str = ""
    authors: tuple[str, ...] = ()  # as the feed names them: people, or the outlet that wrote it


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a web page names."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one document says."""

    form: Form
    title: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    broken: int = 0  # items that could not be used: no web address, no words
    undated: int = 0  # entries with a day that cannot be believed
    asks_for: int = 0  # seconds between two readings, as the feed wishes; 0: it does not say
    sitemaps: tuple[str, ...] = ()  # of an index, those changed last first
    offers: tuple[Offer, ...] = field(default=())  # of a page


# By their first three letters in English and Indonesian: Mei, Agustus (also Agt, Ags), Oktober, Desember, Pebruari.
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7, "aug": 8, "agu": 8,
    "agt": 8, "ags": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "nop": 11, "dec": 12, "des": 12,
}  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[ \-.]+([a-z]{3,12})\.?[ \-,.]+(\d{4}|\d{2})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([a-z]{3,12})\.? +(\d{1,2}),? +(\d{4})\b", re.IGNORECASE)


def day_of(written: str, today: dt.date) -> dt.date | None:
    """The day that a publisher wrote, in English or Indonesian words or in figures; None when it cannot be believed.

    It is the day as printed, whatever offset stands beside it: many sites print local time as "+0000", and the day is
    right nevertheless. Days after tomorrow, before 1990, and figures that may be read in two ways are no days.

    >>> day_of("Rabu, 12 Agustus 2026 08:30 WIB", dt.date(2026, 8, 12))
    datetime.date(2026, 8, 12)
    """
    written = written[:100]
    found: tuple[str, str, str] | None = None
    if match := _ISO.search(written):
        found = match.group(1), match.group(2), match.group(3)
    elif (match := _DAY_FIRST.search(written)) and (month := _month(match.group(2))):
        found = match.group(3), month, match.group(1)
    elif (match := _MONTH_FIRST.search(written)) and (month := _month(match.group(1))):
        found = match.group(3), month, match.group(2)
    if found is None:
        return None
    year, month_, day_ = map(int, found)
    try:
        day = dt.date(year + 2000 if year < 100 else year, month_, day_)
    except ValueError:
        return None
    return day if day.year >= EARLIEST and day <= today + dt.timedelta(days=1) else None


def _month(word: str) -> str:
    number = _MONTHS.get(word[:3].casefold())
    return str(number) if number else ""


def web_address(base: str, written: str) -> str:
    """An address as a document at `base` writes it, whole; "" when it is none that could be opened."""
    if not written.strip():
        return ""  # joined to the document's own address it would be that
    try:
        whole = urljoin(base, written.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(whole) > LONGEST_URL:
        return ""
    return "" if re.search(r"[\x00-\x20\x7f\ud800-\udfff]", whole) else whole
