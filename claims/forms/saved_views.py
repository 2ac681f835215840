"""Forms of saved views."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import SavedView
from claims.review.saved_views import LONGEST_NAME


class ViewForm(forms.Form):
    """The name of a view, and whether the desk sees it."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    shared = forms.BooleanField(label=_("Share it with the desk"), required=False)


class NewViewForm(ViewForm):
    """A list to keep, under a new name or in place of a view that the person has."""

    kind = forms.ChoiceField(choices=SavedView.Kind, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
    replaces = forms.ModelChoiceField(
        SavedView.objects.none(), label=_("In place of"), required=False, empty_label=_("none: a new view")
    )

    field_order = ("replaces", "name", "shared", "kind", "query")

    def __init__(self, *args: Any, own: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = own  # type: ignore[attr-defined]
        self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("replaces") or cleaned.get("name")) and "name" not in self.errors:
            self.add_error("name", _("A view needs a name."))
        return cleaned


class ChangeViewForm(ViewForm):
    """Name and sharing of a view that is there, and which version of it the person saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, view: SavedView) -> ChangeViewForm:
        """The form as the view fills it in."""
        return cls(initial={"name": view.name, "shared": view.shared, "version": view.version})


class PlaceForm(forms.Form):
    """One place up or down."""

    by = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)
