"""Why a statement asks to be checked, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

KINDS = {
    "figure": gettext_noop("a figure"),
    "event": gettext_noop("an event"),
    "law": gettext_noop("law and rules"),
    "prediction": gettext_noop("a prediction"),
    "opinion": gettext_noop("an opinion"),
    "intention": gettext_noop("an intention"),
    "position": gettext_noop("a position"),
    "other": gettext_noop("another kind"),
}
SIGNS = {
    "figure": gettext_noop("gives a figure"),
    "event": gettext_noop("tells an event"),
    "law": gettext_noop("speaks of law"),
    "comparison": gettext_noop("compares"),
    "cause": gettext_noop("names a cause"),
    "time": gettext_noop("says when"),
    "names": gettext_noop("names somebody"),
    "position": gettext_noop("takes a position"),
    "opinion": gettext_noop("sounds like an opinion"),
    "question": gettext_noop("asks"),
    "empty": gettext_noop("says little"),
    "prediction": gettext_noop("speaks of the future"),
    "intention": gettext_noop("speaks of a plan"),
    "self": gettext_noop("speaks of itself"),
}


@register.filter
def kind_words(kind: str) -> str:
    """ "figure" → "a figure"; a kind without words stays as it is."""
    return _(KINDS[kind]) if kind in KINDS else kind


@register.filter
def reason_words(reasons: list[str]) -> list[tuple[str, str]]:
    """["figure: 30 persen"] → [("gives a figure", "30 persen")]; the second part is the article's own words."""
    parted = [reason.partition(": ") for reason in reasons]
    return [(_(SIGNS[sign]) if sign in SIGNS else sign, words) for sign, _colon, words in parted]
