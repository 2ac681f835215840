"""Forms of the zones of a claim page: its search log, its next look, and what was asked of whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.sources import language_choices
from claims.models import ReplyRequest, SearchEntry


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, as browsers let people choose one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class SearchForm(forms.Form):
    """What somebody looked for, where, and whether anything was found."""

    place = forms.CharField(
        label=_("Where"), max_length=200, help_text=_("Such as a search engine, a registry, an archive.")
    )
    words = forms.CharField(
        label=_("Words searched for"), max_length=2000, widget=forms.Textarea(attrs={"rows": 1, "lang": ""})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [("", _("not said")), *language_choices()[1:]], required=False
    )
    searched_on = day(_("Day"), help_text=_("Empty means today."))
    outcome = forms.ChoiceField(
        label=_("Result"),
        choices=[(outcome.value, outcome.label) for outcome in SearchEntry.SEARCHED],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)


class RecheckForm(forms.Form):
    """When somebody should look again, and the day that the page showed."""

    seen_day = forms.DateField(required=False, widget=forms.HiddenInput)
    recheck_on = day(_("Look again on"), help_text=_("Empty means no date."))


class ReplyForm(forms.Form):
    """Whom the desk asked, how, when, and until when an answer is hoped for."""

    whom = forms.CharField(label=_("Whom"), max_length=200)
    how = forms.ChoiceField(label=_("How"), choices=ReplyRequest.How)
    question = forms.CharField(
        label=_("What was asked"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    asked_on = day(_("Asked on"), help_text=_("Empty means today."))
    due_on = day(_("Answer due"))


class AnswerForm(forms.Form):
    """What came back, and whether it was corrected there."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    answered_on = day(_("Answered on"), help_text=_("Empty means today."))
    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3, "lang": ""})
    )
    corrected = forms.ChoiceField(label=_("Corrected?"), choices=ReplyRequest.Corrected, required=False)
