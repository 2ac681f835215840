"""Claims of several articles become one, and several again."""

from __future__ import annotations

import pytest

from claims import jobs, tasks
from claims.coverage import provenance
from claims.coverage import said_again as finding
from claims.coverage.sweep import find_coverage
from claims.ingest import versions
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, BulkAct, Claim, Comment, CoverageMatch, Event, Job, Source
from claims.models.claim import Stage
from claims.review import attributions, bulk, bulk_undo, comments, undo
from claims.review.appearances import move_to_claim
from claims.review.bulk import Planned, Wanted
from claims.review.errors import NotAllowed
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Kind = BulkAct.Kind
DAM = """{title}

OREL, {day} March 2024 – No crack was found in the dam at Lake Orel, engineer Tomas Varga told the Orel Herald on
Sunday.

{more}
"""
MORE = (
    "The fishermen of the harbour went home in the evening.",
    "The baker had closed his shop by then, and the mayor rode home on her bicycle.",
    "Farmers want the lower road mended before the budget of the school is read.",
)


def told(number: int, more: str = "") -> Claim:
    """The claim of one of three articles that tell the same."""
    text = DAM.format(title=f"Dam holds, part {number}", day=3 + number, more=more or MORE[number % 3])
    article, _created = save_article(text)
    split(article)
    return Claim.objects.get(attributions__article=article, statement__contains="crack")


@pytest.fixture
def claims(db) -> list[Claim]:
    return [told(number) for number in range(3)]


def said_again(claim: Claim) -> list[Claim]:
    return [one.claim for one in finding.said_again(claim)]


def into(claim: Claim) -> Wanted:
    return Wanted(Kind.JOIN, value=str(claim.pk))


def planned(person, claims: list[Claim], stays: Claim) -> list[Planned]:
    return bulk.plan(person, into(stays), list(Claim.objects.filter(pk__in=[one.pk for one in claims]).order_by("pk")))


def join(person, claims: list[Claim], stays: Claim) -> BulkAct:
    rows = [(one.subject.pk, one.version, None) for one in planned(person, claims, stays) if not one.already]
    return bulk.carry_out(bulk.begin(person, into(stays), rows))


def take_back(person, act: BulkAct) -> BulkAct:
    return bulk_undo.carry_back(bulk_undo.begin(person, act.pk))


def claims_of_appearances() -> list[int]:
    rows = Attribution.objects.filter(claim__statement__contains="crack").order_by("article")
    return list(rows.values_list("claim", flat=True))


# --- which may be one -------------------------------------------------------------------------------------------------


def test_claims_that_the_matcher_found_in_each_others_articles_are_proposed_from_both_sides(claims):
    Claim.objects.filter(pk=claims[1].pk).update(statement=claims[1].statement + " on Sunday")
    find_coverage(claims[0])
    assert said_again(claims[0]) == claims[1:]
    assert claims[0] in said_again(Claim.objects.get(pk=claims[1].pk))


def test_one_that_a_person_called_not_related_is_not_proposed(claims):
    Claim.objects.filter(pk=claims[1].pk).update(statement=claims[1].statement + " on Sunday")
    find_coverage(claims[0])
    CoverageMatch.objects.filter(claim=claims[0], article__attributions__claim=claims[1]).update(decision="not_related")
    assert said_again(claims[0]) == [claims[2]]


@pytest.mark.parametrize(
    "words", ["Tomas Varga: a crack was found in the dam at Lake Orel", "Tomas Varga: 3 joints leak"]
)
def test_one_that_says_otherwise_in_the_same_sentence_is_not_proposed(claims, words):
    find_coverage(claims[0])
    Claim.objects.filter(pk=claims[1].pk).update(statement=words)
    assert said_again(claims[0]) == [claims[2]]


def test_the_same_words_of_somebody_else_are_another_claim(claims):
    petri = Attribution.objects.get(claim=claims[0]).source
    petri.pk, petri.name, petri.key = None, "Ilona Petri", "ilona petri"
    petri.save(force_insert=True)
    Attribution.objects.filter(claim=claims[1]).update(source=petri)
    assert said_again(claims[0]) == [claims[2]]


def test_what_is_closed_left_aside_or_only_in_an_older_version_is_not_proposed(claims):
    Claim.objects.filter(pk=claims[1].pk).update(stage=Stage.DUPLICATE)
    older = Article.objects.get(attributions__claim=claims[2])
    newer, _created = save_article(older.text + "\nCorrected on Monday by the editors of the paper.\n")
    versions.supersede(older, newer)
    assert said_again(claims[0]) == []


def test_where_it_is_said_again_is_told_by_the_outlet_or_the_title(claims):
    Article.objects.filter(attributions__claim=claims[1]).update(
        outlet=Source.objects.create(name="CNA", kind="outlet")
    )
    Claim.objects.filter(pk=claims[2].pk).update(statement=claims[2].statement + " again")
    find_coverage(claims[0])
    found = [(one.where, one.same_words) for one in finding.said_again(claims[0])]
    assert found == [("CNA", True), ("Dam holds, part 2", False)]


# --- joining ----------------------------------------------------------------------------------------------------------


def test_every_appearance_goes_to_the_claim_that_stays_and_keeps_how_far_it_is_reviewed(cast: Cast, claims):
    second = Attribution.objects.get(claim=claims[1])
    attributions.confirm(cast.colleague, second.pk, version=second.version)
    act = join(cast.analyst, claims, claims[0])

    assert (act.done, act.refused, claims_of_appearances()) == (2, [], [claims[0].pk] * 3)
    states = Attribution.objects.filter(claim=claims[0]).order_by("article").values_list("review_state", "reviewed_by")
    assert list(states) == [("suggested", None), ("confirmed", cast.colleague.pk), ("suggested", None)]
    assert list(Claim.objects.standing().filter(statement__contains="crack")) == [claims[0]]


def test_what_was_gathered_about_the_others_goes_along_and_comes_back(cast: Cast, claims):
    said = comments.comment(cast.analyst, "claim", claims[2].pk, "Asked the ministry.").comment
    act = join(cast.analyst, claims, claims[0])
    assert Comment.objects.get(pk=said.pk).claim == claims[0]

    act = take_back(cast.analyst, act)
    assert (act.undone, act.kept) == (2, [])
    assert claims_of_appearances() == [claim.pk for claim in claims]
    assert Comment.objects.get(pk=said.pk).claim == claims[2]


def test_the_undo_of_an_article_leaves_alone_what_was_done_to_many(cast: Cast, claims):
    first = Attribution.objects.get(claim=claims[1])
    attributions.confirm(cast.analyst, first.pk, version=first.version)
    act = join(cast.analyst, claims, claims[0])
    assert undo.undo(cast.analyst, first.article).act == Event.Act.CONFIRMED
    first.refresh_from_db()
    assert (first.review_state, first.claim_id) == ("suggested", claims[0].pk)

    assert take_back(cast.analyst, act).kept == []  # the act changed the claim alone, so it alone goes back
    assert claims_of_appearances() == [claim.pk for claim in claims]


def test_an_appearance_that_was_moved_on_since_stays_where_it_is(cast: Cast, claims):
    act = join(cast.analyst, claims, claims[0])
    moved = Attribution.objects.get(article__title="Dam holds, part 1", claim=claims[0])
    other = told(7, "Nothing else was said that day by anybody at the lake.")
    move_to_claim(cast.colleague, moved.pk, other, version=moved.version)

    act = take_back(cast.analyst, act)
    assert [row[:2] for row in act.kept] == [[claims[1].pk, "OutOfDate"]]
    assert claims_of_appearances() == [claims[0].pk, other.pk, claims[2].pk, other.pk]


def test_a_claim_that_somebody_changed_since_the_preview_is_refused(cast: Cast, claims):
    rows = [(one.subject.pk, one.version, None) for one in planned(cast.analyst, claims[1:], claims[0])]
    Claim.objects.filter(pk=claims[1].pk).update(version=9)
    act = bulk.carry_out(bulk.begin(cast.analyst, into(claims[0]), rows))
    assert [row[:2] for row in act.refused] == [[claims[1].pk, "OutOfDate"]]
    assert claims_of_appearances() == [claims[0].pk, claims[1].pk, claims[0].pk]


def test_the_preview_says_which_stays_and_why_others_cannot_go(cast: Cast, claims):
    Claim.objects.filter(pk=claims[1].pk).update(language="id")
    empty = Claim.objects.create(statement="No crack", language="en")
    stays, foreign, last, nowhere = planned(cast.analyst, [*claims, empty], claims[0])
    assert stays.already and last.refused is None
    assert "in another language" in str(foreign.refused)
    assert "no appearance that could be moved" in str(nowhere.refused)

    Claim.objects.filter(pk=claims[0].pk).update(stage=Stage.PUBLISHED)
    assert "reopen it" in str(planned(cast.analyst, claims[2:], claims[0])[0].refused)


def test_a_viewer_joins_nothing(cast: Cast, claims):
    assert all(isinstance(one.refused, NotAllowed) for one in planned(cast.viewer, claims[1:], claims[0]))
    assert join(cast.viewer, claims[1:], claims[0]).done == 0


def test_afterwards_it_is_looked_for_who_carries_the_claim_and_they_still_have_one_origin(cast: Cast, claims):
    find_coverage(claims[0])
    before = provenance.origins_of(claims[0]).counts
    rows = [(claim.pk, claim.version, None) for claim in claims[1:]]
    job = jobs.enqueue(Job.Kind.BULK, bulk=bulk.begin(cast.analyst, into(claims[0]), rows))
    assert jobs.run(job.pk, tasks._bulk) == "done"
    assert Job.objects.unfinished().get(kind=Job.Kind.FIND_COVERAGE).claim == claims[0]

    find_coverage(claims[0])
    after = provenance.origins_of(claims[0]).counts
    assert (after.articles, after.independent) == (before.articles, before.independent) == (3, 1)
