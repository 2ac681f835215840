"""The claim list's rows, built in Python: a page has 50 of them, and a template costs ten times as much for each.
`filled` escapes whatever goes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from claims.models.words import Words
from claims.templatetags.marks import due_flag, pill, version_flag
from claims.templatetags.markup import filled, filled_each
from claims.templatetags.people import initials, person
from claims.templatetags.texts import age
from factcheck.addresses import around

register = template.Library()


STATEMENT = '<tr>{}<td class="stmt"><a href="{}" lang="{}">{}</a>{}{}{}</td>'


@dataclass(frozen=True, slots=True)
class Look:
    """What the cells of all rows have in common, asked once. `relays_below`: they stand below their speaker. `around`:
    what stands before and after the number in the address of a source."""

    language: str | None
    zone: dt.tzinfo
    relays_below: bool
    around: tuple[str, str]


@register.simple_tag
def claim_rows(
    claims: Iterable[Any], columns: Sequence[Any], words: Words | None = None, *, ticks: bool = False
) -> str:
    """The lines of the table: of each `Row` the statement and these columns; with `ticks` a box before them. The words
    that were looked for are marked."""
    row = STATEMENT + "".join(_td(column) for column in columns) + "</tr>"
    return filled_each("\n", row, _cells(claims, [column.key for column in columns], words, ticks))


def _td(column: Any) -> str:
    """The empty cell of a column; a figure that is not usual says what it is where the table becomes a list."""
    label = filled(' data-label="{}"', column.label) if column.key == "origins" else ""
    return f'<td class="c-{column.key}{" num" if column.number else ""}"{label}>{{}}</td>'


def _cells(claims: Iterable[Any], keys: Sequence[str], words: Words | None, ticks: bool) -> Iterator[tuple[Any, ...]]:
    look = Look(get_language(), timezone.get_current_timezone(), "relay" not in keys, around("claims:source"))
    cells, choose = [CELLS[key] for key in keys], gettext("Choose: %(claim)s")
    before, after = around("claims:claim")
    for claim in claims:
        first = claim.appearances[0] if claim.appearances else None
        yield (
            _tick(claim, choose) if ticks else "",
            f"{before}{claim.pk}{after}",
            claim.language,
            marked(claim.statement, words),
            _gloss(claim.gloss, claim.gloss_language, words),
            _passages(claim.passages, words) if claim.passages else "",
            version_flag(claim.newer_version),
            *(cell(claim, first, look) for cell in cells),
        )


def _tick(claim: Any, words: str) -> str:
    return filled(
        '<td class="tick"><input type="checkbox" name="claim" value="{}" form="bulk" aria-label="{}"></td>',
        claim.pk,
        words % {"claim": claim.statement},
    )


def marked(text: str, words: Words | None) -> str:
    """The text, with every word that was looked for in a `mark`."""
    if not words:
        return text
    pieces, done = [], 0
    for start, end, _word in words.hits(text):
        pieces += [text[done:start], text[start:end]]
        done = end
    return filled("{}<mark>{}</mark>" * (len(pieces) // 2) + "{}", *pieces, text[done:])


def _gloss(gloss: str, language: str, words: Words | None) -> str:
    if not gloss:
        return ""
    if not language:
        return filled('<span class="gloss">{}</span>', marked(gloss, words))
    return filled('<span class="gloss" lang="{}">{}</span>', language, marked(gloss, words))


def _passages(passages: Iterable[Any], words: Words | None) -> str:
    return filled_each(
        "",
        '<span class="passage"><span class="of">{}</span> {}</span>',
        ((passage.place.label, marked(passage.text, words)) for passage in passages),
    )


@lru_cache(maxsize=1024)  # the claims of a page changed on a few days
def _day(_language: str | None, day: dt.date) -> str:
    return date_format(day, "j M")


@lru_cache(maxsize=16)
def _nobody(_language: str | None) -> str:
    return _dash(gettext("nobody"))


@lru_cache(maxsize=16)
def _none(_language: str | None) -> str:
    return _dash(gettext("none"))


def _dash(words: str) -> str:
    return filled('<span class="quiet" aria-hidden="true">–</span><span class="vh">{}</span>', words)


# --- the cells: of a Row, its first appearance (or None), and what all rows have in common ----------------------------


def _source(_claim: Any, first: Any, look: Look) -> str:
    if first is None or not first.source_id:
        source = filled('<i class="quiet">{}</i>', gettext("no source named"))
    else:
        before, after = look.around
        source = filled('<a href="{}{}{}">{}</a>', before, first.source_id, after, first.source)
    if first is None or not first.chain or not look.relays_below:
        return source
    return filled('{}<span class="gloss via">{}</span>', source, "".join(f"→ {hop} " for hop in first.chain))


def _relay(_claim: Any, first: Any, look: Look) -> str:
    return " → ".join(first.chain) if first and first.chain else _none(look.language)


def _outlet(_claim: Any, first: Any, look: Look) -> str:
    return first.outlet if first and first.outlet else _none(look.language)


def _article(_claim: Any, first: Any, look: Look) -> str:
    if first is None or not first.article_id:
        return _none(look.language)
    title = Truncator(first.article).chars(60) or f"#{first.article_id}"
    return filled('<a href="{}">{}</a>', first.article_url, title)


def _changed(claim: Any, _first: Any, look: Look) -> str:
    moment = claim.updated_at.astimezone(look.zone)
    return filled('<time datetime="{}">{}</time>', moment.isoformat(), _day(look.language, moment.date()))


def _hand(claim: Any, _first: Any, look: Look) -> str:
    if claim.assigned_to is None:
        return _nobody(look.language)
    return filled('<abbr title="{}">{}</abbr>', person(claim.assigned_to), initials(claim.assigned_to))


def _origins(claim: Any, _first: Any, look: Look) -> str:
    if claim.origins is None:
        return _none(look.language)
    independent, articles = claim.origins
    return gettext("%(n)d of %(all)d") % {"n": independent, "all": articles}


CELLS: dict[str, Callable[[Any, Any, Look], Any]] = {
    "source": _source,
    "status": lambda claim, _first, look: pill("status", claim.status, look.language),
    "finding": lambda claim, _first, look: pill("finding", claim.finding, look.language),
    "stage": lambda claim, _first, look: pill("stage", claim.stage, look.language),
    "places": lambda claim, _first, _look: len(claim.appearances),
    "changed": _changed,
    "hand": _hand,
    "relay": _relay,
    "outlet": _outlet,
    "article": _article,
    "age": lambda claim, _first, _look: age(claim.created_at),
    "due": lambda claim, _first, look: due_flag(claim.due, claim.stage) or _none(look.language),
    "origins": _origins,
}
