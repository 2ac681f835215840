"""An act that a browser sends twice, because the first answer was lost, is done once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import DeedReceipt, Event
from claims.tasks import forget_receipts
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

ACT = {**HTMX, "HX-Target": "detail", "X-Act-Id": "0123456789abcdef" * 2}


def confirm(client, attribution, *, version=None, headers=ACT):
    sent = {"version": attribution.version if version is None else version}
    return client.post(f"/attributions/{attribution.pk}/confirm/", sent, headers=headers)


def confirmed() -> int:
    return Event.objects.filter(act=Event.Act.CONFIRMED).count()


def test_the_second_send_is_told_that_the_act_was_done(analyst, kremlin):
    first = confirm(analyst, kremlin)
    second = confirm(analyst, kremlin)

    assert (first.status_code, second.status_code) == (200, 200)
    assert "X-Act-Repeated" not in first.headers and second.headers["X-Act-Repeated"] == "true"
    assert confirmed() == 1


def test_the_id_of_one_person_says_nothing_about_the_act_of_another(browser_of, kremlin):
    confirm(browser_of("analyst"), kremlin)

    assert confirm(browser_of("colleague"), kremlin).status_code == 409


def test_the_id_of_one_act_says_nothing_about_another_act(analyst, kremlin):
    confirm(analyst, kremlin)

    answer = analyst.post(f"/attributions/{kremlin.pk}/reject/", {"version": 2}, headers=ACT)

    assert (answer.status_code, "X-Act-Repeated" in answer.headers) == (422, False)
    assert "This id was used for another act." in answer.text
    kremlin.refresh_from_db()
    assert kremlin.review_state == "confirmed"


def test_a_refusal_leaves_no_receipt_so_that_the_same_act_can_still_be_done(analyst, kremlin):
    assert confirm(analyst, kremlin, version=99).status_code == 409
    assert not DeedReceipt.objects.exists()

    assert confirm(analyst, kremlin).status_code == 200
    assert confirmed() == 1


def test_a_refusal_that_is_a_page_leaves_no_receipt_either(analyst, kremlin):
    analyst.post(f"/attributions/{kremlin.pk}/verdict/", {"status": "true", "claim_version": "0"}, headers=ACT)

    assert not DeedReceipt.objects.exists()


def test_an_id_that_no_browser_of_ours_makes_is_passed_over(analyst, kremlin):
    confirm(analyst, kremlin, headers={**ACT, "X-Act-Id": "x" * 500})

    assert confirmed() == 1 and not DeedReceipt.objects.exists()


def test_a_redirect_is_repeated_with_its_status(analyst, kremlin):
    plain = {"X-Act-Id": ACT["X-Act-Id"]}
    statuses = [confirm(analyst, kremlin, headers=plain).status_code for _time in range(2)]

    assert statuses == [302, 302] and confirmed() == 1


def test_receipts_are_kept_for_a_day(analyst, kremlin):
    confirm(analyst, kremlin)
    assert forget_receipts() == 0
    DeedReceipt.objects.update(at=timezone.now() - timedelta(hours=25))

    assert forget_receipts() == 1
