"""What people decided in one version of an article moves over to the next, or waits."""

from __future__ import annotations

import pytest

from claims import jobs, tasks
from claims.ingest import split as splitting
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, AttributionSpan, Claim, Event, Job, Reanchoring, RelayHop, Source
from claims.models.claim import Status
from claims.review import appearances, chains, own_voice, undo, workflow
from claims.review import attributions as review
from tests.cast import Cast
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db
State = Reanchoring.State


@pytest.fixture
def older() -> Article:
    return split_article(OLDER, outlet="Orel Herald")


def newer_of(older: Article, text: str = NEWER) -> Article:
    return split_article(text, outlet="Orel Herald", supersedes=older)


def decide(cast: Cast, row: Attribution) -> Attribution:
    return review.confirm(cast.analyst, row.pk, version=row.version)


def state_of(row: Attribution) -> str:
    return Reanchoring.objects.get(attribution=row).state


def test_a_confirmed_statement_in_the_same_words_moves_over_with_all_that_is_known(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "every joint"))
    relay = Source.objects.made_or_known("Valley Post", Source.Kind.OUTLET)[0]
    row = chains.add_hop(cast.analyst, row.pk, relay, version=row.version)
    row = chains.describe_hop(
        cast.colleague, row.pk, relay.pk, chains.HopFacts(opened=True, found="every joint"), version=row.version
    )
    newer = newer_of(older)
    moved = said_in(newer, "every joint")
    assert moved.claim_id == row.claim_id
    assert (moved.review_state, moved.reviewed_by, moved.reviewed_at) == (
        row.review_state,
        cast.analyst,
        row.reviewed_at,
    )
    assert moved.source_id == row.source_id
    hop = RelayHop.objects.get(attribution=moved, source=relay)
    assert (hop.opened_by, hop.found) == (cast.colleague, "every joint")
    assert moved.moved_from.attribution_id == row.pk
    event = Event.objects.get(attribution=moved, act=Event.Act.MOVED)
    assert (event.actor, event.old["attribution"]) == (None, row.pk)


def test_every_span_of_a_moved_row_quotes_the_newer_text(older: Article, cast: Cast):
    for row in older.attributions.all():
        decide(cast, row)
    newer = newer_of(older)
    spans = AttributionSpan.objects.filter(attribution__article=newer, attribution__moved_from__isnull=False)
    assert spans.count() >= 6
    for span in spans:
        assert newer.text[span.start : span.end] == span.quote


def test_a_date_in_the_dateline_keeps_nobody_from_moving(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "at Lake Orel is safe"))
    newer_of(older)
    assert state_of(row) == State.MOVED


def test_a_fresh_suggestion_in_the_place_of_a_moved_row_is_not_doubled(older: Article, cast: Cast):
    decide(cast, said_in(older, "every joint"))
    assert said_in(newer_of(older), "every joint").review_state == "confirmed"


def test_a_statement_in_other_words_waits_and_so_does_one_that_is_gone(older: Article, cast: Cast):
    changed, gone = decide(cast, said_in(older, "no crack")), decide(cast, said_in(older, "Lamun"))
    newer = newer_of(older)
    waiting = Reanchoring.objects.waiting().filter(article=newer)
    assert {row.attribution_id for row in waiting} == {changed.pk, gone.pk}
    assert set(waiting.values_list("places", flat=True)) == {0}
    told = Event.objects.filter(act=Event.Act.WAITS, claim=changed.claim_id)
    assert told.get().attribution_id == changed.pk


def test_a_statement_that_stands_twice_waits(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "no crack"))
    newer_of(older, OLDER + "\nIn other news.\n\n" + OLDER)
    assert Reanchoring.objects.get(attribution=row, state=State.WAITING).places == 2


PRONOUN = "{who} told reporters that the dam is dry. He added that every joint had been measured twice.\n"


def test_a_sentence_in_which_he_is_somebody_else_now_waits(cast: Cast):
    older = split_article(PRONOUN.format(who="Engineer Tomas Varga"))
    row = decide(cast, said_in(older, "every joint"))
    assert row.source_type == "pronoun"
    newer_of(older, PRONOUN.format(who="Mayor Jonas Petri"))
    known = Reanchoring.objects.get(attribution=row)
    assert (known.state, known.places) == (State.WAITING, 1)


def test_a_sentence_in_which_he_is_the_same_moves(cast: Cast):
    older = split_article(PRONOUN.format(who="Engineer Tomas Varga"))
    row = decide(cast, said_in(older, "every joint"))
    newer_of(older, "It rained all night in Orel.\n\n" + PRONOUN.format(who="On Monday, engineer Tomas Varga"))
    assert state_of(row) == State.MOVED


def test_a_source_that_only_a_person_knew_moves_with_the_sentence_before_it_and_not_without(cast: Cast):
    text = "It was noon at the lake in Orel. He added that every joint had been measured twice.\n"
    for before, state in (("It was noon at", State.MOVED), ("Petri came to", State.WAITING)):
        older = split_article(f"{text}\nVersion for {before}.\n")
        row = said_in(older, "every joint")
        assert not row.canonical
        source = Source.objects.made_or_known("Tomas Varga", Source.Kind.PERSON)[0]
        row = review.set_source(cast.analyst, row.pk, source, version=row.version)
        newer_of(older, text.replace("It was noon at", before) + f"\nSecond version for {before}.\n")
        assert state_of(row) == state


def test_suggestions_that_nobody_touched_are_split_afresh_and_their_old_rows_stand_for_nothing(older: Article):
    old = set(older.attributions.values_list("pk", flat=True))
    newer = newer_of(older)
    assert not Reanchoring.objects.exists()
    assert newer.attributions.count() == 4
    assert set(older.attributions.values_list("pk", flat=True)) == old
    assert not older.attributions.standing().exists()


def test_a_claim_is_counted_once(older: Article, cast: Cast):
    decide(cast, said_in(older, "every joint"))
    newer = newer_of(older)
    listed = Claim.objects.standing().listed()
    assert [claim.pk for claim in listed.filter(statement__contains="every joint")] == [
        said_in(newer, "every joint").claim_id
    ]
    for claim in listed:
        assert [place.article for place in claim.appearances] == [newer]


def test_a_claim_that_waits_still_stands(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "Lamun"))
    newer_of(older)
    assert Claim.objects.standing().filter(pk=row.claim_id).exists()


def test_a_suggestion_whose_claim_has_a_verdict_moves_as_a_suggestion(older: Article, cast: Cast):
    row = said_in(older, "every joint")
    workflow.sign_verdict(cast.analyst, row.claim_id, status=Status.TRUE, rationale="Seen.", version=1)
    newer = newer_of(older)
    split(newer)
    moved = said_in(newer, "every joint")
    assert (moved.claim.status, moved.review_state) == (Status.TRUE, "suggested")


def test_what_was_rejected_stays_rejected_and_never_waits(older: Article, cast: Cast):
    same, gone = said_in(older, "every joint"), said_in(older, "Lamun")
    for row in (same, gone):
        review.reject(cast.analyst, row.pk, version=1)
    newer = newer_of(older)
    assert said_in(newer, "every joint").review_state == "rejected"
    assert not Reanchoring.objects.waiting().exists()


def test_an_addition_that_was_taken_back_is_not_carried_over(older: Article, cast: Cast):
    start = older.text.index("The dam was built")
    quoted = (start, start + 7, older.text[start : start + 7])
    added = appearances.add(cast.analyst, older, content=[quoted])
    undo.undo(cast.analyst, older)
    newer_of(older)
    assert not Reanchoring.objects.filter(attribution=added).exists()


def test_own_voice_that_was_taken_up_or_dismissed_is_not_offered_again(older: Article, cast: Cast):
    own = older.own_voice.get(quote__contains="1961")
    taken = own_voice.take_up(cast.analyst, own.pk)
    newer = newer_of(older)
    assert newer.own_voice.get(quote__contains="1961").taken_up_as == taken.reanchoring.moved_as
    assert newer.attributions.filter(claim=taken.claim_id).count() == 1


def test_dismissed_own_voice_stays_dismissed(older: Article, cast: Cast):
    own_voice.dismiss(cast.analyst, older.own_voice.get(quote__contains="1961").pk)
    assert newer_of(older).own_voice.get(quote__contains="1961").dismissed


def test_splitting_a_second_time_changes_nothing(older: Article, cast: Cast):
    for row in older.attributions.all():
        decide(cast, row)
    newer = newer_of(older)

    def picture() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], int]:
        rows = newer.attributions.in_text_order().values_list("number", "claim__statement", "review_state")
        states = Reanchoring.objects.order_by("attribution").values_list("attribution", "state", "places")
        return list(rows), list(states), Event.objects.exclude(act=Event.Act.SPLIT).count()

    before = picture()
    split(newer)
    assert picture() == before


def test_a_second_run_never_touches_a_moved_row_that_a_person_changed(older: Article, cast: Cast):
    decide(cast, said_in(older, "every joint"))
    newer = newer_of(older)
    moved = said_in(newer, "every joint")
    review.reject(cast.colleague, moved.pk, version=moved.version)
    split(newer)
    rows = newer.attributions.filter(spans__quote__contains="every joint").distinct()
    assert [(row.pk, row.review_state) for row in rows] == [(moved.pk, "rejected")]


def test_what_still_waits_is_looked_for_again_in_the_version_after_next(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "no crack"))
    middle = newer_of(older)
    last = newer_of(middle, NEWER.replace("one crack", "no crack") + "\nThe road is open again.\n")
    known = Reanchoring.objects.get(attribution=row)
    assert (known.state, known.article) == (State.MOVED, last)
    assert said_in(last, "no crack").claim_id == row.claim_id


def test_a_moved_row_moves_on_to_the_next_version(older: Article, cast: Cast):
    row = decide(cast, said_in(older, "every joint"))
    middle = newer_of(older)
    last = newer_of(middle, NEWER + "\nThe road is open again.\n")
    assert said_in(last, "every joint").moved_from.attribution.moved_from.attribution == row
    assert Claim.objects.standing().listed().get(pk=row.claim_id).appearances[0].article == last


def test_an_older_version_that_is_split_late_adds_nothing_to_the_lists(cast: Cast):
    older, _created = save_article(OLDER)
    newer_of(older)
    split(older)
    assert older.attributions.exists()
    assert not older.attributions.standing().exists()


def test_a_row_inside_another_stays_inside_it(cast: Cast):
    text = 'The mayor said that Varga told reporters that no crack had been found. "It holds," the mayor said.\n'
    older = split_article(text)
    inner = older.attributions.filter(inside__isnull=False).get()
    for row in older.attributions.all():
        decide(cast, row)
    newer = newer_of(older, "A survey was made by night.\n\n" + text)
    moved = newer.attributions.get(moved_from__attribution=inner)
    assert moved.inside == newer.attributions.get(moved_from__attribution=inner.inside)


def test_the_job_says_how_many_moved_and_how_many_wait_and_runs_once(older: Article, cast: Cast):
    for row in older.attributions.all():
        decide(cast, row)
    newer, _created = save_article(NEWER, supersedes=older)
    job = jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=newer)
    assert tasks.split_article(job.pk) == "done"
    assert tasks.split_article(job.pk) == "skipped"
    job.refresh_from_db()
    assert (job.result["moved"], job.result["waiting"]) == (2, 2)


def test_a_job_that_breaks_off_has_moved_nothing_and_moves_all_the_next_time(older: Article, cast: Cast, monkeypatch):
    row = decide(cast, said_in(older, "every joint"))
    newer, _created = save_article(NEWER, supersedes=older)
    job = jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=newer)

    def break_off(*_arguments: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(splitting, "_save_own_voice", break_off)
        splitting.split(newer)
    assert not Reanchoring.objects.exists() and not newer.attributions.exists()
    assert Attribution.objects.standing().filter(pk=row.pk).exists()
    assert tasks.split_article(job.pk) == "done"
    assert state_of(row) == State.MOVED
