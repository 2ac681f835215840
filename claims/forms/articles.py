"""The form that takes an article in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from claims.ingest.stated import Stated

SALT = "claims.forms.articles.page"


class ArticleForm(forms.Form):
    """Pasted text, or a text file or a saved page, and where it was published. What the text must be like, the ingest
    says.

    `follows` is asked for only when the address is here already: the article of which this is a newer version, or 0.
    `page` then holds what the markup of a saved page says, signed, for its text is typed into `text`.
    """

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,  # spaces at the edges belong to the text as published
        widget=forms.Textarea(attrs={"rows": 14, "lang": ""}),
        help_text=_("Paste the whole page: advertisements, captions and comment forms are told apart afterwards."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,  # refused by the ingest, in its words
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text=_(
            "Plain text (.txt), or the page as your browser saves it (.html): its markup may tell whom it has it from."
        ),
    )
    url = forms.CharField(
        label=_("Address of the page"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("Optional. Nothing is fetched from it."),
    )
    outlet = forms.CharField(
        label=_("Outlet"),
        required=False,
        max_length=200,
        help_text=_("Optional. Left empty, it is read from the text when the text names it."),
    )
    published = forms.DateField(
        label=_("Published"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Optional. Left empty, it is read from the text."),
    )
    follows = forms.IntegerField(required=False, min_value=0)
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def packed(stated: Stated | None) -> str:
        """What a page says, as the form carries it."""
        if stated is None:
            return ""
        said = {"said": stated.as_dict(), "address": stated.address, "digest": stated.digest}
        return signing.dumps(said, salt=SALT, compress=True)

    def clean_page(self) -> Stated | None:
        """What was packed; None for what was not packed here."""
        try:
            kept = signing.loads(self.cleaned_data["page"], salt=SALT)
        except signing.BadSignature:
            return None
        return Stated.of(kept["said"], kept["address"], kept["digest"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pasted = bool((cleaned.get("text") or "").strip())
        if pasted and cleaned.get("file"):
            raise forms.ValidationError(_("Paste a text or choose a file, not both."))
        if not pasted and not cleaned.get("file") and not self.errors:
            self.add_error("text", _("Paste an article or choose a file."))
        return cleaned
