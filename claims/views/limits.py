"""How often one person, or one address, may do what costs the server much: 429 with the time to wait, in plain words.

The numbers are settings (docs/configuration.md). Log-in has limits of its own, kept by axes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from claims.views.errors import TooOften
from factcheck.counting import count
from factcheck.middleware import client_address

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Cost:
    """One kind of costly request: the setting that limits it, within how many seconds, and which requests count.
    `apart`: counted by itself although another kind has the same setting."""

    setting: str
    seconds: int
    words: str
    counts: Callable[[HttpRequest], bool] = lambda request: True
    apart: str = ""


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST"


def _is_asked(request: HttpRequest) -> bool:
    return any(request.GET.get(name, "").strip() for name in ("q", "wikidata"))


UPLOAD = Cost("LIMIT_UPLOADS", 3600, gettext_noop("At most %(most)d articles an hour are taken in."), _is_sent)
JOB = Cost("LIMIT_JOBS", 3600, gettext_noop("At most %(most)d jobs an hour are started by hand."), _is_sent)
EXPORT = Cost("LIMIT_EXPORTS", 3600, gettext_noop("At most %(most)d files an hour are made."))
SEARCH = Cost("LIMIT_SEARCHES", 60, gettext_noop("At most %(most)d searches a minute are answered."), _is_asked)
COUNTS = replace(SEARCH, apart="counts")  # every search that a page makes is followed by one


def costs(cost: Cost) -> Callable[[View], View]:
    """Limit a view, below `needs`, which knows the person and turns TooOften into an answer."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if cost.counts(request):
                _count(request, cost)
            return view(request, *args, **kwargs)

        limited.cost = cost  # type: ignore[attr-defined]  # for the test that goes over all addresses
        return limited

    return decorate


def _count(request: HttpRequest, cost: Cost) -> None:
    """Raises TooOften; a request that is refused for the person does not count for the address."""
    most: int = getattr(settings, cost.setting)
    if not most:
        return
    for who, limit in (
        (f"person-{request.user.pk}", most),
        (f"address-{client_address(request)}", most * settings.LIMIT_ADDRESS_FACTOR),
    ):
        made, left = count(f"{cost.setting}{cost.apart}:{who}", seconds=cost.seconds)
        if made > limit:
            said = _(cost.words) % {"most": limit}
            raise TooOften(f"{said} {_wait(left)}", seconds=left)


def _wait(seconds: int) -> str:
    if seconds < 100:
        words = ngettext(
            "Nothing was done, and nothing is lost. Try again in %(n)d second.",
            "Nothing was done, and nothing is lost. Try again in %(n)d seconds.",
            seconds,
        )
        return words % {"n": seconds}
    minutes = -(-seconds // 60)
    words = ngettext(
        "Nothing was done, and nothing is lost. Try again in %(n)d minute.",
        "Nothing was done, and nothing is lost. Try again in %(n)d minutes.",
        minutes,
    )
    return words % {"n": minutes}
