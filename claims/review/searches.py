"""The search log of a claim: lines that people add, withdraw and put back. The product's own searches write theirs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Event, ProviderCall, SearchEntry, provider_call
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Outcome = SearchEntry.Outcome
Act = Event.Act
_OUTCOMES: dict[str, Outcome] = {
    provider_call.Outcome.FOUND: Outcome.FOUND,
    provider_call.Outcome.NONE_FOUND: Outcome.NOTHING,
    provider_call.Outcome.NOT_ASKED: Outcome.NOT_ASKED,
    provider_call.Outcome.FAILED: Outcome.FAILED,
}


@transaction.atomic
def note_search(
    user: User,
    claim_id: int,
    *,
    place: str,
    words: str,
    outcome: str,
    language: str = "",
    searched_on: dt.date | None = None,
    note: str = "",
) -> SearchEntry:
    """Write down that somebody looked for `words` at a `place`, and whether anything was found.

    `searched_on` defaults to today and may not lie in the future. Raises NotAllowed or NotReady.
    """
    require(user, Right.ANNOTATE)
    claim = Claim.objects.get(pk=claim_id)
    place, words = " ".join(place.split())[:200], words.strip()
    if not (place and words):
        raise NotReady(_("Say where you looked, and for which words: others want to repeat it."))
    if outcome not in SearchEntry.SEARCHED:
        raise NotReady(_("Say whether you found something. Nothing is a result too."))
    today = timezone.localdate()
    if searched_on and searched_on > today:
        raise NotReady(_("The day of the search lies in the future."))
    made = SearchEntry.objects.create(
        claim=claim, place=place, words=words, language=language, outcome=outcome, note=note.strip(),
        searched_on=searched_on or today, created_by=user,
    )  # fmt: skip
    _log(Act.SEARCH_NOTED, user, made)
    return made


def note_own_search(claim: Claim, *, words: str, language: str, found: int, looked_at: int) -> SearchEntry:
    """The line of a search that the product made in its archive; its Event is the one of the search itself.

    The same search with the same end on the same day stays one line, with what was found last.
    """
    return _note(
        claim, SearchEntry.ARCHIVE, words, Outcome.FOUND if found else Outcome.NOTHING,
        language=language, found=found, looked_at=looked_at,
    )  # fmt: skip


def note_asking(claim: Claim, call: ProviderCall, *, language: str) -> SearchEntry:
    """The line of a provider that was asked, or was not, and why."""
    outcome = _OUTCOMES[call.outcome]
    found = call.found if outcome in SearchEntry.SEARCHED else None
    return _note(claim, call.label, call.words, outcome, language=language, found=found, note=call.reason)


def _note(claim: Claim, place: str, words: str, outcome: str, **more: Any) -> SearchEntry:
    same = {
        "claim": claim, "place": place, "words": words, "outcome": outcome, "searched_on": timezone.localdate(),
        "created_by": None,
    }  # fmt: skip
    # Not update_or_create: of searches before there was one line a day there may be several.
    line = SearchEntry.objects.filter(**same).order_by("pk").last() or SearchEntry(**same)
    for name, value in more.items():
        setattr(line, name, value)
    line.save()
    return line


@transaction.atomic
def withdraw(user: User, pk: int, *, version: int) -> SearchEntry:
    """Take a line out that a person added. Raises NotAllowed, OutOfDate, or NotReady for the product's own."""
    require(user, Right.ANNOTATE)
    entry = _fresh(pk, version)
    if entry.created_by_id is None:
        raise NotReady(_("This search was made by the product; its line stays as it is."))
    if entry.withdrawn_at is None:
        _write(entry, timezone.now(), user)
        _log(Act.SEARCH_WITHDRAWN, user, entry)
    return entry


@transaction.atomic
def put_back(user: User, pk: int, *, version: int) -> SearchEntry:
    """Undo that. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    entry = _fresh(pk, version)
    if entry.withdrawn_at is not None:
        _write(entry, None, None)
        _log(Act.SEARCH_RESTORED, user, entry)
    return entry


def _fresh(pk: int, version: int) -> SearchEntry:
    entry = SearchEntry.objects.select_for_update(of=("self",)).select_related("claim").get(pk=pk)
    if entry.version != version:
        words = _("Somebody else changed this line while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, entry)
    return entry


def _write(entry: SearchEntry, at: dt.datetime | None, by: User | None) -> None:
    SearchEntry.objects.filter(pk=entry.pk).update(withdrawn_at=at, withdrawn_by=by, version=entry.version + 1)
    entry.refresh_from_db()


def _log(act: Event.Act, user: User, entry: SearchEntry) -> None:
    new = {"search": entry.pk, "place": entry.place, "words": entry.words[:200], "outcome": entry.outcome}
    Event.objects.append(act, actor=user, claim=entry.claim, new=new)
