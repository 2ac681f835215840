"""What pages show of a lease, and how they sign, take over and leave. Two browsers: tests/browser/test_leases.py."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Event, Lease
from claims.review import leases, workflow
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

EDITING = "Bram has been editing this claim since"
TAKEN = "Citra took this claim over at"


def sign(client, attribution, **sent):
    return client.post(reverse("claims:lease", args=[attribution.claim_id]), sent, headers=HTMX)


@pytest.fixture
def held(cast, kremlin):
    """Bram, the analyst, edits the claim."""
    return leases.sign(cast.analyst, kremlin.claim_id, writing=True)


def test_a_sign_is_answered_with_words_only_when_something_changed(analyst, browser_of, kremlin):
    citra = browser_of("colleague")
    assert sign(citra, kremlin).status_code == 204
    mine = sign(analyst, kremlin, writing="1")
    assert "data-mine" in mine.text and EDITING not in mine.text

    answer = sign(citra, kremlin)

    assert EDITING in answer.text and "Take over" in answer.text
    assert sign(citra, kremlin, shown=Lease.objects.get().token).status_code == 204


@pytest.mark.parametrize("page", ["article", "claim"])
def test_the_forms_of_a_claim_that_somebody_edits_are_closed_for_others_and_say_who(
    analyst, browser_of, kremlin, held, page
):
    addresses = {
        "article": f"{reverse('claims:article', args=[kremlin.article_id])}?claim={kremlin.number}",
        "claim": reverse("claims:claim", args=[kremlin.claim_id]),
    }

    theirs = browser_of("colleague").get(addresses[page]).text

    assert EDITING in theirs and '<fieldset class="leased" data-leased disabled>' in theirs
    mine = analyst.get(addresses[page]).text
    assert EDITING not in mine and "data-leased disabled" not in mine
    reads = browser_of("viewer").get(addresses[page]).text
    assert EDITING in reads and "Take over" not in reads


@pytest.mark.parametrize("name", ["correct", "spans", "cut", "gloss"])
def test_a_form_that_is_opened_while_somebody_edits_shows_what_stands_there(analyst, browser_of, kremlin, held, name):
    address = reverse(f"claims:{name}", args=[kremlin.pk])

    theirs = browser_of("colleague").get(address, headers=HTMX).text

    assert EDITING in theirs and kremlin.quote_of("content") in theirs
    assert f'action="{address}"' not in theirs
    assert f'action="{address}"' in analyst.get(address, headers=HTMX).text


def test_taking_over_tells_the_page_to_open_the_form_and_the_first_person_what_became_of_it(
    analyst, browser_of, kremlin, held
):
    citra = browser_of("colleague")

    answer = citra.post(reverse("claims:lease_take", args=[kremlin.claim_id]), headers=HTMX)

    assert answer["HX-Trigger"] == '{"lease-taken": {}}' and "data-mine" in answer.text
    assert (
        f'action="{reverse("claims:correct", args=[kremlin.pk])}"'
        in citra.get(reverse("claims:correct", args=[kremlin.pk]), headers=HTMX).text
    )
    told = sign(analyst, kremlin, writing="1", shown=held.token).text
    assert TAKEN in told and "Take over" in told
    assert "Bram → Citra" in analyst.get(reverse("claims:claim", args=[kremlin.claim_id])).text


def test_without_javascript_taking_over_leads_back_to_the_page(browser_of, kremlin, held):
    address = reverse("claims:correct", args=[kremlin.pk])
    headers = {"Referer": f"http://testserver{address}"}

    answer = browser_of("colleague").post(
        reverse("claims:lease_take", args=[kremlin.claim_id]), headers=headers, follow=True
    )

    assert "You edit this claim now." in answer.text and f'action="{address}"' in answer.text


def test_a_lease_refuses_no_save(browser_of, kremlin, held):
    sent = {"version": kremlin.version}

    answer = browser_of("colleague").post(reverse("claims:confirm", args=[kremlin.pk]), sent, headers=HTMX)

    assert answer.status_code == 200
    assert Event.objects.filter(act=Event.Act.CONFIRMED, attribution=kremlin).exists()


def test_the_version_still_guards_what_two_people_wrote(analyst, browser_of, kremlin, cast, held):
    leases.take_over(cast.colleague, kremlin.claim_id)
    claim = kremlin.claim
    workflow.set_statement(cast.colleague, claim.pk, statement="What Citra saved", version=claim.version)
    words = {role: kremlin.quote_of(role) for role in ("source", "cue", "content")}
    sent = {"version": kremlin.version, "claim_version": claim.version, "statement": "What Bram wrote", **words}

    answer = analyst.post(reverse("claims:correct", args=[kremlin.pk]), sent, headers=HTMX)

    assert answer.status_code == 409
    assert "What Bram wrote" in answer.text and "What Citra saved" in answer.text


def test_leaving_the_page_and_logging_out_give_every_claim_back(analyst, kremlin, held):
    assert sign(analyst, kremlin, left="1").status_code == 204
    assert not Lease.objects.exists()
    sign(analyst, kremlin, writing="1")
    analyst.post(reverse("logout"))
    assert not Lease.objects.exists()


def test_who_may_only_read_gives_no_sign(browser_of, kremlin):
    assert sign(browser_of("viewer"), kremlin, writing="1").status_code == 403
    assert not Lease.objects.exists()


def test_a_sign_asks_few_questions(analyst, kremlin, django_assert_max_num_queries):
    sign(analyst, kremlin, writing="1")
    with django_assert_max_num_queries(7):  # session, person, groups, claim, renewed, standing, keys
        sign(analyst, kremlin, writing="1")


def test_the_signs_of_a_page_say_that_they_go_by_themselves_and_lead_nobody_away_when_the_session_ended(
    analyst, kremlin
):
    page = analyst.get(reverse("claims:article", args=[kremlin.article_id])).text
    assert page.count("""hx-headers='{"X-By-Itself": "1"}'""") == 2  # presence and lease
    headers = {**HTMX, "X-By-Itself": "1"}

    answer = Client().post(reverse("claims:lease", args=[kremlin.claim_id]), {"writing": "1"}, headers=headers)

    assert answer.status_code == 204 and "HX-Redirect" not in answer
    assert not Lease.objects.exists()
