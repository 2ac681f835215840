"""Keep what was found outside: a page that a search or a feed names becomes an Article that is no work for anybody.

It is searchable in the archive and serves as coverage of claims, but it is never split, and stands in none of the
desk's lists, until somebody takes it up (`store.take_up`).
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.db import IntegrityError, transaction

from claims.extraction import read_page
from claims.extraction.lang import codes
from claims.extraction.results import ArticleFacts, Span
from claims.ingest import store, versions
from claims.ingest.errors import IngestError
from claims.ingest.stated import Stated, as_names
from claims.models import Article, FoundByline
from claims.sources import resolve

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_CODE = re.compile(r"[a-z]{2}\b")
_CODES = {info["name"].casefold(): code for code, info in LANG_INFO.items() if len(code) == 2 and "name" in info}


@dataclass(frozen=True, slots=True)
class Found:
    """One page outside, as it was named to us."""

    url: str
    title: str
    outlet: str = ""  # its name; "" when only the address tells
    text: str = ""  # the body; "" when only a snippet is known
    snippet: str = ""
    language: str = ""  # a code ("id", "en-GB") or an English name ("Indonesian"); "" to be read from the words
    published: dt.date | None = None
    intake: str = Article.Intake.FOUND  # or FEED
    stated: Stated | None = None  # what the markup of its page says, where that was fetched
    authors: tuple[str, ...] = ()  # as whoever named the page says
    told_by: str = ""  # who named it: a feed, a provider


def keep(found: Found) -> Article | None:
    """The Article of this address, in its newest version; made, outside the desk, when there is none.

    None when there is nothing to keep: no web address, or too few words to be compared with anything. Safe to repeat,
    and to call twice at the same moment.
    """
    url = found.url.strip()
    article = versions.newest_at(url) or _new(url, found)
    if article is not None:
        _keep_byline(article, found)
    return article


def _new(url: str, found: Found) -> Article | None:
    title = " ".join(_plain(found.title).split())
    body = _plain(found.text).strip()
    try:
        url = store.checked_url(url)
        text = store.freeze(body or "\n\n".join(part for part in (title, _plain(found.snippet).strip()) if part))
    except IngestError:
        return None
    if not versions.url_key(url):
        return None
    facts, clutter = _read(text, title, found.language)
    try:
        with transaction.atomic():
            return store.create(
                text,
                facts,
                clutter,
                url=url,
                outlet=resolve.outlet(found.outlet, urlsplit(url).hostname or ""),
                published=found.published,
                intake=found.intake,
                on_desk=False,
                stated=found.stated,
            )
    except IntegrityError:
        return versions.newest_at(url)  # somebody else was told of it in the same moment


def _keep_byline(article: Article, found: Found) -> None:
    """Keep whom whoever named the page says wrote it. What was kept first stays."""
    authors = [name for name in as_names(map(_plain, found.authors)) if "@" not in name]
    if authors and not FoundByline.objects.filter(article=article).exists():
        with suppress(IntegrityError), transaction.atomic():  # somebody was told of it in the same moment
            FoundByline.objects.create(article=article, authors=authors, told_by=found.told_by[:200])


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _read(text: str, title: str, language: str) -> tuple[ArticleFacts, tuple[Span, ...]]:
    """What the page says about itself; the title is known better than it can be read. A language that no pack of ours
    reads is kept as it is: names and figures are compared all the same."""
    code = _code(language)
    if code and code not in codes():
        facts, clutter = ArticleFacts(language=code), tuple[Span, ...]()
    else:
        facts, clutter = read_page(text, code or None)
    if not title:
        return facts, clutter
    title = title[:500]
    return replace(facts, title=title, title_span=Span(0, len(title)) if text.startswith(title) else None), clutter


def _code(language: str) -> str:
    """ "id-ID", "Indonesian" → "id"; "" for what says nothing."""
    said = language.strip().casefold().replace("_", "-")
    return _CODES.get(said) or (match.group() if (match := _CODE.match(said)) else "")
