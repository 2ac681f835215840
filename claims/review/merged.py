"""What the log says about Sources, read anew: one that it names may have been merged into another since."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.models import Source
from claims.review.chains import read_chain
from claims.review.errors import NotReady

Logged = dict[str, Any]


def as_they_stand(*logged: Logged) -> list[Logged]:
    """The values with each Source replaced by the one that it was merged into, itself when it was not.

    The Sources are locked until the transaction ends, so that none is merged away between this and what is written.
    """
    stands = _standing({number for values in logged for number in _sources_of(values)})
    return [_read_anew(values, stands) for values in logged]


def refuse_twice_in_chain(chain: list[Logged]) -> None:
    """Raises NotReady for a chain that would hold one Source in two places, because two of its relays were merged."""
    sources = [hop["source"] for hop in chain]
    twice = next((number for number in sources if sources.count(number) > 1), None)
    if twice is not None:
        raise NotReady(
            _("Two relays were merged since: the chain would hold %(source)s twice. Edit the chain instead.")
            % {"source": Source.objects.get(pk=twice)}
        )


def _sources_of(values: Logged) -> set[int]:
    named = {values.get("source"), *(hop["source"] for hop in read_chain(values.get("relays", [])))}
    return named - {None}


def _standing(numbers: set[int]) -> dict[int, Source]:
    """{number: the Source that stands for it now}."""
    found = {source.pk: source for source in Source.objects.locked().filter(pk__in=numbers)}
    further = {source.merged_into_id for source in found.values() if source.merged_into_id}
    if not further:
        return found
    stands = _standing(further)
    return {pk: stands[source.merged_into_id] if source.merged_into_id else source for pk, source in found.items()}


def _read_anew(values: Logged, stands: dict[int, Source]) -> Logged:
    anew = dict(values)
    if values.get("source") is not None:
        source = stands[values["source"]]
        anew |= {"source": source.pk, "name": source.name}
    if "relays" in values:
        anew["relays"] = [{**hop, "source": stands[hop["source"]].pk} for hop in read_chain(values["relays"])]
    return anew
