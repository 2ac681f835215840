"""The form that relates a claim to another one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimRelation


class RelationForm(forms.Form):
    """How this claim stands to which other one."""

    kind = forms.ChoiceField(label=_("This claim …"), choices=ClaimRelation.Kind)
    other = forms.ModelChoiceField(
        Claim.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose the other claim."), "invalid_choice": _("Choose the other claim.")},
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
