"""Why a coverage match was found, in words: `{% for reason in match|reasons %}`."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.utils.translation import gettext as _

from claims.models import CoverageMatch
from claims.templatetags.people import person

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
    shared = _ground(match)
    shared += [
        Reason(name, ", ".join(found[kind]))
        for kind, name in (("names", _("names")), ("figures", _("figures")), ("terms", _("words")))
        if found.get(kind)
    ]
    if found.get("quote"):
        shared.append(Reason(_("quote"), " … ".join(f"“{words}”" for words in found["quote"])))
    if found.get("address"):
        shared.append(Reason(_("address"), _("says itself that it is about this article")))
    if found.get("model") and match.similarity is not None:
        words = _("%(model)s calls it %(percent)s alike and ranked it") % {
            "model": found["model"][0],
            "percent": percent(match.similarity),
        }
        shared.append(Reason(_("model"), words))
    if found.get("figures_missing"):
        missing = ", ".join(found["figures_missing"])
        shared.append(Reason(_("figures"), _("%(figures)s not there, others are") % {"figures": missing}, against=True))
    if found.get("negation_differs"):
        shared.append(Reason(_("negation"), _("one denies what the other states"), against=True))
    if match.relation == CoverageMatch.Relation.BACKGROUND and not match.relation_by_id:
        shared.append(Reason(_("claim"), _("too little of it is said there"), against=True))
    return shared


def _ground(match: CoverageMatch) -> list[Reason]:
    """Why it has the relation that it has, where more than the shared words says so."""
    if match.relation_by_id:
        words = _("corrected by %(person)s") % {"person": person(match.relation_by)}
        return [Reason(_("relation"), words)]
    if match.rating:
        return [Reason(_("relation"), _("a fact-check: “%(rating)s”") % {"rating": match.rating})]
    ground, *words = match.reasons.get("relation", [""])
    if ground == "fact_check":
        return [Reason(_("relation"), _("calls itself “%(words)s”") % {"words": words[0]})]
    if ground == "figure":
        change = {"old": words[0], "new": words[1]}
        return [Reason(_("relation"), _("another figure on a later day: %(old)s → %(new)s") % change)]
    if ground == "now":
        return [Reason(_("relation"), _("says “%(words)s”, on a later day") % {"words": words[0]})]
    return []


@register.simple_tag
def relations() -> list[tuple[str, str]]:
    """(key, words) of everything that an article can do to a claim."""
    return [(relation.value, str(relation.label)) for relation in CoverageMatch.Relation]


@register.filter
def percent(share: float) -> str:
    """.614 → "61%", as English and Indonesian write it."""
    return f"{round(share * 100)}%"
