"""One fact of many Sources at once: the country, the kind, or a topic in which they have a stake.

`review/bulk.py` shows, does and takes back; here stands what is particular to Sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import BulkAct, Event, Source
from claims.models.source import name_key
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require
from claims.sources import profile

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = BulkAct.Kind
FACT = {Kind.COUNTRY: "country", Kind.SOURCE_KIND: "kind"}


def held_by(source: Source, kind: str, value: str) -> bool:
    """Whether it is so already. `source` comes with its stakes."""
    if kind == Kind.STAKE:
        return any(stake.key == name_key(value) for stake in source.stakes.all())
    return bool(getattr(source, FACT[Kind(kind)]) == value)


def refusals(kind: str, value: str, sources: Sequence[Source]) -> dict[int, NotReady]:
    """{Source: why it cannot be so}, asked for all of them together."""
    refused = {one.pk: NotReady(_("This source was merged into another.")) for one in sources if one.merged_into_id}
    if kind == Kind.SOURCE_KIND:
        named = [one for one in sources if one.kind != value]
        taken = set(Source.objects.filter(kind=value, key__in={one.key for one in named}).values_list("key", flat=True))
        refused |= {one.pk: _name_taken() for one in named if one.key in taken}
    return refused


@transaction.atomic
def change(user: User, source_id: int, kind: str, value: str, *, version: int, bulk: BulkAct) -> None:
    """Write the fact of one Source. Raises NotAllowed, NotReady or OutOfDate."""
    if kind == Kind.STAKE:
        profile.add_stake(user, source_id, value, version=version, bulk=bulk)
        return
    held = profile.profile_of(profile.fresh(source_id, version))
    wanted = replace(held, country=value) if kind == Kind.COUNTRY else replace(held, kind=value)
    profile.set_profile(user, source_id, wanted, version=version, bulk=bulk)


@transaction.atomic
def take_back(user: User, event: Event, *, bulk: BulkAct) -> None:
    """Undo what an Event of such an act tells, unless somebody changed the same fact since. Raises like `change`."""
    require(user, Right.ANNOTATE)
    source = Source.objects.locked().get(events=event)
    profile.fresh(source.pk, source.version)  # refuses one that was merged away
    if "stake" in event.new:
        stake = source.stakes.filter(key=name_key(event.new["stake"])).first()
        if stake is None:
            raise OutOfDate(_("Somebody changed this source since."))
        stake.delete()
        profile.write(source)
    else:
        [(fact, value)] = event.new.items()
        if getattr(source, fact) != value:
            raise OutOfDate(_("Somebody changed this source since."))
        before = event.old[fact]
        if fact == "kind" and Source.objects.filter(key=source.key, kind=before).exclude(pk=source.pk).exists():
            raise _name_taken()
        profile.write(source, **{fact: before})
    Event.objects.append(
        Event.Act.UNDONE, actor=user, undoes=event, source=source, old=event.new, new=event.old, bulk=bulk
    )


def _name_taken() -> NotReady:
    return NotReady(_("Another source of this kind has the name. Merge the two instead."))
