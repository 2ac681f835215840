"""What a person is told: their notifications, their choices about them, and following."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.forms.talk import ChoicesForm
from claims.models import Notice, NoticeChoices
from claims.review import digests, following
from claims.review import notices as review
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.errors import way_back

PER_PAGE = 50


@needs(Right.READ)
@require_GET
def notices(request: Request) -> HttpResponse:
    """The newest ones, or only the `unread`; `before` is the number of the last one of the page before."""
    rows = Notice.objects.shown_to(request.user).listed()
    only_unread = "unread" in request.GET
    if only_unread:
        rows = rows.unread()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PER_PAGE + 1])
    context = {
        "notices": found[:PER_PAGE],
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "only_unread": only_unread,
        "query": "unread=1&" if only_unread else "",
    }
    return render(request, "claims/notices.html", context)


@needs(Right.READ)
@require_POST
def open_notice(request: Request, pk: int) -> HttpResponse:
    """Go where it leads; it counts as read."""
    found = Notice.objects.listed().get(pk=pk, user=request.user)
    review.mark_read(request.user, pk)
    return redirect(found.get_absolute_url())


@needs(Right.READ)
@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    """Mark one as read."""
    Notice.objects.get(pk=pk, user=request.user)
    review.mark_read(request.user, pk)
    return redirect(way_back(request))


@needs(Right.READ)
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark all as read."""
    n = review.mark_read(request.user)
    words = ngettext("%(n)d notification marked as read.", "%(n)d notifications marked as read.", n) % {"n": n}
    messages.success(request, words)
    return redirect("claims:notices")


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def choices(request: Request) -> HttpResponse:
    """What the person wants to be told, in the page and by mail."""
    chosen = NoticeChoices.objects.of(request.user)
    form = ChoicesForm(request.POST or None, initial=ChoicesForm.initial_of(chosen, get_language() or ""))
    if request.method == "POST" and form.is_valid():
        review.choose(request.user, **form.chosen())
        messages.success(request, _("Your choices hold from now on."))
        return redirect("claims:notice_choices")
    context = {"form": form, "mail_is_on": settings.EMAIL_ON}
    return render(request, "claims/notice_choices.html", context, status=422 if form.errors else 200)


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed token says whose wish it is
@require_http_methods(["GET", "POST"])
def mail_off(request: HttpRequest, token: str) -> HttpResponse:
    """The way out at the end of each letter, without a log-in: GET asks, POST does it."""
    person = digests.whose(token)
    done = request.method == "POST" and digests.stop(token)
    context = {"person": person, "done": done}
    return render(request, "claims/mail_off.html", context, status=200 if person else 404)


@needs(Right.READ)
@require_POST
def follow(request: Request, kind: str, pk: int) -> HttpResponse:
    """Follow (`on` is 1) or stop."""
    on = request.POST.get("on") == "1"
    about = (following.follow if on else following.unfollow)(request.user, kind, pk)
    if request.htmx:
        context = {"kind": kind, "about": about, "following": on, "focus": True}
        return render(request, "claims/components/follow.html", context)
    messages.success(request, _("You follow it from now on.") if on else _("You follow it no more."))
    return redirect(way_back(request))
