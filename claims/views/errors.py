"""One place turns a refusal or a broken request into an answer: a notice for htmx, a page for everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget

from claims.review.errors import NotAllowed, NotReady, OutOfDate, Refused, SpanMismatch
from claims.views import meanwhile


class TooOften(Refused):
    """Done too many times lately; `seconds` until it can be tried again."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


STATUS_OF: dict[type[Refused], int] = {
    NotAllowed: 403,
    NotReady: 422,
    OutOfDate: 409,
    SpanMismatch: 409,
    TooOften: 429,
}
NOT_TYPED = {"csrfmiddlewaretoken", "version", "claim_version", "next"}


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The answer to an act that was refused: nothing changed, why, who was faster, what to do next, what was typed."""
    status = next((code for kind, code in STATUS_OF.items() if isinstance(error, kind)), 422)
    context = {
        "title": title_of(error),
        "words": str(error),
        "out_of_date": isinstance(error, OutOfDate),
        "meanwhile": meanwhile.of(request, error),
    }
    if getattr(request, "htmx", False):
        answer = notice(request, status=status, **context)
    else:
        context |= {"back": way_back(request), "typed": _typed(request.POST)}
        answer = render(request, "refused.html", context, status=status)
    if isinstance(error, TooOften):
        answer["Retry-After"] = str(error.seconds)
    return answer


def notice(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    """A toast; the rest of the page, with everything typed into it, stays as it is."""
    return said_in_toasts(render(request, "components/toast.html", context, status=status))


def said_in_toasts(response: HttpResponse) -> HttpResponse:
    """Let htmx put an answer into the toasts, whatever part of the page asked."""
    return retarget(reswap(response, "innerHTML"), "#toasts")


def said_in_detail(response: HttpResponse) -> HttpResponse:
    """Let htmx put an answer into the open claim, success or not."""
    return retarget(reswap(response, "innerHTML"), "#detail")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _broken(request, 400, _("The request could not be understood. Nothing was changed."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _broken(request, 403, _("Your account may not do this."))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _broken(request, 404, _("There is nothing at this address any more."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open while somebody logged out or in again."""
    answer = _broken(request, 403, _("This page is from an earlier log-in. Load it again; nothing was changed."))
    answer["X-Stale-Page"] = "1"  # acts that wait in the browser wait on, for a page that may send them
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Uses no database and no context of ours: whatever broke may be broken still."""
    return _broken(request, 500, _("Something broke on our side. Nothing was saved. Try again."))


def _broken(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return notice(request, status=status, words=words)
    return render(request, f"{status}.html", {"words": words}, status=status)


def title_of(error: Refused) -> str:
    if isinstance(error, NotAllowed):
        return _("Not allowed")
    if isinstance(error, OutOfDate):
        return _("Out of date")
    if isinstance(error, SpanMismatch):
        return _("Not found in the text")
    if isinstance(error, TooOften):
        return _("Too often")
    return _("Not ready")


def way_back(request: HttpRequest) -> str:
    """The page the act was made on, if it is one of ours."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return "/"


def _typed(posted: QueryDict) -> list[str]:
    """What a person wrote into the form, to be copied from the page that refuses it."""
    return [str(value) for name, value in posted.dict().items() if name not in NOT_TYPED and " " in str(value).strip()]
