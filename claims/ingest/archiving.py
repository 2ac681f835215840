"""Keep a page as it was: its bytes, the words a reader saw, and a WARC record that archives and replay tools read."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.ingest import kept_files
from claims.ingest.fetch import HTML, PAGES, Fetched, user_agent
from claims.ingest.page_text import MOST_LETTERS, read_html

# Evidence is more than pages: documents, tables and pictures are kept too, without being opened.
TYPES = (*PAGES, "application/pdf", "text/csv", "application/json", "image/png", "image/jpeg", "image/webp")
FOLDER = "archive"
_SUFFIX = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/json": ".json",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
}
# Unpacking has made these untrue; a cookie is nobody's business.
_LEFT_OUT = {"content-encoding", "transfer-encoding", "content-length", "set-cookie", "connection"}


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a page and its title; both are empty for pictures and documents."""

    text: str = field(repr=False)
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The names under which a page's bytes and its WARC record are kept."""

    page_file: str
    warc_file: str


def read(page: Fetched) -> Read:
    """What a reader saw."""
    if page.content_type in HTML:
        return Read(*read_html(page.text().text))
    if page.content_type.startswith("text/"):
        return Read(page.text().text.replace("\r\n", "\n").replace("\x00", "")[:MOST_LETTERS], "")
    return Read("", "")


def keep(page: Fetched) -> Kept:
    """Write both files. Raises OSError when the disk does not take them."""
    return Kept(
        page_file=kept_files.keep(page.body, FOLDER, _SUFFIX.get(page.content_type, "")),
        warc_file=kept_files.keep(_warc(page), FOLDER, ".warc.gz"),
    )


def _warc(page: Fetched) -> bytes:
    """One response record after a record that says who made it (WARC 1.1, ISO 28500), packed."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    date = page.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.write_record(writer.create_warcinfo_record("evidence.warc.gz", {"software": user_agent()}))
    headers = [(name.title(), value) for name, value in page.headers.items() if name not in _LEFT_OUT]
    http = StatusAndHeaders(
        "200 OK",  # nothing else is taken where no condition was sent
        [*headers, ("Content-Length", str(len(page.body)))],
        protocol="HTTP/1.1",
    )
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": date},
    )
    writer.write_record(record)
    return out.getvalue()
