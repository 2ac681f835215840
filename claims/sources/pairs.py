"""Outlets that may be one: a host ("reuters.com") and a name of the same letters ("Reuters"), for a person to say.

Nothing is stored of a pair but that somebody told its two apart; that they are one is a merge like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Article, Event, OutletsApart, Source
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


def labels(outlets: Iterable[Source]) -> dict[int | None, str]:
    """{outlet that is known by its host alone: the letters of its site}, without those that are surely not what has
    these letters."""
    found: dict[int | None, str] = {one.pk: label for one in outlets if (label := homes.label_in(one.name))}
    apart = OutletsApart.objects.filter(host__in=found).values_list("host", "named__name") if found else ()
    for host, name in apart:
        if homes.letters_of(name) == found.get(host):
            del found[host]
    return found


def numbers() -> list[tuple[int, int]]:
    """(host, named) of all pairs that wait, the newest host first; three queries."""
    of_letters: dict[str, set[int]] = defaultdict(set)
    outlets = Source.objects.standing().filter(kind=Source.Kind.OUTLET)
    rows = list(outlets.order_by("-pk").values_list("pk", "name", "key"))
    aliases = outlets.exclude(aliases=None).values_list("pk", "aliases__key")
    for pk, key in chain(((pk, key) for pk, _name, key in rows), aliases):
        of_letters[key.replace(" ", "")].add(pk)
    hosts = {pk: label for pk, name, key in rows if "." in name and (label := _label_among(of_letters, name, key))}
    apart = set(OutletsApart.objects.values_list("host", "named")) if hosts else set()
    pairs = ((host, named) for host, label in hosts.items() for named in sorted(of_letters[label]))
    return [pair for pair in pairs if pair[0] != pair[1] and pair not in apart]


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
    known = {one.pk: one for one in rows}
    rivals: dict[int, int] = defaultdict(int)
    for host, _named in waiting:
        rivals[host] += 1
    return [_told(known[host], known[named], rivals[host]) for host, named in shown]


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


def _told(host: Source, named: Source, rivals: int) -> Pair:
    pair = Pair(host, named, [_("“%(host)s” is spelled like “%(name)s”") % {"host": host.name, "name": named.name}])
    if rivals > 1:
        words = ngettext("%(n)d outlet is called like that", "%(n)d outlets are called like that", rivals)
        pair.doubts.append(words % {"n": rivals})
    if len(homes.label_in(host.name)) < homes.FEWEST_LETTERS:
        pair.doubts.append(_("so few letters are easily somebody else's"))
    other = host_of(getattr(named, "address", None) or "")
    if other and homes.home_of(other) != homes.home_in(host.name):
        pair.doubts.append(_("an article of %(name)s stands at %(site)s") % {"name": named.name, "site": other})
    return pair


def _log(user: User, act: Event.Act, apart: OutletsApart) -> None:
    names = {"old": {"name": apart.host.name}, "new": {"name": apart.named.name}}
    Event.objects.append(act, actor=user, source=apart.named, **names)
