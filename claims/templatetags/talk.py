"""Comments in templates: `{% for words, who in comment|pieces %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims.models import Comment
from claims.review import mentions

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()


@register.filter
def pieces(comment: Comment) -> list[tuple[str, User | None]]:
    """The words of a comment, those apart that name a person."""
    return mentions.pieces(comment.body, comment.mentions.all())


@register.simple_tag
def comments_address(kind: str, number: int) -> str:
    """Where the comments on an article, claim or source are."""
    return reverse(f"claims:{kind}_comments", args=[number])


@register.simple_tag
def mentioning() -> str:
    """What the controller `mentions` reads: where it asks for people, and what it says about them."""
    return format_html(
        'data-mentions-from="{}" data-mentions-label="{}" data-mentions-one="{}" data-mentions-many="{}" '
        'data-mentions-none="{}"',
        reverse("claims:people"),
        _("People"),
        _("1 person: Enter takes the name, Esc leaves it."),
        _("{} people: arrows choose, Enter takes the name, Esc leaves it."),
        _("Nobody of that name; it stays plain text."),
    )
