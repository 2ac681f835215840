"""Acts on many claims by page: chosen in the list, previewed, done, taken back; without JavaScript."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, BulkAct, Claim, Job, search
from claims.models.claim import Stage
from claims.review import workflow
from tests.articles import DAM
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ADDRESS = "/bulk/"


@pytest.fixture
def claims(cast: Cast) -> list[Claim]:
    """Sixty claims that stand in one article."""
    article, _created = save_article(DAM, user=cast.analyst)
    claims = [Claim.objects.create(statement=f"Claim {n:03}", language="en") for n in range(60)]
    Attribution.objects.bulk_create(
        Attribution(article=article, claim=claim, number=n + 1, source_type="implicit", quote_kind="indirect")
        for n, claim in enumerate(claims)
    )
    search.refresh([claim.pk for claim in claims])
    return claims


def preview(client: Client, claims: list[Claim], **asked: object):
    return client.get(ADDRESS, {"claim": [claim.pk for claim in claims], **asked})


def sent_by(page) -> dict[str, str]:
    """The hidden fields of the form that does what the preview shows."""
    form = re.search(r'<form class="bulk-do".*?</form>', page.text, re.S)[0]
    return dict(
        re.findall(r'name="(listing|act|note|due|rows|query|country|source_kind|topic|into)" value="([^"]*)"', form)
    )


def do(client: Client, claims: list[Claim], **asked: object):
    return client.post(ADDRESS, sent_by(preview(client, claims, **asked)), follow=True)


def test_the_list_offers_a_box_for_each_claim_to_whoever_may_change_them(browser_of, claims):
    page = browser_of("analyst").get("/claims/")
    assert page.text.count('name="claim"') == 50
    assert "all 60 that match" in page.text
    assert 'name="claim"' not in browser_of("viewer").get("/claims/").text


def test_nobody_is_told_off_before_they_were_asked_what_to_do(browser_of, claims):
    client = browser_of("analyst")
    assert 'class="error"' not in preview(client, claims[:1]).text
    assert 'class="error"' in preview(client, claims[:1], act="").text


def test_a_viewer_sees_no_preview(browser_of, claims):
    assert preview(browser_of("viewer"), claims[:1], act="take").status_code == 403


def test_the_preview_tells_claim_by_claim_and_changes_nothing(analyst, cast, claims):
    workflow.assign(cast.analyst, claims[1].pk, cast.analyst, version=1)
    page = preview(analyst, claims[:3], act="take")

    assert [line.subject for line in page.context["change"]] == [claims[0], claims[2]]
    assert [line.subject for line in page.context["already"]] == [claims[1]]
    assert "2 will change" in page.text and "1 is so already" in page.text
    assert not BulkAct.objects.exists()


def test_a_refusal_is_told_by_its_kind_and_in_words(analyst, claims):
    page = preview(analyst, claims[:1], act="move-in_review")
    assert "Not allowed" in page.text and "A claim cannot go from “new” to “in review”" in page.text
    page = preview(analyst, claims[:1], act="move-duplicate")
    assert "Not ready" in page.text and "Say why, in the note." in page.text


def test_what_is_needed_first_is_asked_for(analyst, claims):
    assert "Choose to whom." in preview(analyst, claims[:1], act="assign").text
    assert "Choose among whom." in preview(analyst, claims[:1], act="share").text


def test_nothing_chosen_says_what_to_do(analyst, claims):
    assert "No claim is chosen" in preview(analyst, [], act="take").text


def test_what_the_preview_shows_is_done_and_leads_to_how_it_went(analyst, cast, claims):
    page = do(analyst, claims[:3], act="take")

    assert "3 claims changed" in page.text
    assert Claim.objects.filter(assigned_to=cast.analyst).count() == 3


def test_a_claim_that_changed_after_the_preview_is_refused_by_name(analyst, cast, claims):
    sent = sent_by(preview(analyst, claims[:2], act="move-not_checkworthy"))
    workflow.move(cast.colleague, claims[0].pk, Stage.IN_PROGRESS, version=1)
    page = analyst.post(ADDRESS, sent, follow=True)

    assert "1 claim changed" in page.text and "Out of date" in page.text
    assert [claim for claim, _title, _why in page.context["refused"]] == [claims[0]]
    claims[0].refresh_from_db()
    assert claims[0].stage == Stage.IN_PROGRESS


def test_one_button_takes_all_of_it_back(analyst, claims):
    page = do(analyst, claims[:3], act="move-not_checkworthy", note="unused")
    page = analyst.post(f"{page.context['act'].get_absolute_url()}undo/", follow=True)

    assert "3 claims were put back as they were" in page.text
    assert set(Claim.objects.values_list("stage", flat=True)) == {Stage.NEW}


def test_the_undo_is_offered_to_whoever_did_it(analyst, browser_of, claims):
    act = do(analyst, claims[:1], act="take").context["act"]
    page = browser_of("administrator").get(act.get_absolute_url())
    assert not page.context["may_undo"] and f"{act.get_absolute_url()}undo/" not in page.text


def test_all_that_match_means_the_list_as_it_is_filtered(analyst, cast, claims):
    Claim.objects.filter(pk__in=[claim.pk for claim in claims[:55]]).update(assigned_to=cast.analyst)
    page = analyst.get(ADDRESS, {"scope": "all", "query": "?assigned=none&", "act": "take"})
    assert {line.subject for line in page.context["change"]} == set(claims[55:])


def test_this_page_means_the_rows_that_the_list_shows_there(analyst, claims):
    after = analyst.get("/claims/?sort=statement").context["page"].after
    listed = [row.pk for row in analyst.get(f"/claims/?sort=statement&{after}").context["rows"]]
    assert len(listed) == 10
    page = analyst.get(ADDRESS, {"scope": "page", "place": after, "query": "?sort=statement&", "act": "take"})
    assert [line.subject.pk for line in page.context["change"]] == listed


def test_the_bound_is_told_in_words(analyst, claims, monkeypatch):
    monkeypatch.setattr("claims.review.bulk.MOST", 20)
    page = analyst.get(ADDRESS, {"scope": "all", "act": "take"})
    assert len(page.context["change"]) == 20
    assert "At most 20 rows are changed at once" in page.text


def test_more_than_fifty_are_done_in_the_background_and_the_page_can_be_left(analyst, claims):
    page = do(analyst, claims, act="take")

    job = Job.objects.get()
    assert (job.kind, job.bulk, job.state) == ("bulk", page.context["act"], "waiting")
    assert "0 of 60 claims" in page.text and "you can leave this page" in page.text
    assert not Claim.objects.filter(assigned_to__isnull=False).exists()


def test_rows_are_those_of_one_preview_or_nothing_happens(analyst, cast, claims):
    rows = f"{claims[0].pk}.1.{cast.colleague.pk}"
    for odd in ({"rows": "1.2;drop"}, {"rows": ""}, {"act": "publish"}, {"act": "move-published"}, {}):
        response = analyst.post(ADDRESS, {"act": "take", "rows": rows, **odd})
        assert response.status_code == 422
    assert not BulkAct.objects.exists()


def test_the_preview_asks_the_same_number_of_questions_for_more_claims(analyst, claims):
    def queries(some: list[Claim]) -> int:
        with CaptureQueriesContext(connection) as captured:
            preview(analyst, some, act="take")
        return len(captured)

    queries(claims[:1])
    assert queries(claims[:2]) == queries(claims[:40]) <= 12


def test_sharing_out_tells_how_many_each_gets(analyst, cast, claims):
    people = [cast.colleague.pk, cast.reviewer.pk]
    page = preview(analyst, claims[:5], act="share", people=people, how="turns")
    assert {(person.username, n) for person, n in page.context["shares"]} == {("citra", 3), ("dina", 2)}


def test_the_log_of_a_claim_leads_to_the_whole_act(analyst, claims):
    act = do(analyst, claims[:2], act="take").context["act"]
    assert act.get_absolute_url() in analyst.get(claims[0].get_absolute_url()).text
    assert act.get_absolute_url() in analyst.get("/log/").text


# --- making one claim of several --------------------------------------------------------------------------------------


@pytest.fixture
def twice(cast: Cast) -> list[Claim]:
    """The same said in two articles of different days."""
    for day in (3, 4):
        article, _created = save_article(DAM.replace("3 March", f"{day} March"), user=cast.analyst)
        split(article)
    return list(Claim.objects.filter(statement__contains="measured every joint").order_by("pk"))


def test_the_claim_s_page_leads_to_making_one_claim_of_those_that_say_the_same(browser_of, twice):
    page = browser_of("analyst").get(twice[1].get_absolute_url())
    assert "Another claim says the same:" in page.text
    address = html.unescape(re.search(r'href="(/bulk/\?act=join[^"]*)"', page.text)[1])

    shown = browser_of("analyst").get(address)
    assert f'<option value="{twice[0].pk}" selected>' in shown.text  # the oldest, unless another is chosen
    assert f"C-{twice[1].pk} → <b>C-{twice[0].pk}</b>" in shown.text
    browser_of("analyst").post(ADDRESS, sent_by(shown))
    assert set(Attribution.objects.filter(claim__in=twice).values_list("claim", flat=True)) == {twice[0].pk}
    assert "in 2 articles" in browser_of("viewer").get(twice[0].get_absolute_url()).text


def test_another_claim_may_stay_and_all_of_it_is_taken_back_on_one_page(browser_of, twice):
    client = browser_of("analyst")
    done = do(client, twice, act="join", into=twice[1].pk)
    assert f"Make one claim: C-{twice[1].pk}" in done.text
    assert set(Attribution.objects.filter(claim__in=twice).values_list("claim", flat=True)) == {twice[1].pk}

    client.post(f"/bulk/{BulkAct.objects.get().pk}/undo/")
    assert Attribution.objects.filter(claim=twice[0]).count() == Attribution.objects.filter(claim=twice[1]).count() == 1


def test_one_claim_alone_cannot_become_one(browser_of, twice):
    assert "Choose two claims or more" in preview(browser_of("analyst"), twice[:1], act="join").text


@pytest.mark.parametrize("stays", ["", "x", "0", "9" * 18])
def test_a_claim_to_stay_that_is_not_there_changes_nothing(browser_of, twice, stays):
    client = browser_of("analyst")
    fields = sent_by(preview(client, twice, act="join")) | {"into": stays}
    client.post(ADDRESS, fields, follow=True)
    assert Attribution.objects.filter(claim=twice[1]).count() == 1


def test_a_viewer_is_not_asked_to_make_one_claim_of_several(browser_of, twice):
    assert "says the same" not in browser_of("viewer").get(twice[1].get_absolute_url()).text
