"""People in templates: their name, their initials, their role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from claims.review.permissions import Right, Role, may, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()


@register.filter
def person(user: User | None) -> str:
    """The full name, else the user name; the machine has no row in the table of people."""
    if user is None:
        return _("the machine")
    return user.get_full_name() or user.get_username()


@register.filter
def initials(user: User) -> str:
    """One or two capitals for the account button."""
    words = (user.get_full_name() or user.get_username()).split()
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()


@register.filter
def role_name(user: User) -> str:
    """The strongest role in words."""
    return {
        Role.NONE: _("no role yet"),
        Role.VIEWER: _("viewer"),
        Role.ANALYST: _("analyst"),
        Role.REVIEWER: _("reviewer"),
        Role.ADMINISTRATOR: _("administrator"),
    }[role_of(user)]


@register.filter
def may_annotate(user: User) -> bool:
    """Whether to offer what only analysts and reviewers may do; the stages refuse it anyway."""
    return may(user, Right.ANNOTATE)


@register.filter
def is_administrator(user: User) -> bool:
    """Whether to offer what an administrator may do with the work of others."""
    return role_of(user) >= Role.ADMINISTRATOR


@register.filter
def may_review(user: User) -> bool:
    """Whether to offer what only reviewers may do; the stages refuse it anyway."""
    return may(user, Right.REVIEW)


@register.simple_tag
def demo_people_exist() -> bool:
    """Whether this is a development server, whose demo log-ins the door may mention."""
    return settings.DEBUG
