"""What readers see, without a log-in: the frozen check, its history, and nothing that is not published."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim, HouseRule
from claims.models.claim import Stage
from claims.models.house_rule import Rule
from claims.review import workflow
from claims.review.verdicts import sign_verdict
from tests.publication.test_publish import WORDS, add_primary_source

pytestmark = pytest.mark.django_db


def move(person: User, claim: Claim, to: Stage, **said: str) -> Claim:
    claim.refresh_from_db()
    return workflow.move(person, claim.pk, to, version=claim.version, **said)


def sign(person: User, claim: Claim, **changed) -> None:
    claim.refresh_from_db()
    sign_verdict(person, claim.pk, version=claim.version, **{**WORDS, **changed})


@pytest.fixture
def published(kremlin, cast) -> Claim:
    HouseRule.objects.filter(key=Rule.HOPS_OPENED).update(enabled=False)
    claim = kremlin.claim
    add_primary_source(cast.analyst, claim)
    workflow.set_statement(
        cast.analyst, claim.pk, statement="Kremlin: belum ada", gloss="None signed", gloss_language="en", version=1
    )
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    move(cast.reviewer, claim, Stage.APPROVED)
    return move(cast.reviewer, claim, Stage.PUBLISHED)


@pytest.fixture
def corrected(published, cast) -> Claim:
    move(cast.reviewer, published, Stage.CORRECTING, note="the day")
    sign(cast.analyst, published, summary="He said it on Friday.")
    return move(cast.reviewer, published, Stage.PUBLISHED, kind="clarification", note="We now say which day.")


def address(claim: Claim) -> str:
    return reverse("claims:check", args=[claim.pk])


def test_anybody_reads_a_check_with_its_words_marked_by_language(client, published):
    text = client.get(address(published)).text
    assert '<h1 lang="id">Kremlin: belum ada</h1>' in text
    assert '<p class="gloss-big" lang="en">None signed</p>' in text
    for words in (
        "Mostly true",
        WORDS["summary"],
        WORDS["rationale"],
        "not seen by us",
        "Checked by Bram. Reviewed by Dina.",
        "Transcript",
    ):
        assert words in text
    assert "<script" not in text


def test_what_is_not_published_is_not_there(client, published, kremlin):
    other = kremlin.article.attributions.exclude(claim=published).first().claim
    assert client.get(address(other)).status_code == 404
    for stage in Stage:
        Claim.objects.filter(pk=other.pk).update(stage=stage)
        assert client.get(address(other)).status_code == 404
    assert client.get("/checks/99999999999999999999999/").status_code == 404
    assert client.get(reverse("claims:check_version", args=[published.pk, 2])).status_code == 404


def test_what_changes_in_the_workbench_changes_nothing_for_readers(client, published, cast):
    before = client.get(address(published)).text
    move(cast.reviewer, published, Stage.CORRECTING, note="the day")
    sign(cast.analyst, published, summary="Quite otherwise.", status="false")
    cast.analyst.first_name = "Somebody"
    cast.analyst.save()
    assert client.get(address(published)).text == before


def test_the_history_names_each_change_and_leads_to_the_earlier_version(client, corrected):
    text = client.get(address(corrected)).text
    assert "He said it on Friday." in text
    assert "<b>Clarification.</b> We now say which day." in text
    earlier = reverse("claims:check_version", args=[corrected.pk, 1])
    assert f'href="{earlier}"' in text
    old = client.get(earlier).text
    assert WORDS["summary"] in old
    assert "This is version 1." in old


def test_a_retracted_check_says_so_first_and_stays_readable(client, corrected, cast):
    move(cast.administrator, corrected, Stage.RETRACTED, note="The transcript was forged.")
    text = client.get(address(corrected)).text
    assert text.index("This check is retracted.") < text.index("<h1")
    assert "The transcript was forged." in text
    assert "Retracted" in client.get(reverse("claims:checks")).text


def test_the_list_has_each_check_once_in_its_newest_version(client, corrected):
    text = client.get(reverse("claims:checks")).text
    assert text.count("Kremlin: belum ada") == 1
    assert "Clarification" in text


def test_an_empty_list_says_so(client):
    assert "Nothing is published yet." in client.get(reverse("claims:checks")).text


def test_readers_choose_the_language_by_address_and_get_the_labels_frozen_for_it(client, published):
    answer = client.get(f"{address(published)}?lang=id")
    assert answer["Content-Language"] == "id"
    assert '<html lang="id">' in answer.text
    assert "Sebagian besar benar" in answer.text
    assert client.get(f"{address(published)}?lang=xx").status_code == 200


def test_the_other_language_is_offered_by_its_own_name(client):
    assert re.findall(r'hreflang="(..)">([^<]+)<', client.get("/checks/").text) == [("id", "Bahasa Indonesia")]


def test_answers_may_be_kept_for_a_minute_and_are_the_same_for_everybody(client, browser_of, published):
    answer = client.get(address(published))
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert browser_of("administrator").get(address(published)).text == answer.text
    again = Client().get(address(published), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_correction_makes_what_was_kept_stale(client, published, cast):
    tag = client.get(address(published))["ETag"]
    move(cast.administrator, published, Stage.RETRACTED, note="Forged.")
    assert client.get(address(published), headers={"If-None-Match": tag}).status_code == 200


def test_nothing_is_posted_to_a_check(client, published):
    assert client.post(address(published)).status_code == 405


def test_a_check_is_read_in_one_query(client, corrected, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(address(corrected))


def test_what_people_wrote_is_shown_as_text(client, published, cast):
    move(cast.reviewer, published, Stage.CORRECTING, note="x")
    move(cast.reviewer, published, Stage.PUBLISHED, kind="update", note="<script>alert(1)</script>")
    assert "<script>" not in client.get(address(published)).text


# --- the workbench's side ---------------------------------------------------------------------------------------------


def test_the_dossier_shows_each_house_rule_met_or_with_a_link_to_mend_it(browser_of, cast, kremlin):
    claim = kremlin.claim
    sign(cast.analyst, claim, summary="")
    move(cast.analyst, claim, Stage.IN_REVIEW)
    panel = browser_of("reviewer").get(claim.get_absolute_url()).text.split('id="house-rules"')[1]
    assert '<a href="#appearances">Neither opened nor excused: CNA.</a>' in panel
    assert '<a href="#verdict">No verdict has a public summary.' in panel
    assert "met" in panel


def test_a_correction_is_made_by_page_with_its_kind_and_its_note_for_readers(browser_of, published):
    reviewer = browser_of("reviewer")
    published.refresh_from_db()
    sent = {"claim_version": published.version, "to": "correcting", "note": "the day"}
    reviewer.post(reverse("claims:claim_move", args=[published.pk]), sent)
    text = reviewer.get(published.get_absolute_url()).text
    assert 'name="kind"' in text
    assert "What readers see" in text
    published.refresh_from_db()
    sent = {"claim_version": published.version, "to": "published", "note": "A day.", "kind": "update"}
    assert reviewer.post(reverse("claims:claim_move", args=[published.pk]), sent).status_code == 302
    assert published.publications.count() == 2
