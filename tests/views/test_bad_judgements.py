"""What is wrong in a verdict or in its evidence is named, at the door and by page, and nothing of it is saved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Event, Evidence, Job
from claims.review.errors import NotReady
from claims.review.verdicts import sign_verdict
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
RATIONALE = "The transcript of the briefing says exactly this."
TOMORROW = timezone.localdate() + dt.timedelta(days=2)  # the day after, wherever the tests run at midnight


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


@pytest.fixture
def untouched(claim):
    """Afterwards the claim, its verdicts, evidence, jobs and log are what they were."""

    def state():
        row = Claim.objects.get(pk=claim.pk)
        axes = (row.version, row.stage, row.status, row.finding)
        return axes, row.verdicts.count(), Evidence.objects.count(), Job.objects.count(), Event.objects.count()

    before = state()
    yield
    assert state() == before


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rationale": " \n"}, "Write a rationale"),
        ({"status": "half_true"}, "There is no status “half_true”"),
        ({"finding": "whispered"}, "There is no finding “whispered”"),
        ({"as_of": TOMORROW}, "lies in the future"),
        ({"summary": "x" * 301}, "more than 300 characters"),
    ],
)
def test_the_door_names_what_is_wrong_in_a_verdict(cast, claim, wrong, words):
    given = {"status": "false", "rationale": RATIONALE, "version": claim.version} | wrong
    with pytest.raises(NotReady, match=words):
        sign_verdict(cast.analyst, claim.pk, **given)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rationale": " \n"}, "This field is required."),
        ({"status": "half_true"}, "half_true is not one of the available choices"),
        ({"finding": "whispered"}, "whispered is not one of the available choices"),
        ({"as_of": TOMORROW.isoformat()}, "lies in the future"),
        ({"as_of": "31 February"}, "Enter a valid date."),
    ],
)
def test_the_page_names_what_is_wrong_in_a_verdict(analyst, claim, wrong, words, htmx):
    sent = {"claim_version": claim.version, "seen": 0, "status": "false", "rationale": RATIONALE} | wrong
    address = reverse("claims:claim_verdict", args=[claim.pk])
    response = analyst.post(address, sent, headers=HTMX if htmx else {})

    assert response.status_code == 422
    assert words in response.text
    if wrong.get("rationale") is None:
        assert RATIONALE in response.text, "what was typed is still there"


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://printer.local/", "ftp://example.org/x", "not a link"])
def test_the_page_refuses_a_link_that_leads_inside_or_nowhere(analyst, claim, url, htmx):
    sent = {"url": url, "stance": "supports", "note": "Asked the archive for it."}
    address = reverse("claims:claim_evidence", args=[claim.pk])
    response = analyst.post(address, sent, headers=HTMX if htmx else {})

    assert response.status_code == 422
    assert "Asked the archive for it." in response.text, "what was typed is still there"
