"""Forms of the modes that work in the article's text."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.review import VersionForm
from claims.models import Attribution, AttributionSpan

MOST_SPANS = 100
UNREADABLE = _("The marked places cannot be read. Mark them again; nothing was changed.")
Triple = tuple[int, int, str]


class PlacesField(forms.JSONField):
    """Places in the text as JSON. Whatever else is sent is refused: also brackets without end, numbers of thousands of
    digits, and lone surrogates, which are no letters and could not be shown again."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": UNREADABLE}

    def to_python(self, value: Any) -> Any:
        try:
            given = super().to_python(value)
            json.dumps(given, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return given


class SpansForm(VersionForm):
    """Where source, cue and content stand: [[role, start, end, letters], …] in code points.

    As JSON, because a form field would turn the line ends inside a quote into other ones. Cleaned, every role has its
    list of (start, end, letters).
    """

    spans = PlacesField()

    def clean_spans(self) -> dict[str, list[Triple]]:
        found: dict[str, list[Triple]] = {role: [] for role in AttributionSpan.Role.values}
        for role, start, end, letters in _spans(self.cleaned_data["spans"]):
            found[role].append((start, end, letters))
        return found


def _spans(given: Any) -> list[Any]:
    """What was sent, if it is a list of spans."""
    if not isinstance(given, list) or len(given) > MOST_SPANS or not all(map(_is_span, given)):
        raise forms.ValidationError(UNREADABLE)
    return given


def _is_span(given: Any) -> bool:
    if not isinstance(given, list) or len(given) != 4:
        return False
    role, start, end, letters = given
    # `type`, because True is an int to `isinstance`.
    return role in AttributionSpan.Role.values and type(start) is type(end) is int and isinstance(letters, str)


class CutForm(VersionForm):
    """Where the second of two claims begins, in code points."""

    at = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages={"required": _("Put the caret inside the content, between two words.")},
    )


class MergeForm(VersionForm):
    """The attribution whose claim this one states too."""

    def __init__(self, *args: Any, attribution: Attribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = attribution.article.attributions.exclude(claim=attribution.claim_id)
        self.fields["other"] = forms.ModelChoiceField(
            others,
            widget=forms.HiddenInput,
            error_messages={
                "required": _("Choose a claim."),
                "invalid_choice": _("That claim is not in this article."),
            },
        )


class NewClaimForm(forms.Form):
    """The words of a new claim: places as [[start, end, letters], …], or the words themselves."""

    places = PlacesField(required=False, widget=forms.HiddenInput(attrs={"data-drafted": ""}))
    words = forms.CharField(
        label=_("Words of the claim"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Copy the words exactly as they stand."),
    )

    def clean_places(self) -> list[Triple]:
        given = self.cleaned_data["places"] or []
        if isinstance(given, list):
            given = [["content", *one] if isinstance(one, list) else one for one in given]
        return [(start, end, letters) for _role, start, end, letters in _spans(given)]
