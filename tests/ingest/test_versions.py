"""Saving a newer version of an article."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.ingest import versions
from claims.ingest.errors import IngestError
from claims.ingest.store import save_article
from claims.models import Article, Event
from tests.cast import Cast
from tests.versions import NEWER, OLDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def older() -> Article:
    return save_article(OLDER, url="https://www.orel-herald.example/dam/?id=7#top")[0]


def test_a_newer_version_follows_the_older_one_and_the_log_says_so(older: Article, cast: Cast):
    newer, created = save_article(NEWER, user=cast.analyst, supersedes=older)
    assert (created, newer.supersedes) == (True, older)
    event = Event.objects.get(act=Event.Act.SUPERSEDED)
    assert (event.actor, event.article, event.new["article"]) == (cast.analyst, newer, older.pk)


def test_the_same_text_is_no_newer_version(older: Article):
    same, created = save_article(OLDER, supersedes=older)
    assert (same, created) == (older, False)
    assert not Event.objects.filter(act=Event.Act.SUPERSEDED).exists()


def test_the_older_text_stays_as_it_was(older: Article):
    save_article(NEWER, supersedes=older)
    assert Article.objects.get(pk=older.pk).text == OLDER


def test_an_article_that_is_here_already_can_become_the_newer_version(older: Article):
    there, _created = save_article(NEWER)
    again, created = save_article(NEWER, supersedes=older)
    assert (again, created, again.supersedes) == (there, False, older)


def test_saying_it_twice_is_said_once(older: Article):
    for _time in range(2):
        save_article(NEWER, supersedes=older)
    assert Event.objects.filter(act=Event.Act.SUPERSEDED).count() == 1


def test_a_second_newer_version_of_one_article_is_refused_and_nothing_is_saved(older: Article):
    newer, _created = save_article(NEWER, supersedes=older)
    with pytest.raises(IngestError, match=rf"has a newer version already: .*article {newer.pk}"):
        save_article(NEWER + "\nMore.\n", supersedes=older)
    assert Article.objects.count() == 2


def test_one_article_cannot_follow_two(older: Article):
    save_article(NEWER, supersedes=older)
    other, _created = save_article(OLDER + "\nAnother page.\n")
    with pytest.raises(IngestError, match="is a newer version of another article already"):
        save_article(NEWER, supersedes=other)


def test_a_circle_is_refused(older: Article):
    newer, _created = save_article(NEWER, supersedes=older)
    with pytest.raises(IngestError, match="cannot follow itself"):
        save_article(OLDER, supersedes=newer)


def test_date_and_outlet_that_the_sender_knows_are_kept(older: Article):
    newer, _created = save_article(NEWER, outlet="Valley Post", published=dt.date(2024, 3, 9), supersedes=older)
    assert (str(newer.outlet), newer.published) == ("Valley Post", dt.date(2024, 3, 9))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.orel-herald.example/dam/?id=7",
        "http://orel-herald.example/dam?id=7",
        "https://OREL-HERALD.example/dam/?id=7#comments",
    ],
)
def test_a_page_is_found_again_by_its_address(older: Article, address: str):
    assert versions.newest_at(address) == older


@pytest.mark.parametrize(
    "address", ["", "https://orel-herald.example/dam?id=8", "https://orel-herald.example:8080/dam?id=7"]
)
def test_another_address_is_another_page(older: Article, address: str):
    assert versions.newest_at(address) is None


def test_of_several_versions_at_one_address_the_newest_is_meant(older: Article):
    newer, _created = save_article(NEWER, url=older.url, supersedes=older)
    assert versions.newest_at(older.url) == newer
