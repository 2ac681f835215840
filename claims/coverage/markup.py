"""ClaimReview markup (schema.org, as JSON-LD): what fact-checkers say in their pages and feeds. Pure: text in.

    for review in reviews_of_page(html, "https://fact.example/1"):
        review.claim, review.rating, review.appearances

Ratings are kept as their publisher words them: numbers have no common scale, and words are never compared across
publishers.
"""

from __future__ import annotations

import datetime as dt
import html as entities
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from claims.coverage.providers.base import link, moment, unmarked

MOST_BLOCKS = 100  # of JSON-LD in a page
LONGEST_BLOCK = 2_000_000  # characters, of a block and of an element of a feed
MOST_NODES = 20_000  # objects looked at in one block
MOST_APPEARANCES = 20
MOST_PIECES_OF_A_PAGE = 20

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_JSON_LD = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)")
_CLOSES = re.compile(r"(?:-->|(?:(?://|/\*)\s*)?\]\]>(?:\s*\*/)?)\Z")
LONGEST_CLOSE = 100  # characters at the end of a block in which its wrapping is looked for
_ELEMENTS = re.compile(r"\"dataFeedElement\"\s*:\s*\[")
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Review:
    """One review of one claim. Any field but `url` and `claim` may be empty."""

    url: str  # of the fact-check
    claim: str  # as its publisher words it
    claimant: str = ""
    rating: str = ""  # as its publisher words it
    title: str = ""
    publisher: str = ""
    language: str = ""
    published: dt.datetime | None = None
    appearances: tuple[str, ...] = ()  # addresses at which the claim was made
    licence: str = ""  # of this markup


class NoFeed(ValueError):
    """The text holds no list of reviews."""


def reviews_of_page(html: str, url: str = "") -> list[Review]:
    """Every review in the JSON-LD blocks of a page; a block that cannot be read is passed over."""
    found = []
    for block in _blocks(html):
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            try:  # some systems write it as they write text
                value = json.loads(entities.unescape(block), strict=False)
            except (ValueError, RecursionError):
                continue
        found += reviews_of(value, url)
    return list(dict.fromkeys(found))


def _blocks(html: str) -> Iterator[str]:
    at = number = 0
    while number < MOST_BLOCKS and (start := _SCRIPT.search(html, at)):
        end = _END.search(html, start.end())
        at = end.start() if end else len(html)
        if _JSON_LD.search(start[1]) and at - start.end() <= LONGEST_BLOCK:
            number += 1
            yield _unwrapped(html[start.end() : at])


def _unwrapped(block: str) -> str:
    """A block without the comment or CDATA marks around it."""
    block = block.strip()
    if opening := _OPENS.match(block):
        block = block[opening.end() :]
    end = max(0, len(block) - LONGEST_CLOSE)
    closing = _CLOSES.search(block, end)
    return block[: closing.start()] if closing else block


def reviews_of(value: Any, base: str = "") -> list[Review]:
    """Every review in a JSON-LD value, however deep: an object, a list, a `@graph`, an element of a feed. `base`: the
    address of the page, which relative ones are relative to."""
    nodes = list(_nodes(value))
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    found = (_review(node, named, base) for node in nodes if "ClaimReview" in _types(node))
    return [review for review in found if review is not None]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        one = waiting.pop()
        if isinstance(one, dict):
            seen += 1
            yield one
            one = list(one.values())
        if isinstance(one, list):
            waiting += [part for part in reversed(one) if isinstance(part, dict | list)]


def _types(node: dict[str, Any]) -> set[str]:
    """ "https://schema.org/Claim", "schema:Claim" and "Claim" are one."""
    return {re.split(r"[/#:]", one)[-1] for one in _list(node.get("@type")) if isinstance(one, str)}


def _review(node: dict[str, Any], named: dict[str, dict[str, Any]], base: str) -> Review | None:
    def at(*path: str, start: dict[str, Any] = node) -> list[Any]:
        """All that lies there, references resolved."""
        found: list[Any] = [start]
        for name in path:
            found = [
                _resolved(one, named) for value in found if isinstance(value, dict) for one in _list(value.get(name))
            ]
        return found

    url = _url(at("url"), base) or link(base)
    claim = _text(at("claimReviewed")) or _text(at("itemReviewed", "name")) or _text(at("itemReviewed", "text"))
    if not url or not claim:
        return None
    reviewed = [one for one in at("itemReviewed") if isinstance(one, dict)]
    places = [
        place
        for item in reviewed
        for name in ("firstAppearance", "appearance", "url", "sameAs")
        if name != "sameAs" or "Claim" not in _types(item)  # of a Claim it names the same claim elsewhere
        for one in at(name, start=item)
        if (place := _url([one], base)) and place != url
    ]
    published = next((day for one in at("datePublished") if (day := moment(one))), None)
    return Review(
        url=url,
        claim=claim,
        claimant=_name(at("itemReviewed", "author")),
        rating=_text(at("reviewRating", "alternateName")) or _text(at("reviewRating", "name")),
        title=_text(at("headline")) or _text(at("name")),
        publisher=_name(at("author")) or _name(at("publisher")),
        language=_text(at("inLanguage")) or _text(at("inLanguage", "alternateName")),
        published=published,
        appearances=tuple(dict.fromkeys(places))[:MOST_APPEARANCES],
        licence=_url(at("sdLicense"), "") or _text(at("sdLicense")) or _name(at("sdLicense")),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """`{"@id": …}` alone stands for the node of that name."""
    if isinstance(value, dict) and len(value) == 1 and "@id" in value:
        return named.get(str(value["@id"]), value)
    return value


def _text(values: Iterable[Any]) -> str:
    """The first text; `{"@value": …}` is one too."""
    texts = (unmarked(one.get("@value") if isinstance(one, dict) else one) for one in values)
    return next((text.strip() for text in texts if text.strip()), "")


def _name(values: Iterable[Any]) -> str:
    names = ([one.get("name"), one.get("@value")] if isinstance(one, dict) else [one] for one in values)
    return _text(one for several in names for name in several for one in _list(name))


def _url(values: Iterable[Any], base: str) -> str:
    """The first address, of a text or of an object that has one."""
    for one in values:
        spelled = [one.get("url"), one.get("@id")] if isinstance(one, dict) else [one]
        for text in (part for several in spelled for part in _list(several)):
            if isinstance(text, str) and (found := link(_joined(base, text.strip()))):
                return found
    return ""


def _joined(base: str, text: str) -> str:
    try:
        return urljoin(base, text)
    except ValueError:
        return ""


def reviews_in(pieces: Iterable[str], base: str = "") -> Iterator[Review]:
    """Every review in a page, a feed, a list or a single object, from its text in pieces. Raises NoFeed, perhaps after
    some were read."""
    pieces = iter(pieces)
    head = next(pieces, "").lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        yield from reviews_of_page("".join([head, *islice(pieces, MOST_PIECES_OF_A_PAGE)]), base)
        return
    for element in elements(chain([head], pieces)):
        yield from reviews_of(element, base)


def elements(pieces: Iterable[str]) -> Iterator[Any]:
    """The elements of a feed (`dataFeedElement`) or of a plain list, one by one, from its text in pieces: a large feed
    is never held in memory as a whole. Any other object is its own only element. Raises NoFeed when it breaks off or
    is no JSON."""
    pieces = iter(pieces)
    buffer = _from_first_element(pieces)
    decoder = json.JSONDecoder(strict=False)
    while True:
        buffer = buffer[_BETWEEN.match(buffer).end() :]  # type: ignore[union-attr]  # matches always
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer)
            if end == len(buffer):  # a number may go on in the next piece
                raise ValueError
        except RecursionError:
            raise NoFeed("an element is nested too deeply") from None
        except ValueError:
            more = next(pieces, "")
            if not more or len(buffer) > LONGEST_BLOCK:
                raise NoFeed("the list breaks off or holds something that is no JSON") from None
            buffer += more
            continue
        buffer = buffer[end:]
        yield value


def _from_first_element(pieces: Iterator[str]) -> str:
    buffer = ""
    for piece in pieces:
        buffer += piece
        opening = re.match(r"\s*\[", buffer) or _ELEMENTS.search(buffer)
        if opening:
            return buffer[opening.end() :]
        if len(buffer) > LONGEST_BLOCK:
            raise NoFeed("there is no list of reviews in it")
    if not buffer.strip():
        raise NoFeed("it is empty")
    return buffer + "]"
