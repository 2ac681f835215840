"""Measures of plots that the server draws."""

from __future__ import annotations

from django import template

from claims.sources.portrait import ROW, Bar

register = template.Library()


@register.filter
def tall(bars: list[Bar]) -> int:
    """The height of a plot with these rows."""
    return ROW * len(bars)
