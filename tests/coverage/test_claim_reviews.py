"""Reviews from elsewhere: imported once, brought up to date, found by address and by words, with no network."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.coverage import claim_reviews, markup
from claims.coverage.providers import asking, claimreview
from claims.coverage.providers.base import Outcome, Query
from claims.models import ClaimReview, ClaimReviewTerm
from tests.coverage.test_markup import PAGE, REVIEW, feed, page
from tests.web import answer

pytestmark = pytest.mark.django_db

DAM = markup.Review(
    url=PAGE,
    claim="The dam at Lake Orel has no crack",
    rating="Pants on fire",
    publisher="Fact Desk",
    language="en",
    appearances=("https://herald.example/dam",),
)
RICE = replace(DAM, url="https://fact.example/rice", claim="Rice is free in Orel", rating="Salah", appearances=())


def ask(text="Varga found no crack in the dam", language="en", **more):
    return asking.ask(claimreview.provider(), Query(text, language, **more))


def test_a_second_import_adds_nothing():
    assert claim_reviews.save([DAM, RICE, DAM]) == claim_reviews.Saved(new=2)
    assert claim_reviews.save([DAM, RICE]) == claim_reviews.Saved(same=2)


def test_a_review_that_changed_is_brought_up_to_date():
    claim_reviews.save([DAM])
    later = replace(DAM, rating="True", appearances=("https://herald.example/other",))
    assert claim_reviews.save([later]) == claim_reviews.Saved(changed=1)
    row = ClaimReview.objects.get()
    assert (row.rating, [one.url for one in row.appearances.all()]) == ("True", ["https://herald.example/other"])


def test_two_claims_reviewed_at_one_address_are_two_reviews():
    assert claim_reviews.save([DAM, replace(DAM, claim="The dam is leaking")]).new == 2


def test_a_language_that_is_not_stated_is_read_from_the_words():
    claim_reviews.save(
        [replace(DAM, claim="Presiden mengatakan bahwa harga beras akan turun pada bulan depan", language="")]
    )
    assert ClaimReview.objects.get().language == "id"


def test_letters_that_no_database_takes_are_left_out():
    (review,) = markup.reviews_of({"@type": "ClaimReview", "url": PAGE, "claimReviewed": "Dam\x00 \ud800 holds"})
    claim_reviews.save([review])
    assert ClaimReview.objects.get().claim == "Dam holds"


def test_a_review_is_found_by_the_address_that_it_names_before_any_words():
    claim_reviews.save([replace(DAM, claim="It is all well"), RICE])
    told = ask("Rice is free in Orel", addresses=("http://www.herald.example/dam/", "https://other.example"))
    assert [(item.title, item.names_address) for item in told.items] == [
        ("It is all well", True),
        ("Rice is free in Orel", False),
    ]


def test_a_review_is_found_by_words_with_its_rating_as_worded():
    claim_reviews.save([DAM, RICE])
    (item,) = ask().items
    assert (item.rating, item.outlet, item.url) == ("Pants on fire", "Fact Desk", PAGE)


def test_an_english_review_is_found_for_an_indonesian_claim():
    claim_reviews.save([DAM, RICE])
    assert [item.url for item in ask("Tidak ada retakan di bendungan Danau Orel", "id").items] == [PAGE]


def test_one_shared_word_is_not_enough():
    claim_reviews.save([DAM, RICE])
    assert ask("The mayor of Orel resigns today").outcome == Outcome.NONE_FOUND


def test_while_nothing_was_imported_it_says_not_asked():
    told = ask()
    assert told.outcome == Outcome.NOT_ASKED and "import_claimreviews" in told.reason


def test_it_answers_without_redis_and_without_a_network(settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    claim_reviews.save([DAM])
    assert ask().outcome == Outcome.FOUND


def test_a_file_is_imported_and_its_licences_are_told(tmp_path, capsys):
    file = tmp_path / "data.json"
    file.write_text(feed([REVIEW], None, REVIEW | {"claimReviewed": "The dam is leaking", "sdLicense": None}))
    call_command("import_claimreviews", str(file))
    call_command("import_claimreviews", str(file))
    told = capsys.readouterr().out
    assert "2 new, 0 changed, 0 as before." in told and "0 new, 0 changed, 2 as before." in told
    assert "https://creativecommons.org/licenses/by-nc/4.0 (1)" in told and "none named (1)" in told


def test_on_a_terminal_a_bar_shows_how_much_of_the_file_was_read(tmp_path):
    file = tmp_path / "data.json"
    file.write_text(feed([REVIEW]))
    terminal = StringIO()
    terminal.isatty = lambda: True
    call_command("import_claimreviews", str(file), stderr=terminal, stdout=StringIO())
    size = file.stat().st_size
    assert f"] {size} of {size}\n" in terminal.getvalue()


def test_an_address_is_fetched_and_its_page_is_the_base(service):
    service.answers = [answer(page(REVIEW | {"url": "/dam"}).encode())]
    call_command("import_claimreviews", service.url)
    assert ClaimReview.objects.get().url == service.server.url("/dam")


def test_a_feed_that_breaks_off_keeps_what_came_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(claim_reviews, "PER_BATCH", 1)
    file = tmp_path / "data.json"
    file.write_text(feed([REVIEW], [REVIEW])[:-9])
    with pytest.raises(CommandError, match="breaks off"):
        call_command("import_claimreviews", str(file))
    assert ClaimReview.objects.count() == 1


@pytest.mark.parametrize("text", [json.dumps([{"@type": "NewsArticle"}]), "<p>Dam</p>"])
def test_what_holds_no_review_is_an_error(tmp_path, text):
    file = tmp_path / "data.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="no ClaimReview markup"):
        call_command("import_claimreviews", str(file))


def test_what_cannot_be_read_or_fetched_is_an_error_in_words(service, tmp_path):
    service.answers = [answer(b"", status="404 Not Found")]
    for source in (str(tmp_path / "none.json"), service.url):
        with pytest.raises(CommandError, match=r"No such file|404"):
            call_command("import_claimreviews", source)


def test_terms_go_with_their_review():
    claim_reviews.save([DAM])
    ClaimReview.objects.all().delete()
    assert not ClaimReviewTerm.objects.exists()


def test_no_page_fills_the_table(monkeypatch):
    monkeypatch.setattr(claim_reviews, "PER_BATCH", 1)
    reviews = [REVIEW, REVIEW | {"claimReviewed": "Rice is free in Orel"}]
    claim_reviews.note_page(page(*reviews), PAGE)
    assert ClaimReview.objects.count() == 1
