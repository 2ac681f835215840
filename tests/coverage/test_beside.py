"""Which two articles of a claim are read side by side, and when two are said to be of one origin."""

from __future__ import annotations

import pytest

from claims.coverage import provenance
from claims.coverage.beside import beside, of_edge
from claims.coverage.decisions import decide, same_origin, undo_edge, undo_match
from claims.coverage.sweep import find_coverage
from claims.models import Claim, CoverageMatch, Event
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.cast import Cast
from tests.coverage.test_provenance import OWN, copied, kinzhal, reference, take_in  # noqa: F401 - the fixtures

pytestmark = pytest.mark.django_db


def match_of(claim: Claim, outlet: str) -> CoverageMatch:
    return claim.coverage.get(article__outlet__name=outlet)


@pytest.fixture
def own(copied):  # noqa: F811
    article = take_in(OWN, "Straits Gazette", "2023-09-18")
    find_coverage(copied)
    return article


def test_an_article_stands_beside_the_one_best_text_it_has_the_claim_from(copied):  # noqa: F811
    match = match_of(copied, "Harian 9")
    pair = beside(copied, match.article_id)
    assert (pair.edge.kind, pair.later.pk) == ("text_reuse", match.article_id)
    assert pair.earlier.pk == pair.edge.origin_id and pair.directed


def test_an_article_that_has_it_from_nobody_stands_beside_the_claim_s_own(copied, own, reference):  # noqa: F811
    pair = beside(copied, own.pk)
    assert (pair.earlier.pk, pair.later.pk, pair.edge) == (reference.pk, own.pk, None)


def test_the_earlier_of_two_stands_first_whichever_is_asked_for(copied, own, reference):  # noqa: F811
    assert beside(copied, reference.pk, own.pk).earlier.pk == beside(copied, own.pk, reference.pk).earlier.pk


def test_nothing_stands_beside_itself_or_beside_what_is_only_named(copied, reference):  # noqa: F811
    assert beside(copied, reference.pk, reference.pk) is None
    assert of_edge(copied.coverage_edges.get(copy_name="CNA")) is None


def test_same_origin_joins_the_later_to_the_earlier_and_is_taken_back(copied, own, reference, cast: Cast):  # noqa: F811
    edge = same_origin(cast.analyst, match_of(copied, "Straits Gazette").pk)
    assert (edge.copy_id, edge.origin_id, edge.kind, edge.state) == (own.pk, reference.pk, "joined", "confirmed")
    assert provenance.origins_of(copied).counts.independent == 1
    undo_edge(cast.analyst, copied)
    assert provenance.origins_of(copied).counts.independent == 2


def test_same_origin_confirms_the_step_that_is_proposed_between_the_two(copied, cast: Cast):  # noqa: F811
    match = match_of(copied, "Harian 9")
    proposed = beside(copied, match.article_id).edge
    edge = same_origin(cast.analyst, match.pk, proposed.origin_id)
    assert (edge.pk, edge.kind, edge.state) == (proposed.pk, "text_reuse", "confirmed")
    with pytest.raises(NotReady):
        same_origin(cast.analyst, match.pk, proposed.origin_id)


def test_what_goes_back_to_one_origin_already_or_does_not_repeat_the_claim_is_not_joined(
    copied,  # noqa: F811
    own,
    cast: Cast,
):
    last = match_of(copied, "Harian 9")
    apart = next(
        one.article_id
        for one in copied.coverage.filter(article__outlet__name__startswith="Harian").exclude(pk=last.pk)
        if not copied.coverage_edges.filter(copy=last.article_id, origin=one.article_id).exists()
        and not copied.coverage_edges.filter(origin=last.article_id, copy=one.article_id).exists()
    )
    with pytest.raises(NotReady, match="already"):
        same_origin(cast.analyst, last.pk, apart)
    decide(cast.analyst, match_of(copied, "Straits Gazette").pk, "not_related")
    with pytest.raises(NotReady, match="repeat"):
        same_origin(cast.analyst, match_of(copied, "Straits Gazette").pk)
    with pytest.raises(NotAllowed):
        same_origin(cast.viewer, last.pk)


def test_a_decision_about_a_match_is_taken_back_to_what_it_was(copied, cast: Cast):  # noqa: F811
    match = match_of(copied, "Harian 9")
    decide(cast.colleague, match.pk, "not_sure")
    decide(cast.analyst, match.pk, "related")
    match = undo_match(cast.analyst, match.pk)
    assert (match.decision, match.decided_by) == ("not_sure", cast.colleague)
    assert Event.objects.filter(act=Event.Act.UNDONE, actor=cast.analyst).count() == 1
    with pytest.raises(NotReady):
        undo_match(cast.analyst, match.pk)


def test_nobody_takes_back_over_what_somebody_else_decided_since(copied, cast: Cast):  # noqa: F811
    match = match_of(copied, "Harian 9")
    decide(cast.analyst, match.pk, "related")
    decide(cast.colleague, match.pk, "not_related")
    with pytest.raises(OutOfDate):
        undo_match(cast.analyst, match.pk)
