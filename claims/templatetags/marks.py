"""The marks of the three axes: disc = verification status, square = attribution finding, line of five = stage."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Claim, Reanchoring, wording
from claims.models.claim import OPEN, Finding, Stage, Status, badge_of
from claims.models.wording import colour_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import TextChoices

register = template.Library()

# How much of the line of five is done, and the hue of the stages in which somebody has to act.
STAGE_STEPS = {
    Stage.NEW: ("sg1", ""),
    Stage.IN_PROGRESS: ("sg2", ""),
    Stage.IN_REVIEW: ("sg3", ""),
    Stage.CHANGES_REQUESTED: ("sg3", "mk-back"),
    Stage.APPROVED: ("sg4", ""),
    Stage.PUBLISHED: ("sg5", ""),
    Stage.CORRECTING: ("sg4", "mk-back"),
    Stage.RETRACTED: ("sg5", "mk-retracted"),
    Stage.NOT_CHECKWORTHY: ("sg0", ""),
    Stage.DUPLICATE: ("sg0", ""),
    Stage.ARCHIVED: ("sg0", ""),
}

# The key of each status, in the order of the scale and of the rest.
SCALE = {Status.FALSE: "1", Status.MOSTLY_FALSE: "2", Status.MIXED: "3", Status.MOSTLY_TRUE: "4", Status.TRUE: "5"}
OFF_SCALE = {
    Status.UNVERIFIED: "0",
    Status.MISSING_CONTEXT: "c",
    Status.UNPROVEN: "p",
    Status.NOT_CHECKABLE: "n",
    Status.OUTDATED: "o",
}


@register.simple_tag
def status_choices(part: str) -> list[tuple[str, str, str]]:
    """(key, label, key cap) of the five-step scale ("scale") or of the statuses beside it ("off")."""
    keys = SCALE if part == "scale" else OFF_SCALE
    return [(status.value, str(status.label), cap) for status, cap in keys.items()]


@register.simple_tag
def wording_version() -> int:
    """Another number after each change of the axes' words and colours: kept parts of pages vary on it."""
    return wording.version()


@register.simple_tag
def status_mark(status: str, size: str = "") -> str:
    """The disc of a verification status, without its word: `{% status_mark claim.status "big" %}`."""
    return _mark(status, f"mk-{status} {_hue('status', status)}{size}")


@register.simple_tag
def finding_mark(finding: str, size: str = "") -> str:
    """The square of an attribution finding, without its word."""
    return _mark(finding, f"mk-{finding} {_hue('finding', finding)}{size}")


@register.simple_tag
def stage_mark(stage: str) -> str:
    """The line of five of a stage, without its word."""
    symbol, hue = STAGE_STEPS[Stage(stage)]
    return _mark(symbol, f"line5 {hue} {_hue('stage', stage)}")


def _hue(axis: str, key: str) -> str:
    """The class of the colour that an administrator chose, if any."""
    colour = colour_of(axis, key)
    return f"hue-{colour} " if colour else ""


@register.simple_tag
def simple_badge(claim: Claim) -> str:
    """One word for both questions where the desk wants one; "" elsewhere."""
    if not settings.SIMPLE_BADGE:
        return ""
    return format_html('<span class="badge">{}</span>', badge_of(claim.status, claim.finding).label)


@register.simple_tag
def status_pill(status: str) -> str:
    """The disc with its word."""
    return pill("status", status, get_language())


@register.simple_tag
def finding_pill(finding: str) -> str:
    """The square with its word."""
    return pill("finding", finding, get_language())


@register.simple_tag
def stage_pill(stage: str) -> str:
    """The line of five with its word."""
    return pill("stage", stage, get_language())


def pill(axis: str, value: str, language: str | None) -> str:
    """Mark and word of a value of one axis, in the language that is active, which a caller with many of them knows."""
    return _pill(axis, value, language, wording.version())


@lru_cache(maxsize=512)  # a list shows the same few in every row
def _pill(axis: str, value: str, _language: str | None, _wording: int) -> str:
    values, mark = AXES[axis]
    label = str(values(value).label)
    return format_html('<span class="pill">{}{}</span>', mark(value), label[:1].upper() + label[1:])


@lru_cache(maxsize=512)
def _mark(symbol: str, classes: str) -> str:
    return format_html(
        '<svg class="mk {}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes.strip(),
        static("claims/img/marks.svg"),
        symbol,
    )


@register.simple_tag
def version_flag(state: str | None) -> str:
    """What became of a claim in a newer version of its article; "" when there is nothing to tell."""
    if not state:
        return ""
    words = {
        Reanchoring.State.GONE: _("no longer in the newer version"),
        Reanchoring.State.PLACED: _("other words in the newer version"),
        Reanchoring.State.WAITING: _("needs re-anchoring"),
    }
    return format_html('<span class="flag version">{}</span>', words[Reanchoring.State(state)])


@register.simple_tag
def due_flag(due: dt.date | None, stage: str) -> str:
    """By when an open claim should be checked; one that is late says so in words."""
    if due is None or stage not in OPEN:
        return ""
    today = timezone.localdate()
    late = due < today
    words = _("overdue since %(day)s") if late else _("due %(day)s")
    day = date_format(due, "j M" if due.year == today.year else "j M Y")
    return format_html('<span class="due{}">{}</span>', " over" if late else "", words % {"day": day})


AXES: dict[str, tuple[type[TextChoices], Callable[[str], str]]] = {
    "status": (Status, status_mark),
    "finding": (Finding, finding_mark),
    "stage": (Stage, stage_mark),
}
