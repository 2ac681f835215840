"""Saved views: keep a list under a name, share it, put it in order, take it away and back.

A view is changed by its owner only; what others share can be opened and copied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Event, Preferences, SavedView
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_VIEWS = 100  # of one person
LONGEST_NAME = 80
LONGEST_QUERY = 4_000
PUT_BACK_WITHIN = dt.timedelta(days=30)
PARTS = ("name", "query", "columns", "shared")


@transaction.atomic
def save(
    user: User, *, kind: str, name: str, query: str, columns: Sequence[str] = (), shared: bool = False
) -> SavedView:
    """Keep a list under a name, last in the person's order; `query` and `columns` are normalised already.

    Raises NotReady when the name is missing, too long or taken, or there are too many; NotAllowed for sharing.
    """
    require(user, Right.ANNOTATE if shared else Right.READ)
    own = SavedView.objects.own(user)
    if own.count() >= MOST_VIEWS:
        raise NotReady(_("You have %(n)d views already. Remove one that you no longer use.") % {"n": MOST_VIEWS})
    last = own.filter(kind=kind).aggregate(last=Max("position"))["last"]
    view = SavedView(
        owner=user,
        kind=kind,
        name=_checked_name(name),
        query=_checked_query(query),
        columns=list(columns),
        shared=shared,
        position=0 if last is None else last + 1,
    )
    _insert(view)
    Event.objects.append(Event.Act.VIEW_SAVED, actor=user, new=_told(view))
    return view


@transaction.atomic
def change(user: User, pk: int, *, version: int, **wanted: Any) -> SavedView:
    """Change name, query, columns or sharing of an own view, as far as they are in `wanted`.

    Raises NotAllowed for the view of another, OutOfDate when it is no longer the version the person saw.
    """
    require(user, Right.ANNOTATE if wanted.get("shared") else Right.READ)
    view = _own(user, pk, version)
    if "name" in wanted:
        wanted["name"] = _checked_name(wanted["name"])
    if "query" in wanted:
        wanted["query"] = _checked_query(wanted["query"])
    changes = {name: wanted[name] for name in PARTS if name in wanted and wanted[name] != getattr(view, name)}
    if not changes:
        return view
    old = _told(view)
    _write(view, **changes)
    Event.objects.append(Event.Act.VIEW_CHANGED, actor=user, old=old, new=_told(view))
    return view


@transaction.atomic
def move(user: User, pk: int, *, by: int) -> None:
    """Put an own view `by` places further down (or up, below 0) among those of its list."""
    view = _own(user, pk)
    order = list(SavedView.objects.own(user).filter(kind=view.kind))
    at = order.index(view)
    order.insert(max(0, at + by), order.pop(at))
    for position, one in enumerate(order):
        if one.position != position:
            SavedView.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def remove(user: User, pk: int, *, version: int) -> SavedView:
    """Take an own view away; `put_back` undoes it. Whoever starts with it starts with the queue again."""
    view = _own(user, pk, version)
    _write(view, removed_at=timezone.now())
    Event.objects.append(Event.Act.VIEW_REMOVED, actor=user, old=_told(view))
    return view


@transaction.atomic
def put_back(user: User, pk: int) -> SavedView:
    """Undo the removal of an own view. Raises NotReady when its name was given to another one since."""
    view = SavedView.objects.select_for_update().get(pk=pk)
    _refuse_others(user, view)
    if view.removed_at is None:
        return view
    removal = Event.objects.filter(act=Event.Act.VIEW_REMOVED, actor=user, old__view=pk).order_by("-pk").first()
    _write(view, removed_at=None)
    Event.objects.append(Event.Act.UNDONE, actor=user, undoes=removal, new=_told(view))
    return view


@transaction.atomic
def copy(user: User, pk: int) -> SavedView:
    """An own, private view like one that is open to the person; when its name is taken, with a figure behind it."""
    view = SavedView.objects.open_to(user).get(pk=pk)
    taken = set(SavedView.objects.own(user).filter(kind=view.kind).values_list("name", flat=True))
    names = (f"{view.name[: LONGEST_NAME - 4]} {n}" for n in range(2, MOST_VIEWS + 3))
    name = view.name if view.name not in taken else next(name for name in names if name not in taken)
    return save(user, kind=view.kind, name=name, query=view.query, columns=view.columns)


@transaction.atomic
def start_with(user: User, pk: int | None) -> SavedView | None:
    """The view that the person's start page leads to; None for my queue."""
    require(user, Right.READ)
    view = SavedView.objects.open_to(user).get(pk=pk) if pk is not None else None
    Preferences.objects.update_or_create(user=user, defaults={"start": view})
    return view


def choose_columns(user: User, kind: str, columns: Sequence[str]) -> None:
    """Keep the columns of one of the person's lists; none for those as delivered."""
    require(user, Right.READ)
    with transaction.atomic():
        Preferences.objects.get_or_create(user=user)
        kept = Preferences.objects.select_for_update().get(user=user)
        kept.columns = {name: value for name, value in kept.columns.items() if name != kind}
        if columns:
            kept.columns[kind] = list(columns)
        kept.save(update_fields=["columns"])


def removed_lately(user: User) -> list[SavedView]:
    """What the person took away and can put back, latest first."""
    since = timezone.now() - PUT_BACK_WITHIN
    return list(SavedView.objects.filter(owner=user, removed_at__gte=since).order_by("-removed_at", "-pk")[:10])


def _own(user: User, pk: int, version: int | None = None) -> SavedView:
    """The person's standing view, locked."""
    view = SavedView.objects.standing().select_for_update().get(pk=pk)
    _refuse_others(user, view)
    if version is not None and view.version != version:
        raise OutOfDate(_("This view was changed on another page meanwhile. Nothing was saved here."), view)
    return view


def _refuse_others(user: User, view: SavedView) -> None:
    """A private view of somebody else is not there for this person at all."""
    require(user, Right.READ)
    if view.owner_id == user.pk:
        return
    if view.removed_at or not view.shared:
        raise SavedView.DoesNotExist
    raise NotAllowed(_("This view belongs to somebody else. Copy it; the copy is yours to change."))


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotReady(_("A view needs a name."))
    if len(name) > LONGEST_NAME:
        raise NotReady(_("A name has at most %(n)d characters.") % {"n": LONGEST_NAME})
    return name


def _checked_query(query: str) -> str:
    if len(query) > LONGEST_QUERY:
        raise NotReady(_("This view asks for too much to be kept. Take some filters away."))
    return query


def _insert(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save(force_insert=True)
    except IntegrityError as error:
        raise _name_taken(view) from error


def _write(view: SavedView, **fields: Any) -> None:
    try:
        with transaction.atomic():
            SavedView.objects.filter(pk=view.pk).update(**fields, version=F("version") + 1)
    except IntegrityError as error:
        for name, value in fields.items():
            setattr(view, name, value)
        raise _name_taken(view) from error
    view.refresh_from_db()


def _name_taken(view: SavedView) -> NotReady:
    return NotReady(_("You have a view “%(name)s” already. Choose another name.") % {"name": view.name})


def _told(view: SavedView) -> dict[str, Any]:
    """What the log keeps. Everybody reads the log, so it says of a private view no more than that there is one."""
    about = {"view": view.pk, "kind": view.kind}
    return about | {name: getattr(view, name) for name in PARTS} if view.shared else about
