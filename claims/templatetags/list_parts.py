"""What stands around the rows of every list, built in Python like them: heads, orders, acts on several rows.
`filled` escapes whatever goes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language

from claims.forms.bulk import acts_for
from claims.models import wording
from claims.review.permissions import Role, role_of
from claims.templatetags.markup import filled, filled_each

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()

SELECTED = filled(" {}", "selected")


@register.simple_tag
def list_heads(first: str, first_sort: str, columns: Sequence[Any], sort: str, query: str) -> str:
    """The heads of a table: of the rows themselves, then of these columns. Those that sort are links that go on from
    `query`; the one sorted by says which way."""
    head = '<th scope="col"{}>{}</th>'
    rest = filled_each(
        "",
        '<th scope="col" class="c-{}{}"{}>{}</th>',
        ((one.key, " num" if one.number else "", _sorted(one.sort, sort), _head(one, sort, query)) for one in columns),
    )
    return filled(f"{head}\n{{}}", _sorted(first_sort, sort), _link(first, first_sort, sort, query, down=False), rest)


def _head(column: Any, sort: str, query: str) -> str:
    if column.sort:
        return _link(column.label, column.sort, sort, query, down=True, meaning=column.meaning)
    if column.meaning:
        return filled('<abbr title="{}">{}</abbr>', column.meaning, column.label)
    return str(column.label)


def _link(label: str, name: str, sort: str, query: str, *, down: bool, meaning: str = "") -> str:
    """Sorts by `name`: `down` first or, without it, up first; sorted that way already, the other way."""
    minus = sort != f"-{name}" if down else sort == name
    title = filled(' title="{}"', meaning) if meaning else ""
    return filled('<a href="{}sort={}{}"{}>{}</a>', query, "-" if minus else "", name, title, label)


def _sorted(name: str, sort: str) -> str:
    if not name or sort.removeprefix("-") != name:
        return ""
    return filled(' aria-sort="{}"', "descending" if sort.startswith("-") else "ascending")


@register.simple_tag
def sort_options(choices: Iterable[tuple[str, Any]], sort: str) -> str:
    """The orders that a list may have, as the options of a select."""
    options = ((value, SELECTED if value == sort else "", words) for value, words in choices)
    return filled_each("", '<option value="{}"{}>{}</option>', options)


@register.simple_tag
def act_options(user: User, kind: str) -> str:
    """What this person may do to many rows of this list, as the options of a select."""
    return _act_options(role_of(user), kind, get_language(), wording.version())


@lru_cache(maxsize=128)
def _act_options(role: Role, kind: str, _language: str | None, _wording: int) -> str:
    (_none, simple), *groups = acts_for(role, kind)
    return filled("{}{}", _options(simple), _groups(groups))


def _groups(groups: Iterable[tuple[str, Iterable[tuple[str, Any]]]]) -> str:
    return filled_each("", '<optgroup label="{}">{}</optgroup>', ((words, _options(acts)) for words, acts in groups))


def _options(acts: Iterable[tuple[str, Any]]) -> str:
    return filled_each("", '<option value="{}">{}</option>', acts)
