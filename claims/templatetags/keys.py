"""Keys in templates: `{% keyed "confirm" %}` in a tag says which key presses it, `{% cap "confirm" %}` prints it."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html, format_html_join

from claims.models import KeyMap
from claims.models.keymap import SECTIONS, Keyed

register = template.Library()


@register.simple_tag(takes_context=True)
def keyed(context: template.Context, act: str) -> str:
    """The attribute that keys.js reads."""
    return format_html('data-key="{}"', _map(context).key_of(act))


@register.simple_tag(takes_context=True)
def step_keys(context: template.Context) -> str:
    """The person's keys for the next and the previous row, as the controller `choosing` reads them."""
    keys = _map(context)
    return format_html('data-next="{}" data-previous="{}"', keys.key_of(Keyed.NEXT), keys.key_of(Keyed.PREVIOUS))


@register.simple_tag(takes_context=True)
def cap(context: template.Context, act: str) -> str:
    """The key as a cap; two keys as two."""
    keys = _map(context).key_of(act).split(" ")
    return format_html_join(" ", '<kbd aria-hidden="true">{}</kbd>', ((key,) for key in keys))


@register.simple_tag(takes_context=True)
def single_keys(context: template.Context) -> bool:
    """Whether single keys press anything for this person."""
    return _map(context).single_keys


@register.simple_tag
def key_sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(act, words), …]) of everything that has a key."""
    return [(str(heading), [(act.value, str(act.label)) for act in acts]) for heading, acts in SECTIONS]


def _map(context: template.Context) -> KeyMap:
    request: Any = context.get("request")
    return KeyMap.objects.of(getattr(request, "user", None) or AnonymousUser())
