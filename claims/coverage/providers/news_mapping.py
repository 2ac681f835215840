"""What a mapping file says about a news search, and what is wrong with it. docs/news-apis.md tells the format.

    mapping = load("guardian")          # one of ours, or the path of a file
    mapping.answer.title                # ("webTitle",)

Each table of a file is a class here, each of its fields an attribute with the type and default that the file may have.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from claims.coverage.providers.base import link

OURS = Path(__file__).with_name("news_apis")
STYLES = ("none", "page", "offset", "token")

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_NOT_A_KEYS_HEADER = ("host", "connection", "content-length", "transfer-encoding", "cookie", "user-agent", "accept")
_KINDS = {str: "a text", int: "a whole number", float: "a number", dict: "a table of texts", tuple: "a list"}


class BadMapping(ValueError):
    """The file cannot be used; `problems` names each field that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Key:
    """Where the key goes: a header (with a prefix such as "Token ") or a parameter; nowhere when it needs none."""

    header: str = ""
    prefix: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The parameters that hold what is looked for; "" for what the service cannot be told."""

    words: str
    join: str = " "
    most_words: int = 6
    language: str = ""
    languages: tuple[str, ...] = ()  # that it knows; empty: any
    since: str = ""
    until: str = ""
    date: str = "%Y-%m-%d"
    limit: str = ""
    most: int = 100  # results on a page


@dataclass(frozen=True, slots=True)
class Paging:
    style: str = "none"
    parameter: str = ""
    first: int = 1  # number of the first page; of an offset always 0
    next: str = ""  # where an answer names the token of the next page


@dataclass(frozen=True, slots=True)
class Fields:
    """Paths into an answer: names with dots between. The first path of several at which there is something counts."""

    items: str
    url: tuple[str, ...]
    title: tuple[str, ...]
    total: str = ""
    outlet: tuple[str, ...] = ()
    snippet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()  # a text, or a list of texts or of objects with a `name`
    published: tuple[str, ...] = ()
    date: str = ""  # of `published`; "": ISO 8601
    removed: str = "[Removed]"  # title of what was withdrawn


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is the same for every item."""

    outlet: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Errors:
    """Paths of an error's code and words, and which codes (texts) or HTTP statuses (numbers) mean what."""

    code: str = ""
    words: tuple[str, ...] = ()
    busy: tuple[str | int, ...] = ()  # ask later
    plan_ends: tuple[str | int, ...] = ()  # what came is good; the plan gives no more
    plan: tuple[str | int, ...] = ()  # the plan does not allow such a request at all


@dataclass(frozen=True, slots=True)
class Mapping:
    label: str
    address: str
    query: Words
    answer: Fields
    seconds_between: float = 1.0
    key: Key = Key()
    parameters: dict[str, str] = field(default_factory=dict)  # sent as they are
    paging: Paging = Paging()
    fixed: Fixed = Fixed()
    errors: Errors = Errors()


def name_of(where: str) -> str:
    """What a mapping is called in NEWS_API_KEYS: the file's name without its ending."""
    return Path(where).stem


@cache
def load(where: str) -> Mapping:
    """The mapping of that name among ours, or in the file at that path. Raises BadMapping."""
    path = Path(where) if re.search(r"[/\\]|\.(toml|json)\Z", where) else OURS / f"{where}.toml"
    try:
        text = path.read_text(encoding="utf-8")
        table = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, UnicodeError) as error:
        ours = ", ".join(sorted(one.stem for one in OURS.glob("*.toml")))
        raise BadMapping(
            [f"{path} cannot be read ({type(error).__name__}); there are {ours}, or give a path"]
        ) from None
    except (ValueError, RecursionError) as error:  # both formats' errors are ValueErrors that name line and column
        raise BadMapping([f"{path} is not {path.suffix.lstrip('.').upper()}: {error}"]) from None
    return read(table)


def read(table: Any) -> Mapping:
    """A mapping from what its file holds. Raises BadMapping that names every wrong field."""
    problems: list[str] = []
    mapping = _table(Mapping, table, "", problems)
    if mapping is not None and not problems:
        problems = _contradictions(mapping)
    if problems:
        raise BadMapping(problems)
    assert isinstance(mapping, Mapping)
    return mapping


def _table(kind: Any, table: Any, where: str, problems: list[str]) -> Any:
    if not isinstance(table, dict):
        problems.append(f"{where.rstrip('.') or 'the file'} must be a table")
        return None
    known, types, values = {one.name: one for one in fields(kind)}, get_type_hints(kind), {}
    problems += [f"{where}{name} is not known here" for name in table if name not in known]
    for name, one in known.items():
        if name in table:
            values[name] = _value(types[name], table[name], where + name, problems)
        elif one.default is MISSING and one.default_factory is MISSING:
            problems.append(f"{where}{name} is missing")
    return None if problems else kind(**values)


def _value(kind: Any, value: Any, where: str, problems: list[str]) -> Any:
    if is_dataclass(kind):
        return _table(kind, value, f"{where}.", problems)
    basic = get_origin(kind) or kind
    if basic is tuple:
        allowed: tuple[type, ...] = (str, int) if int in get_args(get_args(kind)[0]) else (str,)
        value = tuple(value) if isinstance(value, list) else (value,)
        fits = all(isinstance(one, allowed) and not isinstance(one, bool) and one != "" for one in value)
    elif basic is dict:
        fits = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    else:
        allowed = (int, float) if basic is float else (basic,)
        fits = isinstance(value, allowed) and not isinstance(value, bool)
    if not fits:
        problems.append(f"{where} must be {_KINDS[basic]}" + (" of texts" if basic is tuple else ""))
    return value


def _contradictions(mapping: Mapping) -> list[str]:
    key, query, paging = mapping.key, mapping.query, mapping.paging
    wrong = {
        "label must not be empty": not mapping.label.strip(),
        "address must begin with https:// or http:// and hold no ? or #": not link(mapping.address)
        or bool(re.search(r"[?#]", mapping.address)),
        "seconds_between must be from 0.1 to 3600": not 0.1 <= mapping.seconds_between <= 3_600,
        "key.header and key.parameter exclude each other": bool(key.header and key.parameter),
        "key.header is not the name of a header that may hold a key": bool(key.header)
        and (not _HEADER.fullmatch(key.header) or key.header.lower() in _NOT_A_KEYS_HEADER),
        "query.words must not be empty": not query.words,
        "query.most_words must be from 1 to 50": not 1 <= query.most_words <= 50,
        "query.most must be from 1 to 1000": not 1 <= query.most <= 1_000,
        "query.date is not a form of dates": not _is_a_form(query.date),
        f"paging.style must be one of {', '.join(STYLES)}": paging.style not in STYLES,
        "paging.parameter is missing": paging.style in STYLES[1:] and not paging.parameter,
        "paging.next is missing": paging.style == "token" and not paging.next,
        "paging.style page and offset need query.limit": paging.style in ("page", "offset") and not query.limit,
        "answer.items must not be empty": not mapping.answer.items,
        "answer.date is not a form of dates": bool(mapping.answer.date) and not _is_a_form(mapping.answer.date),
    }
    return [problem for problem, so in wrong.items() if so]


def _is_a_form(form: str) -> bool:
    """Whether a day that is written in this form can be read again."""
    day = dt.datetime(2023, 9, 17, tzinfo=dt.UTC)
    try:
        return dt.datetime.strptime(day.strftime(form), form).date() == day.date()
    except ValueError:
        return False
