"""When somebody was faster than an act that needs no words: what they did, how the thing stands now, and the same act
once more on that.

Whether it is still possible is not guessed: the act is tried as it would be sent again, and taken back at once.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from claims.models import ChecklistTick, Claim, Event
from claims.review.errors import OutOfDate, Refused
from claims.views import standing
from claims.views.standing import Line

SHOWN = 5  # events
TRIES = 3  # an act may name the versions of two rows, and both may be old
LONGEST = 20_000  # letters of a form that is written into the answer
SIGNED = {"reviewed_by", "reviewed_at"}  # parts of an event that say who did it, and when
BY_BROWSER = ("HTTP_HX_", "HTTP_X_ACT_ID")  # what a script adds to an act, and a plain form does not
NOT_SENT_AGAIN = {"csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class Again:
    """The same act on what stands there now: where its form is sent, and what stands in it."""

    address: str
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did, newest first; how the thing stands now; the act again, unless it is not possible any more, or
    changes nothing because it is `done`."""

    events: Sequence[Event] = ()
    stands: Sequence[Line] = ()
    again: Again | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an act was refused: in which section of a page, in words, what others did since the person loaded it, and the
    same act again, unless a form with what was typed stands there for it."""

    where: str
    words: str
    since: Sequence[Event] = ()
    meanwhile: Meanwhile | None = None


def of(request: HttpRequest, error: Refused) -> Meanwhile | None:
    """What the answer to an act says that came too late; None when the refusal names nothing that changed."""
    if not isinstance(error, OutOfDate) or error.row is None or is_trial(request):
        return None
    row = type(error.row)._base_manager.filter(pk=error.row.pk).first()
    if row is None:
        return None
    events, stands = _since(request.POST, row), standing.how(row)
    tried = _try(request, row)
    if tried is None:
        return Meanwhile(events, stands)
    posted, made = tried
    if _is_same(made, events):
        return Meanwhile(events, stands, done=True)
    fields = [(name, str(value)) for name, values in posted.lists() for value in values if name not in NOT_SENT_AGAIN]
    return Meanwhile(events, stands, Again(request.get_full_path(), fields))


def is_trial(request: HttpRequest) -> bool:
    """Whether an act is only tried; then what it refuses is raised and nobody is told of it."""
    return getattr(request, "is_trial", False)


def _since(posted: QueryDict, row: Model) -> list[Event]:
    """What was done to the row since the person saw it: each act counts its version up by one."""
    about = standing.told_by(row)
    if about is None:
        return []
    name = _field(posted, row)
    seen = posted.get(name, "")
    known = seen.isascii() and seen.isdigit() and len(seen) < 10 and name != "seen"
    count = max(1, _now(row) - int(seen)) if known else 1
    return list(Event.objects.history().filter(about)[: min(count, SHOWN)])


def _field(posted: QueryDict, row: Model) -> str:
    """Under which name the form says what the person saw of the row."""
    if isinstance(row, ChecklistTick):
        return "seen"
    return "claim_version" if isinstance(row, Claim) and "claim_version" in posted else "version"


def _now(row: Model) -> int:
    return int(row.pk if isinstance(row, ChecklistTick) else getattr(row, "version", 0))


def _try(request: HttpRequest, row: Model) -> tuple[QueryDict, list[Event]] | None:
    """The form as it would have to be sent now, and the events of the act then; None where it is refused all the
    same. Nothing of it stays."""
    match = request.resolver_match
    if match is None or request.FILES or sum(map(len, request.POST.values())) > LONGEST:
        return None
    posted = request.POST.copy()
    for _number in range(TRIES):
        posted[_field(posted, row)] = str(_now(row))
        try:
            with transaction.atomic():
                latest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                answer = match.func(_as_if_sent(request, posted), *match.args, **match.kwargs)
                made = list(Event.objects.filter(pk__gt=latest, actor=request.user.pk).order_by("pk"))
                transaction.set_rollback(True)
        except OutOfDate as error:
            if error.row is None or error.row.pk == row.pk:
                return None
            row = type(error.row)._base_manager.get(pk=error.row.pk)
        except (Refused, Http404):
            return None
        else:
            return (posted, made) if answer.status_code < 400 else None
    return None


def _as_if_sent(request: HttpRequest, posted: QueryDict) -> Any:
    """The request as a plain form would send it, with a session and messages of its own, which nobody reads."""
    sent: Any = copy.copy(request)
    sent.META = {name: value for name, value in request.META.items() if not name.startswith(BY_BROWSER)}
    sent.__dict__.pop("headers", None)
    sent.POST = posted
    sent.htmx = HtmxDetails(sent)
    sent.is_trial = True
    sent.session = copy.copy(request.session)
    sent.session._session_cache = copy.deepcopy(dict(request.session.items()))
    sent._messages = default_storage(sent)
    return sent


def _is_same(made: Sequence[Event], events: Sequence[Event]) -> bool:
    """Whether the act would do what was done already."""
    if not made or not events:
        return not made
    return made[0].act == events[0].act and _unsigned(made[0]) == _unsigned(events[0])


def _unsigned(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.new.items() if name not in SIGNED}
