"""Mentions in templates."""

from __future__ import annotations

from django import template

from claims.models import Attribution

register = template.Library()


@register.filter
def source_words(mention: Attribution) -> str:
    """The words that name the speaker."""
    return mention.quote_of("source")
