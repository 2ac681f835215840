"""Forms of the page that edits a source. Each carries the version of the source that the person saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import BigIntegerField
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from claims.models import Source, SourceGrade
from claims.sources.profile import Profile

# Languages that names are given in; any other can be left open.
LANGUAGES = ("en", "id", "ms", "ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ko", "nl", "pt", "ru", "th", "tr", "uk",
             "vi", "zh-hans")  # fmt: skip


def language_choices() -> list[tuple[str, Any]]:
    """(code, name in the interface's language), "" for any language."""
    return [("", _("any language")), *((code, get_language_info(code)["name_translated"]) for code in LANGUAGES)]


class SourceVersionForm(forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ProfileForm(SourceVersionForm):
    """The plain facts. Whom it speaks for is typed by name."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind)
    role = forms.CharField(label=_("Title or office"), max_length=200, required=False)
    speaks_for = forms.CharField(
        label=_("Speaks for"), max_length=200, required=False, help_text=_("The name of a source that is known here.")
    )
    country = forms.CharField(
        label=_("Country"), max_length=2, required=False, help_text=_("Two letters, such as ID or RU.")
    )
    wikidata = forms.CharField(
        label=_("Wikidata"), max_length=12, required=False, help_text=_("Q and digits, such as Q7835.")
    )

    owner = forms.CharField(
        label=_("Owner"),
        max_length=200,
        required=False,
        help_text=_("Of an outlet. Outlets of one owner are not counted as independent of each other."),
    )

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()

    def clean_wikidata(self) -> str:
        return self.cleaned_data["wikidata"].upper()

    def clean_owner(self) -> str:
        return " ".join(self.cleaned_data["owner"].split())

    def clean_speaks_for(self) -> int | None:
        name = self.cleaned_data["speaks_for"].strip()
        if not name:
            return None
        known = list(Source.objects.known_as(name)[:2])
        if len(known) != 1:
            several, none = _("Several sources have this name."), _("No source has this name. Create it first.")
            raise forms.ValidationError(several if known else none)
        return known[0].pk

    def profile(self) -> Profile:
        return Profile(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class AliasForm(SourceVersionForm):
    name = forms.CharField(label=_("Another name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, required=False)


class WikidataForm(SourceVersionForm):
    """A thing of Wikidata, and those of its names that were ticked."""

    number = forms.CharField(max_length=12, widget=forms.HiddenInput)
    name_any = forms.CharField(max_length=200, required=False)
    name_id = forms.CharField(max_length=200, required=False)
    name_en = forms.CharField(max_length=200, required=False)

    def names(self) -> list[tuple[str, str]]:
        """(language, name); "" for any language."""
        asked = (("", "name_any"), ("id", "name_id"), ("en", "name_en"))
        return [(language, name) for language, field in asked if (name := self.cleaned_data[field])]


class StakeForm(SourceVersionForm):
    topic = forms.CharField(label=_("Interested party in"), max_length=80)


class RowForm(SourceVersionForm):
    """One row that belongs to the source: a name, a stake, a grade, or another source."""

    row = forms.IntegerField(min_value=1, max_value=BigIntegerField.MAX_BIGINT, widget=forms.HiddenInput)
    row_version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)


class GradeForm(SourceVersionForm):
    """A letter with its reason. F says that there is nothing to judge by, not that the source is bad."""

    grade = forms.ChoiceField(label=_("Reliability"), choices=[("", _("Choose a letter")), *SourceGrade.Grade.choices])
    topic = forms.CharField(label=_("Topic"), max_length=80, required=False, help_text=_("Empty means in general."))
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class PairForm(forms.Form):
    """Two outlets that may be one, as the person saw them; `one`: they are."""

    host = forms.ModelChoiceField(queryset=Source.objects.all())
    named = forms.ModelChoiceField(queryset=Source.objects.all())
    host_version = forms.IntegerField(min_value=1)
    named_version = forms.IntegerField(min_value=1)
    one = forms.BooleanField(required=False)
