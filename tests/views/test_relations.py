"""Relations on the claim page: found, added, dismissed; the earlier check is read before it starts a verdict."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Claim, ClaimRelation, Verdict
from claims.models.claim import Stage, Status
from claims.review import relations, workflow
from tests.review.test_relations import FIRST, SECOND, claim_of
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def wells(cast) -> tuple[Claim, Claim]:
    return claim_of(FIRST, cast.analyst), claim_of(SECOND, cast.analyst)


def post(client, name: str, *numbers: int, htmx: bool = True, **sent):
    return client.post(reverse(f"claims:{name}", args=numbers), sent, headers=HTMX if htmx else {})


def approve(claim: Claim, cast) -> None:
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="Nine wells.", version=claim.version)
    for person, stage in ((cast.analyst, Stage.IN_REVIEW), (cast.reviewer, Stage.APPROVED)):
        claim.refresh_from_db()
        workflow.move(person, claim.pk, stage, version=claim.version)


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("by", ["words", "number"])
def test_the_other_claim_is_found_and_related(analyst, wells, htmx, by):
    one, other = wells
    words = "14 wells" if by == "words" else f"C-{one.pk}"
    page = analyst.get(reverse("claims:relations", args=[other.pk]), {"q": words}, headers=HTMX if htmx else {})
    assert f'id="relation-other-{one.pk}"' in page.text
    assert f'id="relation-other-{other.pk}"' not in page.text

    response = post(analyst, "relations", other.pk, htmx=htmx, other=one.pk, kind="updates", q=words)
    assert response.status_code == (200 if htmx else 302)
    assert "updates" in analyst.get(other.get_absolute_url()).text
    assert "is updated by" in analyst.get(one.get_absolute_url()).text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_relation_without_the_other_claim_is_sent_back_with_what_was_searched(analyst, wells, htmx):
    response = post(analyst, "relations", wells[0].pk, htmx=htmx, kind="repeats", q="wells", note="Typed note")
    assert response.status_code == 422
    assert "Choose the other claim." in response.text
    assert "Typed note" in response.text
    assert not ClaimRelation.objects.exists()


def test_a_contradiction_of_one_source_is_put_before_the_analyst_and_dismissed(analyst, browser_of, wells):
    one, other = wells
    text = " ".join(analyst.get(other.get_absolute_url()).text.split())
    assert "The same source said nearly the same, and: a number changed." in text
    assert "They contradict" not in browser_of("viewer").get(other.get_absolute_url()).text

    assert "no contradiction" in post(analyst, "relation_dismiss", other.pk, one.pk).text
    assert "They contradict" not in analyst.get(other.get_absolute_url()).text
    row = ClaimRelation.objects.get()
    assert "Relation put back." in post(analyst, "relation_restore", row.pk, version=1).text
    assert "Relation withdrawn." in post(analyst, "relation_withdraw", row.pk, version=2).text
    assert post(analyst, "relation_withdraw", row.pk, version=2).status_code == 409


def test_the_earlier_check_shows_the_words_that_differ_and_starts_a_verdict_that_nobody_signed(analyst, cast, wells):
    one, other = wells
    approve(one, cast)
    relations.relate(cast.analyst, other.pk, one.pk, kind="repeats")
    assert "Apply the earlier check" in analyst.get(other.get_absolute_url()).text

    page = analyst.get(reverse("claims:earlier_check", args=[other.pk, one.pk]))
    assert "14</del>" in page.text
    assert "9</ins>" in page.text
    draft = analyst.get(f"{other.get_absolute_url()}?from={one.pk}").text
    assert f"As in C-{one.pk}" in draft
    assert 'value="false" required checked' in draft
    assert not Verdict.objects.filter(claim=other).exists()


@pytest.mark.parametrize("missing", ["relation", "check"])
def test_there_is_no_earlier_check_of_what_is_unrelated_or_unchecked(analyst, cast, wells, missing):
    one, other = wells
    if missing == "relation":
        approve(one, cast)
    else:
        relations.relate(cast.analyst, other.pk, one.pk, kind="repeats")
    assert analyst.get(reverse("claims:earlier_check", args=[other.pk, one.pk])).status_code == 404
    assert analyst.get(f"{other.get_absolute_url()}?from={one.pk}").status_code == 404


def test_a_viewer_may_do_nothing(browser_of, cast, wells):
    one, other = wells
    row = relations.relate(cast.analyst, other.pk, one.pk, kind="repeats")
    viewer = browser_of("viewer")
    assert post(viewer, "relations", one.pk, other=other.pk, kind="repeats").status_code == 403
    assert post(viewer, "relation_dismiss", one.pk, other.pk).status_code == 403
    for name in ("relation_withdraw", "relation_restore"):
        assert post(viewer, name, row.pk, version=1).status_code == 403
