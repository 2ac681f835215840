"""The relay chain of an attribution: who carried the words from the speaker to the page, and what was found there.

Every change is one Event with the whole chain before and after, so that one undo puts it back exactly.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.extraction import language
from claims.models import Attribution, Event, RelayHop, Source
from claims.review.attributions import State, decision_of, fresh, record_change, write
from claims.review.errors import NotReady
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Chain = list[dict[str, Any]]  # the hops as the log keeps them, nearest to the speaker first

MOST_HOPS = 8
MOST_FOUND = 2_000
MOST_EXCUSE = 300
UNKNOWN: dict[str, Any] = {
    "mode": "",
    "link": "",
    "opened": False,
    "excuse": "",
    "found": "",
    "found_language": "",
    "opened_by": None,
    "opened_at": None,
}
is_link = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class HopFacts:
    """What a person says about one hop: how it tells the claim, where, and the words found when they opened it, or why
    they could not."""

    mode: str = ""
    link: str = ""
    opened: bool = False
    found: str = ""
    excuse: str = ""


@transaction.atomic
def add_hop(user: User, attribution_id: int, source: Source, *, version: int, at: int | None = None) -> Attribution:
    """Put a relay into the chain before position `at`, or at its end (nearest to the outlet)."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    chain = chain_of(attribution)
    chain.insert(len(chain) if at is None else max(0, at), _new_hop(source))
    return _rearrange(user, attribution, chain)


@transaction.atomic
def remove_hop(user: User, attribution_id: int, source_id: int, *, version: int) -> Attribution:
    """Take a relay out of the chain, with what was known about it; undo brings both back."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    chain = chain_of(attribution)
    del chain[_place(chain, source_id)]
    return _rearrange(user, attribution, chain)


@transaction.atomic
def move_hop(user: User, attribution_id: int, source_id: int, by: int, *, version: int) -> Attribution:
    """Move a relay towards the speaker (`by` below 0) or the outlet; at the end of the chain nothing happens."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    chain = chain_of(attribution)
    at = _place(chain, source_id)
    chain.insert(max(0, at + by), chain.pop(at))
    return _rearrange(user, attribution, chain)


@transaction.atomic
def describe_hop(user: User, attribution_id: int, source_id: int, facts: HopFacts, *, version: int) -> Attribution:
    """Note how the relay tells it, where, and what was found when it was opened (signed and timed when it first was).

    The review state stays: to look a relay up is no correction. Raises NotReady for a link that is none, words without
    the tick, or too many of them.
    """
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    _check(facts)
    old = chain_of(attribution)
    new = [dict(hop) for hop in old]
    hop = new[_place(new, source_id)]
    found = facts.found.strip()
    hop |= {"mode": facts.mode, "link": facts.link, "opened": facts.opened, "found": found}
    hop["excuse"] = "" if facts.opened else " ".join(facts.excuse.split())
    hop["found_language"] = language.detect(found) if found else ""
    if not facts.opened:
        hop |= {"opened_by": None, "opened_at": None}
    elif hop["opened_by"] is None or found != old[_place(old, source_id)]["found"]:
        hop |= {"opened_by": user.pk, "opened_at": timezone.now().isoformat()}
    if new == old:
        return attribution
    attribution = write(attribution)
    write_chain(attribution, new)
    decided = decision_of(attribution)
    Event.objects.append(
        Event.Act.RELAYS_SET,
        actor=user,
        article_id=attribution.article_id,
        attribution=attribution,
        claim_id=attribution.claim_id,
        source_id=source_id,
        old={"relays": old, **decided},
        new={"relays": new, **decided},
    )
    return attribution


def chain_of(attribution: Attribution) -> Chain:
    """The hops as they stand in the database, in the form in which the log keeps them."""
    rows = attribution.relays.order_by("position").values("source", *UNKNOWN)
    return [{**row, "opened_at": row["opened_at"].isoformat() if row["opened_at"] else None} for row in rows]


def read_chain(logged: list[Any]) -> Chain:
    """A chain out of the log. Its oldest lines hold only the numbers of the Sources, older ones not every fact."""
    return [UNKNOWN | (hop if isinstance(hop, dict) else {"source": hop}) for hop in logged]


def write_chain(attribution: Attribution, chain: Chain) -> None:
    """Write the chain in place of the one that is there."""
    attribution.relays.all().delete()
    rows = []
    for position, hop in enumerate(chain):
        at = hop["opened_at"]
        rest = {name: hop[name] for name in ("mode", "link", "opened", "excuse", "found", "found_language")}
        rows.append(
            RelayHop(
                attribution=attribution,
                position=position,
                source_id=hop["source"],
                opened_by_id=hop["opened_by"],
                opened_at=dt.datetime.fromisoformat(at) if at else None,
                **rest,
            )
        )
    RelayHop.objects.bulk_create(rows)


def _rearrange(user: User, attribution: Attribution, chain: Chain) -> Attribution:
    old = chain_of(attribution)
    if chain == old:
        return attribution
    if len({hop["source"] for hop in chain}) < len(chain):
        raise NotReady(_("A relay can stand in the chain only once."))
    if len(chain) > MOST_HOPS:
        raise NotReady(_("A chain has at most %(n)d relays.") % {"n": MOST_HOPS})
    write_chain(attribution, chain)
    return record_change(
        user, attribution, State.CORRECTED, Event.Act.RELAYS_SET, old={"relays": old}, new={"relays": chain}
    )


def _new_hop(source: Source) -> dict[str, Any]:
    return {"source": source.pk, **UNKNOWN}


def _place(chain: Chain, source_id: int) -> int:
    for place, hop in enumerate(chain):
        if hop["source"] == source_id:
            return place
    raise NotReady(_("This relay is not in the chain any more. Load the page again; nothing was changed."))


def _check(facts: HopFacts) -> None:
    if facts.mode not in ("", *Attribution.QuoteKind.values):
        raise NotReady(_("Say whether the relay tells it directly, indirectly or mixed."))
    if facts.found.strip() and not facts.opened:
        raise NotReady(_("Tick that you opened the original before you note what stands there."))
    if len(facts.found) > MOST_FOUND:
        raise NotReady(_("Note at most %(n)d characters: the words that carry the claim.") % {"n": MOST_FOUND})
    if len(facts.excuse) > MOST_EXCUSE:
        raise NotReady(_("Say in at most %(n)d characters why it could not be opened.") % {"n": MOST_EXCUSE})
    if facts.link:
        try:
            is_link(facts.link)
        except ValidationError:
            raise NotReady(_("The link must begin with http:// or https:// and name a page.")) from None
