"""Columns of the claim list: chosen per person, named in an address, kept in a view, cheap where they are usual."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.coverage import sweep
from claims.ingest.store import save_article
from claims.models import Claim, CoverageMatch, Job, Preferences, SavedView
from claims.views import column_sets

pytestmark = pytest.mark.django_db
ADDRESS = "/claims/columns/"
COLUMNS, USUAL = column_sets.OF["claims"], column_sets.USUAL["claims"]


def heads(response) -> list[str]:
    """The keys of the columns that the table has."""
    return re.findall(r'<th scope="col" class="c-([a-z_]+)', response.text)


def choose(client, *shown: str, **more: str):
    order = [*shown, *(name for name in COLUMNS if name not in shown)]
    return client.post(ADDRESS, {"shown": list(shown), "order": order, **more}, follow=True)


def test_the_list_has_the_usual_columns_until_somebody_chooses(analyst, reference):
    assert heads(analyst.get("/claims/")) == list(USUAL)


def test_the_chosen_columns_stand_in_their_order_for_this_person_only(analyst, browser_of, reference):
    choose(analyst, "due", "status", "outlet")

    assert heads(analyst.get("/claims/")) == ["due", "status", "outlet"]
    assert heads(browser_of("colleague").get("/claims/")) == list(USUAL)


def test_one_press_moves_a_column_and_keeps_what_was_ticked(analyst, reference):
    page = choose(analyst, "status", "due", up="due")

    assert [column.key for column, shown in page.context["rows"] if shown] == ["due", "status"]
    assert re.search(r'name="up" value="due" autofocus', page.text)
    assert not Preferences.objects.filter(user__username="bram").exists()


def test_columns_are_as_delivered_again_by_one_button(analyst, reference):
    choose(analyst, "due")
    choose(analyst, "due", reset="1")
    assert heads(analyst.get("/claims/")) == list(USUAL)


def test_no_column_at_all_is_refused_with_the_order_still_there(analyst, reference):
    page = analyst.post(ADDRESS, {"order": ["due", "status"]})
    assert page.status_code == 422 and "Tick at least one column." in page.text
    assert [column.key for column, _shown in page.context["rows"]][:2] == ["due", "status"]


def test_an_address_names_its_columns_and_keeps_them_over_filters_and_pages(analyst, reference):
    choose(analyst, "due")
    page = analyst.get("/claims/?columns=status.outlet.nonsense.status&language=id")

    assert heads(page) == ["status", "outlet"]
    assert 'name="columns" value="status.outlet"' in page.text  # sent with the filters
    assert "columns=status.outlet" in page.context["query"]


def test_only_for_this_address_leads_there_and_keeps_nothing(analyst, reference):
    page = choose(analyst, "due", "age", once="1", query="?language=id&")

    assert page.redirect_chain == [("/claims/?language=id&columns=due.age", 302)]
    assert heads(analyst.get("/claims/")) == list(USUAL)


def test_a_view_keeps_the_columns_that_its_address_names(analyst, reference):
    analyst.post("/views/new/", {"kind": "claims", "name": "Late", "query": "?language=id&columns=due.hand"})
    view = SavedView.objects.get()

    page = analyst.get(f"/views/{view.pk}/", follow=True)
    assert heads(page) == ["due", "hand"]
    assert [tab.is_open for tab in page.context["tabs"]] == [True]


def test_a_view_whose_address_names_none_shows_those_of_whoever_opens_it(analyst, reference):
    analyst.post("/views/new/", {"kind": "claims", "name": "Indonesian", "query": "?language=id"})
    choose(analyst, "due")
    assert heads(analyst.get(f"/views/{SavedView.objects.get().pk}/", follow=True)) == ["due"]


def test_every_column_shows_what_it_says(analyst, kremlin):
    claim = kremlin.claim
    Claim.objects.filter(pk=claim.pk).update(due=dt.date(2024, 5, 3))
    job = Job.objects.create(kind=Job.Kind.FIND_COVERAGE, claim=claim, state=Job.State.DONE)
    Job.objects.filter(pk=job.pk).update(result=sweep.find_coverage(claim), finished_at=job.queued_at)
    page = analyst.get("/claims/", {"columns": ".".join(COLUMNS), "q": "ditandatangani"}).text

    row = re.search(rf"<tr>(?:(?!<tr>).)*/claims/{claim.pk}/.*?</tr>", page, re.S)[0]
    cell = dict(re.findall(r'<td class="c-([a-z_]+)[^>]*>(.*?)</td>', row, re.S))
    assert "CNA" in cell["relay"] and "CNA" not in cell["source"]
    assert kremlin.article.get_absolute_url() in cell["article"]
    assert "overdue since 3 May" in cell["due"]
    assert re.fullmatch(r"1 of \d", cell["origins"])
    assert "under a minute" in cell["age"]


def test_the_origins_of_a_claim_are_those_that_its_edges_say_now(analyst, kremlin):
    claim = kremlin.claim
    Job.objects.create(kind=Job.Kind.FIND_COVERAGE, claim=claim, state=Job.State.DONE)
    sweep.find_coverage(claim)
    other = save_article("Kremlin bilang apa? Harian Jauh memuatnya.", user=kremlin.article.created_by)[0]

    def cell() -> str:
        page = analyst.get("/claims/", {"columns": "origins", "q": "ditandatangani"}).text
        return re.search(r'<td class="c-origins[^>]*>(.*?)</td>', page, re.S)[1]

    assert cell() == "1 of 1"
    CoverageMatch.objects.create(claim=claim, article=other, relation=CoverageMatch.Relation.REPEATS, score=1)
    assert cell() == "2 of 2"


def test_further_columns_cost_few_questions(analyst, reference):
    def queries(columns: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert analyst.get("/claims/", {"columns": columns}).status_code == 200
        return len(captured)

    usual = queries(".".join(USUAL))
    assert queries(".".join(set(COLUMNS) - {"origins"})) <= usual
    Job.objects.create(kind=Job.Kind.FIND_COVERAGE, claim=Claim.objects.first(), state=Job.State.DONE)
    assert queries(".".join(COLUMNS)) <= usual + 5  # which were looked for; then four for their edges, however many
