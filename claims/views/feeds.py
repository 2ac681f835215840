"""The watch list of feeds: everybody sees it, reviewers change it. Pages only write rows; jobs read the feeds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import jobs
from claims.forms.feeds import ChangeFeedForm, ChosenForm, FeedForm
from claims.ingest import watchlist
from claims.ingest.errors import IngestError
from claims.models import CoverageMatch, Event, Feed, Job
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, may
from claims.views import conflicts
from claims.views.access import Request, needs
from claims.views.conflicts import Conflict, Faster, Place
from claims.views.limits import JOB, costs

MOST_SHOWN = 30  # articles of one feed


@needs(Right.READ)
@require_GET
def feeds(request: Request) -> HttpResponse:
    """The list, with how each feed does."""
    return _list(request, FeedForm())


@needs(Right.REVIEW)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Put an address on the list, and have it read at once."""
    form = FeedForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _list(request, form, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    try:
        feed = watchlist.add(
            request.user, data["address"], outlet=data["outlet"], language=data["language"], every=data["every"]
        )
    except IngestError as error:
        form.add_error("address", str(error))
        return _list(request, form, status=422)
    _have_read(feed)
    messages.success(
        request, _("On the list: %(feed)s. It is read now; load the page again to see what came.") % {"feed": feed}
    )
    return redirect("claims:feeds")


@needs(Right.READ)
@require_GET
def feed(request: Request, pk: int) -> HttpResponse:
    """One feed: how it does, and what came from it lately, with how many claims each article carries."""
    found = get_object_or_404(Feed.objects.select_related("outlet", "added_by"), pk=pk)
    stands = ~Q(article__coverage_of__decision=CoverageMatch.Decision.NOT_RELATED)
    items = (
        found.items.select_related("article__outlet")
        .defer("article__text", "article__clutter")
        .annotate(claims=Count("article__coverage_of", filter=stands))
        .order_by("-pk")
    )
    context = {
        "feed": found,
        "items": list(items[:MOST_SHOWN]),
        "may_change": may(request.user, Right.REVIEW),
        "changed": watchlist.last_change(pk),
    }
    return render(request, "claims/feed.html", context)


@needs(Right.REVIEW)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Another address, outlet, language or pause; or read no more, or again. After a stale save both versions to choose
    from."""
    found = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    mine = conflicts.writing_on(request.POST)
    if request.method == "GET" or mine:
        return _change(request, found, ChangeFeedForm(initial=mine, own=pk) if mine else ChangeFeedForm.of(found))
    form = ChangeFeedForm(conflicts.picked(request.POST), own=pk)
    if not form.is_valid():
        return _change(request, found, form, status=422)
    try:
        changed = watchlist.change(request.user, pk, form.facts(), version=form.cleaned_data["version"])
    except IngestError as error:
        form.add_error("address", str(error))
        return _change(request, found, form, status=422)
    except OutOfDate:
        return _change(request, found, form, conflict_form=_conflict(request, pk, form), status=409)
    if changed.is_watched and changed.read_at is None:
        _have_read(changed)
    messages.success(request, _("The feed is changed: %(feed)s.") % {"feed": changed})
    return redirect(changed)


def _change(request: Request, found: Feed, form: ChangeFeedForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "claims/feed_edit.html", {"feed": found, "form": form, **more}, status=status)


def _conflict(request: Request, pk: int, mine: ChangeFeedForm) -> Conflict:
    """What was sent about a feed against what stands there now."""
    found = Feed.objects.select_related("outlet").get(pk=pk)
    place = Place(
        name=f"feed-{pk}",
        address=reverse("claims:feed_edit", args=[pk]),
        theirs=reverse("claims:feed_edit", args=[pk]),
        live=False,
    )
    event = watchlist.latest_act(pk)
    before = event.old if event else {}
    if event and event.act in (Event.Act.FEED_PAUSED, Event.Act.FEED_RESUMED):
        before = {"active": not found.active}
    faster = Faster(event, _("%(who)s changed this feed at %(time)s"), _("This feed was changed meanwhile"))
    return conflicts.of_form(request.user, mine, ChangeFeedForm.of(found), place, faster, before=before)


@needs(Right.REVIEW)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take the latest change back."""
    get_object_or_404(Feed, pk=pk)
    found = watchlist.take_back(request.user, pk)
    messages.success(request, _("Taken back."))
    return redirect(found)


@needs(Right.REVIEW)
@costs(JOB)
@require_POST
def read_now(request: Request, pk: int) -> HttpResponse:
    """Have it read now, whenever it is due."""
    found = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    if not found.is_watched:
        raise NotReady(_("This feed is not read. Resume it first."))
    _have_read(found)
    messages.success(request, _("%(feed)s is read now; load the page again to see what came.") % {"feed": found})
    return redirect("claims:feeds")


@needs(Right.REVIEW)
@require_POST
def choose(request: Request, pk: int) -> HttpResponse:
    """Take one of the feeds that a page names."""
    get_object_or_404(Feed, pk=pk)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        raise NotReady(_("Choose one of the feeds that the page names."))
    found = watchlist.choose(request.user, pk, form.cleaned_data["address"])
    _have_read(found)
    messages.success(
        request, _("The feed %(address)s is on the list in place of the page.") % {"address": found.address}
    )
    return redirect("claims:feeds")


@needs(Right.REVIEW)
@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    """Read it no more until it is resumed."""
    messages.success(request, _("Paused: %(feed)s.") % {"feed": watchlist.pause(request.user, pk)})
    return redirect("claims:feeds")


@needs(Right.REVIEW)
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """Read it again."""
    found = watchlist.resume(request.user, pk)
    _have_read(found)
    messages.success(request, _("Read again: %(feed)s.") % {"feed": found})
    return redirect("claims:feeds")


@needs(Right.REVIEW)
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take it off the list; its articles stay."""
    found = watchlist.remove(request.user, pk)
    messages.success(request, _("Removed: %(feed)s. The articles that came from it stay.") % {"feed": found})
    return redirect("claims:feeds")


def _have_read(found: Feed) -> None:
    jobs.enqueue(Job.Kind.POLL_FEED, feed=found)


def _list(request: Request, form: FeedForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "feeds": list(Feed.objects.listed()),
        "form": form,
        "may_change": may(request.user, Right.REVIEW),
        "waiting": set(Job.objects.unfinished().filter(kind=Job.Kind.POLL_FEED).values_list("feed", flat=True)),
    }
    return render(request, "claims/feeds.html", context, status=status)
