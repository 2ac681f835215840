"""Acts on many claims: shown first, done row by row, taken back as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import jobs, tasks
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, BulkAct, Claim, Event, Job
from claims.models.claim import Stage, Status
from claims.review import attributions, bulk, bulk_undo, undo, workflow
from claims.review.bulk import Planned, Wanted
from claims.review.errors import NotAllowed, NotReady
from tests.articles import DAM
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Kind = BulkAct.Kind


@pytest.fixture
def claims(db) -> list[Claim]:
    return [Claim.objects.create(statement=f"Claim {n}", language="en") for n in range(4)]


def rows_of(plans: Sequence[Planned]) -> list[bulk.Row]:
    """What the preview would send: everything that would change, with the version that was seen."""
    return [
        (one.subject.pk, one.version, one.person.pk if one.person else None)
        for one in plans
        if not (one.already or one.refused)
    ]


def do(person, wanted: Wanted, claims: Sequence[Claim]) -> BulkAct:
    seen = list(Claim.objects.filter(pk__in=[claim.pk for claim in claims]))
    return bulk.carry_out(bulk.begin(person, wanted, rows_of(bulk.plan(person, wanted, seen))))


def take_back(person, act: BulkAct) -> BulkAct:
    return bulk_undo.carry_back(bulk_undo.begin(person, act.pk))


def held(claims: Sequence[Claim], field: str) -> list[object]:
    return list(Claim.objects.filter(pk__in=[c.pk for c in claims]).order_by("pk").values_list(field, flat=True))


def to(stage: Stage, note: str = "") -> Wanted:
    return Wanted(Kind.MOVE, stage=stage, note=note)


# --- the preview ------------------------------------------------------------------------------------------------------


def test_the_plan_tells_what_changes_what_is_so_already_and_what_is_refused_and_why(cast: Cast, claims):
    workflow.move(cast.analyst, claims[1].pk, Stage.IN_PROGRESS, version=1)
    Claim.objects.filter(pk=claims[2].pk).update(stage=Stage.IN_REVIEW)
    plans = bulk.plan(cast.analyst, to(Stage.IN_PROGRESS), list(Claim.objects.order_by("pk")))

    assert [one.already for one in plans] == [False, True, False, False]
    assert [bool(one.refused) for one in plans] == [False, False, True, False]
    assert "cannot go from “in review” to “in progress”" in str(plans[2].refused)


def test_what_a_move_needs_is_named_for_each_claim(cast: Cast, claims):
    Claim.objects.update(stage=Stage.IN_PROGRESS)
    workflow.sign_verdict(cast.analyst, claims[0].pk, status=Status.TRUE, rationale="Seen.", version=1)
    ready, bare, *_others = bulk.plan(cast.analyst, to(Stage.IN_REVIEW), list(Claim.objects.order_by("pk")))

    assert ready.refused is None
    assert isinstance(bare.refused, NotReady) and "Sign a verdict first" in str(bare.refused)


def test_the_plan_changes_nothing_and_costs_the_same_for_many_claims(cast: Cast, claims):
    def queries(some: list[Claim]) -> int:
        with CaptureQueriesContext(connection) as captured:
            bulk.plan(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), some)
        return len(captured)

    seen = list(Claim.objects.select_related("assigned_to"))
    queries(seen)
    assert queries(seen[:1]) == queries(seen)
    assert not Event.objects.filter(claim__in=claims).exists()


def test_a_viewer_may_not_plan_an_assignment(cast: Cast, claims):
    plans = bulk.plan(cast.viewer, Wanted(Kind.TAKE, people=(cast.viewer,)), claims)
    assert all(isinstance(one.refused, NotAllowed) for one in plans)


def test_nobody_is_assigned_who_may_not_change_claims(cast: Cast, claims):
    plans = bulk.plan(cast.analyst, Wanted(Kind.ASSIGN, people=(cast.viewer,)), claims)
    assert all("may not change claims" in str(one.refused) for one in plans)


# --- doing ------------------------------------------------------------------------------------------------------------


def test_an_act_on_many_claims_goes_through_the_one_door_and_is_one_deed_in_the_log(cast: Cast, claims):
    act = do(cast.analyst, to(Stage.NOT_CHECKWORTHY), claims)

    assert set(held(claims, "stage")) == {Stage.NOT_CHECKWORTHY}
    assert (act.done, act.refused) == (4, [])
    assert [event.claim_id for event in act.events.order_by("pk")] == sorted(claim.pk for claim in claims)
    assert {event.actor for event in act.events.all()} == {cast.analyst}


def test_a_claim_that_somebody_changed_after_the_preview_is_left_and_named(cast: Cast, claims):
    wanted = Wanted(Kind.ASSIGN, people=(cast.colleague,))
    rows = rows_of(bulk.plan(cast.analyst, wanted, claims))
    workflow.assign(cast.reviewer, claims[1].pk, cast.reviewer, version=1)

    act = bulk.carry_out(bulk.begin(cast.analyst, wanted, rows))

    assert act.done == 3
    assert [(claim, kind) for claim, kind, _words in act.refused] == [(claims[1].pk, "OutOfDate")]
    assert held(claims, "assigned_to") == [cast.colleague.pk, cast.reviewer.pk, cast.colleague.pk, cast.colleague.pk]


def test_whoever_lost_the_right_meanwhile_changes_nothing_more(cast: Cast, claims):
    act = bulk.begin(cast.analyst, to(Stage.IN_PROGRESS), rows_of(bulk.plan(cast.analyst, to("in_progress"), claims)))
    cast.analyst.groups.clear()
    act = bulk.carry_out(BulkAct.objects.get(pk=act.pk))

    assert act.done == 0 and {kind for _claim, kind, _words in act.refused} == {"NotAllowed"}


def test_a_due_date_is_set_on_many(cast: Cast, claims):
    day = dt.date(2030, 1, 2)
    do(cast.analyst, Wanted(Kind.DUE, due=day), claims)
    assert set(held(claims, "due")) == {day}


def test_claims_are_dealt_out_in_turn(cast: Cast, claims):
    do(cast.analyst, Wanted(Kind.SHARE, people=(cast.colleague, cast.reviewer)), claims)
    assert held(claims, "assigned_to") == [cast.colleague.pk, cast.reviewer.pk] * 2


def test_sharing_out_by_load_fills_up_whoever_has_least(cast: Cast, claims):
    for n in range(3):
        Claim.objects.create(statement=f"Older {n}", language="en", assigned_to=cast.colleague)
    do(cast.analyst, Wanted(Kind.SHARE, people=(cast.colleague, cast.reviewer), balanced=True), claims)
    assert held(claims, "assigned_to") == [cast.reviewer.pk] * 3 + [cast.colleague.pk]


def test_sharing_out_leaves_what_somebody_has_and_what_needs_nobody(cast: Cast, claims):
    workflow.assign(cast.analyst, claims[0].pk, cast.analyst, version=1)
    Claim.objects.filter(pk=claims[1].pk).update(stage=Stage.APPROVED)
    plans = bulk.plan(cast.analyst, Wanted(Kind.SHARE, people=(cast.colleague,)), list(Claim.objects.order_by("pk")))
    assert plans[0].already and plans[0].person == cast.analyst
    assert "nobody has to work on it" in str(plans[1].refused)


def test_no_more_than_the_bound_is_taken_at_once(cast: Cast):
    with pytest.raises(NotReady, match="At most 500"):
        bulk.begin(cast.analyst, Wanted(Kind.PUT_BACK), [(n, 1, None) for n in range(1, 502)])


def test_a_claim_twice_in_the_list_is_refused(cast: Cast, claims):
    with pytest.raises(NotReady, match="twice"):
        bulk.begin(cast.analyst, Wanted(Kind.PUT_BACK), [(claims[0].pk, 1, None), (claims[0].pk, 2, None)])


def test_a_job_that_broke_off_goes_on_where_its_last_batch_ended(cast: Cast, monkeypatch):
    claims = [Claim.objects.create(statement=f"Claim {n}", language="en") for n in range(60)]
    act = bulk.begin(cast.analyst, to(Stage.IN_PROGRESS), [(claim.pk, 1, None) for claim in claims])
    job = jobs.enqueue(Job.Kind.BULK, bulk=act)
    moved, real = [], workflow.move

    def breaks_at_thirty(*args, **kwargs):
        moved.append(args)
        if len(moved) == 30:
            raise RuntimeError("the database went away")
        return real(*args, **kwargs)

    monkeypatch.setattr(workflow, "move", breaks_at_thirty)
    with pytest.raises(RuntimeError):
        jobs.run(job.pk, tasks._bulk)
    act.refresh_from_db()
    assert act.settled == act.done == act.events.count() == bulk.BATCH

    assert jobs.run(job.pk, tasks._bulk) == "done"
    act.refresh_from_db()
    assert (act.done, act.refused, act.events.count()) == (60, [], 60)


# --- taking back ------------------------------------------------------------------------------------------------------


def test_an_act_is_taken_back_as_one_and_logged(cast: Cast, claims):
    act = do(cast.analyst, to(Stage.NOT_CHECKWORTHY), claims)
    back = take_back(cast.analyst, act)

    assert set(held(claims, "stage")) == {Stage.NEW}
    assert (back.undone, back.kept) == (4, [])
    undone = Event.objects.filter(act=Event.Act.UNDONE, bulk=act)
    assert {event.undoes_id for event in undone} == {e.pk for e in act.events.exclude(act=Event.Act.UNDONE)}


def test_what_somebody_changed_since_stays_and_is_named(cast: Cast, claims):
    act = do(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), claims)
    workflow.assign(cast.colleague, claims[2].pk, cast.colleague, version=2)
    back = take_back(cast.analyst, act)

    assert held(claims, "assigned_to") == [None, None, cast.colleague.pk, None]
    ((claim, _kind, words),) = back.kept
    assert claim == claims[2].pk and "Citra assigned the claim since" in words


def test_a_verdict_signed_since_keeps_the_stage(cast: Cast, claims):
    act = do(cast.analyst, to(Stage.IN_PROGRESS), claims[:1])
    workflow.sign_verdict(cast.colleague, claims[0].pk, status=Status.TRUE, rationale="Seen.", version=2)
    back = take_back(cast.analyst, act)

    assert held(claims[:1], "stage") == [Stage.IN_PROGRESS] and len(back.kept) == 1


def test_what_changed_away_and_back_again_was_changed_all_the_same(cast: Cast, claims):
    act = do(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), claims[:1])
    workflow.assign(cast.colleague, claims[0].pk, cast.colleague, version=2)
    workflow.assign(cast.colleague, claims[0].pk, cast.analyst, version=3)

    assert take_back(cast.analyst, act).undone == 0


def test_acts_are_taken_back_in_any_order_each_its_own_deed(cast: Cast, claims):
    first = do(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), claims)
    second = do(cast.analyst, to(Stage.IN_PROGRESS), claims)
    take_back(cast.analyst, first)

    second.refresh_from_db()
    assert not second.taking_back
    assert set(held(claims, "assigned_to")) == {None} and set(held(claims, "stage")) == {Stage.IN_PROGRESS}
    take_back(cast.analyst, second)
    assert set(held(claims, "stage")) == {Stage.NEW}


def test_two_acts_on_the_same_thing_come_off_from_the_last(cast: Cast, claims):
    first = do(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), claims)
    second = do(cast.analyst, Wanted(Kind.ASSIGN, people=(cast.colleague,)), claims)
    take_back(cast.analyst, second)
    take_back(cast.analyst, first)
    assert set(held(claims, "assigned_to")) == {None}


def test_an_earlier_act_under_a_later_one_changes_nothing_and_says_so(cast: Cast, claims):
    first = do(cast.analyst, Wanted(Kind.TAKE, people=(cast.analyst,)), claims)
    do(cast.analyst, Wanted(Kind.ASSIGN, people=(cast.colleague,)), claims)
    back = take_back(cast.analyst, first)
    assert (back.undone, len(back.kept)) == (0, 4)
    assert set(held(claims, "assigned_to")) == {cast.colleague.pk}


def test_taking_back_leaves_the_undo_of_an_article_alone(cast: Cast):
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    one: Attribution = article.attributions.in_text_order().first()
    attributions.confirm(cast.analyst, one.pk, version=one.version)
    claims = list(Claim.objects.in_article(article))
    act = do(cast.analyst, to(Stage.IN_PROGRESS), claims)
    take_back(cast.analyst, act)

    assert undo.undo(cast.analyst, article).act == Event.Act.CONFIRMED
    one.refresh_from_db()
    assert one.review_state == "suggested"


def test_an_act_is_taken_back_once(cast: Cast, claims):
    act = do(cast.analyst, to(Stage.NOT_CHECKWORTHY), claims)
    take_back(cast.analyst, act)
    with pytest.raises(NotReady, match="already"):
        bulk_undo.begin(cast.analyst, act.pk)


def test_nobody_takes_back_the_act_of_another(cast: Cast, claims):
    act = do(cast.analyst, to(Stage.NOT_CHECKWORTHY), claims)
    with pytest.raises(NotAllowed, match="whoever did this"):
        bulk_undo.begin(cast.administrator, act.pk)


def test_what_is_still_going_on_is_not_taken_back(cast: Cast, claims):
    act = bulk.begin(cast.analyst, to(Stage.NOT_CHECKWORTHY), [(claims[0].pk, 1, None)])
    with pytest.raises(NotReady, match="still going on"):
        bulk_undo.begin(cast.analyst, act.pk)
