"""Feeds and sitemaps as they are really written, and worse: what is taken out of each, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.ingest import feeds
from claims.ingest.entries import Form, Offer, day_of, web_address
from claims.ingest.errors import FetchRefused
from claims.ingest.page_text import read_article

TODAY = dt.date(2026, 11, 26)
AT = "https://herald.example/feed/"
BODY = "<p>The water ministry said on Sunday that the dam at Lake Orel is safe.</p>" * 8

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Orel &amp; Valley Herald</title>
<link>https://herald.example/</link><language>en-US</language><sy:updatePeriod>hourly</sy:updatePeriod><ttl>120</ttl>
<item><title>Dam is &lt;b&gt;safe&lt;/b&gt;</title><link>/2026/dam?utm=1</link><guid isPermaLink="false">p=7</guid>
<pubDate>Rab, 25 Nov 2026 23:30:00 +0000</pubDate><dc:creator>Ilona Petri</dc:creator>
<description>No crack&amp;nbsp;was found &amp;mdash; says the ministry</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>From the wire</title><link>https://herald.example/wire</link>
<source url="https://wire.example/rss">Wire Agency</source><pubDate>soon</pubDate></item>
<item><title>No address</title></item>
<item><title>A script</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>Warta</title>
<entry><id>tag:warta.example,2026:1</id><title type="html">Bendungan &amp;amp; danau</title>
<link rel="alternate" href="https://warta.example/bendungan"/><link rel="via" href="https://antara.example/asal"/>
<updated>2026-11-25T08:00:00+07:00</updated><summary>Tidak ada retak.</summary></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example/"><title>Old</title></channel>
<item rdf:about="https://old.example/1"><title>Dam at the lake</title><link>https://old.example/1</link>
<dc:date>2026-11-24</dc:date></item></rdf:RDF>"""

NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://warta.example/baru</loc><news:news><news:publication><news:name>Warta</news:name>
<news:language>id</news:language></news:publication><news:publication_date>2026-11-26T01:00:00+07:00</news:publication_date>
<news:title>Bendungan aman</news:title></news:news></url>
<url><loc>https://warta.example/lama</loc><news:news><news:publication_date>2026-11-20</news:publication_date>
<news:title>Berita lama</news:title></news:news></url>
<url><loc>https://warta.example/tanpa-judul</loc><lastmod>2026-11-26</lastmod></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://warta.example/pages.xml</loc><lastmod>2026-11-26</lastmod></sitemap>
<sitemap><loc>/news-sitemap.xml</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>"""

PAGE = """<!DOCTYPE html><html><head><title>Warta</title>
<link rel="alternate" type="application/rss+xml" title="Semua berita" href="/feed/">
<link rel="alternate" type="application/atom+xml" href="https://warta.example/atom">
<link rel="alternate" type="text/html" hreflang="en" href="/en/"></head><body>Halo</body></html>"""


def read(document: str | bytes, url: str = AT):
    return feeds.read(document.encode() if isinstance(document, str) else document, url=url, charset=None, today=TODAY)


def test_rss_gives_whole_bodies_plain_titles_whole_addresses_and_days_as_printed():
    reading = read(RSS)
    first = reading.entries[0]
    assert (reading.form, reading.title, reading.language) == (Form.FEED, "Orel & Valley Herald", "en-US")
    assert (first.key, first.url, first.title) == ("p=7", "https://herald.example/2026/dam?utm=1", "Dam is safe")
    assert first.text.startswith("The water ministry said") and first.snippet.startswith("No crack was found —")
    assert first.published == dt.date(2026, 11, 25)


def test_whom_an_item_is_taken_from_is_kept():
    assert [entry.taken_from for entry in read(RSS).entries] == ["", "Wire Agency"]
    assert read(ATOM).entries[0].taken_from == "antara.example"


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("<author>news@herald.example (Reuters)</author>", ("Reuters",)),
        ("<dc:creator>Ilona Petri</dc:creator><dc:creator> Jun  Sato </dc:creator>", ("Ilona Petri", "Jun Sato")),
        ("<dc:creator>&lt;b&gt;TASS&lt;/b&gt;</dc:creator>", ("TASS",)),
        ("<author>news@herald.example</author>", ()),
        ("<author>news@herald.com (Reuters)</author><dc:creator>Ilona Petri</dc:creator>", ("Reuters", "Ilona Petri")),
        ("<dc:creator>https://social.example/reuters</dc:creator>", ()),
        ("<dc:creator> </dc:creator>", ()),
    ],
)
def test_whom_a_feed_names_as_the_authors_is_kept_without_what_is_no_name(written, authors):
    document = RSS.replace("<dc:creator>Ilona Petri</dc:creator>", written)
    assert read(document).entries[0].authors == authors


def test_an_atom_entry_may_have_several_authors():
    named = "<author><name>Antara</name><email>a@antara.media</email></author><author><name>Ilona Petri</name></author>"
    assert read(ATOM.replace("<summary>", f"{named}<summary>")).entries[0].authors == ("Antara", "Ilona Petri")


def test_the_source_of_an_item_that_is_on_its_own_page_is_nobody_else():
    aggregator = RSS.replace("https://wire.example/rss", "https://www.herald.example")
    assert read(aggregator).entries[1].taken_from == ""


def test_items_without_a_web_address_are_counted_and_days_that_cannot_be_believed_too():
    reading = read(RSS)
    assert (len(reading.entries), reading.broken, reading.undated) == (2, 2, 1)


def test_the_longest_pause_that_a_feed_asks_for_counts():
    assert read(RSS).asks_for == 7_200
    assert read(RSS.replace("<ttl>120</ttl>", "<ttl>often</ttl>")).asks_for == 3_600


def test_atom_and_rdf_are_read_as_well():
    (atom,) = read(ATOM).entries
    assert (atom.key, atom.url, atom.title) == (
        "tag:warta.example,2026:1",
        "https://warta.example/bendungan",
        "Bendungan & danau",
    )
    assert (atom.snippet, atom.published) == ("Tidak ada retak.", dt.date(2026, 11, 25))
    (rdf,) = read(RDF).entries
    assert (rdf.url, rdf.title, rdf.published) == ("https://old.example/1", "Dam at the lake", dt.date(2026, 11, 24))


def test_a_news_sitemap_gives_the_titles_of_the_last_two_days():
    reading = read(NEWS)
    (entry,) = reading.entries
    assert reading.form == Form.SITEMAP
    assert (entry.url, entry.title, entry.language) == ("https://warta.example/baru", "Bendungan aman", "id")
    assert reading.broken == 1


def test_an_index_names_the_news_first():
    reading = read(INDEX, "https://warta.example/sitemap.xml")
    assert reading.form == Form.INDEX
    assert reading.sitemaps == ("https://warta.example/news-sitemap.xml", "https://warta.example/pages.xml")


def test_a_page_offers_the_feeds_that_it_names():
    reading = read(PAGE, "https://warta.example/")
    assert reading.form == Form.PAGE
    assert reading.offers == (
        Offer("https://warta.example/feed/", "Semua berita"),
        Offer("https://warta.example/atom", ""),
    )


BOMB = """<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
OPENS_A_FILE = NEWS.replace("<urlset", '<!DOCTYPE r [<!entity x SYSTEM "file:///etc/passwd">]><urlset')


@pytest.mark.parametrize("document", [BOMB.encode(), BOMB.encode("utf-16"), OPENS_A_FILE.encode()])
def test_a_document_that_declares_entities_is_refused(document: bytes):
    with pytest.raises(FetchRefused, match="declares entities"):
        read(document)


@pytest.mark.parametrize("document", [b"", b"\x00\x01\x02 rubbish", b'{"version": "https://jsonfeed.org"}', b"<svg/>"])
def test_what_is_none_of_these_is_refused(document: bytes):
    with pytest.raises(FetchRefused, match="no feed, no sitemap"):
        read(document)


def test_a_feed_that_breaks_off_gives_what_came_before():
    assert read(RSS[: RSS.index("<item><title>No address")]).entries[0].title == "Dam is safe"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thu, 26 Nov 2026 10:00:00 +0700", (2026, 11, 26)),
        ("Rabu, 12 Agustus 2026 08:30 WIB", (2026, 8, 12)),
        ("Sab, 5 Des 2020 01:00", (2020, 12, 5)),
        ("3 Pebruari 2026", (2026, 2, 3)),
        ("17-Mei-26 00:00", (2026, 5, 17)),
        ("November 25, 2026", (2026, 11, 25)),
        ("2026-11-26T23:59:00Z", (2026, 11, 26)),
        ("Fri, 27 Nov 2026 05:00:00 +0000", (2026, 11, 27)),  # local time printed as universal time
        ("Sat, 28 Nov 2026 05:00:00 +0000", None),
        ("01/02/2026", None),
        ("31 Feb 2026", None),
        ("1 Jan 1970 00:00:00 GMT", None),
        ("kemarin", None),
        ("", None),
    ],
)  # fmt: skip
def test_days_are_read_in_both_languages_and_doubtful_ones_are_none(written: str, day: tuple[int, int, int] | None):
    assert day_of(written, TODAY) == (dt.date(*day) if day else None)


@pytest.mark.parametrize(
    "written", ["javascript:x", "data:,x", "ftp://a.example/", "http://[", "  ", "https://a.example/a b", "//"]
)
def test_what_cannot_be_opened_is_no_address(written: str):
    assert web_address("https://", written) == ""


def test_the_article_of_a_page_is_what_its_data_call_the_body_else_its_article():
    data = '<script type="application/ld+json">{"@graph":[{"articleBody":"One.\\n\\nTwo."}]}</script>'
    page = "<body><nav>Menu</nav>%s<article><p>Three.</p><p>Four.</p></article>Foot</body>"
    assert read_article(page % data) == "One.\nTwo."
    assert read_article(page % "") == "Three.\nFour."
    assert read_article("<body><p>Loose words</p></body>") == ""


def test_what_is_no_letter_does_not_keep_a_feed_from_being_read():
    title = "Dam &#x2713; &#55357;&#56832; is\0 safe&#0;"
    source = '<source url="https://wire.example/">Wi\0re</source>'
    items = f"<item><title>{title}</title><link>https://herald.example/dam</link>{source}</item>"
    written = f"<rss version='2.0'><channel><title>Herald\0</title>{items}<item>&#99999999999;</item></channel></rss>"
    reading = feeds.read(written.encode(), url=AT, charset=None, today=TODAY)
    assert (reading.title, reading.broken) == ("Herald", 1)
    assert [(one.title, one.taken_from) for one in reading.entries] == [("Dam ✓ is safe", "Wi re")]
