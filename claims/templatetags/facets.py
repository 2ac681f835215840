"""The facets beside a list, built in Python like its rows. `filled` escapes whatever goes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import template
from django.utils.translation import get_language, gettext, ngettext

from claims.templatetags.marks import pill
from claims.templatetags.markup import filled, filled_each
from claims.templatetags.texts import thousands

register = template.Library()

ZERO, OUT_OF_BAND = filled(' class="{}"', "zero"), filled(' hx-swap-oob="{}"', "true")
CHECKED = filled(" {}", "checked")


@register.simple_tag
def facet_box(facet: Any, open_page: bool = False) -> str:
    """A `Facet` as a group of check boxes, those without rows last; on an `open_page` it takes the old one's place."""
    boxes, unused = _boxes(facet, facet.used), _unused(facet)
    if not boxes and (facet.mark or not unused):  # else the values stand there openly, each with its zero
        boxes = filled('<p class="quiet">{}</p>', gettext("no values yet"))
    return filled(
        '<fieldset class="facet" id="facet-{}"{}><legend><h2>{}</h2></legend>\n{}\n{}\n</fieldset>',
        facet.name,
        OUT_OF_BAND if open_page else "",
        facet.label,
        boxes,
        unused,
    )


def _unused(facet: Any) -> str:
    boxes = _boxes(facet, facet.unused)
    if not boxes or not facet.mark:
        return boxes
    count = len(facet.unused)
    more = ngettext("%(n)s more", "%(n)s more", count) % {"n": count}
    return filled('<details><summary class="small">{}</summary>{}</details>', more, boxes)


def _boxes(facet: Any, options: Iterable[Any]) -> str:
    return filled_each(
        "\n",
        '<label{} for="{}"><input type="checkbox" id="{}" {}{}> {}<span class="n">{}</span></label>',
        _parts(facet, options),
    )


def _parts(facet: Any, options: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    language = get_language()
    for option in options:
        box, value = _named(facet.name, option.value)
        yield (
            "" if option.count else ZERO,
            box,
            box,
            value,
            CHECKED if option.chosen else "",
            pill(facet.mark, option.value, language) if facet.mark else filled("<span>{}</span>", option.label),
            thousands(option.count),
        )


@lru_cache(maxsize=1024)  # most facets always have the same values
def _named(name: str, value: str) -> tuple[str, str]:
    """The id of a check box, and its name with its value."""
    return filled("f-{}-{}", name, value), filled('name="{}" value="{}"', name, value)
