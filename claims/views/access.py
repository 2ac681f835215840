"""Who may open a page: the first line of every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from claims.review.errors import Refused
from claims.review.permissions import Right, require
from claims.views.drafts import settle_draft
from claims.views.errors import refused
from claims.views.meanwhile import is_trial
from claims.views.receipts import act_id_of, once
from factcheck.middleware import is_by_itself

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as views see it behind `needs`: somebody is logged in."""

    user: User
    htmx: HtmxDetails


def needs(right: Right) -> Callable[[View], View]:
    """Open a view only to people who have the right; whatever it refuses becomes an answer in words.

    Strangers go to the log-in and come back; people without the right, and every `Refused` that the view lets
    through, get the page or notice of `claims.views.errors.refused`. A row that does not exist is not found. An act
    with an id is done once.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            try:
                _refuse_beyond_every_row(kwargs)
                require(request.user, right)
                act_id = act_id_of(request)
                if act_id is None:
                    return settle_draft(request, view(request, *args, **kwargs))
                return once(request.user, act_id, request.path, lambda: view(request, *args, **kwargs))
            except Refused as error:
                if is_trial(request):
                    raise
                return refused(request, error)
            except ObjectDoesNotExist as error:  # the number in the address: a row that is there no more
                raise Http404 from error

        return opened

    return decorate


def _refuse_beyond_every_row(numbers: dict[str, Any]) -> None:
    """An address may hold more digits than a row's number; SQLite breaks on them."""
    if any(isinstance(number, int) and number > BigIntegerField.MAX_BIGINT for number in numbers.values()):
        raise Http404


def asking_page(request: HttpRequest) -> str:
    """Path and query of the page of ours that htmx asks from; "" when the header names none or cannot be read."""
    try:
        return request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    except ValueError:  # such as "http://[", which no browser sends
        return ""


def _to_login(request: HttpRequest) -> HttpResponse:
    """Ask who it is and come back here; a page whose session ended is left as a whole, not in a corner of it."""
    if is_by_itself(request):
        return HttpResponse(status=204)  # nobody is led away from what they write; their next act asks them
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(redirect_to_login(asking_page(request) or "/").url)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
