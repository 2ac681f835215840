"""Which Sources to offer somebody who sets a source: by what was typed, else by what is likely here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import Attribution, Event, Source
from claims.models.source import name_key
from claims.sources.resolve import KIND_OF_TYPE

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_OFFERED = 8
RECENT = 20  # latest acts of the person that are looked at


@dataclass(frozen=True, slots=True)
class Offers:
    """Sources that fit, likeliest first, and the kinds in which `typed` could be made a new one, likeliest first."""

    typed: str
    sources: list[Source]
    new_kinds: list[Source.Kind]


def offers_for(user: User, attribution: Attribution, typed: str, *, most: int = MOST_OFFERED) -> Offers:
    """What to offer for the speaker of an attribution. Nothing new is offered for a name that is known."""
    typed = " ".join(typed.split())[:200]
    likely = _likely(user, attribution)
    if not name_key(typed):
        return Offers(typed, likely[:most], [])
    found = list(Source.objects.matching(typed)[: 3 * MOST_OFFERED])
    place = {source.pk: position for position, source in enumerate(likely)}
    found.sort(key=lambda source: place.get(source.pk, len(place)))  # stable: the rest stay in the order of use
    known = any(source.key == name_key(typed) for source in found)
    return Offers(typed, found[:most], [] if known else _kinds(attribution))


def relays_for(user: User, attribution: Attribution, typed: str) -> Offers:
    """What to offer for a relay: as for a speaker, outlets first, without the speaker and who relays it already."""
    offers = offers_for(user, attribution, typed, most=3 * MOST_OFFERED)
    there = {attribution.source_id, *(hop.source_id for hop in attribution.chain)}
    fitting = [source for source in offers.sources if source.pk not in there]
    if not offers.typed:
        credited = [attribution.article.credit, *Source.objects.relaying_in(attribution.article_id)]
        known = [source for source in credited if source and source.pk not in there]
        fitting = list(dict.fromkeys([*known, *fitting]))
    fitting.sort(key=lambda source: source.kind != Source.Kind.OUTLET)  # stable
    kinds = sorted(offers.new_kinds, key=lambda kind: kind != Source.Kind.OUTLET)
    return Offers(offers.typed, fitting[:MOST_OFFERED], kinds)


def _likely(user: User, attribution: Attribution) -> list[Source]:
    """What the machine thought might fit, who else speaks in this article, and whom this person set of late."""
    names = [*attribution.candidates, attribution.canonical, attribution.quote_of("source")]
    fitting = Source.objects.first_known_as(name for name in names if name)
    here = Source.objects.filter(attributions__article=attribution.article_id).distinct().order_by("name")
    acts = Event.objects.filter(actor=user, act=Event.Act.SOURCE_SET, source__isnull=False).order_by("-pk")[:RECENT]
    recent = [event.source for event in acts.select_related("source") if event.source]
    return list(dict.fromkeys([*fitting, *here, *recent]))


def _kinds(attribution: Attribution) -> list[Source.Kind]:
    likely = Source.Kind(KIND_OF_TYPE.get(attribution.source_type, Source.Kind.PERSON))
    usual = [Source.Kind.PERSON, Source.Kind.ORGANISATION, Source.Kind.OUTLET]
    return [likely, *(kind for kind in usual if kind != likely)]
