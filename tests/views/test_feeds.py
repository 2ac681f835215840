"""The watch list's pages: who may change it, what the forms say, and each state in words."""

from __future__ import annotations

import pytest

from claims.ingest import watchlist
from claims.ingest.found import Found, keep
from claims.models import Event, Feed, FeedItem, Job
from claims.templatetags.history import told

pytestmark = pytest.mark.django_db
AT = "https://herald.example/feed"


@pytest.fixture
def reviewer(client, cast):
    client.force_login(cast.reviewer)
    return client


@pytest.fixture
def feed(cast) -> Feed:
    return watchlist.add(cast.reviewer, AT, outlet="Orel Herald")


def test_an_empty_list_says_the_next_step(reviewer, client, cast):
    page = reviewer.get("/feeds/")
    assert "Add the feed of an outlet below" in page.text
    client.force_login(cast.viewer)
    assert "A reviewer adds the feeds of outlets here." in client.get("/feeds/").text


def test_a_feed_is_added_and_read_at_once(reviewer):
    answer = reviewer.post(
        "/feeds/new/", {"address": "Herald.example/feed", "outlet": " Orel  Herald ", "every": "3600"}
    )
    assert answer.url == "/feeds/"
    feed = Feed.objects.get()
    assert (feed.address, feed.outlet.name, feed.every.total_seconds()) == (
        "https://Herald.example/feed",
        "Orel Herald",
        3600,
    )
    assert Job.objects.get().feed == feed
    page = reviewer.get("/feeds/")
    assert "On the list: Orel Herald" in page.text and "Being read" in page.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "This field is required"),
        ("ftp://herald.example/", "begin with http:// or https://"),
        ("https://herald.example:8080/", "Port 8080 is not a port of web pages"),
        ("https://user:pass@herald.example/", "name or password"),
        ("http://www.herald.example/feed/", "on the list already, as “Orel Herald”"),
    ],
)
def test_an_address_that_cannot_be_watched_is_refused_beside_its_field(reviewer, feed, address: str, words: str):
    answer = reviewer.post("/feeds/new/", {"address": address, "every": "900"})
    assert answer.status_code == 422
    assert words in answer.text
    assert Feed.objects.count() == 1


def test_only_reviewers_change_the_list(client, cast, feed):
    client.force_login(cast.analyst)
    page = client.get("/feeds/")
    assert AT in page.text and "<form" not in page.text.split('id="main"')[1].split("</main>")[0]
    for act in ("read", "pause", "resume", "remove", "choose"):
        assert client.post(f"/feeds/{feed.pk}/{act}/", {"address": AT}).status_code == 403
    assert client.post("/feeds/new/", {"address": "https://other.example/"}).status_code == 403


def test_only_reviewers_have_a_failed_reading_tried_again(client, cast, feed):
    failed = feed.jobs.create(kind=Job.Kind.POLL_FEED, state=Job.State.FAILED, finished_at=feed.created_at)
    client.force_login(cast.analyst)
    assert client.post(f"/jobs/{failed.pk}/retry/").status_code == 403
    client.force_login(cast.reviewer)
    client.post(f"/jobs/{failed.pk}/retry/")
    assert feed.jobs.unfinished().count() == 1


def test_a_feed_is_paused_resumed_and_removed_and_the_log_says_who_did_it(reviewer, cast, feed):
    reviewer.post(f"/feeds/{feed.pk}/pause/")
    assert "Paused: Orel Herald." in reviewer.get("/feeds/").text
    assert watchlist.take_due() == []
    assert reviewer.post(f"/feeds/{feed.pk}/read/").status_code == 422
    reviewer.post(f"/feeds/{feed.pk}/resume/")
    assert watchlist.take_due() == [feed]
    reviewer.post(f"/feeds/{feed.pk}/remove/")
    assert "Nothing is watched yet" in reviewer.get("/feeds/").text
    acts = ("feed_added", "feed_paused", "feed_resumed", "feed_removed")
    events = Event.objects.order_by("pk")
    assert [(event.act, event.actor) for event in events] == [(act, cast.reviewer) for act in acts]
    assert told(events[1]) == f"paused a feed of the watch list: Orel Herald, {AT}"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, "Not read yet"),
        ({"outcome": "read", "last_new": 1, "last_broken": 2, "last_undated": 1}, "1 new article"),
        ({"outcome": "unchanged"}, "Nothing new"),
        ({"outcome": "failed", "failures": 3, "reason": "It took too long."}, "3 times in a row"),
        ({"outcome": "refused", "failures": 1, "reason": "It is a picture."}, "It is a picture."),
        ({"outcome": "gone", "gone": True}, "will not come back"),
        ({"outcome": "page", "offers": [["https://herald.example/rss", "All <b>news</b>"]]}, "All &lt;b&gt;news"),
    ],
)
def test_each_state_is_told_in_words(reviewer, feed, columns: dict[str, object], words: str):
    Feed.objects.update(**columns)
    assert words in reviewer.get("/feeds/").text


def test_only_a_feed_that_the_page_names_can_be_chosen(reviewer, feed):
    Feed.objects.update(outcome="page", offers=[["https://herald.example/rss", "All"]])
    assert reviewer.post(f"/feeds/{feed.pk}/choose/", {"address": "https://evil.example/"}).status_code == 422
    Feed.objects.update(offers=[*Feed.objects.get().offers, ["https://herald.example:8080/rss", "A port"]])
    refused = reviewer.post(f"/feeds/{feed.pk}/choose/", {"address": "https://herald.example:8080/rss"})
    assert refused.status_code == 422 and "Port 8080 is not a port of web pages" in refused.text
    reviewer.post(f"/feeds/{feed.pk}/choose/", {"address": "https://herald.example/rss"})
    feed.refresh_from_db()
    assert (feed.address, feed.outcome, feed.offers) == ("https://herald.example/rss", "", [])
    assert Job.objects.get().feed == feed


def test_the_page_of_a_feed_shows_what_came_from_it(reviewer, feed):
    article = keep(
        Found("https://herald.example/1", "The dam at Lake Orel is safe", intake="feed", outlet="Orel Herald")
    )
    FeedItem.objects.create(feed=feed, key="1", article=article, taken_from="Wire Agency")
    page = reviewer.get(f"/feeds/{feed.pk}/")
    assert article.get_absolute_url() in page.text
    assert "taken from Wire Agency" in page.text


def test_the_list_asks_as_many_questions_for_ten_feeds_as_for_one(reviewer, cast, feed, django_assert_num_queries):
    reviewer.get("/feeds/")  # what is kept for the whole process is read once
    with django_assert_num_queries(7):
        reviewer.get("/feeds/")
    for number in range(9):
        watchlist.add(cast.reviewer, f"https://outlet{number}.example/", outlet=f"Outlet {number}")
    with django_assert_num_queries(7):
        reviewer.get("/feeds/")


# --- the form that edits a feed ---------------------------------------------------------------------------------------

CHANGED = {"address": AT, "outlet": "Orel Herald", "language": "", "every": "900", "active": "on", "version": "1"}


def test_a_feed_is_given_another_address_outlet_language_and_pause(reviewer, feed):
    Feed.objects.update(etag="v1", outcome="failed", failures=4, gone=True)
    sent = CHANGED | {"address": "Herald.example/rss", "outlet": "The Herald", "language": "id", "every": "3600"}
    answer = reviewer.post(f"/feeds/{feed.pk}/edit/", sent)

    assert answer.url == feed.get_absolute_url()
    feed.refresh_from_db()
    assert (feed.address, feed.outlet.name, feed.language) == ("https://Herald.example/rss", "The Herald", "id")
    assert (feed.every.total_seconds(), feed.etag, feed.outcome, feed.failures, feed.gone) == (3600, "", "", 0, False)
    assert Job.objects.get().feed == feed  # what stands at the other address is read at once


def test_the_form_pauses_and_resumes(reviewer, feed):
    reviewer.post(f"/feeds/{feed.pk}/edit/", {name: value for name, value in CHANGED.items() if name != "active"})
    assert watchlist.take_due() == []
    reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED | {"version": "2"})
    assert watchlist.take_due() == [feed]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"address": ""}, "This field is required"),
        ({"address": "ftp://herald.example/"}, "begin with http:// or https://"),
        ({"address": "https://other.example/feed"}, "on the list already, as “Other”"),
        ({"outlet": "–"}, "A name needs letters."),
        ({"every": "1"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_changed(reviewer, cast, feed, sent, words: str):
    watchlist.add(cast.reviewer, "https://other.example/feed", outlet="Other")
    answer = reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED | {"language": "id"} | sent)
    assert answer.status_code == 422 and words in answer.text
    feed.refresh_from_db()
    assert (feed.address, feed.language, feed.version) == (AT, "", 1)


@pytest.mark.parametrize("meanwhile", ["pause", "edit"])
def test_what_somebody_else_did_meanwhile_is_not_written_over(reviewer, feed, meanwhile: str):
    reviewer.post(f"/feeds/{feed.pk}/{meanwhile}/", CHANGED | {"language": "id"})
    answer = reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED | {"language": "en"})
    assert answer.status_code == 409
    feed.refresh_from_db()
    assert (feed.language, feed.active) == (("", False) if meanwhile == "pause" else ("id", True))


def test_a_change_is_told_in_the_log_and_on_the_page_and_taken_back_there(reviewer, cast, feed):
    sent = CHANGED | {"address": "https://herald.example/rss", "language": "id", "every": "3600"}
    reviewer.post(f"/feeds/{feed.pk}/edit/", {name: value for name, value in sent.items() if name != "active"})
    event = Event.objects.get(act="feed_changed")
    assert (event.actor, told(event)) == (
        cast.reviewer,
        "changed a feed of the watch list: Orel Herald, https://herald.example/rss; "
        f"address: {AT} → https://herald.example/rss; language: id; minutes between two readings: 15 → 60; paused",
    )

    page = reviewer.get(f"/feeds/{feed.pk}/").text
    assert "minutes between two readings: 15 → 60" in page and f"/feeds/{feed.pk}/undo/" in page
    reviewer.post(f"/feeds/{feed.pk}/undo/")
    feed.refresh_from_db()
    assert (feed.address, feed.language, feed.every.total_seconds(), feed.active) == (AT, "", 900, True)
    assert Event.objects.get(act="undone").undoes == event
    assert f"/feeds/{feed.pk}/undo/" not in reviewer.get(f"/feeds/{feed.pk}/").text


def test_a_change_cannot_be_taken_back_once_something_else_was_done_to_the_feed(reviewer, feed):
    reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED | {"language": "id"})
    reviewer.post(f"/feeds/{feed.pk}/pause/")
    assert reviewer.post(f"/feeds/{feed.pk}/undo/").status_code == 409
    feed.refresh_from_db()
    assert feed.language == "id"


def test_a_change_to_an_address_that_was_given_away_since_cannot_be_taken_back(reviewer, cast, feed):
    reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED | {"address": "https://herald.example/rss"})
    watchlist.add(cast.reviewer, AT)
    answer = reviewer.post(f"/feeds/{feed.pk}/undo/")
    assert answer.status_code == 422 and "on the list already" in answer.text


def test_sending_the_form_as_it_stands_changes_and_logs_nothing(reviewer, feed):
    reviewer.post(f"/feeds/{feed.pk}/edit/", CHANGED)
    feed.refresh_from_db()
    assert feed.version == 1 and not Event.objects.filter(act="feed_changed").exists()


def test_a_person_who_reviews_nothing_edits_no_feed(client, cast, feed):
    client.force_login(cast.analyst)
    assert client.get(f"/feeds/{feed.pk}/edit/").status_code == 403
    assert client.post(f"/feeds/{feed.pk}/edit/", CHANGED).status_code == 403
    assert client.post(f"/feeds/{feed.pk}/undo/").status_code == 403
