"""What people write down about a Source: each act is checked, versioned and logged."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.models import Event, Source, SourceGrade
from claims.models.source import script_of
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.sources import profile
from claims.sources.profile import Profile
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry(db) -> Source:
    return Source.objects.create(name="Water Ministry", kind="organisation")


def facts(**changed) -> Profile:
    return Profile(**{"name": "Water Ministry", "kind": "organisation", **changed})


def test_the_facts_are_written_and_the_log_says_what_changed(ministry, cast: Cast):
    profile.set_profile(cast.analyst, ministry.pk, facts(country="ID", wikidata="Q7835"), version=1)
    ministry.refresh_from_db()
    assert (ministry.country, ministry.wikidata, ministry.version) == ("ID", "Q7835", 2)
    event = Event.objects.get(act=Event.Act.SOURCE_CHANGED)
    assert (event.old, event.new) == ({"country": "", "wikidata": ""}, {"country": "ID", "wikidata": "Q7835"})


def test_saving_what_stands_there_already_changes_and_logs_nothing(ministry, cast: Cast):
    assert profile.set_profile(cast.analyst, ministry.pk, facts(), version=1).version == 1
    assert not Event.objects.exists()


def test_a_changed_name_is_still_understood(ministry, cast: Cast):
    profile.set_profile(cast.analyst, ministry.pk, facts(name="Ministry of Water"), version=1)
    assert Source.objects.known_as("Water ministry").get() == Source.objects.known_as("Ministry of Water").get()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " ?! "}, "needs a name"),
        ({"kind": "planet"}, "kinds"),
        ({"country": "Indonesia"}, "two letters"),
        ({"wikidata": "7835"}, "Wikidata"),
        ({"wikidata": "Q0"}, "Wikidata"),
        ({"name": "Harbour Office"}, "Merge the two"),
    ],
)
def test_facts_that_cannot_be_are_refused(ministry, cast: Cast, changed, words):
    Source.objects.create(name="Harbour Office", kind="organisation")
    with pytest.raises(NotReady, match=words):
        profile.set_profile(cast.analyst, ministry.pk, facts(**changed), version=1)


def test_nobody_speaks_for_one_another_in_a_circle(ministry, cast: Cast):
    varga = Source.objects.create(name="Varga", kind="person", speaks_for=ministry)
    with pytest.raises(NotReady, match="circle"):
        profile.set_profile(cast.analyst, ministry.pk, facts(speaks_for=varga.pk), version=1)


def test_a_stale_page_and_a_reader_are_refused(ministry, cast: Cast):
    with pytest.raises(OutOfDate):
        profile.set_profile(cast.analyst, ministry.pk, facts(country="ID"), version=9)
    with pytest.raises(NotAllowed):
        profile.set_profile(cast.viewer, ministry.pk, facts(country="ID"), version=1)


def test_names_are_added_by_language_and_taken_away(ministry, cast: Cast):
    profile.add_alias(cast.analyst, ministry.pk, "Kementerian Air", "id", version=1)
    with pytest.raises(NotReady, match="already"):
        profile.add_alias(cast.analyst, ministry.pk, "kementerian air", "id", version=2)
    alias = ministry.aliases.get()
    profile.remove_alias(cast.analyst, ministry.pk, alias.pk, version=2)
    profile.remove_alias(cast.analyst, ministry.pk, alias.pk, version=3)
    assert not ministry.aliases.exists()
    assert Event.objects.filter(act=Event.Act.SOURCE_CHANGED).count() == 2


@pytest.mark.parametrize(("name", "script"), [("TASS", "Latin"), ("ТАСС", "Cyrillic"), ("وفا", "Arabic"), ("24", "")])
def test_the_script_of_a_name_is_read_from_its_letters(name, script):
    assert script_of(name) == script


def test_an_interested_party_is_one_in_a_topic(ministry, cast: Cast):
    profile.add_stake(cast.analyst, ministry.pk, "dams", version=1)
    profile.add_stake(cast.analyst, ministry.pk, "Dams", version=2)
    assert [str(stake) for stake in ministry.stakes.all()] == ["dams"]
    profile.remove_stake(cast.analyst, ministry.pk, ministry.stakes.get().pk, version=2)
    assert not ministry.stakes.exists()


def test_an_analyst_proposes_a_grade_and_a_reviewer_grants_it(ministry, cast: Cast):
    proposed = profile.grade(cast.analyst, ministry.pk, "C", topic="dams", reason="Owns them.", version=1)
    lines = list(SourceGrade.objects.newest_first())
    assert (proposed.granted, profile.grades_in_force(lines), profile.proposals(lines)) == (False, [], [proposed])
    with pytest.raises(NotAllowed):
        profile.grant(cast.colleague, ministry.pk, proposed.pk, version=2)
    granted = profile.grant(cast.reviewer, ministry.pk, proposed.pk, version=2)
    lines = list(SourceGrade.objects.newest_first())
    assert (granted.answers, profile.grades_in_force(lines), profile.proposals(lines)) == (proposed, [granted], [])
    with pytest.raises(NotReady, match="already"):
        profile.grant(cast.administrator, ministry.pk, proposed.pk, version=3)


def test_a_proposal_that_a_later_grade_has_replaced_is_not_granted(ministry, cast: Cast):
    proposed = profile.grade(cast.analyst, ministry.pk, "A", topic="dams", reason="Was right.", version=1)
    held = profile.grade(cast.reviewer, ministry.pk, "D", topic="Dams", reason="Withdrew a figure.", version=2)
    with pytest.raises(NotReady, match="a later grade"):
        profile.grant(cast.reviewer, ministry.pk, proposed.pk, version=3)
    assert profile.grades_in_force(list(SourceGrade.objects.newest_first())) == [held]


def test_grades_are_by_topic_and_the_latest_granted_line_holds(ministry, cast: Cast):
    profile.grade(cast.reviewer, ministry.pk, "B", topic="", reason="Mostly right.", version=1)
    profile.grade(cast.reviewer, ministry.pk, "D", topic="Dams", reason="Was wrong.", version=2)
    latest = profile.grade(cast.reviewer, ministry.pk, "E", topic="dams", reason="Wrong again.", version=3)
    in_force = profile.grades_in_force(list(SourceGrade.objects.newest_first()))
    assert [str(one) for one in in_force] == ["B", "E dams"]
    assert in_force[1] == latest
    assert SourceGrade.objects.count() == 3


def test_nobody_grants_their_own_proposal(ministry, cast: Cast):
    from django.contrib.auth.models import Group

    proposed = profile.grade(cast.analyst, ministry.pk, "C", topic="", reason="Owns them.", version=1)
    cast.analyst.groups.add(Group.objects.get(name="reviewer"))
    promoted = type(cast.analyst).objects.get(pk=cast.analyst.pk)
    with pytest.raises(NotReady, match="another reviewer"):
        profile.grant(promoted, ministry.pk, proposed.pk, version=2)


def test_a_grade_without_reason_is_refused_by_us_and_by_the_database(ministry, cast: Cast):
    with pytest.raises(NotReady, match="Say why"):
        profile.grade(cast.analyst, ministry.pk, "C", topic="", reason=" ", version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceGrade.objects.create(source=ministry, grade="C", author=cast.analyst)
