"""Scores in words: `{{ value|score }}`, `{{ scores|spread }}`."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def score(value: float) -> str:
    """ "0.45", in Indonesian "0,45"."""
    return number_format(value, decimal_pos=2, use_l10n=True)


@register.filter
def plain_number(value: float) -> str:
    """The same for a form, whatever the language: "0.45"."""
    return f"{value:.2f}"


@register.filter
def spread(scores: Sequence[float]) -> str:
    """ "12: 0.38 · 0.61 · 0.92": how many, then the lowest, the median and the highest."""
    if not scores:
        return "0"
    return f"{len(scores)}: {' · '.join(score(value) for value in (scores[0], median(scores), scores[-1]))}"
