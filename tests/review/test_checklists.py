"""Checklists: asked by the kind of a claim, ticked by people with their history, edited by an administrator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import ChecklistItem, ChecklistTick, Claim, Event
from claims.review import checklists
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from tests.views.conftest import HTMX, browser_of, kremlin, reference  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(kremlin) -> Claim:  # noqa: F811
    kremlin.claim.check_kind = "figure"
    Claim.objects.filter(pk=kremlin.claim_id).update(check_kind="figure")
    return kremlin.claim


def first(claim: Claim) -> ChecklistItem:
    return ChecklistItem.objects.for_claim(claim).first()


def test_a_claim_is_asked_what_its_kind_is_asked_then_what_every_claim_is(claim):
    kinds = [question.item.kind for question in checklists.questions_of(claim)]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"figure", ""}


def test_a_tick_is_kept_with_person_and_time_and_so_is_taking_it_away(cast, claim):
    item = first(claim)
    made = checklists.tick(cast.analyst, claim.pk, item.pk, ticked=True, seen=0)
    checklists.tick(cast.colleague, claim.pk, item.pk, ticked=False, seen=made.pk)

    (question,) = [one for one in checklists.questions_of(claim) if one.item == item]
    assert not question.ticked
    assert [(tick.person, tick.ticked) for tick in question.ticks] == [(cast.colleague, False), (cast.analyst, True)]
    acts = Event.objects.filter(claim=claim, act__in=[Event.Act.TICKED, Event.Act.UNTICKED])
    assert list(acts.values_list("act", flat=True)) == ["ticked", "unticked"]
    with pytest.raises(TypeError, match="append-only"):
        ChecklistTick.objects.all().update(ticked=True)


def test_whoever_was_slower_is_told(cast, claim):
    checklists.tick(cast.colleague, claim.pk, first(claim).pk, ticked=True, seen=0)
    with pytest.raises(OutOfDate):
        checklists.tick(cast.analyst, claim.pk, first(claim).pk, ticked=True, seen=0)
    assert ChecklistTick.objects.count() == 1


def test_a_question_of_another_kind_is_refused_and_so_is_a_reader(cast, claim):
    with pytest.raises(NotReady):
        checklists.tick(cast.analyst, claim.pk, ChecklistItem.objects.filter(kind="event")[0].pk, ticked=True, seen=0)
    with pytest.raises(NotAllowed):
        checklists.tick(cast.viewer, claim.pk, first(claim).pk, ticked=True, seen=0)


def test_a_question_that_is_asked_no_more_stays_where_it_was_ticked(cast, claim):
    item = first(claim)
    checklists.tick(cast.analyst, claim.pk, item.pk, ticked=True, seen=0)
    ChecklistItem.objects.filter(pk=item.pk).update(active=False)
    assert item in [question.item for question in checklists.questions_of(claim)]
    other = Claim.objects.exclude(pk=claim.pk).first()
    other.check_kind = "figure"
    assert item not in [question.item for question in checklists.questions_of(other)]


@pytest.mark.parametrize("htmx", [True, False])
def test_a_question_is_ticked_on_the_page_of_the_claim(browser_of, claim, htmx):  # noqa: F811
    client, item = browser_of("analyst"), first(claim)
    sent = {"item": item.pk, "ticked": "on", "seen": 0}
    response = client.post(reverse("claims:tick", args=[claim.pk]), sent, headers=HTMX if htmx else {})
    assert response.status_code == (200 if htmx else 302)
    text = client.get(claim.get_absolute_url()).text
    assert 'aria-checked="true"' in text
    assert f"ticked a question: {item.text}" in text

    stale = client.post(reverse("claims:tick", args=[claim.pk]), sent, headers=HTMX if htmx else {})
    assert stale.status_code == 409
    assert "Somebody else ticked this meanwhile" in stale.text


def test_an_administrator_edits_the_questions(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    item = ChecklistItem.objects.first()
    sent = {"kind": item.kind, "text": "Changed?", "text_id": "", "position": 1, "active": "on"}
    client.post(reverse("admin:claims_checklistitem_change", args=[item.pk]), sent)
    item.refresh_from_db()
    assert item.text == "Changed?"
    client.post(reverse("admin:claims_checklistitem_add"), {**sent, "text": "Added?"})
    assert ChecklistItem.objects.filter(text="Added?").exists()
