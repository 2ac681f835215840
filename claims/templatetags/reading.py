"""What became of a passage, in words: `{% for words in note|became %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from claims.views.side_by_side import Note

register = template.Library()


@register.filter
def became(note: Note) -> list[tuple[str, str, str]]:
    """(what happened, the words of the earlier text, those of the later one); one of the two may be empty."""
    return [(_words(kind, lost, added), lost, added) for kind, lost, added in note.drifts]


def _words(kind: str, lost: str, added: str) -> str:
    if not added and kind in ("hedge", "negation", "modality", "scope", "number"):
        return {
            "hedge": _("a hedge was lost"),
            "negation": _("a negation was lost"),
            "modality": _("plan, duty or ability is no longer said"),
            "scope": _("how many are meant is no longer said"),
            "number": _("a number was lost"),
        }[kind]
    if not lost and kind in ("hedge", "negation", "modality", "scope", "number"):
        return {
            "hedge": _("a hedge was added"),
            "negation": _("a negation was added"),
            "modality": _("plan, duty or ability was added"),
            "scope": _("how many are meant was added"),
            "number": _("a number was added"),
        }[kind]
    return {
        "hedge": _("another hedge"),
        "negation": _("another negation"),
        "number": _("a number changed"),
        "scope": _("how many are meant changed"),
        "time": _("the time changed"),
        "modality": _("plan, duty or certainty changed"),
        "name": _("a name changed"),
        "date": _("a date changed"),
    }[kind]
