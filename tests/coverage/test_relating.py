"""What an article does to a claim, proposed where there is ground that can be shown, and corrected by people."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.coverage.decisions import set_relation, undo_match
from claims.coverage.matching import Match
from claims.coverage.relating import Report, relate
from claims.coverage.sweep import find_coverage
from claims.models import Claim, CoverageMatch, Event
from claims.review.errors import NotAllowed, NotReady
from tests.cast import Cast
from tests.coverage.test_provenance import kinzhal, reference, take_in  # noqa: F401 - the fixtures

DAY = dt.date(2024, 3, 4)
CLAIM = "Rescue office: 41 passengers were saved"


def related(text: str, *, relation="repeats", score=0.7, title="", outlet="", language="en", days=1) -> Match:
    match = Match(score, relation, 0, len(text), True, {"terms": ["passenger"]})
    day = None if days is None else DAY + dt.timedelta(days=days)
    return relate(match, [CLAIM], "en", DAY, Report(text, title, outlet, language, day))


def test_a_report_that_calls_itself_a_fact_check_is_one_and_the_words_say_so():
    match = related("41 passengers were saved.", title="Fact check: were 41 passengers saved?")
    assert (match.relation, match.reasons["relation"]) == ("fact_checks", ["fact_check", "Fact check"])


@pytest.mark.parametrize(("title", "outlet"), [("[CEK FAKTA] Benarkah?", ""), ("Benarkah?", "Cek-Fakta Orel")])
def test_it_says_so_in_its_own_language_or_in_the_name_of_its_outlet(title, outlet):
    assert related("41 penumpang selamat.", title=title, outlet=outlet, language="id").relation == "fact_checks"


def test_a_fact_check_of_something_else_is_background_as_before():
    assert related("Fact check: the bridge stands.", relation="background", score=0.4).relation == "background"


def test_another_amount_of_the_same_thing_on_a_later_day_is_an_update():
    match = related("The office said 42 passengers were saved.", relation="background", score=0.5)
    assert (match.relation, match.reasons["relation"]) == ("updates", ["figure", "41 passengers", "42 passengers"])


@pytest.mark.parametrize(
    ("text", "days", "score"),
    [
        ("The office said 42 passengers were saved.", 0, 0.6),  # on the same day
        ("The office said 42 passengers were saved.", None, 0.6),  # nobody knows when
        ("The office said 42 passengers were saved.", 1, 0.4),  # about something else, mostly
        ("Of 42 passengers aboard, 41 passengers were saved.", 1, 0.7),  # the claim's own as well
        ("The office said 42 crates were saved.", 1, 0.6),  # of something else
    ],
)
def test_without_that_it_is_no_update(text, days, score):
    assert related(text, days=days, score=score).relation == "repeats"


def test_the_opposite_said_of_now_on_a_later_day_is_an_update_and_otherwise_contradicts():
    assert related("The road is no longer closed.", relation="contradicts").relation == "updates"
    assert related("The road was not closed.", relation="contradicts").relation == "contradicts"


FIRST = "The rescue office at Orel said on Monday that 41 passengers of the ferry Cahaya Selat were saved.\n"
LATER = "The rescue office at Orel said on Tuesday that 42 passengers of the ferry Cahaya Selat were saved.\n"


@pytest.mark.django_db
def test_the_search_proposes_it_and_what_a_person_says_survives_the_next_search(cast: Cast):
    first = take_in(FIRST, "Orel Herald", "2024-03-04")
    take_in(LATER, "Valley Post", "2024-03-05")
    claim = Claim.objects.get(attributions__article=first)
    find_coverage(claim)
    match = claim.coverage.get()
    assert match.relation == "updates"
    set_relation(cast.analyst, match.pk, "repeats")
    find_coverage(claim)
    match.refresh_from_db()
    assert (match.relation, match.relation_by) == ("repeats", cast.analyst)
    assert undo_match(cast.analyst, match.pk).relation == "updates"
    acts = list(Event.objects.filter(article=match.article_id).order_by("pk").values_list("act", flat=True))
    assert acts[-2:] == [Event.Act.COVERAGE_DECIDED, Event.Act.UNDONE]
    find_coverage(claim)
    assert not CoverageMatch.objects.filter(pk=match.pk).exists()  # the machine's again


@pytest.mark.django_db
def test_who_may_not_and_what_is_no_relation_change_nothing(kinzhal, cast: Cast):  # noqa: F811
    article = take_in(LATER, "Valley Post")
    match = CoverageMatch.objects.create(claim=kinzhal, article=article, relation="repeats", score=1)
    with pytest.raises(NotAllowed):
        set_relation(cast.viewer, match.pk, "updates")
    with pytest.raises(NotReady):
        set_relation(cast.analyst, match.pk, "adores")
    match.refresh_from_db()
    assert match.relation == "repeats"
