"""What a page says about itself in its markup: canonical address, site, authors, JSON-LD of the article. No network.

    stated = read_stated(markup, "https://paper.example/2024/dam")
    stated.canonical, stated.authors, stated.source_organisations

A page is not believed here, only read; `coverage/stated_edges.py` says what may follow from it. Reading takes time that
grows with the page, and never raises.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import islice
from typing import Any

from lxml import etree

from claims.ingest.entries import LONGEST_URL, day_of, web_address
from claims.ingest.page_text import is_data, tree_of
from claims.ingest.versions import url_key

MOST_VALUES = 10  # of one kind: what names more names nobody
MOST_BLOCKS = 50  # of JSON-LD
LONGEST_BLOCK = 1_000_000  # letters
MOST_NODES = 5_000  # objects looked at in a page's JSON-LD
MOST_ARTICLES = 100  # among them
LONGEST_NAME, LONGEST_TITLE = 200, 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_ARTICLES = ("BlogPosting", "LiveBlogPosting", "Report")  # and all whose name ends in "Article"
_PARTS = re.compile(r"[/#:]")
_META = {
    "og:url": "og_url",
    "og:site_name": "site",
    "og:title": "title",
    "author": "authors",
    "article:author": "authors",
    "dc.creator": "authors",
    "byl": "authors",
    "syndication-source": "syndicated_from",
    "original-source": "based_on",
}
_DAYS = ("article:published_time", "datepublished", "pubdate", "dc.date.issued")


@dataclass(frozen=True, slots=True)
class Work:
    """Something that an article names as what it is based on."""

    url: str = ""
    name: str = ""  # of who published it, or the words as they stand


@dataclass(frozen=True, slots=True)
class Stated:
    """What one page says about itself. Nothing of it need be there, and nothing of it need be true."""

    address: str = ""  # at which the page was read
    canonical: tuple[str, ...] = ()  # addresses; a page should name one
    syndicated_from: tuple[str, ...] = ()
    og_url: str = ""
    main_page: tuple[str, ...] = ()  # `mainEntityOfPage` of the article
    site: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()  # for whom the authors work
    publishers: tuple[str, ...] = ()
    source_organisations: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    credit_texts: tuple[str, ...] = ()
    copyright_holders: tuple[str, ...] = ()
    based_on: tuple[Work, ...] = ()
    citations: tuple[Work, ...] = ()
    published: dt.date | None = None
    modified: dt.date | None = None
    digest: str = field(default="", compare=False)  # SHA-256 of the page in UTF-8

    @property
    def is_empty(self) -> bool:
        """Whether the page says nothing but where it was read."""
        return replace(self, address="") == Stated()

    @property
    def canonical_key(self) -> str:
        """The hash of the one canonical address; "" where the page names none, or several."""
        keys = {url_key(address) for address in self.canonical}
        return keys.pop() if len(keys) == 1 else ""

    def as_dict(self) -> dict[str, Any]:
        """What it says, for keeping: without what is empty, days as ISO dates."""
        kept = {name: value for name, value in asdict(self).items() if value and name not in ("address", "digest")}
        return {
            name: str(value) if isinstance(value, dt.date) else list(value) if isinstance(value, tuple) else value
            for name, value in kept.items()
        }

    @classmethod
    def of(cls, kept: dict[str, Any], address: str = "", digest: str = "") -> Stated:
        """What was kept, read again; what is unknown in it is left out."""
        found: dict[str, Any] = {"address": address, "digest": digest}
        for one in fields(cls):
            if one.name in found:
                continue
            value = kept.get(one.name)
            if one.name in ("based_on", "citations"):
                found[one.name] = tuple(Work(work["url"], work["name"]) for work in value or ())
            elif one.name in ("published", "modified"):
                found[one.name] = dt.date.fromisoformat(value) if value else None
            elif value:
                found[one.name] = tuple(value) if isinstance(value, list | tuple) else value
        return cls(**found)


def read_stated(markup: str, url: str, *, today: dt.date | None = None) -> Stated:
    """What the page at `url` ("" when that is not known) says about itself."""
    tree = tree_of(markup)
    if tree is None:
        return Stated(address=url)
    today = today or dt.datetime.now(dt.UTC).date()
    found: dict[str, list[Any]] = {}
    days: list[str] = []
    head = tree.find("head")
    for node in head.iter("link", "meta") if head is not None else ():
        _read_head(node, url, found, days)
    authors = [" ".join(_words_of(node)) for node in _links_to_authors(tree)]
    if len(set(authors)) <= 3:  # more are those of a list of other articles
        found.setdefault("authors", []).extend(authors)
    og_url, site, title = (next(iter(found.pop(name, ())), "") for name in ("og_url", "site", "title"))
    own = {key for one in (url, og_url, *found.get("canonical", ())) if (key := url_key(one))}
    modified: list[str] = []
    for node, named in _articles_in(tree, url, own):
        _read_article(node, named, url, found)
        days += _texts(node.get("datePublished"), named)
        modified += _texts(node.get("dateModified"), named)
    return Stated(
        address=url,
        og_url=og_url,
        site=site,
        title=title,
        published=next(filter(None, (day_of(day, today) for day in days)), None),
        modified=next(filter(None, (day_of(day, today) for day in modified)), None),
        digest=hashlib.sha256(markup.encode(errors="replace")).hexdigest(),
        **{name: tuple(dict.fromkeys(values))[:MOST_VALUES] for name, values in found.items()},
    )


def _read_head(node: etree._Element, url: str, found: dict[str, list[Any]], days: list[str]) -> None:
    """One <link> or <meta> of the page's head. What stands elsewhere may be a comment that somebody sent."""
    if node.tag == "link":
        name = "canonical" if "canonical" in str(node.get("rel") or "").casefold().split() else ""
        value = str(node.get("href") or "")
    else:
        said = str(node.get("property") or node.get("name") or node.get("itemprop") or "").strip().casefold()
        name, value = _META.get(said, ""), _clean(str(node.get("content") or ""), LONGEST_URL)
        if said in _DAYS and len(days) < MOST_VALUES:
            days.append(value[:100])
    values = found.setdefault(name, []) if name and value else None
    if values is None or len(values) >= MOST_VALUES:
        return
    if name in ("canonical", "og_url", "syndicated_from"):
        values += filter(None, [web_address(url, value)])
    elif name == "title":
        values.append(value[:LONGEST_TITLE])
    elif name == "based_on":
        values.append(_work_of_text(value, url))
    else:
        values += as_names([value])


def _links_to_authors(tree: etree._Element) -> list[etree._Element]:
    """The links of `rel="author"`, of the first <article> where the page has one."""
    inside = next(tree.iter("article"), tree)
    marked = (node for node in inside.iter("a") if "author" in str(node.get("rel") or "").casefold().split())
    return list(islice(marked, MOST_VALUES))


def _words_of(node: etree._Element) -> list[str]:
    return as_names([" ".join("".join(islice(node.itertext(), 20)).split())])


def _articles_in(tree: etree._Element, url: str, own: set[str]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(article, nodes by their @id) of each JSON-LD object that is the article of this page: the only one there is, or
    those that name the page's own address. Articles inside other things are teasers, or what this one is based on."""
    found: list[dict[str, Any]] = []
    named: dict[str, Any] = {}
    scripts = (script for script in tree.iter("script") if is_data(script))
    for value in islice(map(_parsed, scripts), MOST_BLOCKS):
        for node in islice(_outermost(value), MOST_NODES):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                named.setdefault(node["@id"], node)
            if len(found) < MOST_ARTICLES and any(one in _ARTICLES or one.endswith("Article") for one in _types(node)):
                found.append(node)
    if len(found) > 1:
        found = [node for node in found if own & {url_key(one) for one in _addresses(node, named, url)}]
    return [(node, named) for node in found[:MOST_VALUES]]


def _parsed(script: etree._Element) -> Any:
    text = (script.text or "").strip()
    if len(text) > LONGEST_BLOCK:
        return None
    try:
        return json.loads(text.removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _outermost(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a block that stand by themselves: it, those of its lists and graphs, and a page's main thing."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting += reversed(one[:MOST_NODES])
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if isinstance(one.get(key), dict | list)]


def _types(node: dict[str, Any]) -> list[str]:
    """ "https://schema.org/NewsArticle", "schema:NewsArticle" and "NewsArticle" are one."""
    return [_PARTS.split(one)[-1] for one in _list(node.get("@type")) if isinstance(one, str)]


def _read_article(node: dict[str, Any], named: dict[str, Any], url: str, found: dict[str, list[Any]]) -> None:
    def add(kind: str, values: Iterable[Any]) -> None:
        found.setdefault(kind, []).extend(values)

    authors = _objects(node.get("author"), named)
    add("authors", _names(authors, named))
    for author in authors:
        if isinstance(author, dict):
            add("affiliations", _names(_objects(author.get("affiliation"), named), named))
            add("affiliations", _names(_objects(author.get("worksFor"), named), named))
    add("publishers", _names(_objects(node.get("publisher"), named), named))
    add("source_organisations", _names(_objects(node.get("sourceOrganization"), named), named))
    add("providers", _names(_objects(node.get("provider"), named), named))
    add("copyright_holders", _names(_objects(node.get("copyrightHolder"), named), named))
    add("credit_texts", as_names(_texts(node.get("creditText"), named)))
    add("main_page", _links(node.get("mainEntityOfPage"), named, url))
    for kind, key in (("based_on", "isBasedOn"), ("based_on", "isBasedOnUrl"), ("citations", "citation")):
        add(kind, filter(None, (_work(one, named, url) for one in _objects(node.get(key), named))))


def _work(one: Any, named: dict[str, Any], url: str) -> Work | None:
    if isinstance(one, str):
        text = _clean(one, LONGEST_URL)
        return _work_of_text(text, url) if text else None
    if not isinstance(one, dict):
        return None
    makers = [name for key in ("publisher", "sourceOrganization", "provider") for name in _objects(one.get(key), named)]
    name = next(iter([*_names(makers, named), *_names([one], named)]), "")
    address = next(iter(_addresses(one, named, url)), "")
    return Work(address, name) if address or name else None


def _work_of_text(text: str, url: str) -> Work:
    address = web_address(url, text) if re.match(r"(?:https?:)?//|/", text) else ""
    return Work(address, "" if address else text[:LONGEST_NAME])


def _addresses(node: dict[str, Any], named: dict[str, Any], url: str) -> list[str]:
    return [*_links(node.get("url"), named, url), *_links(node.get("mainEntityOfPage"), named, url),
            *_links(node.get("@id"), named, url)]  # fmt: skip


def _links(value: Any, named: dict[str, Any], url: str) -> list[str]:
    """The addresses in a value: texts, or the objects that have one. "True", which some write, is none."""
    spelled = [
        part for one in _list(value) for part in ([one.get("@id"), one.get("url")] if _is_object(one) else [one])
    ]
    texts = (one for one in spelled if isinstance(one, str) and re.match(r"\s*(?:https?:)?/", one))
    return [address for one in texts if (address := web_address(url, one))]


def _names(values: Iterable[Any], named: dict[str, Any]) -> list[str]:
    """The names in texts and in objects that have one."""
    found = [name for one in values for name in (_texts(one.get("name"), named) if _is_object(one) else [one])]
    return as_names(one for one in found if isinstance(one, str))


def as_names(texts: Iterable[str]) -> list[str]:
    """Without what is no name: addresses (a profile's, as a rule) and what is too long."""
    cleaned = (_clean(text, LONGEST_NAME + 1) for text in texts)
    return [text for text in cleaned if 1 < len(text) <= LONGEST_NAME and "://" not in text][:MOST_VALUES]


def _objects(value: Any, named: dict[str, Any]) -> list[Any]:
    """What stands there, one or several; `{"@id": …}` alone stands for the node of that name."""
    several = _list(value)[:MOST_VALUES]
    return [
        named.get(str(one["@id"]), one) if isinstance(one, dict) and len(one) == 1 and "@id" in one else one
        for one in several
    ]


def _texts(value: Any, named: dict[str, Any]) -> list[str]:
    found = [one.get("@value") if _is_object(one) else one for one in _objects(value, named)]
    return [one for one in found if isinstance(one, str)]


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _clean(text: str, longest: int) -> str:
    return " ".join(_CONTROL.sub(" ", text[: longest * 2]).split())[:longest]
