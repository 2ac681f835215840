"""Edges of coverage in words: `{{ edge|why }}`, and the numbers as a range."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from claims.coverage.origins import Origins
from claims.models import CoverageEdge
from claims.templatetags.coverage import percent

register = template.Library()
Kind = CoverageEdge.Kind


@register.filter
def why(edge: CoverageEdge) -> str:
    """The reason for an edge, without the words that prove it."""
    words = {
        Kind.JOINED: _("somebody said that it is of this origin"),
        Kind.TEXT_REUSE: _("%(share)s of its runs of three words stand there"),
        Kind.TRANSLATION: _("a translation: %(share)s of what it says stands there"),
        Kind.CANONICAL: _("its page calls itself a copy of that page"),
        Kind.CREDIT: _("credits it"),
        Kind.BYLINE: _("names it in its byline"),
        Kind.JSON_LD: _("the data of its page (JSON-LD) name it as the source"),
        Kind.FEED: _("a feed says that it comes from there"),
        Kind.ATTRIBUTION: _("attributes the claim to it"),
        Kind.SAME_QUOTATION: _("the same quotation, attributed to the same speaker"),
        Kind.SAME_OWNER: _("both belong to the same owner"),
    }
    said = words[Kind(edge.kind)]
    return said % {"share": percent(edge.score)} if "%(share)s" in said else said


@register.filter
def ends(edge: CoverageEdge) -> str:
    """“Kabar Samudra ← CNA”, for who hears a button without seeing its line; articles by their numbers."""
    return " ← ".join(
        name or _("article %(number)d") % {"number": article}
        for name, article in ((edge.copy_name, edge.copy_id), (edge.origin_name, edge.origin_id))
    )


@register.filter
def as_range(counts: Origins) -> str:
    """“1–3”: from what all edges say to what only the confirmed ones say; one number when both say the same."""
    if counts.at_most > counts.independent:
        return f"{counts.independent}–{counts.at_most}"
    return str(counts.independent)
