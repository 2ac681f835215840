"""Whose site a host is, where that is certain; nothing is made here.

A host is an outlet's by record: a name or another name of it, or the only outlet of which the desk reads a feed there.
Or it is by its letters ("orel-herald.example" and "Orel Herald"), if they are enough to tell names apart, one outlet
alone has them, and nothing of that outlet stands at another site. All else is for a person to say (`pairs.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Value
from django.db.models.functions import Replace

from claims.models import Article, Feed, Source, SourceAlias
from claims.models.source import name_key
from claims.sources.outlets import host_of, site_of

FEWEST_LETTERS = 5  # "cna.com.tw" is not CNA
FEWEST_IN_A_LABEL = 3  # to be worth a question
LOOKED_AT = 50  # of an outlet's articles, for where it is at home
# Services under whose site every publisher has a host of its own, and the label of those with a site in each country.
HOSTING = frozenset({
    "feedburner.com", "github.io", "gitlab.io", "herokuapp.com", "livejournal.com", "netlify.app", "pages.dev",
    "substack.com", "tumblr.com", "vercel.app", "web.app", "weebly.com", "wixsite.com", "wordpress.com",
})  # fmt: skip
HOSTING_LABELS = frozenset({"blogspot"})
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def home_of(host: str) -> str:
    """The part of a host that is one publisher's: "m.paper.co.id" → "paper.co.id", "www.one.blogspot.com" →
    "one.blogspot.com"; "" for what is no host."""
    site = site_of(host)
    if not is_hosted(site):
        return site
    return ".".join(host.casefold().strip(".").split(".")[-site.count(".") - 2 :])


def is_hosted(host: str) -> bool:
    """Whether a host belongs to a service that keeps the pages of many publishers."""
    site = site_of(host)
    return site in HOSTING or site.split(".", 1)[0] in HOSTING_LABELS


def home_in(name: str) -> str:
    """The home that a name is the host of: "Kompas.com" → "kompas.com"; "" for other names."""
    name = name.strip().casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
    return home_of(name.removeprefix("www.")) if _HOST.fullmatch(name) else ""


def letters_of(name: str) -> str:
    """A name as hosts spell it."""
    return name_key(name).replace(" ", "")


def label_of(home: str) -> str:
    """The letters of a home that may be an outlet's name; "" for one under a service of many."""
    return "" if is_hosted(home) else letters_of(home.split(".", 1)[0])


def label_in(name: str) -> str:
    """The letters by which an outlet is known whose name is only a host: "reuters.com" → "reuters"; "" for others."""
    label = label_of(home_in(name))
    return label if len(label) >= FEWEST_IN_A_LABEL else ""


def outlet_at(host: str) -> Source | None:
    """The outlet whose site surely has this host."""
    home = home_of(host)
    return by_record(host, home) or by_letters(home)


def by_record(host: str, home: str) -> Source | None:
    """The outlet of which a name, another name or a feed says so."""
    for called in dict.fromkeys((host, home, f"www.{home}")):
        known = [one for one in Source.objects.known_as(called)[:5] if one.kind == Source.Kind.OUTLET] if called else []
        sure = [one for one in known if one.key == name_key(called)] or known
        if len(sure) == 1:
            return sure[0]
        if sure:
            return None
    fed = {feed.outlet for feed in Feed.objects.exclude(outlet=None).select_related("outlet") if home_at(feed) == home}
    return fed.pop() if home and len(fed) == 1 else None


def by_letters(home: str) -> Source | None:
    """The only outlet that is called like the site, if nothing speaks against it."""
    label = label_of(home)
    if len(label) < FEWEST_LETTERS:
        return None
    alike = called(label)
    return alike[0] if len(alike) == 1 and homes(alike[0]) <= {home} else None


def called(letters: str) -> list[Source]:
    """The outlets with a name of these letters, blanks aside; two queries."""
    # The first letter narrows it to a part of the index on names.
    near = {"key__gte": letters[0], "key__lt": chr(ord(letters[0]) + 1)}
    spelled = Replace("key", Value(" "), Value(""))
    outlets = Source.objects.standing().filter(kind=Source.Kind.OUTLET)
    named = outlets.filter(**near).annotate(letters=spelled).filter(letters=letters)
    aliases = SourceAlias.objects.filter(**near).annotate(letters=spelled).filter(letters=letters)
    return list(dict.fromkeys([*named, *outlets.filter(pk__in=aliases.values("source"))]))


def homes(outlet: Source) -> set[str]:
    """Where an outlet is at home, as far as its names, its feeds and its latest articles tell."""
    names: Iterable[str] = [outlet.name, *outlet.aliases.values_list("name", flat=True)]
    articles = Article.objects.filter(outlet=outlet).exclude(url="").order_by("-pk")
    addresses = articles.values_list("url", flat=True)[:LOOKED_AT]
    found = {home_in(name) for name in names} | {home_of(host_of(address)) for address in addresses}
    return (found | {home_at(feed) for feed in outlet.feeds.all()}) - {""}


def residents(sites: Iterable[str] | None = None) -> dict[str, Source]:
    """{site: the only outlet with a name of its own of which people have taken articles from there}, of these sites or
    of all; two queries. A site where they have taken several outlets' is nobody's: an aggregator's, perhaps."""
    there = defaultdict[str, set[int]](set)
    taken = Article.objects.on_desk().filter(outlet__isnull=False).exclude(site="")
    if sites is not None:
        taken = taken.filter(site__in=sites)
    for site, outlet in taken.order_by().values_list("site", "outlet").distinct():
        there[site].add(outlet)
    known = Source.objects.in_bulk(set().union(*there.values()))
    named = {site: [known[pk] for pk in pks if not home_in(known[pk].name)] for site, pks in there.items()}
    return {site: outlets[0] for site, outlets in named.items() if len(outlets) == 1}


def home_at(feed: Feed) -> str:
    """Where a feed is read."""
    return home_of(host_of(feed.address))
