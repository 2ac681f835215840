"""Why a coverage match was found, in words: `{% for reason in match|reasons %}`."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.utils.translation import gettext as _

from claims.models import CoverageMatch

register = template.Library()


class Reason(NamedTuple):
    """`against` what the claim says, or for its being the same."""

    name: str
    words: str
    against: bool = False


@register.filter
def reasons(match: CoverageMatch) -> list[Reason]:
    """What the two share, then what differs; empty kinds are left out."""
    found = match.reasons
    shared = [
        Reason(name, ", ".join(found[kind]))
        for kind, name in (("names", _("names")), ("figures", _("figures")), ("terms", _("words")))
        if found.get(kind)
    ]
    if found.get("quote"):
        shared.append(Reason(_("quote"), " … ".join(f"“{words}”" for words in found["quote"])))
    if found.get("address"):
        shared.append(Reason(_("address"), _("says itself that it is about this article")))
    if found.get("figures_missing"):
        missing = ", ".join(found["figures_missing"])
        shared.append(Reason(_("figures"), _("%(figures)s not there, others are") % {"figures": missing}, against=True))
    if found.get("negation_differs"):
        shared.append(Reason(_("negation"), _("one denies what the other states"), against=True))
    return shared


@register.filter
def percent(share: float) -> str:
    """.614 → "61 %", with a space that does not break."""
    return f"{round(share * 100)}\u00a0%"
