"""Acts on many sources, and following many: shown first, done row by row, taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, BulkAct, Claim, Event, Following, Source, SourceStake
from claims.review import bulk, bulk_undo, following
from claims.review.bulk import Wanted
from claims.review.errors import NotAllowed
from claims.review.following import State
from claims.sources import merging, profile
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Kind = BulkAct.Kind


@pytest.fixture
def sources(db) -> list[Source]:
    return [Source.objects.create(name=f"Body {n}", kind=Source.Kind.ORGANISATION) for n in range(3)]


def to(kind: Kind, value: str = "", listing: str = "sources") -> Wanted:
    return Wanted(kind, listing=listing, value=value)


def do(person, wanted: Wanted, subjects: Sequence[Any]) -> BulkAct:
    plans = bulk.plan(person, wanted, subjects)
    rows = [(one.subject.pk, one.version, None) for one in plans if not (one.already or one.refused)]
    return bulk.carry_out(bulk.begin(person, wanted, rows))


def take_back(person, act: BulkAct) -> BulkAct:
    return bulk_undo.carry_back(bulk_undo.begin(person, act.pk))


def held(field: str) -> list[object]:
    return list(Source.objects.order_by("pk").values_list(field, flat=True))


# --- facts of sources -------------------------------------------------------------------------------------------------


def test_the_country_of_many_sources_is_set_as_one_deed_in_the_log_and_taken_back(cast: Cast, sources):
    Source.objects.filter(pk=sources[0].pk).update(country="ID")
    act = do(cast.analyst, to(Kind.COUNTRY, "RU"), list(Source.objects.order_by("pk")))

    assert held("country") == ["RU", "RU", "RU"] and act.done == 3
    assert [event.source_id for event in act.events.order_by("pk")] == [one.pk for one in sources]
    assert {event.act for event in act.events.all()} == {Event.Act.SOURCE_CHANGED}
    act = take_back(cast.analyst, act)
    assert (held("country"), act.undone, act.kept) == (["ID", "", ""], 3, [])
    assert act.events.filter(act=Event.Act.UNDONE, undoes__isnull=False).count() == 3


def test_one_that_is_so_already_is_told_and_left(cast: Cast, sources):
    SourceStake.objects.create(source=sources[1], topic="War in Ukraine")
    plans = bulk.plan(cast.analyst, to(Kind.STAKE, "war in Ukraine"), list(Source.objects.order_by("pk")))
    assert [one.already for one in plans] == [False, True, False]


def test_a_stake_is_noted_and_only_what_was_noted_is_taken_back(cast: Cast, sources):
    SourceStake.objects.create(source=sources[1], topic="dams")
    act = do(cast.analyst, to(Kind.STAKE, "dams"), list(Source.objects.order_by("pk")))
    assert SourceStake.objects.filter(key="dams").count() == 3 and act.done == 2

    take_back(cast.analyst, act)
    assert [stake.source for stake in SourceStake.objects.all()] == [sources[1]]


def test_a_kind_in_which_the_name_is_taken_is_refused_by_the_preview_and_by_the_act(cast: Cast, sources):
    wanted = to(Kind.SOURCE_KIND, Source.Kind.OUTLET)
    rows = [(one.pk, 1, None) for one in sources]
    Source.objects.create(name="Body 1", kind=Source.Kind.OUTLET)
    plans = bulk.plan(cast.analyst, wanted, sources)

    assert ["Merge the two instead" in str(one.refused) for one in plans] == [False, True, False]
    act = bulk.carry_out(bulk.begin(cast.analyst, wanted, rows))
    assert act.done == 2 and [row[:2] for row in act.refused] == [[sources[1].pk, "NotReady"]]


def test_a_source_that_somebody_changed_after_the_preview_is_left_and_named(cast: Cast, sources):
    rows = [(one.pk, 1, None) for one in sources]
    profile.add_stake(cast.colleague, sources[1].pk, "dams", version=1)
    act = bulk.carry_out(bulk.begin(cast.analyst, to(Kind.COUNTRY, "RU"), rows))

    assert held("country") == ["RU", "", "RU"]
    assert [row[:2] for row in act.refused] == [[sources[1].pk, "OutOfDate"]]


def test_taking_back_leaves_what_somebody_changed_since_and_what_was_merged_away(cast: Cast, sources):
    act = do(cast.analyst, to(Kind.COUNTRY, "RU"), sources)
    first = Source.objects.get(pk=sources[0].pk)
    profile.set_profile(
        cast.colleague, first.pk, profile.Profile(first.name, first.kind, country="BY"), version=first.version
    )
    merging.merge(cast.reviewer, sources[1].pk, sources[2].pk, gone_version=2, kept_version=2)
    act = take_back(cast.analyst, act)

    assert {row[0]: row[1] for row in act.kept} == {sources[0].pk: "OutOfDate", sources[1].pk: "NotReady"}
    assert held("country") == ["BY", "RU", ""]


def test_a_viewer_is_refused(cast: Cast, sources):
    plans = bulk.plan(cast.viewer, to(Kind.COUNTRY, "RU"), sources)
    assert all(isinstance(one.refused, NotAllowed) for one in plans)
    act = bulk.carry_out(bulk.begin(cast.viewer, to(Kind.COUNTRY, "RU"), [(one.pk, 1, None) for one in sources]))
    assert (act.done, held("country")) == (0, ["", "", ""])


def test_the_plan_costs_the_same_for_many_sources(cast: Cast, sources):
    seen = list(Source.objects.prefetch_related("stakes"))

    def queries(some: list[Source], wanted: Wanted) -> int:
        with CaptureQueriesContext(connection) as captured:
            bulk.plan(cast.analyst, wanted, some)
        return len(captured)

    for wanted in (to(Kind.STAKE, "dams"), to(Kind.SOURCE_KIND, "person"), to(Kind.FOLLOW)):
        queries(seen, wanted)
        assert queries(seen[:1], wanted) == queries(seen, wanted) <= 4


# --- following --------------------------------------------------------------------------------------------------------


def followed(person, kind: str) -> set[int]:
    return set(Following.objects.standing().filter(user=person).values_list(kind, flat=True)) - {None}


@pytest.mark.parametrize("listing", ["claims", "articles", "sources"])
def test_many_are_followed_and_taking_it_back_leaves_each_as_it_was(cast: Cast, sources, listing):
    made: list[Any] = {
        "claims": lambda: [Claim.objects.create(statement=f"Claim {n}", language="en") for n in range(3)],
        "articles": lambda: [
            Article.objects.create(text=f"Text {n}.", content_hash=f"{n}", language="en") for n in range(3)
        ],
        "sources": lambda: sources,
    }[listing]()
    noun = listing.removesuffix("s")
    following.follow(cast.analyst, noun, made[0].pk)
    following.unfollow(cast.analyst, noun, made[1].pk)
    act = do(cast.analyst, to(Kind.FOLLOW, listing=listing), made)

    assert followed(cast.analyst, noun) == {one.pk for one in made} and act.done == 2
    take_back(cast.analyst, act)
    states = following.states_of(cast.analyst, noun, [one.pk for one in made])
    assert list(states.values()) == [State.FOLLOWED, State.MUTED, State.NEVER]
    assert not Event.objects.filter(bulk=act).exists()  # whom somebody follows is theirs alone


def test_many_are_followed_no_more(cast: Cast, sources):
    do(cast.analyst, to(Kind.FOLLOW), sources)
    act = do(cast.analyst, to(Kind.UNFOLLOW), sources)
    assert followed(cast.analyst, "source") == set()
    take_back(cast.analyst, act)
    assert followed(cast.analyst, "source") == {one.pk for one in sources}


def test_what_the_person_chose_otherwise_since_stays(cast: Cast, sources):
    act = do(cast.analyst, to(Kind.FOLLOW), sources)
    following.unfollow(cast.analyst, "source", sources[2].pk)
    act = take_back(cast.analyst, act)

    assert [row[:2] for row in act.kept] == [[sources[2].pk, "OutOfDate"]]
    assert following.states_of(cast.analyst, "source", [sources[2].pk])[sources[2].pk] == State.MUTED
