"""The rows of the article list and of the source list, column by column. `format_html` escapes whatever goes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from claims.models import Article, Job, Source
from claims.templatetags.people import initials, person
from claims.templatetags.texts import age, language_label

register = template.Library()

Cell = Callable[[Any, set[str]], Any]  # a row and the keys of all columns shown → what stands in the cell, "" for none
# Where the table becomes a list, on a narrow screen, these say what they are.
TOLD_APART = {"published", "added", "claims", "hand", "speaks_for", "names", "stakes", "grade", "last", "owner"}


@register.simple_tag
def article_rows(articles: Iterable[Article], columns: Sequence[Any], *, ticks: bool = False) -> str:
    """The lines of the table: of each article (of `rows_of`) the headline and these columns; with `ticks` a box."""
    return _rows(articles, columns, _headline, ARTICLE, ticks=ticks)


@register.simple_tag
def source_rows(sources: Iterable[Source], columns: Sequence[Any], *, ticks: bool = False) -> str:
    """The lines of the table: of each Source (of `rows_of`) the name and these columns; with `ticks` a box."""
    return _rows(sources, columns, _name, SOURCE, ticks=ticks)


def _rows(
    rows: Iterable[Any], columns: Sequence[Any], first: Callable[[Any], str], look: dict[str, Cell], *, ticks: bool
) -> str:
    keys = {column.key for column in columns}
    line = '<tr>{}<td class="stmt">{}</td>' + "".join(_td(column) for column in columns) + "</tr>"
    return format_html_join(
        "\n",
        line,
        (
            (
                _tick(row) if ticks else "",
                first(row),
                *(look[column.key](row, keys) or _none() for column in columns),
            )
            for row in rows
        ),
    )


def _tick(row: Any) -> str:
    return format_html(
        '<td class="tick"><input type="checkbox" name="row" value="{}" form="bulk" aria-label="{}"></td>',
        row.pk,
        gettext("Choose: %(row)s") % {"row": row.headline if isinstance(row, Article) else row.name},
    )


def _td(column: Any) -> str:
    label = format_html(' data-label="{}"', column.label) if column.key in TOLD_APART else ""
    return f'<td class="c-{column.key}{" num" if column.number else ""}"{label}>{{}}</td>'


def _none() -> str:
    return format_html('<span class="quiet" aria-hidden="true">–</span><span class="vh">{}</span>', gettext("none"))


def _day(day: dt.date | None) -> str:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "j M Y")) if day else ""


def _ago(moment: dt.datetime | None) -> str:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), age(moment)) if moment else ""


# --- articles: of each its cells, knowing which other columns are shown -----------------------------------------------


def _headline(article: Any) -> str:
    version = ""
    if article.newer_id:
        version = format_html('<span class="gloss">{}</span>', gettext("older version"))
    elif article.supersedes_id:
        version = format_html('<span class="gloss">{}</span>', gettext("newer version"))
    return format_html(
        '<a href="{}" lang="{}">{}</a>{}', article.get_absolute_url(), article.language, article.headline, version
    )


def _reviewed(article: Any, _keys: set[str]) -> str:
    if article.split_state in (Job.State.WAITING, Job.State.RUNNING):
        return gettext("being split, you can leave this page")
    if article.split_state == Job.State.FAILED:
        return gettext("the split failed")
    if not article.total:
        return gettext("0 claims found") if article.extractor_version else gettext("not split yet")
    words = gettext("%(done)s of %(total)s reviewed") % {"done": article.reviewed, "total": article.total}
    meter = '<div class="meter"><progress aria-hidden="true" max="{}" value="{}"></progress>{}</div>'
    return format_html(meter, article.total, article.reviewed, words)


def _outlet(article: Any, keys: set[str]) -> str:
    outlet = article.outlet or format_html('<i class="quiet">{}</i>', gettext("unknown outlet"))
    if not article.credit or "credit" in keys:
        return str(outlet)
    return format_html('{}<span class="gloss via">→ {}</span>', outlet, article.credit)


def _hand(article: Any, _keys: set[str]) -> str:
    if article.created_by is None:
        return ""
    return format_html('<abbr title="{}">{}</abbr>', person(article.created_by), initials(article.created_by))


ARTICLE: dict[str, Cell] = {
    "reviewed": _reviewed,
    "outlet": _outlet,
    "language": lambda article, _keys: language_label(article.language),
    "published": lambda article, _keys: _day(article.published),
    "added": lambda article, _keys: _ago(article.created_at),
    "claims": lambda article, _keys: str(article.total),
    "credit": lambda article, _keys: str(article.credit or ""),
    "intake": lambda article, _keys: article.get_intake_display(),
    "hand": _hand,
    "site": lambda article, _keys: urlsplit(article.url).hostname or "",
}


# --- sources ----------------------------------------------------------------------------------------------------------


def _name(source: Any) -> str:
    role = format_html('<span class="gloss">{}</span>', source.role) if source.role else ""
    return format_html('<a href="{}"><bdi>{}</bdi></a>{}', source.get_absolute_url(), source.name, role)


def _names(source: Any, _keys: set[str]) -> str:
    return format_html_join(", ", "<bdi{}>{}</bdi>", ((_lang(one), one.name) for one in source.aliases.all()))


def _lang(alias: Any) -> str:
    return format_html(' lang="{}"', alias.language) if alias.language else ""


def _grade(source: Any, _keys: set[str]) -> str:
    line = '<abbr title="{}">{}</abbr>{}'
    return format_html_join(
        ", ", line, ((one.get_grade_display(), one.grade, _topic(one.topic)) for one in source.grades_in_force)
    )


def _topic(topic: str) -> str:
    return format_html(' <span class="quiet">{}</span>', topic) if topic else ""


SOURCE: dict[str, Cell] = {
    "kind": lambda source, _keys: source.get_kind_display(),
    "speaks_for": lambda source, _keys: str(source.speaks_for or ""),
    "country": lambda source, _keys: source.country,
    "names": _names,
    "stakes": lambda source, _keys: ", ".join(stake.topic for stake in source.stakes.all()),
    "grade": _grade,
    "claims": lambda source, _keys: str(source.claims),
    "last": lambda source, _keys: _ago(source.last),
    "mentions": lambda source, _keys: Source.Mentions(source.mentions).label,
    "owner": lambda source, _keys: source.owner,
    "wikidata": lambda source, _keys: source.wikidata,
    "added": lambda source, _keys: _ago(source.created_at),
}
