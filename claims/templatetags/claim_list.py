"""The claim list's rows and the options of its facets, built in Python: a page has 50 of the ones and as many of the
others, and a template costs ten times as much for each. `format_html` escapes whatever goes in."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext

from claims.templatetags.marks import finding_pill, stage_pill, status_pill, version_flag
from claims.templatetags.people import initials, person
from claims.templatetags.texts import thousands

if TYPE_CHECKING:
    from collections.abc import Callable

register = template.Library()

ZERO, CHECKED = format_html(' class="{}"', "zero"), format_html(" {}", "checked")
PILLS: dict[str, Callable[[str], str]] = {"status": status_pill, "stage": stage_pill, "finding": finding_pill}


@register.simple_tag
def claim_row(claim: Any) -> str:
    """One line of the table: a `Row` with statement, source, the three axes, places, day and person."""
    return format_html(
        '<tr><td class="stmt"><a href="{}" lang="{}">{}</a>{}{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>'
        '<td class="num">{}</td><td class="nowrap"><time datetime="{}">{}</time></td><td>{}</td></tr>',
        claim.get_absolute_url(),
        claim.language,
        claim.statement,
        _gloss(claim.gloss, claim.gloss_language),
        version_flag(claim.newer_version),
        _said_by(claim.appearances[0] if claim.appearances else None),
        status_pill(claim.status),
        finding_pill(claim.finding),
        stage_pill(claim.stage),
        len(claim.appearances),
        timezone.localtime(claim.updated_at).isoformat(),
        _day(get_language(), timezone.localtime(claim.updated_at).date()),
        _hand(claim.assigned_to),
    )


@register.simple_tag
def facet_options(facet: Any, options: list[Any]) -> str:
    """The values of a facet as check boxes, each with its mark or word and its count."""
    pill = PILLS.get(facet.mark)
    return format_html_join(
        "\n",
        '<label{} for="f-{}-{}"><input type="checkbox" id="f-{}-{}" name="{}" value="{}"{}>'
        ' {}<span class="n">{}</span></label>',
        (
            (
                "" if option.count else ZERO,
                facet.name,
                option.value,
                facet.name,
                option.value,
                facet.name,
                option.value,
                CHECKED if option.chosen else "",
                pill(option.value) if pill else format_html("<span>{}</span>", option.label),
                thousands(option.count),
            )
            for option in options
        ),
    )


def _gloss(gloss: str, language: str) -> str:
    if not gloss:
        return ""
    if not language:
        return format_html('<span class="gloss">{}</span>', gloss)
    return format_html('<span class="gloss" lang="{}">{}</span>', language, gloss)


def _said_by(place: Any) -> str:
    if place is None or not place.source_id:
        source = format_html('<i class="quiet">{}</i>', gettext("no source named"))
    else:
        source = format_html('<a href="{}">{}</a>', place.source_url, place.source)
    if place is None or not place.chain:
        return source
    return format_html('{}<span class="gloss via">{}</span>', source, "".join(f"→ {hop} " for hop in place.chain))


@lru_cache(maxsize=1024)  # the claims of a page changed on a few days
def _day(_language: str | None, day: dt.date) -> str:
    return date_format(day, "j M")


def _hand(assigned_to: Any) -> str:
    if assigned_to is None:
        return _nobody(get_language())
    return format_html('<abbr title="{}">{}</abbr>', person(assigned_to), initials(assigned_to))


@lru_cache(maxsize=16)
def _nobody(_language: str | None) -> str:
    return format_html('<span class="quiet" aria-hidden="true">–</span><span class="vh">{}</span>', gettext("nobody"))
