"""A name or a host → the outlet it means, if that is sure. Nothing is made: what nobody knows stays unknown.

outlets = Outlets(["Oleh: TASS", "AFP"])
outlets.named("AFP"), outlets.at("www.afp.com")
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from urllib.parse import urlsplit

from claims.extraction.lang import codes, get_pack
from claims.models import Feed, Source
from claims.models.source import name_key

# What stands between a name and its country: "co" in "paper.co.id". Two letters end a country's hosts.
_SECOND = frozenset({
    "ac", "co", "com", "edu", "gob", "gov", "go", "govt", "gen", "id", "mil", "my", "ne", "net", "nom", "or", "org",
    "sch", "web", "desa", "ltd", "plc", "me", "biz",
})  # fmt: skip
MOST_PIECES = 8  # of one byline


class Outlets:
    """The outlets that some bylines and credits may mean, looked up at once."""

    def __init__(self, bylines: Iterable[str] = ()) -> None:
        words = {spelled for line in bylines for piece in spellings(line) for spelled in piece}
        self._known: dict[str, list[Source]] = defaultdict(list)
        for source in Source.objects.with_names(words):
            for key in {source.key, *(alias.key for alias in source.aliases.all())}:
                self._known[key].append(source)

    def named(self, name: str) -> str:
        """The name of the outlet known by this one (of those given before); "" for none, for several, and for what is
        also somebody else's."""
        key = name_key(name)
        known = self._known.get(key, [])
        if not known:
            return name if key in _in_packs() else ""
        outlets = [source for source in known if source.kind == Source.Kind.OUTLET]
        if not outlets and key in _in_packs():
            outlets = known  # an agency that was first read of as a body that says something
        if any(source.kind not in (Source.Kind.OUTLET, Source.Kind.ORGANISATION) for source in known):
            return ""
        outlets = [source for source in outlets if source.key == key] or outlets
        return outlets[0].name if len(outlets) == 1 else ""

    def in_byline(self, line: str) -> tuple[list[str], int]:
        """(the outlets that a byline names, how many names it has): "Jane Doe, Reuters" → (["Reuters"], 2)."""
        pieces = spellings(line)
        if found := next(filter(None, map(self.named, pieces[0])), "") if pieces else "":
            return [found], 1  # one name, whatever stands in it: "Jiji and Kyodo"
        parts = pieces[1:] or pieces
        named = [next(filter(None, map(self.named, piece)), "") for piece in parts]
        return list(dict.fromkeys(filter(None, named))), len(parts)

    def at(self, host: str) -> str:
        """The name of the outlet whose site has this host; "" where none or several may be meant."""
        site = site_of(host)
        if not site:
            return ""
        of_feeds = self._feeds.get(site, set())
        if len(of_feeds) == 1:
            return next(iter(of_feeds))
        letters = _letters(site.split(".", 1)[0])
        called = (_letters(host.removeprefix("www.")), _letters(site), letters)
        if found := next(filter(None, map(self._letters_of.get, called)), ""):
            return found
        if letters in {_letters(key) for key in _in_packs()}:
            return letters.upper() if len(letters) < 5 else letters.capitalize()
        return ""

    @cached_property
    def _letters_of(self) -> dict[str, str]:
        """{an outlet's name without blanks: the outlet}, for those that are only one's."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, *keys in Source.objects.outlet_names():
            for key in filter(None, keys):
                found[_letters(key)].add(name)
        return {letters: names.pop() for letters, names in found.items() if len(names) == 1}

    @cached_property
    def _feeds(self) -> dict[str, set[str]]:
        """{site: the outlets whose feeds the desk reads there}."""
        found: dict[str, set[str]] = defaultdict(set)
        for address, name in Feed.objects.exclude(outlet=None).values_list("address", "outlet__name"):
            found[site_of(host_of(address))].add(name)
        return found


def spellings(line: str) -> list[list[str]]:
    """The whole byline, then each of its names, in the forms to look for: as written, then without the words around
    it. "Oleh: TASS" → [["Oleh: TASS", "TASS"]]."""
    line = " ".join(line.split())
    before, after, link, photo = _words()
    if not line or name_key(line).split(" ", 1)[0] in photo:
        return []

    def forms(piece: str) -> list[str]:
        short, was = piece.strip(" .,;:-–—"), ""
        while short != was:
            was, short = short, after.sub("", before.sub("", short)).strip(" .,;:-–—")
        return [form for form in dict.fromkeys((piece.strip(), short)) if name_key(form)]

    parts = [part for part in link.split(line) if name_key(part)][:MOST_PIECES]
    return [found for found in (forms(line), *(map(forms, parts) if len(parts) > 1 else ())) if found]


def host_of(address: str) -> str:
    """The host of an address, without "www."; "" for what has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def site_of(host: str) -> str:
    """What of a host belongs to one publisher: "m.paper.co.id" → "paper.co.id". Sites below one of a hosting service
    count as one, so that they are never told apart wrongly."""
    labels = host.casefold().strip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return ""
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3:] if country else labels[-2:])


def _letters(name: str) -> str:
    return name_key(name).replace(" ", "")


@cache
def _in_packs() -> frozenset[str]:
    """The keys of the outlets that the language packs know."""
    packs = (getattr(get_pack(code), "NAMES", {}).get("outlet", "") for code in codes())
    return frozenset(name_key(name.replace("-", " ")) for names in packs for name in names.split())


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What stands before a name, after it and between two, and the words of a photo's credit, in all languages."""

    def entries(key: str) -> str:
        found = {" ".join(one.split()) for code in codes() for one in get_pack(code).FACTS[key].split(",")}
        return "|".join(re.escape(one).replace(r"\ ", r"\s") for one in sorted(found, key=len, reverse=True))

    photo = {name_key(one) for code in codes() for one in get_pack(code).CLUTTER["photo"].split()}
    return (
        re.compile(rf"^(?:{entries('byline')})\b[\s.:/–—-]*(?=\S)", re.IGNORECASE),
        re.compile(rf"(?<=\S)[\s,–—-]+(?:{entries('byline_after')})$", re.IGNORECASE),
        re.compile(rf"\s*[/|,;·•+&()\n]\s*|\s[–—-]\s|\s(?:{entries('byline_link')})\s", re.IGNORECASE),
        frozenset(photo),
    )
