"""What was frozen, in words: labels in the reader's language as they were then, days, and who checked it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import date as day_in_words
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Evidence

register = template.Library()


@register.filter
def in_this_language(labels: dict[str, str]) -> str:
    """The label that was frozen for this language, else for the site's own."""
    return labels.get(get_language() or "") or labels.get(settings.LANGUAGE_CODE) or next(iter(labels.values()), "")


@register.filter
def frozen_day(day: str) -> str:
    """A frozen date as the interface writes days; "" when none was known."""
    return day_in_words(dt.date.fromisoformat(day), "j M Y") if day else ""


@register.filter
def stance_label(stance: str) -> str:
    return str(Evidence.Stance(stance).label) if stance in Evidence.Stance.values else ""


@register.filter
def kind_label(kind: str) -> str:
    return str(Evidence.Kind(kind).label) if kind in Evidence.Kind.values else ""


@register.filter
def frozen_time(moment: str) -> str:
    """A frozen moment as the interface writes times."""
    return day_in_words(timezone.localtime(dt.datetime.fromisoformat(moment)), _("j M Y, H:i"))


@register.simple_tag
def people_of(frozen: dict[str, Any]) -> str:
    """Who checked, judged a second time and reviewed, in one or two sentences; or that nobody else did."""
    people = frozen["people"]
    told = [_("Published.")]
    if "checked" in people:
        told.append(_("Checked by %(who)s.") % {"who": _named(people["checked"])})
    if "second" in people:
        told.append(
            _("Second verdict by %(who)s, given without knowing the first.") % {"who": _named(people["second"])}
        )
    if "decided" in people:
        told.append(_("The two differed; %(who)s decided.") % {"who": _named(people["decided"])})
    if "reviewed" in people:
        told.append(_("Reviewed by %(who)s.") % {"who": _named(people["reviewed"])})
    if not frozen["second_reviewed"]:
        told.append(_("Not second-reviewed."))
    return " ".join(told)


def _named(person: dict[str, str]) -> str:
    roles = {
        "analyst": _("an analyst"),
        "reviewer": _("a reviewer"),
        "administrator": _("an editor"),
    }
    return person.get("name") or roles.get(person.get("role", ""), _("a member of the desk"))
