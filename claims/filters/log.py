"""The event log's filter: by person, act, object and time."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.models import Event

MACHINE = "machine"  # as a value: what no person did
LARGEST = 2**63 - 1  # SQLite breaks on a larger number


class Person(filters.fields.ModelChoiceField):
    """A person by the name that pages show."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or obj.get_username()


class PersonFilter(filters.ModelChoiceFilter):
    field_class = Person


def _number(label: Any, field: str) -> filters.NumberFilter:
    return filters.NumberFilter(label=label, field_name=field, min_value=1, max_value=LARGEST, decimal_places=0)


class EventFilter(filters.FilterSet):
    """Events; a value that does not exist is an error of the form, and that filter alone is left out."""

    actor = PersonFilter(
        label=_("Person"),
        queryset=User.objects.order_by("first_name", "last_name", "username"),
        empty_label=_("everybody"),
        null_label=_("the machine"),
        null_value=MACHINE,
    )
    act = filters.ChoiceFilter(label=_("Act"), choices=Event.Act, empty_label=_("every act"))
    since = filters.DateFilter(
        label=_("Since"),
        field_name="at__date",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = filters.DateFilter(
        label=_("Until"),
        field_name="at__date",
        lookup_expr="lte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    claim = _number(_("Claim, number"), "claim")
    article = _number(_("Article, number"), "article")
    source = _number(_("Source, number"), "source")

    class Meta:
        model = Event
        fields: list[str] = []
