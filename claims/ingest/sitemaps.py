"""News sitemaps, plain sitemaps and indexes of sitemaps: bytes in, a `Reading` out. No network, no entities, no DTD."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from lxml import etree

from claims.ingest.entries import Entry, Form, Reading, day_of, web_address
from claims.ingest.errors import FetchRefused

NEWEST = dt.timedelta(days=2)  # a news sitemap holds no more; of a plain one no more is wanted
MOST_SITEMAPS = 5  # of an index, read one after the other


def read(body: bytes, *, form: Form, url: str, today: dt.date) -> Reading:
    """What the sitemap at `url` names. Raises FetchRefused for one that is not XML."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise FetchRefused(_("The sitemap is not XML and cannot be read."))
    return _index(tree, url, today) if form == Form.INDEX else _sitemap(tree, url, today)


def _index(tree: etree._Element, url: str, today: dt.date) -> Reading:
    """The sitemaps it names, news first, then those changed last."""
    named = [
        ("news" not in address.casefold(), -(day.toordinal() if day else 0), address)
        for node in tree.iterchildren("{*}sitemap")
        if (address := web_address(url, _text(node, "loc")))
        for day in [day_of(_text(node, "lastmod"), today)]
    ]
    return Reading(form=Form.INDEX, sitemaps=tuple(address for *_order, address in sorted(named)))


def _sitemap(tree: etree._Element, url: str, today: dt.date) -> Reading:
    """Its pages of the last days; one without a title is of no use, for there are no words to compare."""
    entries = []
    broken = undated = 0
    for node in tree.iterchildren("{*}url"):
        address, title = web_address(url, _text(node, "loc")), " ".join(_text(node, "news/title").split())[:500]
        written = _text(node, "news/publication_date") or _text(node, "lastmod")
        day = day_of(written, today)
        if day and day < today - NEWEST:
            continue
        if not address or not title:
            broken += 1
            continue
        undated += bool(written) and day is None
        said = _text(node, "news/publication/language")
        entries.append(Entry(key=address, url=address, title=title, published=day, language=said))
    return Reading(form=Form.SITEMAP, entries=tuple(entries), broken=broken, undated=undated)


def _text(node: etree._Element, path: str) -> str:
    """The words at a path of element names, in whatever namespace."""
    found = node.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return "".join(map(str, found.itertext())).strip() if found is not None else ""
