"""What every request passes: an id and a log line, the end of old sessions, and answers that are private by default."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

log = structlog.get_logger("factcheck.request")

GetResponse = Callable[[HttpRequest], HttpResponse]

# An id from a proxy is believed only in this form: it goes into log lines and into a header.
PROXY_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# How often, at most, a used session is written back to extend it: not on each of an analyst's requests.
SESSION_RENEWAL_SECONDS = 600


def client_address(request: HttpRequest) -> str:
    """The visitor's address: what the outermost of our own PROXY_COUNT proxies saw, never what the visitor claims."""
    if settings.PROXY_COUNT:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= settings.PROXY_COUNT:
            return str(hops[-settings.PROXY_COUNT])
    return str(request.META.get("REMOTE_ADDR", ""))


class RequestLogMiddleware:
    """Gives each request an id (`X-Request-ID` on the answer, `request_id` on its log lines) and logs how it ended."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if settings.PROXY_COUNT and PROXY_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]  # the error pages show it
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        if request.path not in ("/healthz", "/readyz") and not request.path.startswith("/static/"):
            # path without the query: searches may quote an article
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000),
                user_id=_user_id(request),
            )
        structlog.contextvars.clear_contextvars()
        return response


def _user_id(request: HttpRequest) -> int | None:
    """The id of a person already looked up for this request; logging asks the database nothing."""
    user = request.__dict__.get("_cached_user")
    return user.pk if user else None


def is_by_itself(request: HttpRequest) -> bool:
    """Whether an open page sent this without anybody touching it, as its template says in `hx-headers`."""
    return request.headers.get("X-By-Itself") == "1"


class SessionLifetimeMiddleware:
    """Ends a log-in SESSION_DAYS after it began, and SESSION_IDLE_HOURS after somebody last used it.

    What an open page sends by itself is no use of it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            began = request.session.get("began")
            if began is not None and now - began > settings.SESSION_DAYS * 86_400:
                logout(request)
            elif began is None:
                request.session.update({"began": now, "renewed": now})
            elif now - request.session.get("renewed", 0) > SESSION_RENEWAL_SECONDS and not is_by_itself(request):
                request.session["renewed"] = now
        return self.get_response(request)


class PrivateByDefaultMiddleware:
    """Marks every answer `no-store` that does not say itself how it may be cached: most pages show unpublished work."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
