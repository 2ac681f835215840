"""Comments and notifications in templates: `{% for words, who in comment|pieces %}`, `{{ notice|happened }}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims.models import Comment, Notice
from claims.models.notice import MOST_COUNTED
from claims.review import mentions
from claims.templatetags.history import told
from factcheck.addresses import address

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()


@register.filter
def pieces(comment: Comment) -> list[tuple[str, User | None]]:
    """The words of a comment, those apart that name a person."""
    return mentions.pieces(comment.body, comment.mentions.all())


@register.filter
def happened(notice: Notice) -> str:
    """What a notification tells, to be read behind the name of whoever did it."""
    if notice.event is None:
        return _("newly fits “%(view)s”") % {"view": notice.view}
    words = {Notice.Kind.MENTION: _("mentioned you"), Notice.Kind.ASSIGNED: _("gave you the claim")}
    return words.get(Notice.Kind(notice.kind)) or told(notice.event)


@register.filter
def what_fits(notice: Notice) -> str:
    """What kind of thing newly fits a view, to be read before `happened`."""
    if notice.article_id:
        return _("An article")
    return _("A source") if notice.source_id else _("A claim")


@register.filter
def cut_lines(words: str) -> str:
    """On one line, so that nothing in a letter looks like a line of its own."""
    return " ".join(words.split())


@register.simple_tag(takes_context=True)
def unread(context: template.Context) -> str:
    """How many notifications the person has not read, for the head of each page; empty for none."""
    user = getattr(context.get("request"), "user", None)
    n = Notice.objects.count_unread(user) if user is not None and user.is_authenticated else 0
    return f"{MOST_COUNTED - 1}+" if n >= MOST_COUNTED else str(n or "")


@register.simple_tag
def follow_address(kind: str, number: int) -> str:
    """Where following an article, claim, source or view begins and ends."""
    return address(f"claims:{kind}_follow", number)


@register.simple_tag
def comments_address(kind: str, number: int) -> str:
    """Where the comments on an article, claim or source are."""
    return address(f"claims:{kind}_comments", number)


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
