"""Small words about texts and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.timesince import timesince
from django.utils.translation import get_language, get_language_info, gettext, gettext_noop

register = template.Library()

OVERDUE = dt.timedelta(days=5)


SCRIPTS = {
    "Latin": gettext_noop("Latin letters"),
    "Cyrillic": gettext_noop("Cyrillic letters"),
    "Arabic": gettext_noop("Arabic letters"),
    "Hebrew": gettext_noop("Hebrew letters"),
    "Cjk": gettext_noop("Chinese characters"),
    "Hangul": gettext_noop("Korean letters"),
    "Thai": gettext_noop("Thai letters"),
}


# Ours stand before Django's own Indonesian, which calls the first by the country's name and misspells the second.
gettext_noop("Malay")
gettext_noop("French")
gettext_noop("Simplified Chinese")


@register.filter
def script_label(script: str) -> str:
    """ "Cyrillic" → "Cyrillic letters", in the interface's language; a script without a name here stays as it is."""
    return gettext(SCRIPTS[script]) if script in SCRIPTS else script


@register.filter
def language_label(code: str) -> str:
    """ "id" → "Indonesian", in the interface's language; a code nobody has named stays a code."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def share(part: float) -> str:
    """0.8 → "0.80", as the interface's language writes it."""
    return _share(part, get_language())


@lru_cache(maxsize=1024)  # `floatformat` counts in decimals and takes as long as reading a row
def _share(part: float, _language: str | None) -> str:
    return str(floatformat(part, 2))


@register.filter(expects_localtime=True)
def iso(moment: dt.datetime) -> str:
    """For `<time datetime>`: what `date:"c"` gives."""
    return moment.isoformat()


@register.filter
def thousands(number: int) -> str:
    """3673 → "3,673", as the interface's language writes it."""
    if 0 <= number < 1000:
        return str(number)
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def listed(items: Iterable[object]) -> str:
    """(3, 14) → "3, 14"."""
    return ", ".join(str(item) for item in items)


@register.filter(expects_localtime=True)
def clock(moment: dt.datetime) -> str:
    """The time to the second, as the interface's language writes it: "12:03:07", in Indonesian "12.03.07"."""
    # Translators: a time with seconds, in the letters of Django's date formats; Indonesian writes H.i.s
    return date_format(moment, gettext("H:i:s"))


@register.filter(expects_localtime=True)
def clock_minutes(moment: dt.datetime) -> str:
    """The time to the minute: "12:03", in Indonesian "12.03"."""
    # Translators: a time without seconds, in the letters of Django's date formats; Indonesian writes H.i
    return date_format(moment, gettext("H:i"))


@register.filter
def age(moment: dt.datetime) -> str:
    """How long ago, in its largest unit: "6 days"."""
    if timezone.now() - moment < dt.timedelta(minutes=1):
        return gettext("under a minute")
    return timesince(moment, depth=1)


@register.filter
def is_overdue(moment: dt.datetime) -> bool:
    """Whether something has waited so long that it should stand out."""
    return timezone.now() - moment > OVERDUE
