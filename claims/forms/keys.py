"""The form of a person's keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models.keymap import SECTIONS, Keyed, KeyMap
from claims.review.keymap import problems_of


class KeysForm(forms.Form):
    """One field for each act, and the switch of single keys."""

    single_keys = forms.BooleanField(label=_("Single keys are on"), required=False)

    def __init__(self, *args: Any, keymap: KeyMap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["single_keys"].initial = keymap.single_keys
        for act in Keyed:
            self.fields[act.value] = forms.CharField(
                label=act.label,
                initial=keymap.key_of(act),
                max_length=3,
                widget=forms.TextInput(attrs={"size": 4, "autocomplete": "off", "autocapitalize": "off"}),
            )

    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the overlay."""
        for heading, acts in SECTIONS:
            yield str(heading), [self[act.value] for act in acts]

    def keys(self) -> dict[str, str]:
        """{act: key} as typed."""
        return {act.value: self.cleaned_data[act] for act in Keyed if act in self.cleaned_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for act, problem in problems_of(self.keys()).items():
            self.add_error(act, problem)
        return cleaned
