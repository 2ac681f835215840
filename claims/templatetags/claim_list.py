"""The claim list's rows, built in Python: a page has 50 of them, and a template costs ten times as much for each.
`format_html` escapes whatever goes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext

from claims.models.words import Words
from claims.templatetags.marks import pill, version_flag
from claims.templatetags.people import initials, person

register = template.Library()


@register.simple_tag
def claim_rows(claims: Iterable[Any], words: Words | None = None, *, ticks: bool = False) -> str:
    """The lines of the table: of each `Row` statement, source, the three axes, places, day and person; with `ticks` a
    box before them. The words that were looked for are marked."""
    return format_html_join(
        "\n",
        '<tr>{}<td class="stmt"><a href="{}" lang="{}">{}</a>{}{}{}</td><td class="said">{}</td><td>{}</td><td>{}</td>'
        '<td>{}</td><td class="num">{}</td><td class="nowrap"><time datetime="{}">{}</time></td><td>{}</td></tr>',
        _cells(claims, words, ticks),
    )


def _cells(claims: Iterable[Any], words: Words | None, ticks: bool) -> Iterator[tuple[Any, ...]]:
    language, zone = get_language(), timezone.get_current_timezone()  # asked once, not in every row
    for claim in claims:
        changed = claim.updated_at.astimezone(zone)
        yield (
            _tick(claim) if ticks else "",
            claim.get_absolute_url(),
            claim.language,
            marked(claim.statement, words),
            _gloss(claim.gloss, claim.gloss_language, words),
            _passages(claim.passages, words) if claim.passages else "",
            version_flag(claim.newer_version),
            _said_by(claim.appearances[0] if claim.appearances else None),
            pill("status", claim.status, language),
            pill("finding", claim.finding, language),
            pill("stage", claim.stage, language),
            len(claim.appearances),
            changed.isoformat(),
            _day(language, changed.date()),
            _hand(claim.assigned_to) if claim.assigned_to else _nobody(language),
        )


def _tick(claim: Any) -> str:
    return format_html(
        '<td class="tick"><input type="checkbox" name="claim" value="{}" form="bulk" aria-label="{}"></td>',
        claim.pk,
        gettext("Choose: %(claim)s") % {"claim": claim.statement},
    )


def marked(text: str, words: Words | None) -> str:
    """The text, with every word that was looked for in a `mark`."""
    if not words:
        return text
    pieces, done = [], 0
    for start, end, _word in words.hits(text):
        pieces.append((text[done:start], text[start:end]))
        done = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[done:])


def _gloss(gloss: str, language: str, words: Words | None) -> str:
    if not gloss:
        return ""
    if not language:
        return format_html('<span class="gloss">{}</span>', marked(gloss, words))
    return format_html('<span class="gloss" lang="{}">{}</span>', language, marked(gloss, words))


def _passages(passages: Iterable[Any], words: Words | None) -> str:
    return format_html_join(
        "",
        '<span class="passage"><span class="of">{}</span> {}</span>',
        ((passage.place.label, marked(passage.text, words)) for passage in passages),
    )


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
    return format_html('<abbr title="{}">{}</abbr>', person(assigned_to), initials(assigned_to))


@lru_cache(maxsize=16)
def _nobody(_language: str | None) -> str:
    return format_html('<span class="quiet" aria-hidden="true">–</span><span class="vh">{}</span>', gettext("nobody"))
