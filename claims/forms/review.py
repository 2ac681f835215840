"""Forms of the review: the words of an attribution, its source, a verdict."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.forms.claims import statement_field
from claims.forms.sources import language_choices
from claims.models import Attribution, Claim, RelayHop, Source, Verdict
from claims.models.claim import Credibility, Finding, Status
from claims.models.wording import ordered


class VersionForm(forms.Form):
    """Every act says which version of the attribution the person saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class VerdictForm(forms.Form):
    """Finding, status, why, how sure and as of when. The first choice of `finding` is what the claim has now."""

    claim_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Verification status"), choices=Status, widget=forms.RadioSelect)
    rationale = forms.CharField(
        label=_("Rationale"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why this status? What did you read, and what does it show?"),
    )
    finding = forms.ChoiceField(
        label=_("Attribution finding"),
        choices=lambda: ordered(Finding),
        required=False,
        help_text=_("Was it said, by them, in those words?"),
    )
    confidence = forms.ChoiceField(
        label=_("Confidence"), choices=Verdict.Confidence, required=False, initial=Verdict.Confidence.MODERATE
    )
    summary = forms.CharField(
        label=_("Public summary"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("One line for readers. Needed before the check is published."),
    )
    credibility = forms.ChoiceField(
        label=_("Credibility"), choices=[("", _("as it stands")), *Credibility.choices], required=False
    )
    blind = forms.BooleanField(
        label=_("Seal it until somebody else has judged the claim without reading it"), required=False
    )
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty means today."),
    )

    def clean_rationale(self) -> str:
        return self.cleaned_data["rationale"].strip()

    def judgement(self) -> dict[str, Any]:
        """What was said, as `review.verdicts` takes it."""
        data = self.cleaned_data
        return {
            "status": Status(data["status"]),
            "rationale": data["rationale"],
            "finding": Finding(data["finding"]) if data["finding"] else None,
            "confidence": Verdict.Confidence(data["confidence"] or Verdict.Confidence.MODERATE),
            "as_of": data["as_of"],
            "summary": data["summary"],
            "credibility": Credibility(data["credibility"]) if data["credibility"] else None,
        }


class CorrectionForm(forms.Form):
    """The claim's statement, and the words of source, cue and content as they stand in the article."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    claim_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    statement = statement_field()
    source = forms.CharField(
        label=_("Source words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("Empty when the article names nobody."),
    )
    cue = forms.CharField(label=_("Cue"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))
    content = forms.CharField(
        label=_("Content"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Copy the words exactly as they stand. “ … ” between two parts leaves out what is between them."),
    )


class GlossForm(forms.Form):
    """The statement in another language, and which."""

    claim_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    gloss = forms.CharField(
        label=_("Gloss"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The same in another language, for colleagues. Optional."),
    )
    gloss_language = forms.ChoiceField(label=_("Language of the gloss"))

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        language = gloss_language_of(claim)
        initial = {"claim_version": claim.version, "gloss": claim.gloss, "gloss_language": language}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["gloss_language"].choices = gloss_languages(claim)  # type: ignore[attr-defined]
        self.fields["gloss"].widget.attrs["lang"] = language


def gloss_languages(claim: Claim) -> list[tuple[str, Any]]:
    """(code, name) of every language that a gloss of this claim may be in."""
    return [(code, name) for code, name in language_choices() if code and code != claim.language]


def gloss_language_of(claim: Claim) -> str:
    """The language its gloss has; for a first one the interface's, or another of ours when the claim is in that."""
    ours = [get_language() or settings.LANGUAGE_CODE, *(code for code, _name in settings.LANGUAGES)]
    return claim.gloss_language or next(code for code in ours if code != claim.language)


class SourceForm(forms.Form):
    """Who really speaks: an existing Source, a new one, or nobody certain."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    source = forms.ModelChoiceField(Source.objects.standing(), required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind, required=False, initial=Source.Kind.PERSON)
    nobody = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("source") or cleaned.get("nobody") or (cleaned.get("name") or "").strip()):
            self.add_error("name", _("Type a name, or choose “no certain source”."))
        return cleaned


class AnonymityForm(VersionForm):
    """How the source is left unnamed, and the reason that the article gives."""

    anonymity = forms.ChoiceField(
        label=_("How is the source unnamed?"),
        choices=[("", _("it is named")), *Attribution.Anonymity.choices],
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason the article gives"),
        required=False,
        max_length=300,
        help_text=_("Empty when it gives none, which is worth knowing too."),
    )

    @classmethod
    def of(cls, attribution: Attribution) -> AnonymityForm:
        """The form as the attribution fills it in."""
        noted = {"anonymity": attribution.anonymity, "reason": attribution.anonymity_reason}
        return cls(initial={"version": attribution.version, **noted}, auto_id="anonymity-%s")


HOP_FACTS = ("mode", "link", "opened", "excuse", "found")


class HopForm(VersionForm):
    """How a relay tells the claim, where, and what was found when its own report was opened."""

    mode = forms.ChoiceField(
        label=_("It says it"),
        choices=[("", _("not known")), *Attribution.QuoteKind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    link = forms.CharField(label=_("Original"), required=False, max_length=500, widget=forms.URLInput)
    opened = forms.BooleanField(label=_("I opened it"), required=False)
    excuse = forms.CharField(
        label=_("Could not be opened because"),
        required=False,
        max_length=300,
        help_text=_("Readers see it. Lets the check be published without it."),
    )
    found = forms.CharField(
        label=_("Found there"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The words that carry the claim, in their own language. They are compared with the words here."),
    )

    @classmethod
    def of(cls, hop: RelayHop, version: int) -> HopForm:
        """The form as the hop of an attribution in that version fills it in."""
        return cls(initial={"version": version, **{name: getattr(hop, name) for name in HOP_FACTS}})


class NewHopForm(VersionForm):
    """A relay to put into the chain: a known Source, or a new one by name and kind."""

    source = forms.ModelChoiceField(Source.objects.standing(), required=False)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(choices=Source.Kind, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("source") or (cleaned.get("name") or "").strip()):
            self.add_error("name", _("Type the name of the relay."))
        return cleaned


class MentionForm(forms.Form):
    """Who is meant by a mention: a known Source, a new one by name and kind, or not sure."""

    version = forms.IntegerField(min_value=1)
    source = forms.ModelChoiceField(Source.objects.standing(), required=False)
    name = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(choices=Source.Kind, required=False)
    everyone = forms.ModelChoiceField(Source.objects.standing(), required=False)  # for all mentions in the same words
    unsure = forms.BooleanField(required=False)
    then = forms.IntegerField(required=False, min_value=1)  # the mention that comes next

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["source"] = cleaned.get("everyone") or cleaned.get("source")
        if not (cleaned.get("source") or cleaned.get("unsure") or (cleaned.get("name") and cleaned.get("kind"))):
            raise forms.ValidationError(_("Choose a source, type a name with its kind, or say that you are not sure."))
        return cleaned
