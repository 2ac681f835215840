"""What a form says about its drafts: its name, and the words shown when one comes back."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from claims.templatetags.markup import filled

register = template.Library()


@register.simple_tag
def draft(kind: str, *numbers: object) -> str:
    """What the controller `drafts` reads: `<form data-controller="drafts" {% draft "verdict" claim.pk %}>`.

    `kind` and the numbers tell one form's draft from another's; whose it is, the page's body tells.
    """
    return filled(
        'data-draft="{}" data-draft-restored="{}" data-draft-sent="{}" data-draft-changed="{}" '
        'data-draft-restore="{}" data-draft-discard="{}"',
        "-".join([kind, *map(str, numbers)]),
        _("Your draft of %s is back."),
        _("You sent this at %s. Was it saved?"),
        _("You have a draft of %s. What is saved here has changed since."),
        _("Put it back"),
        _("Discard it"),
    )
