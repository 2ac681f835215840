"""The page on agreement: for reviewers, with the same numbers as its files."""

from __future__ import annotations

import pytest

from claims.models.claim import Finding, Status
from claims.review import verdicts

pytestmark = pytest.mark.django_db
PAGE = "/dashboard/agreement/"


@pytest.fixture
def judged(reference, cast):
    """Two claims judged twice by the same people, once alike."""
    for claim, second in zip(_claims(reference), (Status.TRUE, Status.FALSE), strict=True):
        verdicts.ask_for_second(cast.reviewer, claim.pk, version=claim.version)
        for person, status in ((cast.analyst, Status.TRUE), (cast.colleague, second)):
            claim.refresh_from_db()
            verdicts.sign_verdict(
                person,
                claim.pk,
                version=claim.version,
                blind=person == cast.colleague,
                status=status,
                finding=Finding.FAITHFUL,
                rationale="R",
                summary="S",
            )


def test_it_says_how_often_people_agree(browser_of, judged):
    page = browser_of("reviewer").get(PAGE).text

    assert "Same status in 1 of 2 pairs" in page
    assert "Same finding in 2 of 2 pairs" in page
    assert "Bram · Citra" in page


def test_a_figure_is_a_file_with_the_same_numbers(browser_of, judged):
    lines = browser_of("reviewer").get(f"{PAGE}matrix-status.csv").text.removeprefix("\ufeff").splitlines()

    assert lines == ["One,The other,Pairs", "False,True,1", "True,True,1"]


def test_without_blind_seconds_it_says_so(browser_of, reference):
    page = browser_of("reviewer").get(PAGE).text

    assert page.count("Nothing to draw yet for this period.") == 7


def test_a_figure_that_does_not_exist_is_not_found(browser_of):
    assert browser_of("reviewer").get(f"{PAGE}nonsense.csv").status_code == 404


def test_it_is_for_reviewers(browser_of):
    assert browser_of("analyst").get(PAGE).status_code == 403
    assert "/dashboard/agreement/" not in browser_of("analyst").get("/dashboard/").text
    assert "/dashboard/agreement/" in browser_of("reviewer").get("/dashboard/").text


def _claims(article):
    return [row.claim for row in article.attributions.select_related("claim").order_by("number")[:2]]
