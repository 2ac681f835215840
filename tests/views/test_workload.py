"""Assignment by page: who has how much, due dates, and an article shared out."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from claims.models.claim import Stage
from claims.review import workflow
from tests.views.test_bulk import sent_by

pytestmark = pytest.mark.django_db


def give(claims, person, **fields) -> None:
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(assigned_to=person, **fields)


def line_of(page, name):
    return next(line for line in page.context["lines"] if line.name == name)


def test_it_is_for_those_who_review(browser_of):
    assert browser_of("reviewer").get("/workload/").status_code == 200
    assert browser_of("analyst").get("/workload/").status_code == 403


def test_whoever_may_not_review_is_told_which_right_is_missing(browser_of):
    page = browser_of("analyst").get("/workload/").text
    assert "This needs the right to review." in page and "approve" not in page


def test_every_number_leads_to_as_many_claims(browser_of, cast, reference):
    claims = list(Claim.objects.standing().order_by("pk"))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    give(claims[:4], cast.analyst)
    give(claims[1:3], cast.analyst, due=yesterday)
    give(claims[3:4], cast.analyst, stage=Stage.IN_REVIEW, due=yesterday)
    reviewer = browser_of("reviewer")
    page = reviewer.get("/workload/")

    assert [n for n, _address in line_of(page, "Bram").numbers] == [4, 3, 2, 1]
    assert line_of(page, "nobody").load.open == len(claims) - 4
    for line in page.context["lines"]:
        for n, address in line.numbers:
            assert reviewer.get(address).context["page"].count == n, (line.name, address)


def test_the_plot_is_told_in_words_and_as_a_file(browser_of, cast, reference):
    give(Claim.objects.standing()[:2], cast.analyst, due=dt.date(2024, 5, 3))
    reviewer = browser_of("reviewer")
    page = reviewer.get("/workload/").text

    assert "2 claims are overdue" in page
    assert "Bram: 2, 0, 0, 2" in re.search(r"<desc[^>]*>(.*?)</desc>", page, re.S)[1]
    assert "Bram,2,0,0,2" in reviewer.get("/workload/workload.csv").text
    assert reviewer.get("/workload/other.csv").status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_claims(browser_of, cast, reference):
    reviewer = browser_of("reviewer")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reviewer.get("/workload/")
        return len(captured)

    queries()
    few = queries()
    give(Claim.objects.standing()[:9], cast.analyst)
    assert queries() <= few + 1 <= 14  # one for people who have some and might have left


def test_a_due_date_is_set_and_taken_away_on_the_claims_page(analyst, kremlin):
    address = f"{kremlin.claim.get_absolute_url()}due/"
    page = analyst.post(address, {"claim_version": 1, "due": "2024-05-03"}, follow=True).text
    assert "Due date set." in page and "overdue since 3 May" in page and 'value="2024-05-03"' in page
    page = analyst.post(address, {"claim_version": 2, "due": ""}, follow=True).text
    assert "overdue since" not in page


def test_a_day_that_is_none_is_named_and_what_was_typed_stays(analyst, kremlin):
    page = analyst.post(f"{kremlin.claim.get_absolute_url()}due/", {"claim_version": 1, "due": "2024-02-31"})
    assert page.status_code == 422 and "Enter a valid date." in page.text and "2024-02-31" in page.text


def test_overdue_claims_can_be_asked_for_until_they_are_done(analyst, cast, kremlin):
    claim = workflow.set_due(cast.analyst, kremlin.claim_id, dt.date(2024, 5, 3), version=kremlin.claim.version)
    assert [row.pk for row in analyst.get("/claims/?due=over").context["rows"]] == [claim.pk]
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.APPROVED)
    assert analyst.get("/claims/?due=over").context["rows"] == []


def test_claims_of_one_person_can_be_asked_for_and_stay_asked_for_when_a_filter_changes(analyst, cast, reference):
    claim = Claim.objects.standing().first()
    give([claim], cast.colleague)
    page = analyst.get("/claims/", {"hand": cast.colleague.pk})
    assert [row.pk for row in page.context["rows"]] == [claim.pk]
    assert [(pill.of, pill.value) for pill in page.context["pills"]] == [("Assigned to", "Citra")]
    assert f'name="hand" value="{cast.colleague.pk}"' in page.text


def test_the_claims_of_an_article_are_shared_out_from_its_page(analyst, cast, reference):
    address = f"/bulk/?scope=article&article={reference.pk}&act=share"
    assert address.replace("&", "&amp;") in analyst.get(reference.get_absolute_url()).text
    page = analyst.get(f"{address}&people={cast.analyst.pk}&people={cast.colleague.pk}&how=turns")
    analyst.post("/bulk/", sent_by(page))

    shares = [Claim.objects.assigned_to_user(one).count() for one in (cast.analyst, cast.colleague)]
    assert sum(shares) == Claim.objects.in_article(reference).standing().count()
    assert abs(shares[0] - shares[1]) <= 1


@pytest.mark.parametrize("odd", ["abc", "-1", "9" * 30, "9" * 5_000, "٣", "a\x00b", ""])
def test_odd_numbers_in_the_address_of_a_preview_break_nothing(analyst, reference, odd):
    for act in ("assign", "share", "take", "due", "move-in_review"):
        for scope in ("ticked", "page", "all", "article", odd):
            asked = {"act": act, "scope": scope, "claim": odd, "person": odd, "people": odd, "article": odd, "due": odd}
            assert analyst.get("/bulk/", asked).status_code == 200
    assert analyst.get("/claims/", {"hand": odd, "due": odd}).status_code == 200
