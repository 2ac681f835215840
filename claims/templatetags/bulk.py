"""Acts on many rows in templates: `{{ n|counted:"claim" }}`."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

from claims.templatetags.texts import thousands

register = template.Library()


@register.filter
def counted(number: int, noun: str) -> str:
    """3 → "3 claims", by what the rows are."""
    words = {
        "claim": ngettext("%(n)s claim", "%(n)s claims", number),
        "article": ngettext("%(n)s article", "%(n)s articles", number),
        "source": ngettext("%(n)s source", "%(n)s sources", number),
    }
    return words[noun] % {"n": thousands(number)}
