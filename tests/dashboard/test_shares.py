"""What became of claims and how they are told, each with its denominator."""

from __future__ import annotations

import pytest

from claims import jobs
from claims.dashboard import precision, shares
from claims.models import Job, Source
from claims.models.claim import Status
from claims.sources.portrait import Share

pytestmark = pytest.mark.django_db


@pytest.fixture
def kremlin(db) -> Source:
    return Source.objects.create(name="Kremlin", kind=Source.Kind.ORGANISATION)


def test_claims_of_a_spokesman_count_for_whom_he_speaks(make_claim, scope, kremlin):
    peskov = Source.objects.create(name="Dmitry Peskov", kind=Source.Kind.PERSON, speaks_for=kremlin)
    make_claim(1, source=kremlin, status=Status.TRUE)
    make_claim(1, source=peskov, status=Status.FALSE)
    (row,) = shares.statuses_by(scope, shares.BY_SOURCE)

    assert (row.name, row.by_status) == ("Kremlin", {Status.TRUE: 1, Status.FALSE: 1})


def test_claims_without_a_source_have_a_row_of_their_own(make_claim, scope, kremlin):
    make_claim(1)
    make_claim(1)
    make_claim(1, source=kremlin)

    assert [(row.key, row.n) for row in shares.statuses_by(scope, shares.BY_SOURCE)] == [(None, 2), (kremlin.pk, 1)]


def test_statuses_are_told_by_kind_and_language(make_claim, scope):
    make_claim(1, check_kind="figure", language="en")

    assert [row.name for row in shares.statuses_by(scope, shares.BY_KIND)] == ["figure"]
    assert [row.name for row in shares.statuses_by(scope, shares.BY_LANGUAGE)] == ["en"]


def test_older_claims_are_left_out(make_claim, scope):
    make_claim(60)

    assert shares.statuses_by(scope, shares.BY_SOURCE) == []


def test_unnamed_and_hedged_claims_are_shares_of_all(make_claim, scope):
    make_claim(1, hedged=True)
    make_claim(1, source_type="unnamed")
    make_claim(1)
    told = shares.telling(scope)

    assert (told.hedged, told.unnamed) == (Share(1, 3), Share(1, 3))


def test_a_claim_said_plainly_somewhere_is_not_hedged(make_claim, scope):
    hedged = make_claim(1, hedged=True)
    plain = make_claim(1)
    plain.attributions.update(claim=hedged)

    assert shares.telling(scope).hedged == Share(0, 1)


def test_single_origin_is_a_share_of_the_claims_whose_coverage_was_looked_for(make_claim, scope):
    claims = [make_claim(1) for _ in range(3)]
    for claim, independent in zip(claims[:2], (1, 3), strict=True):
        job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, result={"origins": {"independent": independent}})

    assert shares.telling(scope).single_origin == Share(1, 2)


def test_a_rule_is_judged_by_what_people_did_with_its_suggestions(make_claim, scope):
    for state in ("confirmed", "confirmed", "corrected", "rejected", "suggested"):
        make_claim(1, rule="prep.source_content", review_state=state)
    (kept,) = precision.kept_by_rule(scope)

    assert (kept.confirmed, kept.corrected, kept.rejected, kept.share) == (2, 1, 1, 0.5)


def test_what_people_added_is_no_suggestion_of_a_rule(make_claim, scope, cast):
    claim = make_claim(1, rule="own_voice", review_state="confirmed")
    claim.attributions.update(created_by=cast.analyst)

    assert precision.kept_by_rule(scope) == []


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), p. 861, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(n, of, low, high):
    assert precision.wilson(n, of) == pytest.approx((low, high), abs=0.00005)
