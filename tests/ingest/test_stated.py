"""What a page says about itself in its markup, tidy and hostile."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from claims.ingest.stated import MOST_VALUES, Stated, Work, read_stated
from tests.articles import DAM
from tests.pages import canonical, meta, news, web_page

URL = "https://valley-post.example/2024/dam-is-safe"
TODAY = dt.date(2024, 3, 10)


def read(*head: str, **more) -> Stated:
    return read_stated(web_page(DAM, *head, **more), URL, today=TODAY)


def test_the_head_names_the_canonical_address_the_site_and_the_author():
    stated = read(
        canonical("/2024/dam-is-safe"),
        meta("og:url", URL),
        meta("og:site_name", "Valley Post"),
        '<meta name="author" content="Oleh: TASS">',
        meta("article:published_time", "2024-03-03T18:00:00+01:00"),
    )
    assert (stated.canonical, stated.og_url, stated.site) == ((URL,), URL, "Valley Post")
    assert (stated.authors, stated.published) == (("Oleh: TASS",), dt.date(2024, 3, 3))
    assert stated.address == URL and len(stated.digest) == 64


def test_every_field_of_json_ld_is_read():
    article = news(
        author=[{"@type": "Person", "name": "Ilona Petri", "affiliation": {"name": "Orel Herald"}}, "AFP"],
        publisher={"@type": "Organization", "name": "Valley Post"},
        sourceOrganization={"name": "Reuters"},
        provider="Reuters",
        creditText="Reuters / Valley Post",
        copyrightHolder={"name": "Orel Media"},
        isBasedOn={
            "@type": "NewsArticle",
            "url": "https://orel-herald.example/1",
            "publisher": {"name": "Orel Herald"},
        },
        citation=["https://orel-herald.example/2", "Orel Herald, 3 March"],
        mainEntityOfPage={"@type": "WebPage", "@id": URL},
        datePublished="2024-03-04T08:00:00+07:00",
        dateModified="2024-03-05",
    )
    stated = read(data=article)
    assert (stated.authors, stated.affiliations) == (("Ilona Petri", "AFP"), ("Orel Herald",))
    assert (stated.publishers, stated.source_organisations) == (("Valley Post",), ("Reuters",))
    assert (stated.providers, stated.credit_texts) == (("Reuters",), ("Reuters / Valley Post",))
    assert (stated.copyright_holders, stated.main_page) == (("Orel Media",), (URL,))
    assert stated.based_on == (Work("https://orel-herald.example/1", "Orel Herald"),)
    assert stated.citations == (Work("https://orel-herald.example/2"), Work("", "Orel Herald, 3 March"))
    assert (stated.published, stated.modified) == (dt.date(2024, 3, 4), dt.date(2024, 3, 5))


@pytest.mark.parametrize(
    "data",
    [
        news(sourceOrganization="Reuters"),
        [news(sourceOrganization="Reuters")],
        {"@graph": [{"@type": "WebPage"}, news(sourceOrganization={"@id": "#r"}), {"@id": "#r", "name": "Reuters"}]},
        {"@type": "WebPage", "mainEntity": news(sourceOrganization=[{"name": ["Reuters", 7]}])},
        {"@type": "schema:ReportageNewsArticle", "sourceOrganization": {"name": {"@value": "Reuters"}}},
        {"@type": ["Thing", "https://schema.org/Article"], "sourceOrganization": [None, 5, {}, "Reuters"]},
    ],
)
def test_an_article_is_found_in_every_form_of_json_ld(data):
    assert read(data=data).source_organisations == ("Reuters",)


def test_of_several_articles_only_the_one_of_this_page_is_read():
    teaser = news(url="https://valley-post.example/2024/other-story", author="AFP")
    own = news(url=URL + "/", author="Reuters")
    assert read(data=[teaser, own]).authors == ("Reuters",)
    assert read(data=[teaser, news(author="AFP")]).authors == ()


def test_an_article_inside_another_thing_is_not_the_page_s():
    data = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": news(author="AFP")}]}
    assert read(data=data).is_empty is True


def test_a_link_that_stands_among_comments_is_not_the_page_s_canonical_one():
    assert read(body=f"<div>{canonical('https://orel-herald.example/dam-is-safe')}</div>").canonical == ()


def test_links_to_authors_are_read_from_the_article_and_not_from_a_list_of_others():
    more = '<article><a rel="author" href="/a">AFP</a></article>'
    page = web_page(DAM).replace("</h1>", '</h1><a rel="nofollow author" href="/p">Reuters <b>Staff</b></a>')
    assert read_stated(page.replace("</body>", f"{more}</body>"), URL).authors == ("Reuters Staff",)
    many = "".join(f'<a rel="author" href="/{n}">Writer {n}</a>' for n in range(9))
    assert read(body=many).authors == ()
    assert read_stated(f"<body>{many}</body>", URL).authors == ()


@pytest.mark.parametrize(
    "raw",
    [
        "{broken",
        '{"@type": "NewsArticle", "author": ',
        "[" * 100_000,
        '{"@type":"NewsArticle","author":{"name":' * 3_000,
        '{"@type": "NewsArticle", "author": ' + "9" * 10_000 + "}",
        '{"@type": "NewsArticle", "author": NaN, "creditText": true, "publisher": [[["x"]]], "isBasedOn": 0}',
        '{"@type": {"a": 1}, "@id": ["x"], "@graph": "y", "mainEntity": 3}',
        "null",
        '"NewsArticle"',
        "",
    ],
)
def test_json_that_is_broken_or_no_article_says_nothing(raw):
    assert read(raw=raw or " ").is_empty


def test_what_no_database_keeps_is_taken_out():
    stated = read(raw='{"@type": "NewsArticle", "author": "Reu\\u0000ters", "creditText": "A\\ud800FP"}')
    assert (stated.authors, stated.credit_texts) == (("Reu ters",), ("A FP",))
    json.dumps(stated.as_dict()).encode()


def test_addresses_of_profiles_and_overlong_names_are_no_authors():
    stated = read(
        meta("article:author", "https://faces.example/valley"), meta("author", "x" * 500), meta("author", "?")
    )
    assert stated.authors == ()


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//[", "", "  ", "ftp://orel.example/a"])
def test_an_address_that_nobody_can_open_is_none(href):
    assert read(canonical(href)).canonical == ()


def test_a_page_that_says_everything_a_thousand_times_is_cut_short_and_read_at_once():
    names = "".join(f'<meta name="author" content="Writer {n}">' for n in range(20_000))
    links = "".join(canonical(f"/{n}-a-story") for n in range(20_000))
    block = json.dumps([news(url=URL, author=[f"Writer {n}" for n in range(500)]) for n in range(500)])
    started = time.process_time()
    stated = read(names, links, raw=block)
    assert time.process_time() - started < 5
    assert len(stated.authors) == len(stated.canonical) == MOST_VALUES
    assert stated.canonical_key == ""


def test_a_block_larger_than_any_article_s_is_passed_over():
    assert read(data=news(author="Reuters", text="x" * 1_100_000)).is_empty


def test_what_was_kept_is_read_again_as_it_was():
    stated = read(
        canonical("/a"), data=news(author="AFP", isBasedOn="https://a.example/1-2", datePublished="2024-03-01")
    )
    assert Stated.of(json.loads(json.dumps(stated.as_dict())), URL) == stated


@pytest.mark.parametrize("day", ["2031-01-01", "yesterday", "03/04/2024", "0000-00-00"])
def test_a_day_that_cannot_be_believed_is_none(day):
    assert read(meta("article:published_time", day)).published is None


@pytest.mark.parametrize("markup", ["", "\0\0", "<", "plain words", "<html>", "<!-- -->", "\ud800"])
def test_what_is_hardly_a_page_says_nothing(markup):
    assert read_stated(markup, URL).is_empty
