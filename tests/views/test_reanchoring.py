"""The page that asks where a statement stands in the newer version."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.urls import reverse

from claims.models import Article, Attribution, Claim, Reanchoring
from claims.models.claim import Status
from claims.review import attributions as review
from claims.review import workflow
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db

PAGE = "/reanchoring/"


@pytest.fixture
def older(cast) -> Article:
    article = split_article(OLDER, user=cast.analyst)
    for words in ("no crack", "Lamun"):
        review.confirm(cast.analyst, said_in(article, words).pk, version=1)
    return article


@pytest.fixture
def newer(older) -> Article:
    return split_article(NEWER, supersedes=older)


@pytest.fixture
def crack(newer) -> Reanchoring:
    return Reanchoring.objects.get(attribution__claim__statement__contains="no crack")


@pytest.fixture
def mayor(newer) -> Reanchoring:
    return Reanchoring.objects.get(attribution__claim__statement__contains="Lamun")


def shown(browser, row: Reanchoring) -> str:
    return browser.get(f"{PAGE}?open={row.pk}").text


def offered(page: str) -> list[str]:
    """The places that the page would send for each candidate."""
    return [html.unescape(found) for found in re.findall(r'name="spans-\d+" value="([^"]*)"', page)]


def decide(browser, row: Reanchoring, act: str, **more):
    address = reverse("claims:reanchoring_decide", args=[row.pk])
    return browser.post(address, {"version": row.version, "act": act, **more}, follow=True)


def take(browser, row: Reanchoring, places: str | None = None):
    places = places if places is not None else offered(shown(browser, row))[0]
    return decide(browser, row, "take", candidate=0, **{"spans-0": places})


def test_the_old_passage_stands_beside_the_best_candidate_with_its_other_word_marked(analyst, crack):
    page = shown(analyst, crack)
    assert "Version of 3 Mar 2024" in page and "Version of 4 Mar 2024" in page
    assert "The water ministry said" in page  # the sentence before it: its context
    assert '<ins class="added"><span class="vh">added: </span>one</ins>' in page
    assert "92% alike" in page


def test_taking_the_candidate_places_the_claim_in_the_newer_text(analyst, newer, crack):
    page = take(analyst, crack).text
    new = said_in(newer, "one crack")
    assert new.claim == crack.attribution.claim
    assert f"Placed in the newer version as claim {new.number}." in page


def test_undo_brings_it_back_open(analyst, newer, crack):
    take(analyst, crack)
    page = analyst.post(f"{PAGE}undo/", follow=True)
    assert page.context["row"] == crack
    crack.refresh_from_db()
    assert crack.state == Reanchoring.State.WAITING


@pytest.mark.parametrize(("act", "state"), [("gone", "gone"), ("later", "waiting")])
def test_gone_and_later_lead_to_the_next_one_and_can_be_taken_back(analyst, crack, mayor, act, state):
    page = decide(analyst, mayor, act)
    assert page.context["row"] == crack
    mayor.refresh_from_db()
    assert mayor.state == state
    assert analyst.post(f"{PAGE}undo/", follow=True).context["row"] == mayor


def test_undo_is_refused_when_more_was_done_in_the_article_since(analyst, cast, newer, crack):
    take(analyst, crack)
    row = said_in(newer, "every joint")
    review.confirm(cast.analyst, row.pk, version=row.version)
    assert analyst.post(f"{PAGE}undo/").status_code == 409


def test_by_hand_leads_to_the_span_editor_in_the_newer_text_with_the_chosen_candidate(analyst, newer, crack):
    response = decide(analyst, crack, "edit", candidate=0)
    assert response.redirect_chain[0][0].endswith("/spans/?candidate=0")
    assert response.context["article"] == newer
    assert 'data-controller="span-editor"' in response.text
    assert "one crack had been found" in html.unescape(response.text)


def test_spans_set_by_hand_are_saved(analyst, newer, crack):
    places = [["cue", NEWER.index("told"), NEWER.index("told") + 4, "told"]]
    start = NEWER.index("one crack")
    places.append(["content", start, start + 9, "one crack"])
    address = reverse("claims:reanchoring_spans", args=[crack.pk])
    analyst.post(address, {"version": crack.version, "spans": json.dumps(places)})
    assert said_in(newer, "one crack").claim == crack.attribution.claim


def test_where_nothing_is_alike_the_editor_starts_at_the_first_words(analyst, cast):
    older = split_article(OLDER)
    review.confirm(cast.analyst, said_in(older, "Lamun").pk, version=1)
    split_article("Rice costs more this week, traders in Merapi Baru say.\n", supersedes=older)
    row = Reanchoring.objects.get()
    assert "Nothing in the newer text is alike" in shown(analyst, row)
    page = analyst.get(reverse("claims:reanchoring_spans", args=[row.pk]))
    assert page.context["spans_form"].initial["spans"] == [["content", 0, 4, "Rice"]]


def test_typed_words_are_found_in_the_newer_text_without_javascript(analyst, newer, crack):
    words = {"version": crack.version, "source": "Tomas Varga", "cue": "told", "content": "one crack had been found"}
    analyst.post(reverse("claims:reanchoring_words", args=[crack.pk]), words)
    assert said_in(newer, "one crack").quote_of("source") == "Tomas Varga"


def test_typed_words_that_do_not_stand_there_come_back_with_the_form(analyst, crack):
    words = {"version": crack.version, "cue": "told", "content": "ten cracks had been found"}
    response = analyst.post(reverse("claims:reanchoring_words", args=[crack.pk]), words)
    assert response.status_code == 422
    assert "does not stand in the article" in response.text
    assert "ten cracks had been found" in response.text


@pytest.mark.parametrize(
    ("places", "status"),
    [
        ("", 422),
        ("[", 422),
        ('[["cue", 1, 2]]', 422),
        ('[["cue", true, 2, "a"]]', 422),
        ('[["content", 0, 3, "Dam"]]', 422),
        ('[["cue", 0, 3, "dam"], ["content", 4, 6, "at"]]', 409),
        ('[["cue", 0, 3, "Dam"], ["content", 4, 99999999, "at"]]', 409),
    ],
)
def test_places_that_hold_other_words_or_cannot_be_read_are_refused(analyst, crack, places, status):
    assert take(analyst, crack, places).status_code == status
    crack.refresh_from_db()
    assert crack.state == Reanchoring.State.WAITING


@pytest.mark.parametrize("sent", [{}, {"act": "take"}, {"act": "burn", "version": 1}, {"act": "take", "version": 1}])
def test_half_a_decision_is_refused(analyst, crack, sent):
    assert analyst.post(reverse("claims:reanchoring_decide", args=[crack.pk]), sent).status_code == 422


def test_of_two_people_the_slower_is_told(analyst, browser_of, crack):
    places = offered(shown(analyst, crack))[0]
    decide(browser_of("colleague"), crack, "gone")
    response = take(analyst, crack, places)
    assert response.status_code == 409
    assert "Somebody else has decided this statement meanwhile" in response.text


@pytest.mark.parametrize("query", ["open=x", "open=99999999999999999999", "open=0", "open=²"])
def test_strange_addresses_open_the_first(analyst, crack, query):
    assert analyst.get(f"{PAGE}?{query}").context["row"] == crack


@pytest.mark.parametrize("role", ["viewer", "nobody"])
def test_only_who_may_annotate_decides(browser_of, crack, role):
    browser = browser_of(role)
    assert browser.get(PAGE).status_code == 403
    for name in ("decide", "words", "spans"):
        assert browser.post(reverse(f"claims:reanchoring_{name}", args=[crack.pk])).status_code == 403
    assert browser.post(f"{PAGE}undo/").status_code == 403


def test_strangers_log_in(client, crack):
    assert client.get(PAGE).status_code == 302


def test_nothing_to_find_is_said(analyst):
    assert "Everything is found again" in analyst.get(PAGE).text
    assert analyst.post(f"{PAGE}undo/").status_code == 422


def test_the_queue_counts_them_and_leads_there(analyst, crack, mayor):
    page = analyst.get("/")
    assert page.context["reanchoring"].total == 2
    assert f"{PAGE}?open={crack.pk}" in page.text


def test_next_for_me_leads_there_when_nothing_else_waits(analyst, crack):
    Attribution.objects.filter(source__isnull=True).update(source_type="unnamed")
    Claim.objects.update(assigned_to=None)
    Article.objects.update(created_by=None)
    assert analyst.get("/queue/next/").url == PAGE


def test_who_holds_a_claim_is_told_that_it_is_gone_until_they_sign_again(analyst, cast, mayor):
    claim = mayor.attribution.claim
    workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)
    decide(analyst, mayor, "gone")
    assert list(analyst.get("/").context["changed"].rows) == [claim]
    for address in ("/", "/claims/", claim.get_absolute_url()):
        assert "no longer in the newer version" in analyst.get(address).text
    claim.refresh_from_db()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="As of then.", version=claim.version)
    assert "changed" not in analyst.get("/").context or not analyst.get("/").context["changed"].rows
    assert "no longer in the newer version" not in analyst.get("/claims/").text


def test_the_history_of_a_claim_tells_what_came_of_it(analyst, crack):
    take(analyst, crack)
    page = html.unescape(analyst.get(crack.attribution.claim.get_absolute_url()).text)
    assert "did not find the words in exactly one place of the newer version: version of 4 Mar 2024" in page
    assert "placed the statement in the newer version: version of 4 Mar 2024, in other words" in page


def test_the_page_speaks_indonesian(analyst, crack):
    page = analyst.get(PAGE, headers={"Accept-Language": "id"}).text
    assert "Di mana letaknya sekarang?" in page


def test_more_statements_cost_no_more_queries(analyst, cast, crack, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        shown(analyst, crack)
