"""Who else has an article open: renewed by the open page, gone by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Presence
from claims.tasks import forget_receipts
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def sign(client, article, claim="") -> str:
    return client.post(f"/articles/{article.pk}/presence/", {"claim": claim}, headers=HTMX).text


def test_each_sees_the_other_with_the_open_claim_but_not_oneself(browser_of, reference):
    bram, citra = browser_of("analyst"), browser_of("colleague")
    assert "Bram" not in sign(bram, reference, "4")

    page = sign(citra, reference)
    assert "Bram" in page and "on claim 4" in page and "Citra" not in page
    assert "Citra" in sign(bram, reference)


def test_who_gives_no_sign_for_45_seconds_has_left(browser_of, reference):
    sign(browser_of("analyst"), reference)
    Presence.objects.update(seen=timezone.now() - timedelta(seconds=46))

    assert "Bram" not in sign(browser_of("colleague"), reference)
    forget_receipts()
    assert Presence.objects.get().person.username == "citra"


def test_who_writes_on_a_claim_is_said_with_the_time_it_began(browser_of, reference):
    bram = browser_of("analyst")
    address = f"/articles/{reference.pk}/presence/"
    bram.post(address, {"claim": "4", "writing": "1"})
    began = Presence.objects.get().writing_since
    bram.post(address, {"claim": "4", "writing": "1"})

    assert Presence.objects.get().writing_since == began
    assert "is writing on claim 4 since" in sign(browser_of("colleague"), reference)
    bram.post(address, {"claim": "4"})
    assert "is writing" not in sign(browser_of("colleague"), reference)


def test_a_second_sign_renews_the_same_row(analyst, reference):
    sign(analyst, reference, "1")
    sign(analyst, reference, "2")

    assert Presence.objects.get().number == 2


@pytest.mark.parametrize("claim", ["", "x", "²", "-1", "9" * 400, "99999"])
def test_a_malformed_number_counts_as_none(analyst, reference, claim):
    sign(analyst, reference, claim)

    assert Presence.objects.get().number is None


def test_who_may_not_read_gives_no_sign(browser_of, reference):
    assert browser_of("nobody").post(f"/articles/{reference.pk}/presence/").status_code == 403
    assert not Presence.objects.exists()


def test_a_sign_asks_the_same_few_questions_however_many_are_there(browser_of, reference, django_assert_num_queries):
    bram = browser_of("analyst")
    sign(bram, reference)
    for others in ("colleague", "reviewer"):
        sign(browser_of(others), reference)
        with django_assert_num_queries(7):
            sign(bram, reference)
