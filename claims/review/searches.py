"""The search log of a claim: lines that people add, withdraw and put back. The product's own searches write theirs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, Event, SearchEntry
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Outcome = SearchEntry.Outcome
Act = Event.Act


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
    if outcome not in Outcome.values:
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
    """The line of a search that the product made in its archive; its Event is the one of the search itself."""
    return SearchEntry.objects.create(
        claim=claim, place=SearchEntry.ARCHIVE, words=words, language=language, found=found, looked_at=looked_at,
        outcome=Outcome.FOUND if found else Outcome.NOTHING, searched_on=timezone.localdate(),
    )  # fmt: skip


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
        raise OutOfDate(_("Somebody else changed this line while you looked at it. Nothing of yours was saved."))
    return entry


def _write(entry: SearchEntry, at: dt.datetime | None, by: User | None) -> None:
    SearchEntry.objects.filter(pk=entry.pk).update(withdrawn_at=at, withdrawn_by=by, version=entry.version + 1)
    entry.refresh_from_db()


def _log(act: Event.Act, user: User, entry: SearchEntry) -> None:
    new = {"search": entry.pk, "place": entry.place, "words": entry.words[:200], "outcome": entry.outcome}
    Event.objects.append(act, actor=user, claim=entry.claim, new=new)
