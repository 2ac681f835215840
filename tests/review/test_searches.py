"""The search log: what was looked for where, by people and by the product, and that nothing was found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, Event, SearchEntry
from claims.review import searches
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.articles import DAM, DAM_DENIAL

pytestmark = pytest.mark.django_db
LINE = {"place": "Water registry", "words": "Lake Orel dam inspection", "outcome": "nothing"}


@pytest.fixture
def claim(cast) -> Claim:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.first().claim


def test_a_search_for_coverage_writes_what_was_asked_and_that_nothing_was_found(claim):
    find_coverage(claim)

    line = claim.searches.get()
    assert (line.created_by, line.place, line.outcome, line.found) == (None, SearchEntry.ARCHIVE, "nothing", 0)
    assert "orel" in line.words
    assert line.language == "en"


def test_a_second_search_writes_a_second_line_with_what_it_found(claim):
    find_coverage(claim)
    save_article(DAM_DENIAL)
    found = find_coverage(claim)["found"]

    assert found
    assert [line.found for line in claim.searches.order_by("pk")] == [0, found]


def test_several_lines_of_one_search_as_older_versions_wrote_them_do_not_stop_the_next(claim):
    find_coverage(claim)
    line = claim.searches.get()
    line.pk = None
    line.save()
    find_coverage(claim)
    assert claim.searches.count() == 2


def test_coverage_that_is_found_again_keeps_the_time_when_it_was_found_first(claim):
    save_article(DAM_DENIAL)
    find_coverage(claim)
    first = claim.coverage.get().found_at
    find_coverage(claim)
    assert claim.coverage.get().found_at == first


def test_a_person_adds_a_line_withdraws_it_and_puts_it_back(cast, claim):
    line = searches.note_search(cast.analyst, claim.pk, **LINE, language="id")
    assert (line.searched_on, line.language) == (timezone.localdate(), "id")
    searches.withdraw(cast.colleague, line.pk, version=1)
    assert not claim.searches.standing().exists()
    with pytest.raises(OutOfDate):
        searches.put_back(cast.analyst, line.pk, version=1)
    searches.put_back(cast.analyst, line.pk, version=2)

    assert claim.searches.standing().get() == line
    acts = list(Event.objects.filter(claim=claim, act__startswith="search").values_list("act", flat=True))
    assert acts == ["search_noted", "search_withdrawn", "search_restored"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": " "},
        {"words": "\n"},
        {"outcome": "maybe"},
        {"searched_on": timezone.localdate() + dt.timedelta(days=2)},
    ],
)
def test_a_line_that_nobody_could_repeat_is_refused(cast, claim, wrong):
    with pytest.raises(NotReady):
        searches.note_search(cast.analyst, claim.pk, **{**LINE, **wrong})
    assert not claim.searches.exists()


def test_nobody_withdraws_what_the_product_searched_and_a_reader_adds_nothing(cast, claim):
    find_coverage(claim)
    with pytest.raises(NotReady, match="made by the product"):
        searches.withdraw(cast.analyst, claim.searches.get().pk, version=1)
    with pytest.raises(NotAllowed):
        searches.note_search(cast.viewer, claim.pk, **LINE)
