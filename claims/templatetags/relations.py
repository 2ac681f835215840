"""How one claim stands to another, in words and in the right direction."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import ClaimRelation

register = template.Library()

TURNED = {
    "repeats": gettext_noop("is repeated by"),
    "narrows": gettext_noop("is narrowed by"),
    "widens": gettext_noop("is widened by"),
    "contradicts": gettext_noop("is contradicted by"),
    "updates": gettext_noop("is updated by"),
    "denies": gettext_noop("is denied by"),
    "quotes": gettext_noop("is quoted by"),
}


@register.simple_tag
def relation_words(kind: str, turned: bool) -> str:
    """ "contradicts", or seen from the other claim "is contradicted by"."""
    return _(TURNED[kind]) if turned else str(ClaimRelation.Kind(kind).label)
