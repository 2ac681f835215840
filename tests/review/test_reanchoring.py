"""What a person decides about a statement that did not stand in one place of the newer version."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.models import Article, Attribution, Claim, Event, Reanchoring
from claims.models.claim import Stage, Status
from claims.review import attributions as review
from claims.review import reanchoring, undo, workflow
from claims.review.errors import NotAllowed, NotReady, OutOfDate, SpanMismatch
from tests.cast import Cast
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db
State = Reanchoring.State
Spans = dict[str, list[tuple[int, int, str]]]


@pytest.fixture
def older(cast: Cast) -> Article:
    """The older version, with Varga's "no crack" and the mayor's sentence confirmed."""
    article = split_article(OLDER)
    for words in ("no crack", "Lamun"):
        review.confirm(cast.analyst, said_in(article, words).pk, version=1)
    return article


@pytest.fixture
def newer(older: Article) -> Article:
    return split_article(NEWER, supersedes=older)


@pytest.fixture
def crack(newer: Article) -> Reanchoring:
    return Reanchoring.objects.get(attribution__claim__statement__contains="no crack")


@pytest.fixture
def mayor(newer: Article) -> Reanchoring:
    return Reanchoring.objects.get(attribution__claim__statement__contains="Lamun")


def quoted(text: str, **parts: str) -> Spans:
    return {role: [(text.index(words), text.index(words) + len(words), words)] for role, words in parts.items()}


ONE_CRACK = quoted(NEWER, source="Engineer Tomas Varga", cue="told", content="one crack had been found")


def place(cast: Cast, row: Reanchoring, spans: Spans = ONE_CRACK) -> Attribution:
    return reanchoring.place(cast.analyst, row.pk, spans=spans, version=row.version)


def test_a_placed_statement_is_the_old_claim_in_the_new_words(cast: Cast, newer: Article, crack: Reanchoring):
    new = place(cast, crack)
    assert (new.article, new.claim, new.review_state) == (newer, crack.attribution.claim, "corrected")
    assert new.quote_of("content") == "one crack had been found"
    crack.refresh_from_db()
    assert (crack.state, crack.moved_as, crack.words_changed, crack.decided_by) == ("placed", new, True, cast.analyst)
    assert [row.article for row in new.claim.attributions.standing()] == [newer]


def test_the_suggestion_in_that_place_becomes_the_row_and_is_not_doubled(
    cast: Cast, newer: Article, crack: Reanchoring
):
    suggestion = said_in(newer, "one crack")
    assert place(cast, crack).pk == suggestion.pk
    assert said_in(newer, "one crack").claim == crack.attribution.claim


def test_undo_gives_the_suggestion_back_and_the_statement_waits_again(cast: Cast, newer: Article, crack: Reanchoring):
    suggestion = said_in(newer, "one crack")
    place(cast, crack)
    undo.undo(cast.analyst, newer)
    back = said_in(newer, "one crack")
    assert (back.pk, back.claim_id, back.review_state) == (suggestion.pk, suggestion.claim_id, "suggested")
    crack.refresh_from_db()
    assert (crack.state, crack.moved_as) == (State.WAITING, None)
    assert Attribution.objects.standing().filter(pk=crack.attribution_id).exists()
    undo.redo(cast.analyst, newer)
    crack.refresh_from_db()
    assert (crack.state, crack.moved_as.pk, crack.words_changed) == (State.PLACED, suggestion.pk, True)


def test_words_that_the_machine_did_not_find_become_a_row_of_their_own(cast: Cast, newer: Article, crack: Reanchoring):
    new = place(cast, crack, quoted(NEWER, cue="made", content="A second survey was made at night"))
    assert (new.created_by, new.source_id) == (cast.analyst, crack.attribution.source_id)
    undo.undo(cast.analyst, newer)
    assert not newer.attributions.listed().filter(pk=new.pk).exists()
    undo.redo(cast.analyst, newer)
    assert newer.attributions.listed().get(pk=new.pk).review_state == "corrected"


def test_after_an_undo_another_place_can_be_taken(cast: Cast, newer: Article, crack: Reanchoring):
    place(cast, crack, quoted(NEWER, cue="made", content="A second survey was made at night"))
    undo.undo(cast.analyst, newer)
    crack.refresh_from_db()
    assert place(cast, crack).quote_of("content") == "one crack had been found"


def test_the_same_words_in_the_same_sentence_keep_the_review_as_it_was(older: Article, cast: Cast):
    newer = split_article(OLDER + "\nIn other news.\n\n" + OLDER, supersedes=older)
    row = Reanchoring.objects.get(attribution__claim__statement__contains="no crack")
    spans = {}
    for role, words in {"source": "Engineer Tomas Varga", "cue": "told", "content": "no crack had been found"}.items():
        start = newer.text.rindex(words)
        spans[role] = [(start, start + len(words), words)]
    new = place(cast, row, spans)
    row.refresh_from_db()
    assert (new.review_state, row.words_changed) == ("confirmed", False)
    assert not Reanchoring.objects.telling().exists()


@pytest.mark.parametrize(
    ("spans", "error"),
    [
        ({"cue": [(0, 3, "Dam")], "content": []}, NotReady),
        ({"cue": [], "content": [(0, 3, "Dam")]}, NotReady),
        ({"cue": [(0, 3, "Dam")]}, NotReady),
        ({"content": [(0, 3, "Dam")]}, NotReady),
        ({"cue": [(0, 3, "Dam")], "content": [(0, 3, "dam")]}, SpanMismatch),
        ({"cue": [(0, 3, "Dam")], "content": [(0, 10**6, "Dam")]}, SpanMismatch),
    ],
)
def test_a_place_that_does_not_hold_the_words_is_refused(cast: Cast, crack: Reanchoring, spans: Spans, error):
    with pytest.raises(error):
        place(cast, crack, spans)
    crack.refresh_from_db()
    assert crack.state == State.WAITING


def test_a_statement_that_is_gone_leaves_its_claim_as_it_was(cast: Cast, newer: Article, mayor: Reanchoring):
    claim = mayor.attribution.claim
    reanchoring.gone(cast.analyst, mayor.pk, version=mayor.version)
    event = Event.objects.get(act=Event.Act.GONE)
    assert (event.claim, event.actor, event.new["date"]) == (claim, cast.analyst, "2024-03-04")
    claim.refresh_from_db()
    assert (claim.status, Claim.objects.standing().filter(pk=claim.pk).exists()) == (Status.UNVERIFIED, True)
    undo.undo(cast.analyst, newer)
    mayor.refresh_from_db()
    assert mayor.state == State.WAITING


def test_left_open_waits_for_everybody_else_until_it_is_taken_back(cast: Cast, newer: Article, mayor: Reanchoring):
    reanchoring.leave_open(cast.analyst, mayor.pk, version=mayor.version)
    assert mayor not in Reanchoring.objects.waiting_for(cast.analyst)
    assert mayor in Reanchoring.objects.waiting_for(cast.colleague)
    undo.undo(cast.analyst, newer)
    assert mayor in Reanchoring.objects.waiting_for(cast.analyst)


def test_of_two_people_the_slower_is_told(cast: Cast, crack: Reanchoring):
    seen = crack.version
    reanchoring.gone(cast.colleague, crack.pk, version=seen)
    with pytest.raises(OutOfDate, match="meanwhile"):
        reanchoring.place(cast.analyst, crack.pk, spans=ONE_CRACK, version=seen)
    crack.refresh_from_db()
    assert (crack.state, crack.decided_by) == (State.GONE, cast.colleague)


def test_undo_does_not_take_back_what_somebody_decided_since(cast: Cast, newer: Article, crack: Reanchoring):
    new = place(cast, crack)
    review.confirm(cast.colleague, new.pk, version=new.version)
    with pytest.raises(OutOfDate):
        undo.undo(cast.analyst, newer)


@pytest.mark.parametrize("act", ["place", "gone", "leave_open"])
def test_readers_decide_nothing(cast: Cast, crack: Reanchoring, act: str):
    more = {"spans": ONE_CRACK} if act == "place" else {}
    with pytest.raises(NotAllowed):
        getattr(reanchoring, act)(cast.viewer, crack.pk, version=crack.version, **more)


def test_an_approved_claim_gets_no_other_words(cast: Cast, crack: Reanchoring):
    Claim.objects.filter(pk=crack.attribution.claim_id).update(stage=Stage.APPROVED)
    with pytest.raises(NotReady, match="approved"):
        place(cast, crack)


def test_that_an_approved_statement_is_gone_can_be_noted(cast: Cast, crack: Reanchoring):
    Claim.objects.filter(pk=crack.attribution.claim_id).update(stage=Stage.APPROVED)
    reanchoring.gone(cast.analyst, crack.pk, version=crack.version)
    assert Reanchoring.objects.telling().get().pk == crack.pk


def test_a_reviewer_of_the_claim_is_told_that_it_is_gone(cast: Cast, crack: Reanchoring):
    Claim.objects.filter(pk=crack.attribution.claim_id).update(stage=Stage.IN_REVIEW)
    before = Claim.objects.get(pk=crack.attribution.claim_id).version
    reanchoring.gone(cast.analyst, crack.pk, version=crack.version)
    assert Claim.objects.get(pk=crack.attribution.claim_id).version == before + 1


def test_changed_words_are_told_until_a_verdict_is_signed_on_them(cast: Cast, crack: Reanchoring):
    new = place(cast, crack)
    assert Reanchoring.objects.telling().get().moved_as == new
    claim = Claim.objects.get(pk=new.claim_id)
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="Now one.", version=claim.version)
    assert not Reanchoring.objects.telling().exists()


def test_the_status_is_never_changed_by_a_newer_version(cast: Cast, older: Article):
    row = said_in(older, "no crack")
    claim = row.claim
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)
    split_article(NEWER, supersedes=older)
    place(cast, Reanchoring.objects.get(attribution=row))
    claim.refresh_from_db()
    assert claim.status == Status.TRUE


def test_an_older_version_is_history(cast: Cast, older: Article, newer: Article):
    row = older.attributions.first()
    with pytest.raises(NotReady, match="newer version"):
        review.reject(cast.analyst, row.pk, version=row.version)
    with pytest.raises(NotReady, match="newer version"):
        undo.undo(cast.analyst, older)


def test_a_second_split_leaves_alone_what_a_person_placed(cast: Cast, newer: Article, crack: Reanchoring):
    new = place(cast, crack)
    split(newer)
    assert said_in(newer, "one crack").pk == new.pk
    crack.refresh_from_db()
    assert crack.moved_as == new
