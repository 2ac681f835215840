"""The buttons of the open claim: `{% act_form "confirm" _("Confirm") attribution %}` sends an act,
`{% act_link "cut" _("Split") attribution %}` opens a form in place of the claim. Both work without JavaScript."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template

from claims.models.keymap import DEFAULT_KEYS
from claims.templatetags.keys import cap, keyed
from claims.templatetags.markup import filled
from factcheck.addresses import address

if TYPE_CHECKING:
    from django.db.models import Model

register = template.Library()

DROP = filled(' hx-sync="{}"', "#detail:drop")  # a second press while the first is under way is none


@register.simple_tag(takes_context=True)
def act_form(
    context: template.Context,
    act: str,
    label: str,
    row: Model,
    *,
    css: str = "btn",
    target: str = "#detail",
    then: str = "",
    to: str = "",
    strip: bool = False,
) -> str:
    """A form of one button that posts to `claims:<act>` (or `to`) of the row, with the row's version where it has one.

    `then` "next": the next undecided claim opens afterwards. In the `strip` of narrow screens, beside the same button
    in the claim, it has neither key nor id.
    """
    version = getattr(row, "version", None)
    return filled(
        '<form method="post" action="{0}" hx-post="{0}" hx-target="{1}"{2}>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{3}">{4}{5}'
        '<button class="{6}" type="submit"{7}>{8}{9}</button></form>',
        address(f"claims:{to or act}", row.pk),
        target,
        "" if strip else DROP,
        context.get("csrf_token", ""),
        filled('<input type="hidden" name="then" value="{}">', then) if then else "",
        "" if version is None else filled('<input type="hidden" name="version" value="{}">', version),
        css,
        "" if strip else _key_and_id(context, act),
        label,
        "" if strip else _cap(context, act),
    )


@register.simple_tag(takes_context=True)
def act_link(
    context: template.Context, act: str, label: str, row: Model, *, css: str = "btn", to: str = "", plain: str = ""
) -> str:
    """A link to the form of `claims:<act>` (or `to`) of the row; without JavaScript to that of `claims:<plain>`."""
    asked = address(f"claims:{to or act}", row.pk)
    return filled(
        '<a class="{}" href="{}" hx-get="{}" hx-target="#detail" hx-sync="#detail:queue last"{}>{}{}</a>',
        css,
        address(f"claims:{plain}", row.pk) if plain else asked,
        asked,
        _key_and_id(context, act),
        label,
        _cap(context, act),
    )


def _key_and_id(context: template.Context, act: str) -> str:
    return _named(act, keyed(context, act) if act in DEFAULT_KEYS else "")


@lru_cache(maxsize=256)  # most people have the same keys
def _named(act: str, key: str) -> str:
    return filled('{} id="act-{}"', filled(" {}", key) if key else "", act)


def _cap(context: template.Context, act: str) -> str:
    return _beside(cap(context, act)) if act in DEFAULT_KEYS else ""


@lru_cache(maxsize=256)
def _beside(keys: str) -> str:
    return filled(" {}", keys)
