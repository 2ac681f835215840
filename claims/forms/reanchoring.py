"""Where a statement stands in a newer version: the candidate that was chosen, or the words typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.editing import SpansForm
from claims.forms.review import VersionForm


class DecisionForm(VersionForm):
    """What to do, and which candidate was chosen. Its places come along as they were shown, so that what is saved is
    what was seen."""

    TAKE, EDIT, GONE, LATER = "take", "edit", "gone", "later"

    act = forms.ChoiceField(choices=[(act, act) for act in (TAKE, EDIT, GONE, LATER)])
    candidate = forms.IntegerField(required=False, min_value=0, max_value=99)

    def places(self) -> dict[str, list[tuple[int, int, str]]]:
        """The places of the chosen candidate, {role: [(start, end, letters), …]}. Raises ValidationError when none is
        chosen or what was sent cannot be read."""
        chosen = self.cleaned_data["candidate"]
        given = None if chosen is None else self.data.get(f"spans-{chosen}")
        if given is None:
            raise forms.ValidationError(_("Choose one of the passages, or set the spans by hand."))
        form = SpansForm({"version": self.data.get("version"), "spans": given})
        if not form.is_valid():
            raise forms.ValidationError([str(error) for errors in form.errors.values() for error in errors])
        return form.cleaned_data["spans"]


class WordsForm(VersionForm):
    """The words of each part as they stand in the newer text, " … " where something is left out."""

    source = forms.CharField(
        label=_("Source words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1})
    )
    cue = forms.CharField(label=_("Cue"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))
    content = forms.CharField(
        label=_("Content"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy the words exactly as they stand. “ … ” between two parts leaves out what is between them."),
    )
