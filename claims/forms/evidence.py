"""Forms of evidence: put it beside a claim, and describe it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.sources import language_choices
from claims.ingest.errors import IngestError
from claims.ingest.uploads import ACCEPTED, Upload, read_upload
from claims.models import Article, Evidence


class DescribeForm(forms.Form):
    """What the evidence does to the claim, what kind of thing it is, and the words that do it."""

    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    stance = forms.ChoiceField(label=_("It …"), choices=Evidence.Stance, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Kind of evidence"), choices=[("", _("not said")), *Evidence.Kind.choices], required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [("", _("not said")), *language_choices()[1:]], required=False
    )
    access = forms.CharField(
        label=_("Access"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("such as: paywall, log-in")}),
    )
    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": ""}),
        help_text=_("Copied letter for letter: it is looked for in the archived copy."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))


class EvidenceForm(DescribeForm):
    """A link, a file, or an article of the archive; exactly which, the review says."""

    url = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=2048,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("The page is archived as it is now."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,  # refused below, in our words
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, PNG, JPEG, WebP, TXT, CSV or HTML."),
    )
    article = forms.ModelChoiceField(Article.objects.all(), required=False, widget=forms.HiddenInput)

    field_order = ("url", "file", "article")

    def clean_file(self) -> Upload | None:
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        try:
            return read_upload(sent.name, sent.read())
        except IngestError as error:
            raise forms.ValidationError(str(error)) from None


class EvidenceChangeForm(DescribeForm):
    """The same for evidence that is there, with the version that the person saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceChangeForm:
        """The form as the evidence fills it in."""
        initial: dict[str, Any] = {name: getattr(evidence, name) for name in (*DescribeForm.base_fields, "version")}
        return cls(initial=initial, auto_id=f"evidence-{evidence.pk}-%s")
