"""What every list page shows around its rows: facets with counts, pills that take a filter off, its address again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_filters import CharFilter, DateFilter

from claims.filters.base import UNKNOWN, ListFilter, SourcesFilter
from claims.models import SavedView, Source
from claims.models.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_TABS = 12  # saved views above a list; their own page has all
VIEWS: dict[str, Prepared[SavedView]] = {
    kind: Prepared(lambda user, kind=kind: SavedView.objects.open_to(user).filter(kind=kind)[:MOST_TABS])
    for kind in SavedView.Kind.values
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet. `mark`: the axis whose mark stands before the label, if any."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a list of values with counts."""

    name: str
    label: str
    options: list[Option]
    mark: str = ""

    @property
    def used(self) -> list[Option]:
        return [option for option in self.options if option.count or option.chosen]

    @property
    def unused(self) -> list[Option]:
        return [option for option in self.options if not (option.count or option.chosen)]


@dataclass(frozen=True, slots=True)
class Pill:
    """One value that is asked for, and the address of the list without it."""

    of: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view above its list. `by`: who shares it, when it is not the person's own."""

    name: str
    address: str
    by: User | None
    is_open: bool


def tabs_of(kind: str, filterset: ListFilter, columns: Sequence[str] = ()) -> list[Tab]:
    """The first saved views of a list: the person's own, then the shared ones; the open one is marked. `columns`: those
    that the address names."""
    user, asked = filterset.user, filterset.normalised()
    return [
        Tab(
            name=view.name,
            address=view.list_address,
            by=None if view.owner_id == user.pk else view.owner,
            is_open=view.query == asked and view.columns == list(columns),
        )
        for view in VIEWS[kind](user.pk)
    ]


def query_of(asked: QueryDict, *, without: str = "") -> str:
    """The address's query, ready for one more parameter at its end."""
    kept = asked.copy()
    kept.pop(without, None)
    return f"?{kept.urlencode()}&" if kept else "?"


def misunderstood(filterset: ListFilter) -> list[str]:
    """One sentence for each filter whose value does not exist."""
    fields = filterset.form.fields
    return [
        _("“%(filter)s” was left out: %(why)s") % {"filter": fields[name].label, "why": " ".join(map(str, errors))}
        for name, errors in filterset.errors.items()
    ]


def facet_of_choices(filterset: ListFilter, name: str, counts: Mapping[str, int], mark: str = "") -> Facet:
    """A facet of a filter with fixed values, all of them, in their order."""
    field = filterset.form.fields[name]
    chosen = set(filterset.asked_but().get(name) or ())
    options = [
        Option(value, str(label), counts.get(value, 0), value in chosen) for value, label in field.choices if value
    ]
    return Facet(name, str(field.label), options, mark)


def facet_of_sources(filterset: ListFilter, name: str, counted: Iterable[tuple[Source | None, int]]) -> Facet:
    """A facet of sources, those that were counted; None stands for rows without one."""
    field = filterset.form.fields[name]
    chosen = {_key(one) for one in filterset.asked_but().get(name) or ()}
    options = [
        Option(_key(one or UNKNOWN), one.name if one else str(field.null_label), count, _key(one or UNKNOWN) in chosen)
        for one, count in counted
    ]
    return Facet(name, str(field.label), options)


def _key(one: Source | str) -> str:
    return one if isinstance(one, str) else str(one.pk)


def pills_of(filterset: ListFilter, asked: QueryDict) -> list[Pill]:
    """What is asked for, value by value, in the order of the filters."""
    pills = []
    for name in asked:
        if name == "sort":
            continue
        field = filterset.form.fields[name]
        for value, words in _values(filterset, name):
            rest = asked.copy()
            rest.setlist(name, [other for other in asked.getlist(name) if other != value])
            pills.append(Pill(str(field.label), words, f"?{rest.urlencode()}"))
    return pills


def _values(filterset: ListFilter, name: str) -> list[tuple[str, str]]:
    """(as in the address, in words) of every value of one filter."""
    value, field = filterset.form.cleaned_data[name], filterset.form.fields[name]
    kind = filterset.filters[name]
    if isinstance(kind, SourcesFilter):
        return [(_key(one), str(field.null_label) if one == UNKNOWN else str(one)) for one in value]
    if isinstance(kind, DateFilter):
        return [(value.isoformat(), date_format(value, "j M Y"))]
    if isinstance(kind, CharFilter):
        return [(filterset.data[name], value)]
    labels = {key: str(label) for key, label in field.choices}
    return [(key, labels[key]) for key in value]
