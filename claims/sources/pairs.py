"""Outlets that may be one: a host ("reuters.com") and a name of the same letters ("Reuters"), or a host and the only
outlet that people take articles of from there ("channelnewsasia.com", "CNA"), for a person to say.

Nothing is stored of a pair but that somebody told its two apart; that they are one is a merge like any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Article, Event, OutletsApart, Source
from claims.models.source import name_key
from claims.review.errors import NotReady
from claims.review.permissions import Right, require
from claims.sources import homes, merging
from claims.sources.outlets import host_of
from claims.sources.profile import fresh

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 30


@dataclass(slots=True)
class Pair:
    """Two outlets that may be one. `reasons` say why it is asked, `doubts` why it was not settled without asking."""

    host: Source
    named: Source
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def labels(outlets: Iterable[Source]) -> dict[int | None, frozenset[str]]:
    """{outlet that is known by its host alone: the letters of its site and of the only outlet that people take articles
    of from there}, without those that are surely not what has these letters."""
    sites = {one.pk: site for one in outlets if (site := homes.home_in(one.name))}
    residents = homes.residents(set(sites.values())) if sites else {}
    found: dict[int | None, set[str]] = {}
    for pk, site in sites.items():
        resident = [homes.letters_of(residents[site].name)] if site in residents else []
        found[pk] = {letters for letters in (homes.label_in(site), *resident) if letters}
    for host, name in OutletsApart.objects.filter(host__in=sites).values_list("host", "named__name") if sites else ():
        found[host].discard(homes.letters_of(name))
    return {pk: frozenset(letters) for pk, letters in found.items() if letters}


def numbers() -> list[tuple[int, int]]:
    """(host, named) of all pairs that wait, the newest host first; five queries."""
    outlets = Source.objects.standing().filter(kind=Source.Kind.OUTLET)
    rows = list(outlets.order_by("-pk").values_list("pk", "name", "key"))
    hosts = [row for row in rows if "." in row[1]]
    if not hosts:
        return []
    of_letters: dict[str, set[int]] = defaultdict(set)
    aliases = outlets.exclude(aliases=None).values_list("pk", "aliases__key")
    for pk, key in chain(((pk, key) for pk, _name, key in rows), aliases):
        of_letters[key.replace(" ", "")].add(pk)
    at_home = {name_key(site): outlet.pk for site, outlet in homes.residents().items()}
    found: dict[int, set[int]] = {}
    for pk, name, key in hosts:
        alike = of_letters[label] if (label := _label_among(of_letters, name, key)) else set()
        found[pk] = (alike | {at_home.get(key, pk)}) - {pk}
    apart = set(OutletsApart.objects.values_list("host", "named")) if any(found.values()) else set()
    return [(host, named) for host, all_of in found.items() for named in sorted(all_of) if (host, named) not in apart]


def _label_among(known: Container[str], name: str, key: str) -> str:
    """The letters of a host that are known as a name; "" for others.

    Searches bring hosts by the thousand, and finding whose site one is takes its time: it is done only where some words
    of the key that follow each other ("orel herald" of "orel herald example") are known.
    """
    words = key.split()  # all of them are the host itself
    ends = combinations(range(len(words) + 1), 2)
    if not any("".join(words[first:last]) in known for first, last in ends if last - first < len(words)):
        return ""
    label = homes.label_in(name)
    return label if label in known else ""


def of_numbers(waiting: list[tuple[int, int]]) -> list[Pair]:
    """The first of these pairs, with what speaks for and against; one more query."""
    shown = waiting[:MOST_SHOWN]
    mine = Article.objects.filter(outlet=OuterRef("pk")).order_by()
    number = Subquery(mine.values("outlet").annotate(n=Count("pk")).values("n"))
    address = Subquery(mine.exclude(url="").order_by("-pk").values("url")[:1])
    rows = Source.objects.filter(pk__in={pk for pair in shown for pk in pair}).annotate(
        articles_here=Coalesce(number, 0, output_field=IntegerField()), address=address
    )
    known = {one.pk: one for one in rows.prefetch_related("aliases")}
    residents = homes.residents({homes.home_in(known[host].name) for host, _named in shown})
    rivals = Counter(host for host, named in shown if _are_alike(known[host], known[named]))
    return [_told(known[host], known[named], rivals[host], residents) for host, named in shown]


@transaction.atomic
def join(user: User, host: int, named: int, *, host_version: int, named_version: int) -> Source:
    """They are one: the host becomes another name of the outlet. Raises as a merge does."""
    return merging.merge(user, host, named, gone_version=host_version, kept_version=named_version)


@transaction.atomic
def tell_apart(user: User, host: int, named: int, *, host_version: int, named_version: int) -> OutletsApart:
    """They are two, and are not offered as one again. Raises NotAllowed, NotReady, OutOfDate."""
    require(user, Right.ANNOTATE)
    if host == named:
        raise NotReady(_("Choose two different sources."))
    first, second = sorted([(host, host_version), (named, named_version)])  # locked in one order by everybody
    rows = {pk: fresh(pk, version) for pk, version in (first, second)}
    apart, made = OutletsApart.objects.get_or_create(host=rows[host], named=rows[named], defaults={"author": user})
    if made:
        _log(user, Event.Act.SOURCE_TOLD_APART, apart)
    return apart


@transaction.atomic
def take_back(user: User, pk: int) -> None:
    """That they are two is not sure after all. One that was taken back already is no error."""
    require(user, Right.ANNOTATE)
    apart = OutletsApart.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if apart is not None:
        _log(user, Event.Act.SOURCE_APART_BACK, apart)
        apart.delete()


def _are_alike(host: Source, named: Source) -> bool:
    """Whether a name of the one has the letters of the other's site."""
    spelled = [named.name, *(alias.name for alias in named.aliases.all())]
    label = homes.label_in(host.name)
    return bool(label) and label in map(homes.letters_of, spelled)


def _told(host: Source, named: Source, rivals: int, residents: Mapping[str, Source]) -> Pair:
    pair, words = Pair(host, named), {"host": host.name, "name": named.name}
    if residents.get(homes.home_in(host.name)) == named:
        pair.reasons.append(_("all articles from %(host)s that were taken in are of “%(name)s”") % words)
    if not _are_alike(host, named):
        return pair
    pair.reasons.append(_("“%(host)s” is spelled like “%(name)s”") % words)
    if rivals > 1:
        called = ngettext("%(n)d outlet is called like that", "%(n)d outlets are called like that", rivals)
        pair.doubts.append(called % {"n": rivals})
    if len(homes.label_in(host.name)) < homes.FEWEST_LETTERS:
        pair.doubts.append(_("so few letters are easily somebody else's"))
    other = host_of(getattr(named, "address", None) or "")
    if other and homes.home_of(other) != homes.home_in(host.name):
        pair.doubts.append(_("an article of %(name)s stands at %(site)s") % {"name": named.name, "site": other})
    return pair


def _log(user: User, act: Event.Act, apart: OutletsApart) -> None:
    names = {"old": {"name": apart.host.name}, "new": {"name": apart.named.name}}
    Event.objects.append(act, actor=user, source=apart.named, **names)
