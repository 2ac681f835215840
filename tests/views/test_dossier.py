"""The claim page and the acts on it, by htmx and by plain forms: what is saved, what is shown, what is refused."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.ingest.store import save_article
from claims.models import Claim, Event
from claims.models.claim import Finding, Stage, Status
from claims.review import workflow
from claims.review.evidence import add_evidence
from tests.articles import DAM
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
RATIONALE = "The transcript of the briefing says exactly this."


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


def act(client, name, claim, /, *, htmx=True, **sent):
    sent = {"claim_version": claim.version, "seen": 0, **sent}
    return client.post(reverse(f"claims:claim_{name}", args=[claim.pk]), sent, headers=HTMX if htmx else {})


def signed(user, claim, **changed) -> None:
    given = {"status": Status.TRUE, "rationale": RATIONALE, "version": claim.version, **changed}
    workflow.sign_verdict(user, claim.pk, **given)
    claim.refresh_from_db()


def test_the_page_tells_statement_source_axes_and_each_appearance_in_its_sentence(analyst, claim):
    text = analyst.get(claim.get_absolute_url()).text

    assert claim.statement in text
    assert "2 appearances in 1 article" in text.replace("\n", " ")
    for words in ("Unverified", "Unreviewed", "New", "nobody"):
        assert words in text
    # The sentence, cut at its marks: source, cue and content told apart.
    assert '>Kremlin</span> <span class="t-cue is-suggested' in text
    assert "mengataka,n" in text
    assert "Jangan Lewatkan" not in text, "the text around the sentence came along"
    assert f"?claim={claim.attributions.first().number}" in text


def test_a_verdict_is_signed_and_the_claim_is_in_progress(analyst, cast, claim):
    response = act(analyst, "verdict", claim, status="mostly_true", finding="distorted", rationale=RATIONALE)

    claim.refresh_from_db()
    assert (claim.status, claim.finding, claim.stage) == (Status.MOSTLY_TRUE, Finding.DISTORTED, Stage.IN_PROGRESS)
    assert claim.verdicts.get().author == cast.analyst
    assert response.status_code == 200
    assert "Verdict signed." in response.text
    assert response["HX-Retarget"] == "#dossier"


def test_without_javascript_an_act_leads_back_to_its_section_with_a_message(analyst, claim):
    url = reverse("claims:claim_verdict", args=[claim.pk])
    sent = {"claim_version": claim.version, "status": "true", "rationale": RATIONALE}
    response = analyst.post(url, sent, follow=True)

    assert response.redirect_chain == [(f"{claim.get_absolute_url()}#verdict", 302)]
    assert "Verdict signed." in response.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_verdict_without_rationale_is_sent_back_with_its_status_still_chosen(analyst, claim, htmx):
    response = act(analyst, "verdict", claim, htmx=htmx, status="false", rationale="  ")

    assert response.status_code == 422
    assert "This field is required." in response.text
    assert 'value="false" required checked' in response.text
    assert not claim.verdicts.exists()


@pytest.mark.parametrize("htmx", [True, False])
def test_whoever_was_slower_sees_what_the_other_did_and_keeps_the_rationale(analyst, cast, claim, htmx):
    seen = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    stale = Claim.objects.get(pk=claim.pk)
    signed(cast.colleague, claim, status=Status.FALSE)
    response = act(analyst, "verdict", stale, htmx=htmx, seen=seen, status="true", rationale=RATIONALE)

    assert response.status_code == 409
    assert "Citra</b> signed a verdict: Unverified → False" in response.text
    assert f'name="mine-rationale" value="{RATIONALE}"' in response.text
    assert f'name="claim_version" value="{claim.version}"' in response.text, "sending again would be refused again"
    assert claim.verdicts.count() == 1


def test_the_page_offers_the_moves_of_the_workflow_and_names_what_is_missing(analyst, cast, claim):
    workflow.move(cast.analyst, claim.pk, Stage.IN_PROGRESS, version=claim.version)
    text = analyst.get(claim.get_absolute_url()).text

    assert 'value="not_checkworthy"' in text
    assert 'name="to" value="in_review"' not in text
    assert "Not ready for “in review”." in text
    assert "Sign a verdict first" in text


def test_a_move_is_made_with_its_note_in_the_history(analyst, cast, claim):
    signed(cast.analyst, claim)
    response = act(analyst, "move", claim, to="in_review", note="Please look at the date")

    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    assert "“Please look at the date”" in response.text


def test_a_move_that_lacks_something_is_refused_in_words(analyst, cast, claim):
    workflow.move(cast.analyst, claim.pk, Stage.IN_PROGRESS, version=claim.version)
    claim.refresh_from_db()
    response = act(analyst, "move", claim, to="in_review")

    assert response.status_code == 422
    assert 'role="alert"><p class="warn stop"><span>Sign a verdict first' in response.text


def test_nobody_approves_their_own_verdict_and_the_page_says_so(browser_of, cast, claim):
    signed(cast.reviewer, claim)
    workflow.move(cast.reviewer, claim.pk, Stage.IN_REVIEW, version=claim.version)
    claim.refresh_from_db()
    reviewer = browser_of("reviewer")

    assert "You signed the verdict yourself" in reviewer.get(claim.get_absolute_url()).text
    assert act(reviewer, "move", claim, to="approved").status_code == 422


def test_a_reviewer_approves_what_somebody_else_signed(browser_of, cast, claim):
    signed(cast.analyst, claim)
    workflow.move(cast.analyst, claim.pk, Stage.IN_REVIEW, version=claim.version)
    claim.refresh_from_db()
    act(browser_of("reviewer"), "move", claim, to="approved")

    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED


def test_a_claim_is_taken_and_put_back(analyst, cast, claim):
    act(analyst, "assign", claim, take="on")
    claim.refresh_from_db()
    assert claim.assigned_to == cast.analyst

    act(analyst, "assign", claim)
    claim.refresh_from_db()
    assert claim.assigned_to is None
    assert "assigned the claim: Bram → none" in analyst.get(claim.get_absolute_url()).text


def test_statement_and_gloss_are_changed_together(analyst, claim):
    act(
        analyst, "statement", claim, statement="Kremlin: tidak ada perjanjian", gloss="Kremlin says no agreement signed"
    )

    claim.refresh_from_db()
    assert (claim.statement, claim.gloss) == ("Kremlin: tidak ada perjanjian", "Kremlin says no agreement signed")


def test_an_empty_statement_is_sent_back(analyst, claim):
    response = act(analyst, "statement", claim, statement="", gloss="only this")

    assert response.status_code == 422
    assert "only this" in response.text


def test_a_link_becomes_evidence_once(analyst, claim):
    link = {"url": "https://example.org/briefing", "stance": "supports", "quote": "No plan to sign."}
    response = act(analyst, "evidence", claim, **link)
    assert "Evidence added." in response.text
    assert claim.evidence.get().url == link["url"]

    again = act(analyst, "evidence", claim, **link)
    assert again.status_code == 422
    assert "This is evidence of the claim already." in again.text
    assert "No plan to sign." in again.text.split('id="add-evidence"')[1], "what was typed is gone"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "file:///etc/passwd", "briefing", ""])
def test_evidence_needs_an_address_of_the_web(analyst, claim, url):
    response = act(analyst, "evidence", claim, url=url, stance="context")

    assert response.status_code == 422
    assert not claim.evidence.exists()


def test_an_address_with_a_password_in_it_is_refused(analyst, claim):
    response = act(analyst, "evidence", claim, url="https://me:secret@example.org/", stance="context")

    assert "holds a name or password" in response.text
    assert not claim.evidence.exists()


def test_an_article_of_the_archive_becomes_evidence(analyst, cast, claim):
    article, _created = save_article(DAM, user=cast.analyst)
    form = analyst.get(f"{claim.get_absolute_url()}?evidence={article.pk}").text
    assert f'name="article" value="{article.pk}"' in form

    act(analyst, "evidence", claim, article=article.pk, stance="context")
    assert claim.evidence.get().article == article


def test_what_people_write_is_shown_as_text(analyst, cast, claim):
    signed(cast.analyst, claim, rationale="<script>alert(1)</script>")
    add_evidence(cast.analyst, claim.pk, url="https://example.org/", title="<b>bold</b>", stance="context")
    text = analyst.get(claim.get_absolute_url()).text

    assert "<script>alert(1)" not in text
    assert "&lt;b&gt;bold" in text


def test_a_viewer_reads_everything_and_is_offered_nothing(browser_of, cast, claim):
    signed(cast.analyst, claim)
    viewer = browser_of("viewer")
    text = viewer.get(claim.get_absolute_url()).text

    assert RATIONALE in text
    assert text.split('id="main"')[1].count('method="post"') == 1  # to follow the claim
    for name in ("verdict", "assign", "statement", "evidence"):
        assert act(viewer, name, claim).status_code == 403
    assert act(viewer, "move", claim, to="not_checkworthy").status_code == 403


def test_acts_are_posted_and_claims_that_are_gone_are_not_found(analyst, claim):
    assert analyst.get(reverse("claims:claim_verdict", args=[claim.pk])).status_code == 405
    gone = Claim(pk=999_999, version=1)
    assert analyst.get("/claims/999999/").status_code == 404
    assert act(analyst, "verdict", gone, status="true", rationale="x").status_code == 404


def test_the_page_reads_no_whole_article_and_as_many_rows_as_it_likes_in_as_many_queries(analyst, cast, claim):
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            analyst.get(claim.get_absolute_url())
        return [query["sql"] for query in captured]

    add_evidence(cast.analyst, claim.pk, url="https://example.org/", stance="context")
    signed(cast.analyst, claim)
    queries()  # the first page of a session also writes the session
    before = queries()
    for n in range(3):
        add_evidence(cast.analyst, claim.pk, url=f"https://example.org/{n}", stance="context")
        signed(cast.analyst, claim)
    after = queries()
    assert len(after) == len(before)
    assert not [sql for sql in after if 'SELECT "claims_article"."id", "claims_article"."text"' in sql]
