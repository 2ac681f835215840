"""Tell the browser that what a plain form sent was saved, so that it need not ask about the draft of it."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

DRAFT = re.compile(r"[\w-]{1,80}", re.ASCII)
COOKIE = "settled-draft"  # read and deleted by drafts.js on the page that comes next


def settle_draft(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Name the draft of a form (`draft`, which drafts.js adds) whose sending led on to another page."""
    name = request.POST.get("draft", "")
    if DRAFT.fullmatch(name) and 300 <= response.status_code < 400:
        response.set_cookie(COOKIE, name, max_age=60, secure=settings.HTTPS, samesite="Lax")
    return response
