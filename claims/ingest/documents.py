"""An answer of the web that may be a feed, a sitemap or a page → what it says."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from claims.ingest import feeds
from claims.ingest.entries import Reading
from claims.ingest.fetch import Fetched
from claims.ingest.unpacking import read_bounded

PACKED = ("application/gzip", "application/x-gzip")
TYPES = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/html",
    "application/xhtml+xml", "text/plain", *PACKED,
)  # fmt: skip


def reading_of(page: Fetched) -> Reading:
    """What an answer says, unpacked where it is packed. Raises FetchRefused for one that is not taken."""
    body = page.body
    if page.content_type in PACKED:
        body = read_bounded([body], "gzip", settings.FETCH_MAX_BYTES)
    return feeds.read(body, url=page.url, charset=page.charset, today=timezone.localdate())
