"""Forms of the modes that work in the article's text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.review import VersionForm
from claims.models import AttributionSpan

MOST_SPANS = 100
Triple = tuple[int, int, str]


class SpansForm(VersionForm):
    """Where source, cue and content stand: [[role, start, end, letters], …] in code points.

    As JSON, because a form field would turn the line ends inside a quote into other ones. Cleaned, every role has its
    list of (start, end, letters).
    """

    spans = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"invalid": _("The marked places cannot be read. Mark them again; nothing was changed.")},
    )

    def clean_spans(self) -> dict[str, list[Triple]]:
        given = self.cleaned_data["spans"]
        found: dict[str, list[Triple]] = {role: [] for role in AttributionSpan.Role.values}
        if not isinstance(given, list) or len(given) > MOST_SPANS or not all(map(_is_span, given)):
            raise forms.ValidationError(self.fields["spans"].error_messages["invalid"])
        for role, start, end, letters in given:
            found[role].append((start, end, letters))
        return found


def _is_span(given: Any) -> bool:
    if not isinstance(given, list) or len(given) != 4:
        return False
    role, start, end, letters = given
    # `type`, because True is an int to `isinstance`.
    return role in AttributionSpan.Role.values and type(start) is type(end) is int and isinstance(letters, str)
