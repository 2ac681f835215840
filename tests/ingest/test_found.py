"""What a search or a feed has found: kept once an address, searchable, and no work for anybody until it is taken up."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from claims.coverage.words import articles_with
from claims.ingest.found import Found, keep
from claims.ingest.store import save_article, take_up
from claims.models import Article, Event, FoundByline, Job, Source, SourceAlias
from tests.articles import DAM

pytestmark = pytest.mark.django_db

AT = "https://www.orel-herald.example/dam"
SNIPPET = Found(AT, "Dam at Lake Orel is safe", outlet="Orel Herald", snippet="No crack was found, the ministry says.")


def test_a_page_of_which_only_a_snippet_is_known_is_kept_with_its_title():
    article = keep(SNIPPET)
    assert article.text == "Dam at Lake Orel is safe\n\nNo crack was found, the ministry says."
    assert (article.title, article.title_start, article.title_end) == ("Dam at Lake Orel is safe", 0, 24)
    assert (article.outlet.name, article.outlet.kind) == ("Orel Herald", Source.Kind.OUTLET)
    assert (article.intake, article.language, article.on_desk) == ("found", "en", False)
    assert list(Article.objects.filter(pk__in=articles_with("crack ministry"))) == [article]


def test_a_body_is_kept_as_it_is_with_the_day_and_language_that_are_known():
    found = Found(AT, "A title of the feed", text=DAM, language="en-GB", published=dt.date(2024, 3, 5), intake="feed")
    article = keep(found)
    assert article.text == DAM.strip()
    assert (article.title, article.title_start, article.published) == ("A title of the feed", None, dt.date(2024, 3, 5))
    assert article.intake == "feed"


def test_the_same_address_again_gives_the_article_that_is_there_in_its_newest_version(cast):
    first = keep(SNIPPET)
    assert keep(Found("http://orel-herald.example/dam/", "Another title", snippet="Other words")) == first
    newer, _new = save_article(DAM, user=cast.analyst, url=AT, supersedes=first)
    assert keep(SNIPPET) == newer


def test_the_same_text_at_another_address_is_an_article_of_its_own():
    assert keep(Found(AT, "", text=DAM)) != keep(Found("https://valley-post.example/dam", "", text=DAM))
    save_article(DAM)
    assert Article.objects.count() == 3
    assert Article.objects.on_desk().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_keep_one_address_at_once_get_one_article():
    got, together = [], threading.Barrier(2)

    def found(words: str) -> None:
        together.wait()
        try:
            got.append(keep(Found(AT, "Dam at Lake Orel is safe", snippet=words)))
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=[words]) for words in ("No crack was found.", "All joints hold.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [Article.objects.get()] * 2


@pytest.mark.parametrize(
    "found",
    [
        Found("", "Dam at Lake Orel is safe, ministry says"),
        Found("javascript:alert(1)", "Dam at Lake Orel is safe, ministry says"),
        Found("https://[broken/", "Dam at Lake Orel is safe, ministry says"),
        Found(AT, "12:30", snippet="–"),
    ],
    ids=["no address", "no web address", "broken address", "no words"],
)
def test_what_cannot_be_kept_is_none(found: Found):
    assert keep(found) is None
    assert not Article.objects.exists()


def test_control_characters_are_taken_out():
    article = keep(Found(AT, "Dam at\x00 Lake\x1b Orel is safe", snippet="No crack\ud83d was found."))
    assert article.text == "Dam at Lake Orel is safe\n\nNo crack  was found."


def test_a_language_that_nothing_here_reads_is_kept_as_it_is_until_the_article_is_taken_up(cast):
    article = keep(Found(AT, "Le barrage du lac Orel est sûr, dit le ministère", language="French"))
    assert article.language == "fr"
    assert take_up(article, cast.analyst).language in ("en", "id")


def test_an_outlet_is_known_by_its_name_an_alias_or_its_host():
    herald = Source.objects.create(name="Orel Herald", kind=Source.Kind.OUTLET)
    SourceAlias.objects.create(source=herald, name="orel-herald.example")
    assert keep(Found(AT, "Dam at Lake Orel is safe, ministry says")).outlet == herald
    named = keep(Found("https://news.example/7", SNIPPET.title, snippet="A crack?", outlet="OREL HERALD"))
    assert named.outlet == herald


def test_without_a_sure_name_the_host_is_the_outlet():
    for name in ("The Herald (Orel)", "The Herald (Valley)"):
        source = Source.objects.create(name=name, kind=Source.Kind.OUTLET)
        SourceAlias.objects.create(source=source, name="Herald")
    assert keep(replace(SNIPPET, outlet="Herald")).outlet.name == "orel-herald.example"


def test_whom_the_finder_names_as_the_author_is_kept_with_who_said_so_and_never_changed():
    article = keep(replace(SNIPPET, authors=("Reuters", "https://social.example/reuters", "a@b.example"), told_by="N"))
    keep(replace(SNIPPET, authors=("Somebody Else",), told_by="Another"))

    byline = FoundByline.objects.get()
    assert (byline.article, byline.authors, byline.told_by) == (article, ["Reuters"], "N")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_foundbyline SET told_by = 'x'")


def test_an_author_that_is_named_later_is_kept_with_the_article_that_is_here():
    article = keep(SNIPPET)
    assert not FoundByline.objects.exists()
    keep(replace(SNIPPET, authors=("Reuters",)))
    assert FoundByline.objects.get().article == article


def test_what_was_found_stands_in_none_of_the_desks_lists(client, cast):
    article = keep(SNIPPET)
    client.force_login(cast.analyst)
    assert str(article) not in client.get("/articles/").text
    assert str(article) not in client.get(article.outlet.get_absolute_url()).text
    assert not Event.objects.exists()
    assert not Job.objects.exists()


def test_splitting_it_takes_it_up(client, cast):
    article = keep(SNIPPET)
    client.force_login(cast.analyst)
    page = client.get(article.get_absolute_url())
    assert "It was found by a search and serves as coverage" in page.text
    client.post(f"/articles/{article.pk}/split/")
    article.refresh_from_db()
    assert (article.on_desk, article.created_by, article.intake) == (True, cast.analyst, "found")
    assert [event.act for event in article.events.all()] == ["ingested"]
    assert article.jobs.get().kind == Job.Kind.SPLIT_ARTICLE
    assert str(article) in client.get("/articles/").text


def test_splitting_a_copy_of_what_is_on_the_desk_leads_there(client, cast):
    article, _new = save_article(DAM.strip(), user=cast.analyst)
    copy = keep(Found(AT, "", text=DAM))
    client.force_login(cast.analyst)
    answer = client.post(f"/articles/{copy.pk}/split/")
    assert answer.url == article.get_absolute_url()
    copy.refresh_from_db()
    assert not copy.on_desk


def test_pasting_a_text_that_was_found_takes_it_up_with_its_address(cast):
    found = keep(Found(AT, "", text=DAM))
    assert save_article(DAM.strip(), user=cast.analyst) == (found, True)
    assert save_article(DAM.strip(), user=cast.analyst) == (found, False)


def test_a_text_pasted_for_an_address_follows_what_was_found_there_without_a_question(client, cast):
    found = keep(SNIPPET)
    client.force_login(cast.analyst)
    client.post("/articles/new/", {"text": DAM, "url": AT})
    newer = Article.objects.on_desk().get()
    assert newer.supersedes == found
