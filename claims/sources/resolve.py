"""A name in an article → the Source it means, or None with the candidates: unsure means empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import Source, SourceAlias
from claims.models.source import name_key
from claims.sources import homes

if TYPE_CHECKING:
    from claims.extraction.results import Attribution as Found

KIND_OF_TYPE = {
    "named_person": Source.Kind.PERSON,
    "organisation": Source.Kind.ORGANISATION,
    "outlet": Source.Kind.OUTLET,
    "pronoun": Source.Kind.PERSON,
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """`source` is None when no or several Sources fit; `candidates` then names those that do."""

    source: Source | None
    candidates: tuple[str, ...] = ()


def resolve(found: Found, kinds: dict[str, str]) -> Resolution:
    """The Source behind one extracted attribution.

    `kinds` says for each canonical name of this article which kind its named mentions have, so that "dia" resolved to
    "Vladimir Putin" is a person and "kelompok itu" the organisation it stands for. Unnamed and joint speakers
    ("A; B") stay without a Source: they are nobody in particular, or more than one.
    """
    if found.canonical is None or ";" in found.canonical:
        return Resolution(None, found.candidates or _joint(found.canonical))
    if found.source_type == "unnamed":
        return Resolution(None)
    name = without_short_form(found.canonical)
    kind = kinds.get(found.canonical) or KIND_OF_TYPE.get(found.source_type, Source.Kind.PERSON)
    known = list(Source.objects.known_as(name)[:3])
    of_kind = [source for source in known if source.kind == kind] or known
    if len(of_kind) > 1:
        return Resolution(None, tuple(source.name for source in of_kind))
    source = of_kind[0] if of_kind else get_or_make(found.canonical, kind)
    if found.speaks_for and source.kind == Source.Kind.PERSON and source.speaks_for_id is None:
        link_speaker(source, found.speaks_for, role=found.role or "")
    return Resolution(source)


def kinds_of(attributions: tuple[Found, ...]) -> dict[str, str]:
    """For each canonical name, the kind of its first mention that is not a pronoun."""
    kinds: dict[str, str] = {}
    for found in attributions:
        if found.canonical and found.source_type in KIND_OF_TYPE and found.source_type != "pronoun":
            kinds.setdefault(found.canonical, KIND_OF_TYPE[found.source_type])
    return kinds


def without_short_form(name: str) -> str:
    """ "Bulog (Badan Urusan Logistik)" → "Bulog"."""
    return name.split(" (", 1)[0].strip() or name


def get_or_make(name: str, kind: str) -> Source:
    """The Source of this name and kind, made when there is none. A form in brackets becomes an alias."""
    main = without_short_form(name)[:200]
    source, made = Source.objects.made_or_known(main, kind)
    if made and main != name:
        alias = name[len(main) :].strip(" ()")
        if name_key(alias):
            SourceAlias.objects.get_or_create(source=source, key=name_key(alias), language="", defaults={"name": alias})
    return source


def relay(name: str) -> Source:
    """A hop of a relay chain: whoever is known by that name, else a new outlet."""
    known = list(Source.objects.known_as(without_short_form(name))[:2])
    return known[0] if len(known) == 1 else get_or_make(name, Source.Kind.OUTLET)


def outlet(name: str, host: str) -> Source | None:
    """Who publishes a page that was found outside, made when nobody is known as that. A name that several outlets have
    says nothing: then it is whose site the host surely is, else the host. None for a host that is none."""
    host = host.removeprefix("www.")
    named = [s for s in Source.objects.known_as(name)[:5] if s.kind == Source.Kind.OUTLET] if name_key(name) else []
    exact = [s for s in named if s.key == name_key(name)] or named
    if len(exact) == 1:
        return exact[0]
    here = homes.outlet_at(host)
    if name_key(name) and not named:
        if here is None or _is_only_a_host(here):
            return _named_at(here, name)
        return here
    made_as = homes.home_of(host) or host
    return here or (get_or_make(made_as, Source.Kind.OUTLET) if name_key(made_as) else None)


def _is_only_a_host(source: Source) -> bool:
    return bool(homes.home_in(source.name))


def _named_at(here: Source | None, name: str) -> Source:
    """The outlet of a name that is new to us, at a site that is known by its host alone (`here`) or not at all. One
    that is called like its site is the same; any other may only have its pages there."""
    letters = homes.letters_of(name)
    if here is None or len(letters) < homes.FEWEST_LETTERS or homes.label_in(here.name) != letters:
        return get_or_make(name, Source.Kind.OUTLET)
    SourceAlias.objects.get_or_create(source=here, key=name_key(name), language="", defaults={"name": name[:200]})
    return here


def link_speaker(person: Source, body_name: str, *, role: str) -> None:
    """Record that a person speaks for a body ("Juru bicara Kremlin Dmitry Peskov")."""
    known = [s for s in Source.objects.known_as(body_name)[:3] if s.kind != Source.Kind.PERSON]
    if len(known) > 1:
        return
    body = known[0] if known else get_or_make(body_name, Source.Kind.ORGANISATION)
    if body.pk != person.pk:
        Source.objects.filter(pk=person.pk, speaks_for__isnull=True).update(speaks_for=body, role=role[:200])


def _joint(canonical: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in canonical.split(";")) if canonical else ()
