"""The sections of the main navigation, and which of them a page belongs to."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

register = template.Library()

# By the first part of an address; what stands under none of them, such as the notifications, is of no section.
SECTION_OF = {
    "queue": "queue",
    "articles": "articles",
    "attributions": "articles",
    "own-voice": "articles",
    "reanchoring": "articles",
    "feeds": "articles",
    "claims": "claims",
    "coverage": "claims",
    "edges": "claims",
    "evidence": "claims",
    "sources": "sources",
    "dashboard": "dashboard",
    "workload": "dashboard",
}
ELSEWHERE = {"/coverage/thresholds/": "dashboard"}


@register.simple_tag(takes_context=True)
def current(context: template.Context, section: str, *addresses: str) -> str:
    """The attribute that marks the link to a section as current: where it leads, or the section of the page shown."""
    request = context.get("request")
    path = request.path_info if request else ""
    if request and request.path in addresses:
        return format_html(' aria-current="{}"', "page")
    here = ELSEWHERE.get(path) or SECTION_OF.get(path.strip("/").split("/")[0])
    return format_html(' aria-current="{}"', "true") if path and here == section else ""
