"""When somebody else was faster: both versions side by side, to choose field by field, all mine, or all theirs.

Nothing of it is kept on the server. The form carries what the person wrote and what stands there now; each field is a
pair of radio buttons whose values are the two versions, so that saving the mix is sending the ordinary form once more.
Any form can be put to this choice (`of_form`); the words and spans of claims are in `claim_conflicts.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BooleanField, DateField, Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.models import Event
from claims.templatetags.people import person
from claims.templatetags.texts import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.forms import BoundField

MINE = "mine-"  # before the name of a field: what the person wrote, for "take all mine"


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a field: the value that is sent, the words that are shown, and their language if it is known
    ("" for words of some other language, None for the interface's)."""

    value: str
    words: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in both versions. `untouched`: the person still has what stood there before the other one changed it,
    so theirs is offered first."""

    name: str
    label: str
    mine: Side
    theirs: Side
    untouched: bool = False

    @property
    def same(self) -> bool:
        return " ".join(self.mine.words.split()) == " ".join(self.theirs.words.split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a choice stands: what its form is called on the page, where it is sent, and what shows things as they stand
    (`theirs`).

    `target` is the part of the page which that replaces, by `swap` ("" for a link to another page); `live` says whether
    htmx sends the form; `draft` is the draft that the choice settles, as the form of the first try named it.
    """

    name: str
    address: str
    theirs: str
    target: str = ""
    swap: str = "innerHTML"
    live: bool = True
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the page shows: who was faster (`head`), the fields, the versions that a choice starts from, and where."""

    place: Place
    head: str
    versions: Mapping[str, object]
    choices: Sequence[Choice]
    may_edit: bool = True  # whether the fields are words that can be written on


@dataclass(frozen=True, slots=True)
class Faster:
    """Who was faster: the event that tells it, if one does, and how the page says so (`by` with %(who)s and %(time)s,
    and `somebody`)."""

    event: Event | None
    by: str
    somebody: str

    def told_to(self, user: User) -> str:
        """In words for that person; it may have been they, in another window."""
        if self.event is None:
            return self.somebody
        time = clock(timezone.localtime(self.event.at))
        if self.event.actor_id == user.pk:
            return _("You changed this at %(time)s on another page") % {"time": time}
        return self.by % {"who": person(self.event.actor), "time": time}


def of_form(
    user: User,
    mine: Form,
    stands: Form,
    place: Place,
    faster: Faster,
    *,
    languages: Mapping[str, tuple[str, str]] | None = None,
    before: Mapping[str, Any] | None = None,
) -> Conflict:
    """`mine` as it was sent against `stands`, the same form filled with what stands there now.

    Hidden fields of `stands` are the versions that the choice starts from. `languages` names the language of mine and
    theirs where a field has its own; `before` is what the faster one found in a field (unless the event says it).
    """
    found = dict(faster.event.old if faster.event else {}) if before is None else before
    choices = []
    for field in stands.visible_fields():
        name = field.html_name
        my, their = languages.get(name, (None, None)) if languages else (None, None)
        one, other = _side(mine[name], my), _side(field, their)
        untouched = name in found and _sent(found[name]) == one.value
        choices.append(Choice(name, str(field.label), one, other, untouched))
    versions = {field.html_name: _sent(field.value()) for field in stands.hidden_fields()}
    return Conflict(place, faster.told_to(user), versions, choices)


def mine_of(posted: QueryDict) -> dict[str, Any]:
    """What the person wrote, by the names of their form's fields."""
    return {name.removeprefix(MINE): posted.get(name) for name in posted if name.startswith(MINE)}


def writing_on(posted: QueryDict) -> dict[str, Any] | None:
    """The person's own words with the versions that the choice started from, to be written on; None unless that was
    pressed."""
    return posted.dict() | mine_of(posted) if posted.get("take") == "edit" else None


def picked(posted: QueryDict) -> QueryDict:
    """The form as it was chosen: as it came, or all of mine when that was pressed."""
    data = posted.copy()
    if data.get("take") == "mine":
        for name, value in mine_of(posted).items():
            data[name] = value or ""
    return data


def _side(field: BoundField, language: str | None) -> Side:
    value = _sent(field.value())
    return Side(value, _words(field, value), language)


def _sent(value: Any) -> str:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _words(field: BoundField, value: str) -> str:
    """What a field shows of a value: the label of a choice, a tick as a word, a day as the interface writes it."""
    if isinstance(field.field, BooleanField):
        return _("yes") if value else _("no")
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        return str(dict(choices).get(value, value))
    if isinstance(field.field, DateField) and (day := _day(value)):
        return date_format(day, "j M Y")
    return value


def _day(value: str) -> dt.date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None
