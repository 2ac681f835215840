"""Forms of the claim page. Each carries the version of the claim that the person saw, and the last event they saw."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.sources import language_choices
from claims.models import Publication
from claims.models.claim import Stage


class SeenForm(forms.Form):
    """What the person saw: which version of the claim, and up to which event."""

    claim_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


def statement_field() -> forms.CharField:
    """Where a claim's own words are written."""
    return forms.CharField(
        label=_("Statement"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A short sentence in the article's language that can be understood alone."),
    )


class StatementForm(SeenForm):
    """The claim's own words."""

    statement = statement_field()
    gloss = forms.CharField(
        label=_("Gloss"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("The same in another language, for colleagues. Optional."),
    )
    gloss_language = forms.ChoiceField(
        label=_("Language of the gloss"), choices=lambda: language_choices()[1:], required=False
    )


class MoveForm(SeenForm):
    """Where the claim goes, and a note: for whoever works on it next, or, where readers see the move, for them."""

    to = forms.ChoiceField(choices=Stage)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in Publication.CHANGES],
        required=False,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)


class AssignForm(SeenForm):
    """Take the claim, or put it back."""

    take = forms.BooleanField(required=False)


class DueForm(SeenForm):
    """By when the claim should be checked; empty for no day."""

    due = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
