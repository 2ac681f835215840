"""Saved views: a list under a name. Their page, their stable addresses, and what can be done with one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.filters.kinds import filter_of
from claims.forms.review import VersionForm
from claims.forms.saved_views import ChangeViewForm, NewViewForm, PlaceForm
from claims.models import Event, Preferences, SavedView
from claims.review import saved_views as review
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, may
from claims.views import conflicts
from claims.views.access import Request, needs
from claims.views.column_sets import named_in
from claims.views.conflicts import Conflict, Faster, Place


@needs(Right.READ)
@require_GET
def views(request: Request) -> HttpResponse:
    """The person's views and those that others share, by list, and what was removed lately."""
    user = request.user
    found = SavedView.objects.open_to(user).with_followed(user)
    context = {
        "lists": [(SavedView.Kind(kind).label, list(rows)) for kind, rows in groupby(found, lambda view: view.kind)],
        "removed": review.removed_lately(user),
        "start": Preferences.objects.of(user).start_id,
    }
    return render(request, "claims/views.html", context)


@needs(Right.READ)
@require_GET
def view(request: Request, pk: int) -> HttpResponse:
    """The stable address of a view: the list as it was kept. What has vanished since is named there and left out."""
    found = get_object_or_404(SavedView.objects.standing(), pk=pk)
    if not (found.shared or found.owner_id == request.user.pk):
        raise Http404
    return redirect(found.list_address)


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Keep a list: asked for by `kind` and `query`, the list's address; GET shows the form."""
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", "")
    if kind not in SavedView.Kind.values:
        raise Http404
    own = SavedView.objects.own(request.user).filter(kind=kind)
    if request.method == "GET":
        form = NewViewForm(own=own, initial={"kind": kind, "query": given.get("query", "")})
        return _ask(request, form)
    form = NewViewForm(request.POST, own=own)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        kept = _keep(request, form.cleaned_data)
    except (NotReady, OutOfDate) as error:
        form.add_error("name", str(error))
        return _ask(request, form, status=422)
    messages.success(request, _("Saved: “%(view)s”.") % {"view": kept})
    return redirect(kept.list_address)


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Rename an own view, share it or take it back to oneself; after a stale save both versions to choose from."""
    found = get_object_or_404(SavedView.objects.open_to(request.user), pk=pk)
    if request.method == "GET" and found.owner_id != request.user.pk:
        raise Http404
    mine = conflicts.writing_on(request.POST)
    if request.method == "GET" or mine:
        return _change(request, found, ChangeViewForm(initial=mine) if mine else ChangeViewForm.of(found))
    form = ChangeViewForm(conflicts.picked(request.POST))
    if not form.is_valid():
        return _change(request, found, form, status=422)
    data = form.cleaned_data
    try:
        review.change(request.user, pk, version=data["version"], name=data["name"], shared=data["shared"])
    except NotReady as error:
        form.add_error("name", str(error))
        return _change(request, found, form, status=422)
    except OutOfDate:
        return _change(request, found, form, conflict_form=_conflict(request, pk, form), status=409)
    messages.success(request, _("The view is changed."))
    return redirect("claims:views")


def _change(request: Request, view: SavedView, form: ChangeViewForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"view": view, "form": form, "may_share": may(request.user, Right.ANNOTATE), **more}
    return render(request, "claims/view_edit.html", context, status=status)


def _conflict(request: Request, pk: int, mine: ChangeViewForm) -> Conflict:
    """Name and sharing as they were sent against those that stand there now: the person's own, from another page."""
    place = Place(
        name=f"view-{pk}",
        address=reverse("claims:view_edit", args=[pk]),
        theirs=reverse("claims:views"),
        live=False,
    )
    event = Event.objects.history().filter(act=Event.Act.VIEW_CHANGED, new__view=pk).first()
    faster = Faster(event, _("%(who)s changed this view at %(time)s"), _("This view was changed meanwhile"))
    stands = ChangeViewForm.of(SavedView.objects.get(pk=pk))
    return conflicts.of_form(request.user, mine, stands, place, faster)


@needs(Right.READ)
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """One place up or down among the person's views of the list."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise NotReady(_("Say whether the view goes up or down."))
    review.move(request.user, pk, by=form.cleaned_data["by"])
    return redirect("claims:views")


@needs(Right.READ)
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take an own view away; the page offers to put it back."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    removed = review.remove(request.user, pk, version=form.cleaned_data["version"])
    messages.success(request, _("Removed: “%(view)s”. It can be put back below.") % {"view": removed})
    return redirect("claims:views")


@needs(Right.READ)
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    """Undo a removal."""
    back = review.put_back(request.user, pk)
    messages.success(request, _("Back again: “%(view)s”.") % {"view": back})
    return redirect("claims:views")


@needs(Right.READ)
@require_POST
def copy(request: Request, pk: int) -> HttpResponse:
    """An own view like one that somebody shares."""
    made = review.copy(request.user, pk)
    messages.success(request, _("Copied: “%(view)s” is yours to change.") % {"view": made})
    return redirect("claims:views")


@needs(Right.READ)
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """Start with this view; `off`: with my queue again."""
    chosen = review.start_with(request.user, None if "off" in request.POST else pk)
    words = _("You start with “%(view)s” now.") % {"view": chosen} if chosen else _("You start with your queue again.")
    messages.success(request, words)
    return redirect("claims:views")


def _keep(request: Request, data: dict[str, Any]) -> SavedView:
    """The view as saved: the address is read through the list's own filters, so that only what they know is kept."""
    given = QueryDict(data["query"].removeprefix("?"))
    query = filter_of(data["kind"], given, request.user).normalised()
    columns = list(named_in(given, data["kind"]))
    replaced = data["replaces"]
    if replaced is None:
        return review.save(
            request.user, kind=data["kind"], name=data["name"], query=query, columns=columns, shared=data["shared"]
        )
    wanted = {
        "query": query,
        "columns": columns,
        "shared": replaced.shared or data["shared"],
        "name": data["name"] or replaced.name,
    }
    return review.change(request.user, replaced.pk, version=replaced.version, **wanted)


def _ask(request: Request, form: NewViewForm, *, status: int = 200) -> HttpResponse:
    asked = SavedView(kind=form["kind"].value(), query=form["query"].value() or "")
    context = {"form": form, "may_share": may(request.user, Right.ANNOTATE), "back": asked.list_address}
    return render(request, "claims/view_new.html", context, status=status)
