"""What drifted, in words: `{{ hint|drifted }}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.review.drift import Hint

register = template.Library()

KINDS = {
    "hedge": gettext_noop("a hedge was lost or added"),
    "negation": gettext_noop("a negation was lost or added"),
    "number": gettext_noop("a number changed"),
    "scope": gettext_noop("how many are meant changed"),
    "time": gettext_noop("the time changed"),
    "modality": gettext_noop("plan, duty or certainty changed"),
}


@register.filter
def drifted(hint: Hint) -> str:
    """The kinds of drift, comma-separated."""
    return ", ".join(_(KINDS[kind]) for kind in hint.kinds)
