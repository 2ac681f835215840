"""What decisions say of the threshold from which articles are shown, and what people make of it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from claims.coverage.matching import LOWEST_SCORE
from claims.coverage.sweep import find_coverage
from claims.coverage.thresholds import FEWEST, Decided, adopt, in_use, standing, take_back
from claims.models import Article, Claim, CoverageMatch, CoverageThreshold, Event
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.cast import Cast
from tests.coverage.test_provenance import take_in
from tests.coverage.test_relating import FIRST, LATER

HERE = ("en", "en")


def decisions(yes: list[float], no: list[float]) -> list[Decided]:
    return [Decided(score, how, "repeats", HERE) for some, how in ((yes, True), (no, False)) for score in some]


def test_with_too_few_decisions_it_says_how_many_are_missing_and_proposes_nothing():
    now = standing("same", decisions([0.8] * 20, [0.4] * 12), None)
    assert (now.missing, now.proposed, now.value) == (FEWEST - 32, None, LOWEST_SCORE)


def test_both_answers_are_needed_however_many_there_are_of_one():
    assert standing("same", decisions([0.8] * 90, [0.4] * 3), None).missing == 7


def test_the_highest_threshold_that_keeps_nearly_all_of_yes_is_proposed():
    now = standing("same", decisions([0.6] * 40, [0.4] * 20), None)
    assert (now.proposed.value, now.proposed.yes, now.proposed.no) == (0.6, 40, 0)
    assert (now.proposed.precision, now.proposed.recall) == (1.0, 1.0)


def test_precision_and_recall_are_among_the_decided_at_each_threshold():
    now = standing("same", decisions([0.4, 0.6, 0.8], [0.5]), None)
    at = next(one for one in now.steps if one.value == 0.5)
    assert (at.yes, at.all_yes, at.no, at.all_no, at.precision, at.recall) == (2, 3, 1, 1, 2 / 3, 2 / 3)


def test_nothing_is_proposed_that_would_hide_what_people_said_yes_to_or_hides_nothing_else():
    assert standing("same", decisions([0.37] * 40, [0.9] * 20), None).proposed is None
    assert standing("same", decisions([0.8] * 40, [0.9] * 20), None).proposed is None


@pytest.fixture
def decided(cast: Cast) -> list[CoverageMatch]:
    """Sixty decisions on one claim: forty of yes from .60 on, twenty of no at .40."""
    first = take_in(FIRST, "Orel Herald", "2024-03-04")
    claim = Claim.objects.get(attributions__article=first)
    articles = Article.objects.bulk_create(
        Article(text=f"Text {n}", content_hash=f"{n:064}", language="en") for n in range(60)
    )
    return CoverageMatch.objects.bulk_create(
        CoverageMatch(
            claim=claim, article=article, relation="repeats", score=0.6 if n < 40 else 0.4,
            decision="related" if n < 40 else "not_related", decided_by=cast.analyst,
        )
        for n, article in enumerate(articles)
    )  # fmt: skip


@pytest.mark.django_db
def test_a_person_adopts_what_is_proposed_and_takes_it_back(decided, cast: Cast):
    adopt(cast.reviewer, "same", 0.6, version=1)
    assert in_use() == {"same": 0.6, "abroad": LOWEST_SCORE}
    take_back(cast.reviewer, "same", version=2)
    assert in_use()["same"] == LOWEST_SCORE
    told = Event.objects.filter(act=Event.Act.THRESHOLD_SET).order_by("pk").values_list("old__value", "new__value")
    assert list(told) == [(LOWEST_SCORE, 0.6), (0.6, LOWEST_SCORE)]
    with pytest.raises(NotReady):
        take_back(cast.reviewer, "same", version=3)


@pytest.mark.django_db
def test_only_what_is_proposed_is_adopted_by_who_may_and_saw_what_is_in_use(decided, cast: Cast):
    with pytest.raises(NotAllowed):
        adopt(cast.analyst, "same", 0.6, version=1)
    for group, value in (("same", 0.9), ("abroad", 0.6), ("other", 0.6), ("same", float("nan"))):
        with pytest.raises(NotReady):
            adopt(cast.reviewer, group, value, version=1)
    with pytest.raises(OutOfDate):
        adopt(cast.reviewer, "same", 0.6, version=8)
    assert not CoverageThreshold.objects.exists()


@pytest.mark.django_db
def test_a_threshold_that_was_adopted_is_never_changed(decided, cast: Cast):
    made = adopt(cast.reviewer, "same", 0.6, version=1)
    made.value = 0.5
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()


@pytest.mark.django_db
def test_the_next_search_shows_what_reaches_the_threshold_and_keeps_what_was_decided(cast: Cast):
    first = take_in(FIRST, "Orel Herald", "2024-03-04")
    take_in(LATER, "Valley Post", "2024-03-05")
    claim = Claim.objects.get(attributions__article=first)
    find_coverage(claim)
    (match,) = claim.coverage.all()
    CoverageThreshold.objects.create(
        group="same", version=2, value=min(match.score + 0.01, 0.99), decisions=60, adopted_by=cast.reviewer
    )
    find_coverage(claim)
    assert not claim.coverage.exists()


@pytest.mark.django_db
def test_the_page_shows_the_figures_with_what_stands_behind_them_and_the_button(client, decided, cast: Cast):
    client.force_login(cast.reviewer)
    address = reverse("claims:thresholds")
    text = client.get(address).text
    assert "40 yes, 20 no, 0 not sure" in text and "It keeps 40 of 40" in text
    assert "50 decisions are missing" in text  # between two languages
    sent = {"group": "same", "version": 1, "value": "0.60"}
    assert client.post(reverse("claims:thresholds_set"), sent)["Location"] == address
    text = client.get(address).text
    assert "In use from the next search on: 0.60." in text and "Undo: use again what was in use before" in text


@pytest.mark.django_db
def test_the_page_is_for_desk_heads(client, cast: Cast):
    client.force_login(cast.analyst)
    assert client.get(reverse("claims:thresholds")).status_code == 403
