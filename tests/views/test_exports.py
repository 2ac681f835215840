"""The claim list as a file: what is in it, in which order, and what a spreadsheet does with it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.models.claim import Status
from claims.review import workflow
from claims.views import exports
from claims.views.files import harmless

pytestmark = pytest.mark.django_db
CSV = "/claims/export.csv"
JSON_LINES = "/claims/export.jsonl"


def lines_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def objects_of(response) -> list[dict]:
    return [json.loads(line) for line in response.getvalue().decode().splitlines()]


def test_both_files_hold_the_whole_list_in_its_order(analyst, reference):
    listed = [row.pk for row in analyst.get("/claims/", {"sort": "statement"}).context["rows"]]

    assert [int(line["id"]) for line in lines_of(analyst.get(CSV, {"sort": "statement"}))] == listed
    assert [one["id"] for one in objects_of(analyst.get(JSON_LINES, {"sort": "statement"}))] == listed


def test_a_file_says_since_when_each_claim_is_there_although_no_column_shows_it(analyst, reference):
    since = dict(Claim.objects.values_list("pk", "created_at"))

    told = {one["id"]: one["created"] for one in objects_of(analyst.get(JSON_LINES))}

    assert told == {pk: moment.isoformat() for pk, moment in since.items()}


def test_a_file_holds_what_the_filters_ask_for(analyst, cast, reference):
    claim = Claim.objects.first()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)

    (only,) = objects_of(analyst.get(JSON_LINES, {"status": "true"}))

    assert (only["id"], only["status"], only["statement"]) == (claim.pk, "true", claim.statement)
    assert only["address"] == f"http://testserver/claims/{claim.pk}/"


def test_a_claim_names_its_source_and_through_whom_it_came(analyst, reference):
    found = [one for one in objects_of(analyst.get(JSON_LINES)) if one["source"] == "TASS"]

    assert found
    assert all(one["relays"] == ["CNA"] for one in found)


def test_the_page_offers_the_files_of_just_this_view(analyst, reference):
    page = analyst.get("/claims/", {"stage": "new", "sort": "statement"}).text

    assert 'href="/claims/export.csv?stage=new&amp;sort=statement&amp;"' in page
    assert 'href="/claims/export.jsonl?stage=new&amp;sort=statement&amp;"' in page


def test_a_statement_that_looks_like_a_formula_is_text_in_the_csv_and_itself_in_json(analyst, reference):
    formula = '=HYPERLINK("http://example.org","open")'
    claim = Claim.objects.first()
    Claim.objects.filter(pk=claim.pk).update(statement=formula)

    assert f"'{formula}" in [line["statement"] for line in lines_of(analyst.get(CSV))]
    assert formula in [one["statement"] for one in objects_of(analyst.get(JSON_LINES))]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", " \tx", "\u00a0=1", " \u00a0 =1",
     "\u3000=1", "\u2007-1", "\x0b=1", "\u2028@A1"],
)  # fmt: skip
def test_no_cell_begins_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Kremlin: no plan", "2 + 2 = 4", "", 17, "é"])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == str(cell)


def test_a_longer_file_is_read_in_parts_and_lacks_nothing(analyst, reference, monkeypatch):
    whole = objects_of(analyst.get(JSON_LINES))
    monkeypatch.setattr(exports, "PER_READ", 4)

    response = analyst.get(JSON_LINES)
    with CaptureQueriesContext(connection) as queries:
        parts = objects_of(response)

    assert parts == whole
    assert len(queries) <= 4 * -(-len(whole) // 4)  # claims, people, appearances, relays of each part


def test_viewers_may_export_and_people_without_role_may_not(browser_of, client, reference):
    assert browser_of("viewer").get(CSV).status_code == 200
    assert browser_of("nobody").get(CSV).status_code == 403
    assert client.get(JSON_LINES).status_code == 302
