"""What readers see, without a log-in: the list of checks, and a check with its history. Only what was frozen is read.

The answers may be kept by browsers and proxies for a minute: they depend on nothing but the address and the language,
which `?lang=id` sets and the browser's own wish otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from claims.models import Publication

SECONDS = 60  # that an answer may be kept
PER_PAGE = 30
LANGUAGES = dict(settings.LANGUAGES)

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """A page that anybody may read and keep, in the language that the address or the browser asks for."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("lang", "")
        with translation.override(asked if asked in LANGUAGES else translation.get_language()):
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=SECONDS)
            response["Content-Language"] = translation.get_language()
            return response

    return opened


@for_readers
def checks(request: HttpRequest) -> HttpResponse:
    """Everything that was published, latest first."""
    page = Paginator(Publication.objects.newest(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/checks.html", {"page": page, **_frame(request)})


@for_readers
def check(request: HttpRequest, pk: int, version: int | None = None) -> HttpResponse:
    """A check as it stands, or one of its earlier versions."""
    history = list(Publication.objects.filter(claim=pk)) if pk < 2**63 else []
    shown = next((row for row in history if version in (None, row.version)), None)
    if shown is None:
        raise Http404
    etag = quote_etag(f"{shown.pk}-{history[0].pk}-{translation.get_language()}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    context = {
        "check": shown,
        "frozen": shown.frozen,
        "history": history,
        "newest": history[0],
        "retracted": history[0].kind == Publication.Kind.RETRACTION,
        **_frame(request),
    }
    response = render(request, "public/check.html", context)
    response["ETag"] = etag
    return response


def _frame(request: HttpRequest) -> dict[str, Any]:
    """The other languages of the same page, for its masthead."""
    here = translation.get_language()
    return {"languages": [code for code, _name in settings.LANGUAGES if code != here], "path": request.path}
