"""HTML → the words that a reader of the page sees, one block a line; and the page's title.

For archived evidence: nothing is judged to be clutter here, so that a quote from any part of the page is found. libxml2
reads in time that grows with the page, whatever stands in it, loads nothing, and stops at its own depth limit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

NOT_READ = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"}
IN_THE_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
MOST_ARTICLES = 50  # on one page that are looked at
MOST_LETTERS = 2_000_000  # of one page's text; the rest of a longer one is not kept as text, only as it was sent
_BLANKS = re.compile(r"[^\S\n]+")
# What no XML, and so no tree, can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def read_html(markup: str) -> tuple[str, str]:
    """(text, title) of a page; ("", "") for one that holds no words. Never raises."""
    tree = tree_of(markup)
    if tree is None:
        return "", ""
    heads = tree.iter("title")
    title = " ".join("".join(next(heads, etree.Element("title")).itertext()).split())
    return _lines(tree)[:MOST_LETTERS], title[:300]


def _lines_inside(node: etree._Element) -> str:
    node.tail = None  # what follows it is not in it
    return _lines(node)


def _lines(tree: etree._Element) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def read_article(markup: str) -> str:
    """The words of the article on a page: what its own data call the body, else its longest <article>, else its <main>;
    "" when nothing says where it is. Never raises."""
    tree = tree_of(markup)
    if tree is None:
        return ""
    told = max((_body_in(script.text or "") for script in tree.iter("script") if is_data(script)), key=len, default="")
    if told:
        return told[:MOST_LETTERS]
    for name in ("article", "main"):
        words = max((_lines_inside(node) for node in islice(tree.iter(name), MOST_ARTICLES)), key=len, default="")
        if words:
            return words[:MOST_LETTERS]
    return ""


def is_data(script: etree._Element) -> bool:
    """Whether a <script> holds JSON-LD."""
    return str(script.get("type", "")).strip().casefold() == "application/ld+json"


def _body_in(written: str) -> str:
    """The longest `articleBody` in a page's JSON-LD, one paragraph a line."""
    try:
        waiting = [json.loads(written)]
    except (ValueError, RecursionError):
        return ""
    longest = ""
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            waiting += found.values()
            body = found.get("articleBody")
            longest = max(longest, body if isinstance(body, str) else "", key=len)
        elif isinstance(found, list):
            waiting += found
    lines = (" ".join(line.split()) for line in longest.splitlines())
    return "\n".join(line for line in lines if line)


def tree_of(markup: str) -> etree._Element | None:
    """A page as a tree; None for what holds none. Nothing is loaded, and time grows with the page only."""
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(_CONTROL.sub(" ", markup).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _pieces(tree: etree._Element) -> Iterator[str]:
    """The letters in reading order, with a line break where a block begins or ends."""
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else "script"
        if event == "start" and tag in NOT_READ:
            events.skip_subtree()
        elif event == "start":
            yield "" if tag in IN_THE_LINE else "\n"
            yield (node.text or "").replace("\n", " ")
        if event == "end":
            yield "" if tag in IN_THE_LINE else "\n"
            yield (node.tail or "").replace("\n", " ")
