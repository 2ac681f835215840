"""Keys in templates: `{% keyed "confirm" %}` in a tag says which key presses it, `{% cap "confirm" %}` prints it."""

from __future__ import annotations

from functools import lru_cache
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
    return _attribute(_map(context).key_of(act))


@register.simple_tag(takes_context=True)
def key_of(context: template.Context, act: str) -> str:
    """The key itself."""
    return _map(context).key_of(act)


@register.simple_tag(takes_context=True)
def own_keys(context: template.Context) -> list[tuple[str, str]]:
    """What the person has changed, [(act, key), …]: tells one set of keys from another."""
    return sorted(_map(context).keys.items())


@register.simple_tag(takes_context=True)
def step_keys(context: template.Context) -> str:
    """The person's keys for the next and the previous row, as the controller `choosing` reads them."""
    keys = _map(context)
    return format_html('data-next="{}" data-previous="{}"', keys.key_of(Keyed.NEXT), keys.key_of(Keyed.PREVIOUS))


@register.simple_tag(takes_context=True)
def cap(context: template.Context, act: str) -> str:
    """The key as a cap; two keys as two."""
    return _caps(_map(context).key_of(act))


@register.simple_tag(takes_context=True)
def single_keys(context: template.Context) -> bool:
    """Whether single keys press anything for this person."""
    return _map(context).single_keys


@register.simple_tag
def key_sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(act, words), …]) of everything that has a key."""
    return [(str(heading), [(act.value, str(act.label)) for act in acts]) for heading, acts in SECTIONS]


@lru_cache(maxsize=256)  # a page shows dozens of keys, and most people have the same ones
def _attribute(key: str) -> str:
    return format_html('data-key="{}"', key)


@lru_cache(maxsize=256)
def _caps(keys: str) -> str:
    return format_html_join(" ", '<kbd aria-hidden="true">{}</kbd>', ((key,) for key in keys.split(" ")))


def _map(context: template.Context) -> KeyMap:
    request: Any = context.get("request")
    kept: KeyMap | None = getattr(request, "keys_of_person", None)  # a page asks for dozens of keys
    if kept is None:
        kept = KeyMap.objects.of(getattr(request, "user", None) or AnonymousUser())
        if request is not None:
            request.keys_of_person = kept
    return kept
