"""Which feeds and news sitemaps a site names, read from a real server."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from claims.ingest import discovery, watchlist
from claims.models import Feed
from tests.ingest.test_polling import RSS, SITEMAP, item, read, rss, site  # noqa: F401 - the fixture
from tests.web import answer

pytestmark = pytest.mark.django_db
NEWS = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"


@pytest.fixture
def home(site, cast) -> Feed:  # noqa: F811
    """The first page of a site, without anything on it, on the watch list."""
    site.pages["/"] = answer(b"<!doctype html><html><head><title>Orel Herald</title></head></html>")
    return watchlist.add(cast.reviewer, site.url("/"))


def robots(site, *paths: str) -> None:  # noqa: F811
    lines = [f"Sitemap: {path if '://' in path else site.url(path)}" for path in paths]
    site.pages["/robots.txt"] = answer("\n".join(["User-agent: *", "Disallow: /x", *lines]).encode(), type="text/plain")


def news(site, number: int, *, days: int = 0) -> bytes:  # noqa: F811
    """A news sitemap with so many titles, as old as that."""
    day = (timezone.localdate() - dt.timedelta(days=days)).isoformat()
    title = "<n:title>The dam number %d at the lake is safe</n:title>"
    about = f"<n:news><n:publication_date>{day}</n:publication_date>{title}</n:news>"
    pages = (f"<url><loc>{site.url(f'/{n}')}</loc>{about % n}</url>" for n in range(number))
    return answer(f"<urlset {NEWS}>{''.join(pages)}</urlset>".encode(), type=SITEMAP)


def index(site, *paths: str) -> bytes:  # noqa: F811
    named = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in paths)
    return answer(f"<sitemapindex>{named}</sitemapindex>".encode(), type=SITEMAP)


def asked(site) -> list[str]:  # noqa: F811
    return [head.split(" ")[1] for head in site.requests]


def test_the_news_sitemap_that_a_site_s_robots_txt_names_is_offered_beside_the_feeds_of_its_page(home, site, cast):  # noqa: F811
    link = b'<link rel="alternate" type="application/rss+xml" title="All" href="/all">'
    site.pages["/"] = answer(b"<!doctype html><html><head>" + link + b"</head></html>")
    robots(site, "/sitemap-news.xml")
    site.pages["/sitemap-news.xml"] = news(site, 2)

    assert read(home).outcome == "page" and "choose one" in home.reason
    wanted = [[site.url("/all"), "All"], [site.url("/sitemap-news.xml"), "News sitemap, 2 articles of late"]]
    assert home.offers == wanted
    assert read(watchlist.choose(cast.reviewer, home.pk, site.url("/sitemap-news.xml"))).kept == 2


def test_a_robots_txt_offers_what_it_names_and_what_the_first_page_names(home, site, cast):  # noqa: F811
    link = b'<link rel="alternate" type="application/rss+xml" href="/all">'
    site.pages["/"] = answer(b"<!doctype html><html><head>" + link + b"</head></html>")
    robots(site, "/news.xml", "/feed")
    site.pages["/news.xml"], site.pages["/feed"] = news(site, 1), answer(rss(item(site, 1)), type=RSS)
    feed = watchlist.add(cast.reviewer, site.url("/robots.txt"))

    assert [offer[0] for offer in read(feed).offers] == [site.url(path) for path in ("/all", "/news.xml", "/feed")]


def test_a_sitemap_without_titles_of_late_is_not_offered(home, site):  # noqa: F811
    robots(site, "/pages.xml", "/old-news.xml", "/gone.xml", "/words.xml", "ftp://herald.example/news.xml")
    page = f"<urlset><url><loc>{site.url('/1')}</loc></url></urlset>".encode()
    site.pages["/pages.xml"] = answer(page, type=SITEMAP)
    site.pages["/old-news.xml"] = news(site, 3, days=9)
    site.pages["/words.xml"] = answer(b"No sitemap.", type="text/plain")

    assert read(home).offers == [] and "names no feed and no news sitemap" in home.reason


def test_an_index_is_looked_into_and_offered_itself_where_its_sitemaps_change_their_address(home, site):  # noqa: F811
    robots(site, "/sitemap.xml")
    site.pages["/sitemap.xml"] = index(site, "/pages.xml", "/news/2026-11-27.xml")
    site.pages["/news/2026-11-27.xml"] = news(site, 1)
    title = "Index of sitemaps. In it: News sitemap, 1 article of late"
    assert read(home).offers == [[site.url("/sitemap.xml"), title]]

    site.pages["/sitemap.xml"] = index(site, "/pages.xml", "/news.xml")
    site.pages["/news.xml"] = news(site, 1)
    assert read(home).offers == [[site.url("/news.xml"), "News sitemap, 1 article of late"]]


def test_only_a_few_sitemaps_are_looked_into_and_those_of_news_first(home, site):  # noqa: F811
    robots(site, *(f"/part{n}.xml" for n in range(20)), "/news.xml", "/sitemap.xml")
    site.pages["/news.xml"] = news(site, 1)
    site.pages["/sitemap.xml"] = index(site, "/sitemap.xml")

    assert [offer[0] for offer in read(home).offers] == [site.url("/news.xml")]
    looked_into = [path for path in asked(site) if path.endswith(".xml")]
    assert looked_into[0] == "/news.xml" and len(looked_into) == discovery.MOST_TRIED


def test_a_sitemap_in_a_private_network_is_not_fetched(home, site, settings):  # noqa: F811
    robots(site, f"http://localhost:{site.port}/news.xml", "http://10.0.0.1/news.xml")
    site.pages["/news.xml"] = news(site, 1)

    assert read(home).offers == [] and "/news.xml" not in asked(site)
