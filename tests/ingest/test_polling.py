"""Reading a feed of the watch list from a real server: each way in which that may end, and that nothing comes twice."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from django.utils import timezone

from claims import jobs, tasks
from claims.ingest import polling, watchlist
from claims.models import Article, Feed, FeedItem, FoundByline, Job, PageMarkup, Source
from claims.models.feed import LONGEST, SHORTEST
from tests import web
from tests.articles import DAM
from tests.pages import canonical, meta, news, web_page
from tests.web import answer

pytestmark = pytest.mark.django_db
RSS, SITEMAP = "application/rss+xml", "text/xml"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in DAM.strip().split("\n\n")) * 3


@pytest.fixture
def site(redis_server, settings):
    """An outlet's server that the settings allow."""
    with web.running() as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
        settings.FETCH_PAUSE_SECONDS = 0
        yield server


@pytest.fixture
def feed(site, cast) -> Feed:
    return watchlist.add(cast.reviewer, site.url("/feed"), outlet="Orel Herald")


def item(site, number: int, more: str = "") -> str:
    where = site.url(f"/story/{number}", host="localhost")
    title = f"Story number {number} of the dam at Lake Orel"
    return f"<item><title>{title}</title><link>{where}</link><guid>{number}</guid>{more}</item>"


def rss(*items: str, head: str = "") -> bytes:
    return f'<rss version="2.0"><channel><title>Herald</title>{head}{"".join(items)}</channel></rss>'.encode()


def read(feed: Feed) -> Feed:
    polling.poll(feed)
    feed.refresh_from_db()
    return feed


def minutes_until(feed: Feed) -> int:
    return round((feed.next_due - timezone.now()).total_seconds() / 60)


def test_new_items_become_articles_of_the_outlet_outside_the_desk(feed, site):
    body = f"<description><![CDATA[{PARAGRAPHS}]]></description><pubDate>Sen, 2 Mar 2026 07:00 WIB</pubDate>"
    site.pages["/feed"] = answer(rss(item(site, 1, body), item(site, 2)), type=RSS)
    read(feed)
    whole, title_only = Article.objects.order_by("title")
    assert (whole.outlet.name, whole.intake, whole.on_desk) == ("Orel Herald", "feed", False)
    assert "no crack had been found" in whole.text and whole.published == dt.date(2026, 3, 2)
    assert title_only.text == "Story number 2 of the dam at Lake Orel"
    assert (feed.outcome, feed.form, feed.title, feed.last_new, feed.kept) == ("read", "feed", "Herald", 2, 2)


def test_whom_the_feed_names_as_the_author_is_kept_with_the_article(feed, site):
    creator = '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Reuters</dc:creator>'
    site.pages["/feed"] = answer(rss(item(site, 1, creator), item(site, 2)), type=RSS)
    read(feed)
    byline = FoundByline.objects.get()
    assert (byline.article.title[:14], byline.authors, byline.told_by) == ("Story number 1", ["Reuters"], "Herald")


def test_reading_twice_is_reading_once(feed, site):
    site.pages["/feed"] = answer(rss(item(site, 1), item(site, 2)), type=RSS)
    read(feed)
    site.pages["/feed"] = answer(
        rss(item(site, 3), item(site, 2), item(site, 1).replace("<guid>1", "<guid>other")), type=RSS
    )
    read(feed)
    assert (Article.objects.count(), feed.items.count(), feed.kept, feed.last_new) == (3, 3, 3, 1)


def test_a_feed_that_did_not_change_is_not_sent_again(feed, site):
    validators = ('ETag: "v1"', "Last-Modified: Thu, 26 Nov 2026 01:00:00 GMT")
    site.pages["/feed"] = answer(rss(item(site, 1)), *validators, type=RSS)
    read(feed)
    site.pages["/feed"] = answer(b"", status="304 Not Modified", type="")
    read(feed)
    asked = site.requests[-1].casefold()
    assert 'if-none-match: "v1"' in asked and "if-modified-since: thu, 26 nov 2026 01:00:00 gmt" in asked
    assert (feed.outcome, feed.etag, feed.kept, feed.failures) == ("unchanged", '"v1"', 1, 0)


def test_the_feed_and_its_server_may_ask_for_longer_pauses(feed, site):
    site.pages["/feed"] = answer(rss(head="<ttl>60</ttl>"), "Cache-Control: public, max-age=7200", type=RSS)
    assert minutes_until(read(feed)) == 120
    site.pages["/feed"] = answer(rss(head="<ttl>60</ttl>"), "Cache-Control: max-age=60", type=RSS)
    assert minutes_until(read(feed)) == 60


def test_failures_double_the_pause_up_to_a_day_and_the_first_success_ends_that(feed, site):
    waits = []
    for _ in range(8):
        read(feed)  # the server answers 404
        waits.append(minutes_until(feed))
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440]
    assert (feed.outcome, feed.failures) == ("failed", 8) and "404" in feed.reason
    site.pages["/feed"] = answer(rss(item(site, 1)), type=RSS)
    read(feed)
    assert (feed.outcome, feed.failures, feed.reason, minutes_until(feed)) == ("read", 0, "", 15)


def test_a_server_that_asks_to_wait_is_left_alone_for_so_long(feed, site):
    site.pages["/feed"] = answer(b"", "Retry-After: 3000", status="429 Too Many Requests", type="")
    assert minutes_until(read(feed)) == 50
    assert "asks to wait" in feed.reason


def test_a_feed_that_is_gone_for_good_is_read_no_more_until_somebody_resumes_it(feed, site, cast):
    site.pages["/feed"] = answer(b"", status="410 Gone", type="")
    assert (read(feed).outcome, feed.gone) == ("gone", True)
    assert watchlist.take_due() == []
    watchlist.resume(cast.reviewer, feed.pk)
    assert watchlist.take_due() == [feed]


def test_a_feed_that_moved_is_followed(feed, site):
    site.pages["/feed"] = answer(b"", f"Location: {site.url('/moved', host='localhost')}", status="301 Moved", type="")
    site.pages["/moved"] = answer(rss(item(site, 1)), type=RSS)
    read(feed)
    assert feed.outcome == "refused" and "localhost is not a host of the public internet" in feed.reason


def test_a_feed_that_moved_to_a_host_that_may_be_read_is_followed(feed, site, settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    site.pages["/feed"] = answer(b"", f"Location: {site.url('/moved', host='localhost')}", status="301 Moved", type="")
    site.pages["/moved"] = answer(rss(item(site, 1)), type=RSS)
    assert (read(feed).outcome, feed.kept) == ("read", 1)


BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (answer(BOMB, type=RSS), "declares entities"),
        (answer(b" " * 30_000_000, type=RSS), "larger than 10000000 bytes"),
        (answer(gzip.compress(b" " * 30_000_000), "Content-Encoding: gzip", type=RSS), "larger than 10000000 bytes"),
        (answer(b"\x00\x01\x02", type=RSS), "no feed, no sitemap and no web page"),
        (answer(b"GIF89a", type="image/gif"), "of the type “image/gif”"),
    ],
    ids=["entities", "30 MB", "30 MB packed", "rubbish", "picture"],
)
def test_what_may_not_be_read_is_refused_with_the_reason_and_changes_nothing(feed, site, page: bytes, words: str):
    site.pages["/feed"] = page
    assert (read(feed).outcome, feed.failures) == ("refused", 1)
    assert words in feed.reason
    assert not Article.objects.exists()


def test_a_flood_is_taken_in_parts_and_asked_for_again_soon(feed, site, monkeypatch):
    monkeypatch.setattr(polling, "MOST_ENTRIES", 3)
    site.pages["/feed"] = answer(rss(*(item(site, n) for n in range(8))), 'ETag: "v1"', type=RSS)
    assert [(read(feed).kept, feed.etag, minutes_until(feed)) for _ in range(3)] == [
        (3, "", 1),
        (6, "", 1),
        (8, '"v1"', 15),
    ]


def test_a_page_offers_its_feeds_and_the_one_chosen_takes_its_place(feed, site, cast):
    link = b'<link rel="alternate" type="application/rss+xml" title="All" href="/all">'
    site.pages["/feed"] = answer(b"<!doctype html><html><head>" + link + b"</head></html>")
    read(feed)
    assert (feed.outcome, feed.offers) == ("page", [[site.url("/all"), "All"]])
    site.pages["/all"] = answer(rss(item(site, 1)), type=RSS)
    assert read(watchlist.choose(cast.reviewer, feed.pk, site.url("/all"))).kept == 1


def test_a_sitemap_index_is_read_through_once_even_when_it_names_itself(feed, site):
    def entry(name: str) -> str:
        return f"<sitemap><loc>{site.url(name)}</loc></sitemap>"

    index = f"<sitemapindex>{entry('/feed')}{entry('/news.xml.gz')}{entry('/gone.xml')}</sitemapindex>"
    title = "<n:news><n:title>Dam at the lake is safe, they say</n:title></n:news>"
    namespace = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    news = f"<urlset {namespace}><url><loc>{site.url('/a')}</loc>{title}</url></urlset>"
    site.pages["/feed"] = answer(index.encode(), 'ETag: "v1"', type=SITEMAP)
    site.pages["/news.xml.gz"] = answer(gzip.compress(news.encode()), type="application/x-gzip")
    assert (read(feed).outcome, feed.form, feed.kept, feed.etag) == ("read", "index", 1, "")
    assert sum("GET /feed " in head for head in site.requests) == 1


def test_pages_are_fetched_only_where_the_operator_and_the_site_allow_it(feed, site, settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    site.pages["/feed"] = answer(rss(item(site, 1)), type=RSS)
    read(feed)
    assert not any("/story/" in head for head in site.requests)

    settings.FEED_FETCH_PAGES = True
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /story/2", type="text/plain")
    for number in (2, 3):
        site.pages[f"/story/{number}"] = answer(
            f"<body>Menu<article><p>Whole story {number}.</p><p>{DAM}</p></article>".encode()
        )
    site.pages["/feed"] = answer(rss(item(site, 2), item(site, 3)), type=RSS)
    read(feed)
    assert not any("/story/2" in head for head in site.requests)
    assert Article.objects.get(url__endswith="/story/3").text.startswith("Whole story 3.\n")
    assert Article.objects.get(url__endswith="/story/2").text == "Story number 2 of the dam at Lake Orel"


def test_what_a_fetched_page_says_in_its_markup_is_kept_with_its_article(feed, site, settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    settings.FEED_FETCH_PAGES = True
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow:", type="text/plain")
    head = canonical("https://orel-herald.example/dam-2"), meta("article:published_time", "2024-03-04")
    page = web_page("The dam\n\nNothing happened there, and nobody came.", *head, data=news(author="AFP"))
    site.pages["/story/1"] = answer(page.encode())
    site.pages["/feed"] = answer(rss(item(site, 1), item(site, 2)), type=RSS)
    read(feed)
    markup = PageMarkup.objects.get()
    assert markup.said["authors"] == ["AFP"] and markup.address == markup.article.url
    assert markup.article.published == dt.date(2024, 3, 4)  # the feed names no day


def test_the_day_that_a_feed_names_is_kept_whatever_the_page_says(feed, site, settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    settings.FEED_FETCH_PAGES = True
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow:", type="text/plain")
    page = web_page("The dam\n\nNothing happened there.", meta("article:published_time", "2024-03-04"))
    site.pages["/story/1"] = answer(page.encode())
    site.pages["/feed"] = answer(rss(item(site, 1, "<pubDate>Sun, 3 Mar 2024 07:00 GMT</pubDate>")), type=RSS)
    read(feed)
    assert Article.objects.get(markup__isnull=False).published == dt.date(2024, 3, 3)


def test_a_feed_that_claims_a_language_the_words_deny_is_not_believed(feed, site):
    story = item(site, 1).replace(
        "Story number 1 of the dam at Lake Orel", "Presiden mengatakan bahwa harga beras akan turun pada bulan depan"
    )
    site.pages["/feed"] = answer(rss(story, head="<language>en-US</language>"), type=RSS)
    read(feed)
    assert Article.objects.get().language == "id"


def test_the_feeds_that_are_due_get_one_job_each_however_often_the_clock_strikes(feed, redis_server):
    assert (tasks.poll_feeds(), tasks.poll_feeds()) == (1, 0)
    Feed.objects.update(next_due=timezone.now())
    tasks.poll_feeds()
    assert Job.objects.get().kind == Job.Kind.POLL_FEED


def test_without_a_feed_nothing_is_asked_for(site):
    assert tasks.poll_feeds() == 0
    assert not Job.objects.exists()


def test_a_job_that_is_cut_short_takes_up_where_it_stopped(feed, site, monkeypatch):
    site.pages["/feed"] = answer(rss(item(site, 1), item(site, 2)), type=RSS)
    real = polling.arrival.match

    def killed(*given):
        raise SystemExit

    monkeypatch.setattr(polling.arrival, "match", killed)
    with pytest.raises(SystemExit):
        polling.poll(feed)
    assert FeedItem.objects.unmatched().count() == 2

    monkeypatch.setattr(polling.arrival, "match", real)
    job = jobs.enqueue(Job.Kind.POLL_FEED, feed=feed)
    assert jobs.run(job.pk, tasks._poll_feed) == "done"
    assert (FeedItem.objects.unmatched().count(), Article.objects.count()) == (0, 2)
    assert Job.objects.get().result["outcome"] == "read"


def test_a_feed_that_is_paused_while_its_job_waits_is_not_read(feed, site, cast):
    site.pages["/feed"] = answer(rss(item(site, 1)), type=RSS)
    job = jobs.enqueue(Job.Kind.POLL_FEED, feed=feed)
    watchlist.pause(cast.reviewer, feed.pk)
    assert jobs.run(job.pk, tasks._poll_feed) == "done"
    assert not Article.objects.exists()


def test_what_was_compared_is_noted_when_the_time_is_over_in_the_middle(feed, site, monkeypatch):
    site.pages["/feed"] = answer(rss(item(site, 1), item(site, 2)), type=RSS)
    left = iter([True, True, True, False, False])  # two are taken, one is compared
    monkeypatch.setattr(polling._Run, "has_time", lambda _run, _share: next(left))
    read(feed)
    assert FeedItem.objects.unmatched().count() == 1
    assert minutes_until(feed) == 1


def test_a_pause_is_never_shorter_than_a_quarter_of_an_hour_and_never_longer_than_a_day():
    assert Feed(every=dt.timedelta(seconds=1)).pause() == SHORTEST
    assert Feed(every=SHORTEST, asks_for=dt.timedelta(days=30)).pause() == LONGEST


def test_removing_a_feed_leaves_its_articles(feed, site, cast):
    site.pages["/feed"] = answer(rss(item(site, 1)), type=RSS)
    read(feed)
    watchlist.remove(cast.reviewer, feed.pk)
    assert not Feed.objects.exists()
    assert Article.objects.get().outlet == Source.objects.get(name="Orel Herald")
