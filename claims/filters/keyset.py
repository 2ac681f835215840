"""Pages by key: a page begins after a row, not after a number of rows. Its address goes on leading to the same place
when rows come in before it, and the hundredth page costs what the first one costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

LONGEST = 1_000  # letters of a key in an address; beyond the longest title


Rows = type[Model] | QuerySet[Any]


def field_of(rows: Rows, name: str) -> Field[Any, Any]:
    """The field that a row has under this name, of its own or by annotation."""
    if isinstance(rows, QuerySet):
        annotation = rows.query.annotations.get(name)
        return annotation.output_field if annotation is not None else field_of(rows.model, name)
    return rows._meta.get_field(name)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Order:
    """By one field of the row, then by its number in the same direction, so that no row stands on two pages or on none.
    Rows with nothing in the field come last, whichever way."""

    field: str
    descending: bool = False
    nullable: bool = False

    @classmethod
    def of(cls, rows: Rows, name: str) -> Order:
        """ "-updated_at" → by `updated_at`, the latest first. What is annotated to `rows` orders as well."""
        field = name.removeprefix("-")
        return cls(field, name.startswith("-"), field_of(rows, field).null)

    def terms(self, *, backwards: bool = False) -> tuple[OrderBy, OrderBy]:
        """For `order_by`. Where nothing can be empty nothing is said of it: an index has its own place for that."""
        descending = self.descending != backwards
        empty = {"nulls_first" if backwards else "nulls_last": True} if self.nullable else {}
        return OrderBy(F(self.field), descending, **empty), OrderBy(F("pk"), descending)


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page begins or ends: the sorted field and the number of a row."""

    value: Any
    pk: int

    def __str__(self) -> str:
        """As in an address; `read` reads it."""
        value = self.value.isoformat() if isinstance(self.value, dt.date) else self.value
        return f"{self.pk}" if value is None else f"{self.pk}~{value}"


def read(rows: Rows, order: Order, text: str) -> Key | None:
    """The key that an address names; None when there is none, or none of this order."""
    number, parted, value = text.partition("~")
    if not (number.isascii() and number.isdigit()) or len(text) > LONGEST or int(number) > BigIntegerField.MAX_BIGINT:
        return None
    field = field_of(rows, order.field)
    if not parted:
        return Key(None, int(number)) if order.nullable else None
    if "\0" in value:
        return None
    try:
        return Key(field.to_python(value), int(number))
    except (ValidationError, ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """The numbers of a page's rows in their order, and the keys of the pages beside it; None: there is none."""

    ids: list[int]
    before: Key | None = None
    after: Key | None = None


def first_page(rows: Sequence[tuple[int, Any]], size: int) -> Page:
    """The page at the beginning of (number, sorted field) of rows in their order; one row more than fits tells that
    another page follows."""
    shown = rows[:size]
    return Page([pk for pk, _value in shown], None, Key(shown[-1][1], shown[-1][0]) if len(rows) > size else None)


def page_after(rows: QuerySet[Any], order: Order, key: Key, size: int) -> Page:
    """The page that follows a key; the last one again when nothing does."""
    found = _read(rows.filter(beyond(order, key)).order_by(*order.terms()), order, size)
    if not found:
        return page_before(rows, order, None, size)
    page = first_page(found, size)
    return Page(page.ids, Key(found[0][1], found[0][0]), page.after)


def page_before(rows: QuerySet[Any], order: Order, key: Key | None, size: int) -> Page:
    """The page that ends before a key, or at the end of all; the first one when no more rows than it has lie before."""
    backwards = rows.order_by(*order.terms(backwards=True))
    found = _read(backwards.filter(beyond(order, key, backwards=True)) if key else backwards, order, size)
    if len(found) <= size and key:
        return first_page(_read(rows.order_by(*order.terms()), order, size), size)
    shown = found[:size][::-1]
    if not shown:
        return Page([])
    ends = [Key(value, pk) for pk, value in (shown[0], shown[-1])]
    return Page([pk for pk, _value in shown], ends[0] if len(found) > size else None, ends[1] if key else None)


def _read(rows: QuerySet[Any], order: Order, size: int) -> list[tuple[int, Any]]:
    return list(rows.values_list("pk", order.field)[: size + 1])


def beyond(order: Order, key: Key, *, backwards: bool = False) -> Q:
    """The rows after the key, or before it. The first half of the condition is one that an index can follow."""
    side = "lt" if order.descending != backwards else "gt"
    empty = Q(**{f"{order.field}__isnull": True})
    further = Q(**{f"pk__{side}": key.pk})
    if key.value is None:  # among the rows with nothing in the field, which come last
        return ~empty | (empty & further) if backwards else empty & further
    same_or_beyond = Q(**{f"{order.field}__{side}e": key.value})
    found = same_or_beyond & (Q(**{f"{order.field}__{side}": key.value}) | further)
    return found | empty if order.nullable and not backwards else found
