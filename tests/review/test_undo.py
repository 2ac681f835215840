"""Undo and redo at any depth, from the log."""

from __future__ import annotations

import random

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Claim, Event, Source
from claims.models.claim import Stage, Status
from claims.review import appearances, chains, workflow
from claims.review import attributions as review
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.undo import redo, stacks, undo
from claims.sources import merging
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference() -> Article:
    article, _ = save_article(REFERENCE)
    split(article)
    return article


def picture(article: Article) -> list[tuple[object, ...]]:
    """All that an analyst can change here, without the counters of versions."""
    fields = ("number", "source", "review_state", "reviewed_by", "reviewed_at", "claim__statement", "claim__gloss")
    spans = [(s.role, s.start, s.end, s.quote) for a in article.attributions.all() for s in a.spans.all()]
    return [*article.attributions.in_text_order().values_list(*fields), *sorted(spans)]


def act_at_random(article: Article, person, dice: random.Random) -> None:
    attribution = dice.choice(list(article.attributions.all()))
    version = attribution.version
    span = attribution.spans_of("content")[0]
    shorter = (span.start, span.end - 1, REFERENCE[span.start : span.end - 1])
    claim = attribution.claim
    dice.choice(
        [
            lambda: review.confirm(person, attribution.pk, version=version),
            lambda: review.reject(person, attribution.pk, version=version),
            lambda: review.restore(person, attribution.pk, version=version),
            lambda: review.set_source(
                person, attribution.pk, dice.choice([None, *Source.objects.all()]), version=version
            ),
            lambda: review.set_spans(person, attribution.pk, version=version, spans={"content": [shorter]}),
            lambda: workflow.set_statement(
                person,
                claim.pk,
                statement=f"{claim.statement[:300]} {dice.random():.3f}",
                version=claim.version,
                article=article,
            ),
        ]
    )()


def test_undoing_fifty_acts_gives_the_first_state_back_exactly(reference: Article, cast: Cast):
    dice = random.Random(50)
    first = picture(reference)
    while len(stacks(cast.analyst, reference)[0]) < 50:
        act_at_random(reference, cast.analyst, dice)
    last = picture(reference)
    assert last != first
    for _act in range(50):
        undo(cast.analyst, reference)
    assert picture(reference) == first
    for _act in range(50):
        redo(cast.analyst, reference)
    assert picture(reference) == last


def test_a_new_act_ends_what_could_be_done_again(reference: Article, cast: Cast):
    one, other = reference.attributions.in_text_order()[:2]
    review.confirm(cast.analyst, one.pk, version=1)
    undo(cast.analyst, reference)
    review.reject(cast.analyst, other.pk, version=1)
    with pytest.raises(NotReady, match="do again"):
        redo(cast.analyst, reference)


def test_each_person_undoes_only_their_own_acts(reference: Article, cast: Cast):
    one, other = reference.attributions.in_text_order()[:2]
    review.confirm(cast.analyst, one.pk, version=1)
    review.confirm(cast.colleague, other.pk, version=1)
    undo(cast.analyst, reference)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.review_state, other.review_state) == ("suggested", "confirmed")
    with pytest.raises(NotReady, match="nothing of yours"):
        undo(cast.analyst, reference)


def test_what_somebody_changed_since_is_not_overwritten(reference: Article, cast: Cast):
    one = reference.attributions.in_text_order().first()
    review.confirm(cast.analyst, one.pk, version=1)
    review.reject(cast.colleague, one.pk, version=2)
    with pytest.raises(OutOfDate, match="not undone"):
        undo(cast.analyst, reference)
    one.refresh_from_db()
    assert one.review_state == "rejected"


def test_undo_is_logged_and_names_the_act(reference: Article, cast: Cast):
    one = reference.attributions.in_text_order().first()
    review.confirm(cast.analyst, one.pk, version=1)
    undo(cast.analyst, reference)
    event = Event.objects.get(act=Event.Act.UNDONE)
    assert (event.undoes.act, event.actor) == ("confirmed", cast.analyst)


def test_a_viewer_undoes_nothing(reference: Article, cast: Cast):
    with pytest.raises(NotAllowed):
        undo(cast.viewer, reference)


def approve(claim: Claim, cast: Cast) -> None:
    """A colleague signs and sends it to review, the reviewer approves."""

    def now() -> int:
        return Claim.objects.get(pk=claim.pk).version

    workflow.sign_verdict(
        cast.colleague, claim.pk, status=Status.UNPROVEN, rationale="No primary source was opened.", version=now()
    )
    workflow.move(cast.colleague, claim.pk, Stage.IN_REVIEW, version=now())
    workflow.move(cast.reviewer, claim.pk, Stage.APPROVED, version=now())


def change_the_statement(person, one: Attribution) -> Claim:
    article = one.article
    return workflow.set_statement(
        person, one.claim_id, statement="Moskow: tidak ada perjanjian", version=one.claim.version, article=article
    )


def move_the_content(person, one: Attribution) -> Claim:
    content = one.spans_of("content")[0]
    shorter = (content.start, content.end - 1, content.quote[:-1])
    return review.set_spans(person, one.pk, version=one.version, spans={"content": [shorter]}).claim


def set_another_source(person, one: Attribution) -> Claim:
    return review.set_source(person, one.pk, None, version=one.version).claim


def add_another(person, one: Attribution) -> Claim:
    words = one.spans_of("content")[0]
    return appearances.add(person, one.article, content=[(words.start, words.end, words.quote)]).claim


def merge_with_the_next(person, one: Attribution) -> Claim:
    following = one.article.attributions.in_text_order()[1]
    return appearances.move_to_claim(person, one.pk, following.claim, version=one.version).claim


def merge_away(person, one: Attribution) -> Claim:
    merge_with_the_next(person, one)
    return one.claim


DEEDS = [change_the_statement, move_the_content, set_another_source, add_another, merge_with_the_next, merge_away]


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_approved_since_is_not_undone(reference: Article, cast: Cast, deed):
    claim = deed(cast.analyst, reference.attributions.for_workbench()[0])
    approve(claim, cast)
    before = picture(reference)
    with pytest.raises(NotReady, match="approved”; reopen it"):
        undo(cast.analyst, reference)
    assert picture(reference) == before


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_approved_since_it_was_undone_is_not_done_again(reference: Article, cast: Cast, deed):
    claim = deed(cast.analyst, reference.attributions.for_workbench()[0])
    undo(cast.analyst, reference)
    approve(claim, cast)
    before = picture(reference)
    with pytest.raises(NotReady, match="approved”; reopen it"):
        redo(cast.analyst, reference)
    assert picture(reference) == before


def test_what_was_reopened_can_be_undone(reference: Article, cast: Cast):
    one = reference.attributions.for_workbench()[0]
    claim = change_the_statement(cast.analyst, one)
    approve(claim, cast)
    claim.refresh_from_db()
    workflow.move(cast.reviewer, claim.pk, Stage.IN_PROGRESS, version=claim.version)
    undo(cast.analyst, reference)
    claim.refresh_from_db()
    assert claim.statement == one.claim.statement


@pytest.fixture
def agency(cast: Cast) -> tuple[Source, Source]:
    """(a Source that will be merged away, the one that stays)."""
    return tuple(review.create_source(cast.analyst, name=name, kind="outlet") for name in ("Kantor TASS", "Itar-TASS"))


def merged(cast: Cast, agency: tuple[Source, Source]) -> Source:
    gone, kept = (Source.objects.get(pk=one.pk) for one in agency)
    return merging.merge(cast.reviewer, gone.pk, kept.pk, gone_version=gone.version, kept_version=kept.version)


def test_undo_brings_back_the_source_into_which_the_earlier_one_was_merged(reference, cast, agency):
    attribution = reference.attributions.in_text_order().first()
    attribution = review.set_source(cast.colleague, attribution.pk, agency[0], version=attribution.version)
    review.set_source(cast.analyst, attribution.pk, None, version=attribution.version)
    kept = merged(cast, agency)
    further = review.create_source(cast.analyst, name="TASS Group", kind="outlet")
    merging.merge(cast.reviewer, kept.pk, further.pk, gone_version=kept.version, kept_version=further.version)

    undo(cast.analyst, reference)

    attribution.refresh_from_db()
    assert attribution.source == further
    assert Event.objects.latest("pk").new["name"] == "TASS Group"


def test_redo_gives_the_source_into_which_the_chosen_one_was_merged(reference, cast, agency):
    attribution = reference.attributions.in_text_order().first()
    review.set_source(cast.analyst, attribution.pk, agency[0], version=attribution.version)
    undo(cast.analyst, reference)
    kept = merged(cast, agency)

    redo(cast.analyst, reference)

    attribution.refresh_from_db()
    assert attribution.source == kept


def test_what_a_merge_renamed_can_still_be_undone(reference, cast, agency):
    attribution = reference.attributions.in_text_order().first()
    before = attribution.source
    review.set_source(cast.analyst, attribution.pk, agency[0], version=attribution.version)
    merged(cast, agency)

    undo(cast.analyst, reference)

    attribution.refresh_from_db()
    assert attribution.source == before


def test_undo_brings_a_relay_back_as_the_source_into_which_it_was_merged(reference, cast, agency):
    attribution = reference.attributions.in_text_order().first()
    attribution = chains.add_hop(cast.colleague, attribution.pk, agency[0], version=attribution.version)
    chains.remove_hop(cast.analyst, attribution.pk, agency[0].pk, version=attribution.version)
    kept = merged(cast, agency)

    undo(cast.analyst, reference)

    assert attribution.relays.get(position=len(attribution.chain) - 1).source == kept


def test_undo_of_a_chain_that_would_hold_one_relay_twice_by_now_says_what_to_do(reference, cast, agency):
    attribution = reference.attributions.in_text_order().first()
    attribution = chains.add_hop(cast.colleague, attribution.pk, agency[1], version=attribution.version)
    attribution = chains.add_hop(cast.colleague, attribution.pk, agency[0], version=attribution.version)
    attribution = chains.remove_hop(cast.analyst, attribution.pk, agency[0].pk, version=attribution.version)
    merged(cast, agency)
    chain = [str(hop) for hop in attribution.relays.all()]

    with pytest.raises(NotReady, match=r"Itar-TASS twice.*Edit the chain"):
        undo(cast.analyst, reference)

    assert [str(hop) for hop in attribution.relays.all()] == chain
