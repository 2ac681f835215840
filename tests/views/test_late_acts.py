"""Acts without words that came too late: who was faster, how the thing stands now, and the act again in one press."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Attribution, Claim, CoverageThreshold, Event, Job
from claims.models.claim import Stage
from claims.review import attributions as review
from claims.review import own_voice, workflow
from claims.templatetags.texts import clock_minutes
from tests import late as acts
from tests.late import Late, of_a_tick, of_assigning, of_confirming, of_moving, of_taking
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

ACTS = [make for name, make in vars(acts).items() if name.startswith("of_")]
ZONES = [of_assigning, of_moving, of_a_tick, acts.of_a_name]  # these show the whole page or zone as it stands anew
AGAIN = re.compile(r'<form method="post" action="([^"]*)">((?:<input type="hidden"[^>]*>)*)<button[^>]*data-again')
FIELD = re.compile(r'name="([^"]*)" value="([^"]*)"')


@pytest.fixture(params=ACTS, ids=[make.__name__ for make in ACTS])
def make(request) -> Callable[..., Late]:
    """Which act."""
    return request.param


@pytest.fixture
def late(make, cast, kremlin) -> Late:
    return make(cast, kremlin)


def again_in(page: str) -> tuple[str, dict[str, str]]:
    """Where the act is sent again, and with what."""
    address, fields = AGAIN.search(page).groups()
    found = {name: unescape(value) for name, value in FIELD.findall(fields)}
    found.pop("csrfmiddlewaretoken", None)
    return unescape(address), found


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_refusal_says_who_did_what_meanwhile_and_when(analyst, late, headers):
    late.change()
    page = analyst.post(late.address, late.sent, headers=headers)
    assert page.status_code == 409 and not late.done()
    last = Event.objects.order_by("pk").last()
    assert late.told in page.text
    assert f"<b>{last.actor.first_name}</b>" in page.text
    assert clock_minutes(timezone.localtime(last.at)) in page.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_it_shows_the_thing_as_it_stands_now(analyst, late, headers):
    late.change()
    page = analyst.post(late.address, late.sent, headers=headers)
    assert late.stands in page.text


def test_the_act_is_done_on_what_stands_now_by_one_press_more(analyst, late):
    late.change()
    address, fields = again_in(analyst.post(late.address, late.sent).text)
    assert analyst.post(address, fields, follow=True).status_code == 200
    assert late.done()


def test_with_htmx_too(analyst, make, late):
    late.change()
    page = analyst.post(late.address, late.sent, headers=HTMX)
    if make is of_a_tick:  # the box itself stands there anew
        seen = re.findall(r'name="seen" value="(\d+)"', page.text)
        assert analyst.post(late.address, late.sent | {"seen": max(map(int, seen))}).status_code == 302
    else:
        address, fields = again_in(page.text)
        assert analyst.post(address, fields).status_code == 302
    assert late.done()


def test_trying_whether_it_is_still_possible_leaves_nothing(analyst, late):
    late.change()
    before = Event.objects.count(), Job.objects.count()
    analyst.post(late.address, late.sent, headers=HTMX)
    assert (Event.objects.count(), Job.objects.count()) == before
    assert "confirmed" not in analyst.get(reverse("claims:queue")).text  # nor a message of what was not done


def test_what_the_other_one_did_already_is_not_offered_again(analyst, cast, kremlin):
    late = of_confirming(cast, kremlin)
    review.confirm(cast.colleague, kremlin.pk, version=kremlin.version)
    page = analyst.post(late.address, late.sent)
    assert "It stands as you wanted it" in page.text and not AGAIN.search(page.text)


def test_what_is_possible_no_more_is_not_offered(analyst, cast, kremlin):
    late = of_confirming(cast, kremlin)
    late.change()
    Claim.objects.filter(pk=kremlin.claim_id).update(stage=Stage.APPROVED)
    page = analyst.post(late.address, late.sent)
    assert page.status_code == 409 and "rejected the attribution" in page.text
    assert not AGAIN.search(page.text)


def test_a_statement_that_was_taken_up_meanwhile_is_not_dismissed_and_says_by_whom(analyst, cast, reference):
    own = reference.own_voice.ranked()[0]
    own_voice.take_up(cast.colleague, own.pk)
    page = analyst.post(reverse("claims:own_voice_dismiss", args=[own.pk]))
    assert page.status_code == 409 and "taken up as a claim" in page.text
    assert "<b>Citra</b> took up a statement" in page.text and not AGAIN.search(page.text)


def test_a_statement_that_was_dismissed_meanwhile_is_not_taken_up_and_says_by_whom(analyst, cast, reference):
    own = reference.own_voice.ranked()[0]
    own_voice.dismiss(cast.colleague, own.pk)
    page = analyst.post(reverse("claims:take_up", args=[own.pk]))
    assert page.status_code == 409 and "<b>Citra</b> dismissed a statement" in page.text


def test_a_threshold_that_was_set_anew_meanwhile_can_be_taken_back_all_the_same(browser_of, cast):
    for version, value in enumerate((0.6, 0.7), start=1):
        CoverageThreshold.objects.create(
            group="same", version=version, value=value, decisions=60, adopted_by=cast.administrator
        )
    page = browser_of("reviewer").post(
        reverse("claims:thresholds_set"), {"group": "same", "version": 1, "undo": "1"}, headers=HTMX
    )
    assert page.status_code == 409 and "0.70" in page.text
    address, fields = again_in(page.text)
    assert browser_of("reviewer").post(address, fields).status_code == 302
    assert CoverageThreshold.objects.order_by("version").last().value == 0.6


def test_a_third_who_was_faster_again_is_told_again(analyst, cast, kremlin):
    late = of_taking(cast, kremlin)
    late.change()
    address, fields = again_in(analyst.post(late.address, late.sent).text)
    now = Claim.objects.get(pk=kremlin.claim_id)
    workflow.assign(cast.reviewer, now.pk, cast.reviewer, version=now.version)
    page = analyst.post(address, fields)
    assert page.status_code == 409 and "<b>Dina</b>" in page.text and not late.done()
    address, fields = again_in(page.text)
    analyst.post(address, fields)
    assert late.done()


def test_all_that_was_done_meanwhile_is_told_newest_first(analyst, cast, kremlin):
    late = of_confirming(cast, kremlin)
    late.change()
    rejected = Attribution.objects.get(pk=kremlin.pk)
    review.restore(cast.reviewer, kremlin.pk, version=rejected.version)
    page = analyst.post(late.address, late.sent).text
    assert page.index("put the attribution back") < page.index("rejected the attribution")
    assert "split the article" not in page


def test_in_indonesian_too(analyst, cast, kremlin):
    late = of_confirming(cast, kremlin)
    late.change()
    page = analyst.post(late.address, late.sent, headers={"accept-language": "id"})
    assert "Tetap lakukan" in page.text and "Keadaannya sekarang" in page.text


def test_an_undo_that_came_too_late_says_who_was_faster(analyst, cast, kremlin):
    review.confirm(cast.analyst, kremlin.pk, version=kremlin.version)
    now = Attribution.objects.get(pk=kremlin.pk)
    review.reject(cast.colleague, kremlin.pk, version=now.version)
    page = analyst.post(reverse("claims:undo", args=[kremlin.article_id]))
    assert page.status_code == 409 and "<b>Citra</b> rejected the attribution" in page.text
    assert not AGAIN.search(page.text)
