"""The pages of comments: with htmx and without, for those who write and those who read."""

from __future__ import annotations

import pytest

from claims.models import Claim, Comment, Source
from claims.review import comments
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


@pytest.fixture
def said(cast, claim) -> Comment:
    return comments.comment(cast.analyst, "claim", claim.pk, "Which survey,\n@citra?").comment


def zone(claim: Claim) -> str:
    return f"/claims/{claim.pk}/comments/"


@pytest.mark.parametrize("kind", ["article", "claim", "source"])
def test_a_comment_is_written_without_javascript(analyst, reference, claim, kind):
    pk = {"article": reference.pk, "claim": claim.pk, "source": Source.objects.get(key="kremlin").pk}[kind]
    response = analyst.post(f"/{kind}s/{pk}/comments/", {"body": "See the survey."}, follow=True)

    made = Comment.objects.get()
    assert response.redirect_chain[-1][0] == f"/{kind}s/{pk}/comments/#comment-{made.pk}"
    assert "See the survey." in response.text
    assert "Comment saved." in response.text


def test_the_pages_say_how_many_comments_there_are(analyst, reference, claim, said, cast):
    comments.comment(cast.analyst, "article", reference.pk, "About all of it.")
    comments.comment(cast.analyst, "article", reference.pk, "And more.")
    page = analyst.get(f"{reference.get_absolute_url()}?claim={claim.attributions.first().number}").text
    dossier = analyst.get(claim.get_absolute_url()).text

    for text, name, n in (
        (page, f"claim-{claim.pk}", 1),
        (page, f"article-{reference.pk}", 2),
        (dossier, f"claim-{claim.pk}", 1),
    ):
        assert f'id="comments-{name}-n">{n}<' in text


def test_a_comment_is_added_in_place_and_the_dossier_shows_it_in_its_history(analyst, claim):
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{claim.get_absolute_url()}"}
    answer = analyst.post(zone(claim), {"body": "Seen, @citra and @ghost."}, headers=headers)

    assert answer["HX-Retarget"] == f"#comments-claim-{claim.pk}"
    assert '<b class="mention" title="Citra">@citra</b> and @ghost.' in answer.text
    assert "Nobody here is called @ghost" in answer.text
    assert 'id="history" hx-swap-oob="true"' in answer.text


def test_what_was_refused_comes_back_with_what_was_typed(analyst, claim):
    for headers in ({}, HTMX):
        answer = analyst.post(zone(claim), {"body": "long " * 2_001}, headers=headers)
        assert answer.status_code == 422
        assert "long long" in answer.text
    assert not Comment.objects.exists()


def test_whoever_reads_sees_comments_and_is_offered_no_form(browser_of, claim, said):
    assert f'action="{zone(claim)}"' in browser_of("analyst").get(zone(claim)).text
    page = browser_of("viewer").get(zone(claim))

    assert "Which survey,<br>" in page.text
    assert "<textarea" not in page.text
    assert browser_of("viewer").post(zone(claim), {"body": "Me too"}).status_code == 403


def test_a_comment_that_was_edited_twice_keeps_both_earlier_wordings(analyst, cast, said):
    comments.edit(cast.analyst, said.pk, "The other window's words.", version=1)
    again = analyst.post(f"/comments/{said.pk}/edit/", {"body": "My own words.", "version": 2}, headers=HTMX)
    assert "My own words." in again.text
    assert "2 earlier wordings" in again.text


def test_an_edit_of_a_comment_that_was_withdrawn_meanwhile_keeps_what_was_typed(analyst, cast, said):
    comments.withdraw(cast.analyst, said.pk, version=1)
    answer = analyst.post(f"/comments/{said.pk}/edit/", {"body": "My own words.", "version": 1}, headers=HTMX)
    assert answer.status_code == 409
    assert ">\nMy own words.</textarea>" in answer.text


def test_a_withdrawn_comment_is_shown_no_more_and_can_be_put_back(analyst, browser_of, said):
    analyst.post(f"/comments/{said.pk}/withdraw/", {"version": 1})
    for client, offered in ((analyst, True), (browser_of("colleague"), False)):
        page = client.get(f"/claims/{said.claim_id}/comments/").text
        assert "Which survey" not in page
        assert "Withdrawn by Bram" in page
        assert (f"/comments/{said.pk}/restore/" in page) is offered
    analyst.post(f"/comments/{said.pk}/restore/", {"version": 2})

    assert "Which survey" in analyst.get(f"/claims/{said.claim_id}/comments/").text


def test_the_address_of_a_comment_leads_to_it_among_many(analyst, cast, claim, said):
    Comment.objects.bulk_create(Comment(claim=claim, author=cast.colleague, body=f"No. {n}") for n in range(120))
    page = analyst.get(said.get_absolute_url(), follow=True)

    assert page.redirect_chain[-1][0].endswith(f"#comment-{said.pk}")
    assert f'id="comment-{said.pk}"' in page.text
    assert "The latest comments" in page.text


def test_more_comments_cost_no_more_queries(analyst, cast, claim, said, django_assert_num_queries):
    analyst.get(zone(claim))
    for n in range(2):
        # session, person, groups, keys, unread, claim, following, count, comments, mentions, wordings
        with django_assert_num_queries(11):
            analyst.get(zone(claim))
        for _more in range(5):
            comments.comment(cast.analyst, "claim", claim.pk, f"@dina, {n}")


def test_comments_opened_beside_a_head_that_follows_the_same_have_no_second_button(analyst, claim, reference):
    def buttons(page: str) -> int:
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
        return analyst.get(zone(claim), headers=headers).text.count("Follow claim")

    assert buttons(claim.get_absolute_url()) == 0
    assert buttons(f"{claim.get_absolute_url()}?evidence=1") == 0
    assert buttons(f"{reference.get_absolute_url()}?claim=1") == 1  # whose head follows the article


def test_letters_behind_an_at_are_answered_with_people(analyst):
    answer = analyst.get("/people/?q=ci").text

    assert 'data-name="citra"' in answer
    assert "bram" not in answer


def test_the_log_tells_of_a_comment_without_its_words(analyst, said):
    page = analyst.get("/log/").text

    assert "commented" in page
    assert "Which survey" not in page
