"""What the dashboard may be asked for: a period, a kind of claim, a language, and by what statuses are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.dashboard import shares
from claims.dashboard.scope import Scope
from claims.filters.base import languages
from claims.templatetags.checks import KINDS, kind_words

WEEKS = 12


def kinds() -> list[tuple[str, str]]:
    """The kinds of check-worthiness, in words."""
    return [(kind, kind_words(kind)) for kind in KINDS]


class DashboardForm(forms.Form):
    """Every field has a default; a value that is none of the choices counts as not given."""

    weeks = forms.TypedChoiceField(
        label=_("Period"),
        coerce=int,
        required=False,
        choices=[("4", _("Last 4 weeks")), ("12", _("Last 12 weeks")), ("52", _("Last 52 weeks"))],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    by = forms.ChoiceField(
        label=_("Statuses by"),
        required=False,
        choices=[
            (shares.BY_SOURCE, _("source")),
            (shares.BY_OUTLET, _("outlet")),
            (shares.BY_KIND, _("kind")),
            (shares.BY_LANGUAGE, _("language")),
        ],
    )

    def __init__(self, data: Any) -> None:
        """Field `weeks` shows 12 unless the address says otherwise."""
        shown = data.copy()
        shown.setdefault("weeks", str(WEEKS))
        super().__init__(shown)
        self.fields["kind"].choices = [("", _("All kinds")), *kinds()]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("All languages")), *languages()]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def told_by(self) -> str:
        """By what statuses are told."""
        return self.cleaned_data.get("by") or shares.BY_SOURCE

    def scope(self, now: dt.datetime) -> Scope:
        """What the figures are about."""
        asked = self.cleaned_data
        return Scope(
            now, asked.get("weeks") or WEEKS, kind=asked.get("kind") or "", language=asked.get("language") or ""
        )
