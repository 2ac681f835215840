"""What the filters of all lists have in common: what was asked for, without what could not be understood, by pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from functools import cache, cached_property, lru_cache
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Expression, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language_info

from claims.extraction.lang import codes
from claims.filters.keyset import Key, Order, Page, page_after, page_before, read
from claims.models.prepared import Prepared

MOST_LISTED = 1_000  # rows that are listed and counted for one question
Field = str | Expression  # of a row: by name, or made of one
UNKNOWN = "none"  # as a value: no source named, no outlet known, nobody assigned


def languages() -> list[tuple[str, str]]:
    """The languages articles may be in: those with a language pack."""
    return [(code, get_language_info(code)["name_translated"]) for code in codes()]


class SourcesField(filters.fields.ModelMultipleChoiceField):
    """Sources by number. One beyond what a row can have is no choice; SQLite would break on it."""

    def _check_values(self, value: Any) -> Any:
        for one in value:
            with suppress(ValueError):  # what is no number is named by Django's own check
                if abs(int(one)) > BigIntegerField.MAX_BIGINT:
                    message = self.error_messages["invalid_choice"]
                    raise forms.ValidationError(message, code="invalid_choice", params={"value": one})
        return super()._check_values(value)


class SourcesFilter(filters.ModelMultipleChoiceFilter):
    field_class = SourcesField


class _Filters(dict[str, filters.Filter]):
    """The filters of a list. django-filter copies them at every request with all that they hold, labels and choices
    included; these share what they were made of, which nobody changes."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> dict[str, filters.Filter]:
        copies = {name: copy(one) for name, one in self.items()}
        for one in copies.values():
            one.method = one.method  # binds the copy, which has a list of its own
        return copies


class _Fields(dict[str, forms.Field]):
    """The fields of a list's form, the same for all requests in the same way: they say what values mean, and templates
    write them out by hand."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


class ListFilter(filters.FilterSet):
    """The filters of one list. A value that does not exist is an error of the form; that filter alone is left out."""

    usual_sort: ClassVar[str] = ""  # the order of a list that asks for none

    def __init__(self, data: Mapping[str, Any], *, user: User, queryset: QuerySet[Any] | None = None) -> None:
        super().__init__(data, queryset=queryset)
        self.user = user

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        return _Filters(super().get_filters())

    @classmethod
    @cache
    def _form_class(cls) -> type[forms.Form]:
        fields = {name: kind.field for name, kind in cls.base_filters.items()}
        made: Any = type(f"{cls.__name__}Form", (cls._meta.form,), fields)
        made.base_fields = _Fields(made.base_fields)
        return made

    def get_form_class(self) -> type[forms.Form]:
        """The form of these filters: the same for everybody, so it is made once in a process, not for each request."""
        return self._form_class()

    def asked_but(self, *names: str) -> dict[str, Any]:
        """What is asked for, by filter, without what could not be understood and without these filters."""
        return {name: value for name, value in self._asked.items() if name not in names} if names else self._asked

    @cached_property
    def _asked(self) -> dict[str, Any]:
        self.errors  # noqa: B018 - validates the form, which makes cleaned_data
        return dict(self.form.cleaned_data)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for but an order."""
        return any(map(asks, self.asked_but("sort").values()))

    def without(self, *names: str) -> Any:
        """The rows that fit everything asked for but these filters: the ground on which their own values count."""
        found = self.queryset.all()
        for name, value in self.asked_but("sort", *names).items():
            found = self.filters[name].filter(found, value)
        return found

    @cached_property
    def order(self) -> Order:
        """The order that is asked for, or the usual one."""
        asked = self.asked_but().get("sort") or [self.usual_sort]
        return Order.of(self.queryset, self.filters["sort"].get_ordering_value(asked[0]))

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What fits everything that is asked for, in the order asked for."""
        return super().filter_queryset(queryset).order_by(*self.order.terms())

    def first_rows(self, fields: tuple[Field, ...]) -> list[tuple[Any, ...]]:
        """The number and these fields of the first rows that fit; one more than are listed when there are more."""
        if self.is_narrowed:
            return list(self.qs.values_list("pk", *fields)[: MOST_LISTED + 1])
        kind: Any = type(self)
        return whole_list(kind, self.order, fields)()

    def place(self) -> str:
        """Where the page begins or ends that the address asks for, as a part of an address; "" for the first page."""
        for name in ("after", "before"):
            if key := read(self.queryset, self.order, self.data.get(name, "")):
                return urlencode({name: str(key)})
        return ""

    def page(self, size: int, beginning: Sequence[int] | None = None) -> Page:
        """The page that the address asks for. `beginning`: the first rows, one more than a page, where known."""
        for name, page_at in (("after", page_after), ("before", page_before)):
            if key := read(self.queryset, self.order, self.data.get(name, "")):
                return page_at(self.qs, self.order, key, size)
        if beginning is None:
            beginning = list(self.qs.values_list("pk", flat=True)[: size + 1])
        return Page(list(beginning[:size]), None, self._key_of(beginning[size - 1]) if len(beginning) > size else None)

    def _key_of(self, pk: int) -> Key:
        kind: Any = type(self)
        return Key(_sorted_field(kind, self.order.field).only(pk), pk)

    def address(self) -> QueryDict:
        """What the address asks for, without empty fields, strange names and values that were not understood."""
        asked = QueryDict(mutable=True)
        for name in self.asked_but():
            values = [value for value in _values(self.data, name) if value.strip()]
            if name == "sort":
                values = [value for value in values if value != self.usual_sort]
            if values:
                asked.setlist(name, list(dict.fromkeys(values)))
        return asked

    def normalised(self) -> str:
        """The same question always in the same letters: filters in their order, the values of each sorted."""
        asked = self.address()
        for name in asked:
            asked.setlist(name, sorted(asked.getlist(name)))
        return asked.urlencode()


def asks(value: Any) -> bool:
    """Whether the cleaned value of a filter narrows a list; a choice of rows may be none of them."""
    return not value.query.is_empty() if isinstance(value, QuerySet) else bool(value)


@lru_cache(maxsize=64)
def _sorted_field(kind: Any, field: str) -> Prepared[Any]:
    """What a row of a list is sorted by."""
    rows = kind({}, user=User()).queryset
    return Prepared(lambda pk: rows.filter(pk=pk).order_by().values_list(field, flat=True))


@lru_cache(maxsize=64)
def whole_list(kind: Any, order: Order, fields: tuple[Field, ...]) -> Prepared[tuple[Any, ...]]:
    """The first rows of a list that is opened without a filter, as most people open it: who asks makes no difference
    then."""
    rows = kind({}, user=User()).qs.order_by(*order.terms())
    return Prepared(lambda: rows.values_list("pk", *fields)[: MOST_LISTED + 1])


def _values(data: Mapping[str, Any], name: str) -> list[str]:
    if isinstance(data, QueryDict):
        return data.getlist(name)
    given = data.get(name, [])
    return [str(one) for one in given] if isinstance(given, list | tuple) else [str(given)]
