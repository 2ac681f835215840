"""News searches of the kind of NewsAPI.org: one adapter, and a mapping file for each service (`news_mapping`)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from claims.coverage.providers import news_mapping
from claims.coverage.providers.base import (
    LONGEST_COMPLAINT,
    BadAnswer,
    Busy,
    Item,
    Page,
    PlanEnds,
    Provider,
    Query,
    as_json,
    link,
    moment,
    part,
    plain,
    rows,
    unmarked,
)
from claims.coverage.providers.news_mapping import BadMapping, Mapping
from claims.ingest.fetch import Secret

_OK = 200
MOST_AUTHORS = 10
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")


def providers() -> list[Provider]:
    """One for each service in NEWS_APIS, each with limits of its own."""
    return [_provider(where) for where in dict.fromkeys(settings.NEWS_APIS)]


def _provider(where: str) -> Provider:
    name = news_mapping.name_of(where)
    try:
        mapping = news_mapping.load(where)
    except BadMapping as error:  # told at the start by `manage.py check`; nobody is kept from his work by it
        told = _("Its mapping file is wrong: %(problem)s") % {"problem": error}
        return Provider(f"news_api:{name}", name, lambda *_: "", lambda _: Page([]), 1, missing=told)
    key = settings.NEWS_API_KEYS.get(name, "")
    header = mapping.key.header
    needs_key = bool(header or mapping.key.parameter)
    return Provider(
        name=f"news_api:{name}",
        label=mapping.label,
        address=lambda query, cursor: address(mapping, key, query, cursor),  # a partial would show the key
        read=partial(read, mapping),
        seconds_between=mapping.seconds_between,
        most_words=mapping.query.most_words,
        missing=_("No key is set for “%(name)s” (NEWS_API_KEYS).") % {"name": name} if needs_key and not key else "",
        secret=Secret(mapping.address, header, mapping.key.prefix + key) if header else None,
        key=key,
        refusal=partial(refusal, mapping),
        after=partial(after, mapping),
    )


def address(mapping: Mapping, key: str, query: Query, cursor: str) -> str:
    asked = {**mapping.parameters, **_words(mapping.query, query)}
    paging = mapping.paging
    if cursor:
        asked[paging.parameter] = cursor
    elif paging.style in ("page", "offset"):
        asked[paging.parameter] = str(_first(mapping))
    if mapping.key.parameter:
        asked[mapping.key.parameter] = key
    return f"{mapping.address}?{urlencode(asked)}"


def _words(names: news_mapping.Words, query: Query) -> dict[str, str]:
    words = re.findall(r"\w+", query.text)[: names.most_words]  # nothing that it would read as an operator
    if names.join.strip():
        words = [word.lower() for word in words]  # nor a word in capitals, where those are operators
    asked = {names.words: names.join.join(words)}
    if names.language and query.language and (not names.languages or query.language in names.languages):
        asked[names.language] = query.language
    if names.since and query.since:
        asked[names.since] = query.since.astimezone(dt.UTC).strftime(names.date)
    if names.until and query.until:
        asked[names.until] = query.until.astimezone(dt.UTC).strftime(names.date)
    if names.limit:
        asked[names.limit] = str(min(query.limit, names.most))
    return asked


def read(mapping: Mapping, text: str) -> Page:
    """An error may come with status 200; a list that is missing is no empty list."""
    answer, names = as_json(text), mapping.answer
    if (mapping.errors.code and _at(answer, mapping.errors.code)) or _at(answer, names.items) is None:
        raise refusal(mapping, _OK, text)
    found = rows(_at(answer, names.items))
    total = _at(answer, names.total) if names.total else None
    items = [_item(mapping, row) for row in found]
    return Page(
        [item for item in items if item is not None],
        cursor=plain(_at(answer, mapping.paging.next)) if mapping.paging.style == "token" else "",
        rows=len(found),
        total=total if isinstance(total, int) else None,
    )


def _item(mapping: Mapping, row: dict[str, Any]) -> Item | None:
    names = mapping.answer
    url, title = link(_first_at(row, names.url)), unmarked(_first_at(row, names.title))
    if not url or (names.removed and title == names.removed):
        return None
    return Item(
        url=url,
        title=title,
        outlet=mapping.fixed.outlet or unmarked(_first_at(row, names.outlet)),
        snippet=_CUT_OFF.sub("", unmarked(_first_at(row, names.snippet))),
        language=mapping.fixed.language or plain(_first_at(row, names.language)),
        authors=_authors(_first_at(row, names.authors)),
        published=moment(_first_at(row, names.published), names.date or None),
    )


def _authors(value: Any) -> tuple[str, ...]:
    """The names in a text, or in a list of texts or of objects with a `name`."""
    several = value if isinstance(value, list) else [value]
    named = (unmarked(part(one).get("name") if isinstance(one, dict) else one) for one in several[:MOST_AUTHORS])
    return tuple(filter(None, named))


def after(mapping: Mapping, query: Query, cursor: str, page: Page) -> str:
    """The cursor after this page, "" when a short page or the total says that it was the last."""
    if mapping.paging.style not in ("page", "offset"):
        return page.cursor
    at, size = int(cursor or _first(mapping)), min(query.limit, mapping.query.most)
    by_offset = mapping.paging.style == "offset"
    so_far = at + page.rows if by_offset else (at - mapping.paging.first + 1) * size
    if page.rows < size or (page.total is not None and so_far >= page.total):
        return ""
    return str(at + page.rows if by_offset else at + 1)


def _first(mapping: Mapping) -> int:
    return 0 if mapping.paging.style == "offset" else mapping.paging.first


def refusal(mapping: Mapping, status: int, text: str) -> Exception:
    """What an error means: ask later, no more under this plan, not under this plan, or a plain refusal."""
    try:
        answer = as_json(text)
    except BadAnswer as error:
        if status == _OK:
            return error
        answer = {}
    errors = mapping.errors
    code = _at(answer, errors.code) if errors.code else None
    says: set[Any] = {code if isinstance(code, str) else None, status}
    words = next((told for path in errors.words if (told := _told(_at(answer, path)))), "")[:LONGEST_COMPLAINT]
    if says & set(errors.busy):
        return Busy(_("It asks to be asked later: “%(text)s”") % {"text": words})
    if says & set(errors.plan_ends):
        return PlanEnds(_("The plan with it gives no more: “%(text)s”") % {"text": words})
    if says & set(errors.plan):
        return BadAnswer(_("The plan with it does not allow this request: “%(text)s”") % {"text": words})
    if status != _OK:
        told = _("It refuses the request (status %(status)d): “%(text)s”. Is its key right?")
        return BadAnswer(told % {"status": status, "text": words})
    if words:
        return BadAnswer(_("It refuses the search: “%(text)s”") % {"text": words})
    return BadAnswer(_("Its answer has not the documented form."))


def _told(value: Any) -> str:
    """The first text in a value that may be a list or a table of texts."""
    if isinstance(value, dict):
        value = list(value.values())
    return next((told for one in value if (told := plain(one))), "") if isinstance(value, list) else plain(value)


def _at(value: Any, path: str) -> Any:
    """What lies at a path of names (or places in a list) with dots between; None when there is nothing.

    >>> _at({"source": {"name": "CNA"}}, "source.name"), _at({"source": None}, "source.name")
    ('CNA', None)
    """
    for name in path.split("."):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _first_at(row: dict[str, Any], paths: Iterable[str]) -> Any:
    return next((found for path in paths if (found := _at(row, path))), None)
