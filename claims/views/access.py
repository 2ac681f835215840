"""Who may open a page: the first line of every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from claims.review.errors import Refused
from claims.review.permissions import Right, require
from claims.views.errors import refused
from claims.views.receipts import act_id_of, once

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as views see it behind `needs`: somebody is logged in."""

    user: User
    htmx: HtmxDetails


def needs(right: Right) -> Callable[[View], View]:
    """Open a view only to people who have the right; whatever it refuses becomes an answer in words.

    Strangers go to the log-in and come back; people without the right, and every `Refused` that the view lets
    through, get the page or notice of `claims.views.errors.refused`. An act with an id is done once.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            try:
                require(request.user, right)
                act_id = act_id_of(request)
                if act_id is None:
                    return view(request, *args, **kwargs)
                return once(request.user, act_id, request.path, lambda: view(request, *args, **kwargs))
            except Refused as error:
                return refused(request, error)

        return opened

    return decorate


def _to_login(request: HttpRequest) -> HttpResponse:
    """Ask who it is and come back here; a page whose session ended is left as a whole, not in a corner of it."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        back = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
