"""What a person may decide about an attribution."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, AttributionSpan, Event, Source
from claims.review import attributions as review
from claims.review import own_voice
from claims.review.errors import NotAllowed, NotReady, OutOfDate, SpanMismatch
from claims.review.undo import undo
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def kremlin() -> Attribution:
    article, _ = save_article(REFERENCE)
    split(article)
    return Attribution.objects.filter(article=article, source__name="Kremlin").in_text_order().first()


@pytest.mark.parametrize(("act", "state"), [(review.confirm, "confirmed"), (review.reject, "rejected")])
def test_a_decision_is_signed_timed_and_logged(kremlin, cast: Cast, act, state):
    decided = act(cast.analyst, kremlin.pk, version=1)
    assert (decided.review_state, decided.reviewed_by, decided.version) == (state, cast.analyst, 2)
    assert decided.reviewed_at is not None
    event = Event.objects.get(attribution=kremlin)
    assert (event.actor, event.old["review_state"], event.new["review_state"]) == (cast.analyst, "suggested", state)


def test_a_rejected_attribution_can_be_put_back(kremlin, cast: Cast):
    review.reject(cast.analyst, kremlin.pk, version=1)
    restored = review.restore(cast.analyst, kremlin.pk, version=2)
    assert (restored.review_state, restored.reviewed_by) == ("suggested", None)


def test_deciding_the_same_again_changes_and_logs_nothing(kremlin, cast: Cast):
    review.confirm(cast.analyst, kremlin.pk, version=1)
    review.confirm(cast.analyst, kremlin.pk, version=2)
    assert Event.objects.filter(attribution=kremlin).count() == 1


def test_a_viewer_and_a_person_without_a_role_may_change_nothing(kremlin, cast: Cast):
    for person in (cast.viewer, cast.nobody):
        with pytest.raises(NotAllowed):
            review.confirm(person, kremlin.pk, version=1)
    kremlin.refresh_from_db()
    assert kremlin.review_state == "suggested"


def test_a_decision_on_what_somebody_else_changed_is_refused(kremlin, cast: Cast):
    review.confirm(cast.analyst, kremlin.pk, version=1)
    with pytest.raises(OutOfDate, match="Nothing of yours was saved"):
        review.reject(cast.reviewer, kremlin.pk, version=1)
    kremlin.refresh_from_db()
    assert kremlin.review_state == "confirmed"


def test_choosing_another_source_corrects_the_attribution(kremlin, cast: Cast):
    ministry = review.create_source(cast.analyst, name="  Kementerian   Luar Negeri ", kind=Source.Kind.ORGANISATION)
    changed = review.set_source(cast.analyst, kremlin.pk, ministry, version=1)
    assert (changed.source, changed.review_state) == (ministry, "corrected")
    event = Event.objects.get(act=Event.Act.SOURCE_SET)
    assert (event.old["name"], event.new["name"]) == ("Kremlin", "Kementerian Luar Negeri")


def test_creating_a_source_that_exists_returns_it(cast: Cast):
    first = review.create_source(cast.analyst, name="Valley Post", kind=Source.Kind.OUTLET)
    assert review.create_source(cast.analyst, name="valley post", kind=Source.Kind.OUTLET) == first
    with pytest.raises(NotReady, match="needs a name"):
        review.create_source(cast.analyst, name=" – ", kind=Source.Kind.OUTLET)


def test_spans_can_be_corrected_to_words_that_stand_there(kremlin, cast: Cast):
    start = REFERENCE.index("belum ada perjanjian")
    quote = "belum ada perjanjian yang telah, atau akan ditandatangani"
    changed = review.set_spans(
        cast.analyst, kremlin.pk, version=1, spans={"content": [(start, start + len(quote), quote)]}
    )
    assert changed.review_state == "corrected"
    assert [s.quote for s in changed.spans.filter(role="content")] == [quote]
    assert changed.spans.filter(role="cue").get().quote == "mengataka,n"


def places(*words: str) -> list[tuple[int, int, str]]:
    return [(REFERENCE.index(one), REFERENCE.index(one) + len(one), one) for one in words]


@pytest.mark.parametrize(
    "steps",
    [
        [["belum ada", "perjanjian yang telah"], ["perjanjian yang telah"], ["belum ada"]],
        [["belum ada", "perjanjian"], ["perjanjian", "yang telah"], ["belum", "ada perjanjian"]],
        [["belum ada perjanjian"], ["belum ada", "perjanjian", "ditandatangani"], ["ada", "yang telah", "atau akan"]],
    ],
    ids=["fewer", "each on the place of the next", "more, then all others"],
)
def test_spans_stand_where_they_were_set_whatever_stood_there(kremlin, cast: Cast, steps):
    others = list(kremlin.spans.exclude(role="content").values_list("pk", "start", "end", "quote"))
    row = kremlin
    for words in steps:
        row = review.set_spans(cast.analyst, kremlin.pk, version=row.version, spans={"content": places(*words)})

        assert [span.quote for span in row.spans_of("content")] == words
        assert list(kremlin.spans.filter(role="content").values_list("start", "end", "quote")) == places(*words)
    assert list(kremlin.spans.exclude(role="content").values_list("pk", "start", "end", "quote")) == others


@pytest.mark.parametrize(
    "span",
    [(0, 5, "Kreml"), (5, 5, ""), (-1, 4, "Ikla"), (3_000_000, 3_000_005, "Iklan")],
    ids=["other words", "empty", "before the text", "behind the text"],
)
def test_a_span_that_does_not_match_the_text_is_refused(kremlin, cast: Cast, span):
    with pytest.raises(SpanMismatch):
        review.set_spans(cast.analyst, kremlin.pk, version=1, spans={"content": [span]})
    kremlin.refresh_from_db()
    assert kremlin.version == 1


def test_overlapping_spans_of_one_role_are_refused(kremlin, cast: Cast):
    with pytest.raises(SpanMismatch, match="overlap"):
        review.set_spans(cast.analyst, kremlin.pk, version=1, spans={"cue": [(0, 5, "Iklan"), (2, 5, "lan")]})


def test_the_database_refuses_a_span_longer_than_its_quote(kremlin):
    with pytest.raises(IntegrityError), transaction.atomic():
        AttributionSpan.objects.create(attribution=kremlin, role="content", start=10, end=20, quote="too short")


def test_quotes_are_counted_in_code_points_by_both_databases(kremlin):
    AttributionSpan.objects.create(attribution=kremlin, role="content", start=10, end=13, quote="👩🏽‍🚀"[:3])


def test_a_statement_of_the_articles_own_voice_is_taken_up_once(kremlin, cast: Cast):
    own = kremlin.article.own_voice.first()
    first = own_voice.take_up(cast.analyst, own.pk)
    assert own_voice.take_up(cast.analyst, own.pk) == first
    assert (str(first.source), first.claim.finding) == ("CNA", "unattributed")
    assert first.spans.get().quote == own.quote


def test_how_a_source_is_unnamed_is_noted_with_the_stated_reason_and_undone(kremlin, cast: Cast):
    changed = review.set_anonymity(cast.analyst, kremlin.pk, "rank", "not allowed to  speak", version=1)
    assert (changed.anonymity, changed.anonymity_reason) == ("rank", "not allowed to speak")
    with pytest.raises(NotReady, match="kinds"):
        review.set_anonymity(cast.analyst, kremlin.pk, "ghost", "", version=2)
    undo(cast.analyst, changed.article)
    kremlin.refresh_from_db()
    assert (kremlin.anonymity, kremlin.anonymity_reason, kremlin.review_state) == ("", "", "suggested")
