"""The dashboard page and its files."""

from __future__ import annotations

import csv
import re

import pytest

from claims.extraction.shares import SHARES
from claims.models import Attribution
from claims.models.claim import Stage, Status
from claims.review import attributions, workflow
from claims.templatetags.why import rule_words
from claims.views.plots import in_lines

pytestmark = pytest.mark.django_db
PAGE = "/dashboard/"


def test_an_empty_desk_says_so_in_every_figure(analyst):
    page = analyst.get(PAGE)

    assert page.status_code == 200
    assert page.text.count("Nothing to draw yet for this period.") == page.text.count("<figure")


def test_every_figure_is_told_in_words_and_as_a_table(analyst, cast, reference):
    row = reference.attributions.filter(review_state="suggested").first()
    attributions.confirm(cast.analyst, row.pk, version=row.version)
    claim = row.claim
    claim.refresh_from_db()
    workflow.move(cast.analyst, claim.pk, Stage.IN_PROGRESS, version=claim.version)
    page = analyst.get(PAGE).text

    figures = page.split("<figure")[1:]
    assert len(figures) == 6
    for figure in figures:
        assert "<desc" in figure
        assert '<table class="table">' in figure
    assert "TASS" in page


def test_a_figure_leads_to_the_list_behind_it(analyst, reference):
    page = analyst.get(PAGE).text
    waiting = analyst.get(re.search(r'href="(/claims/\?stage=new&amp;[^"]*)"', page)[1].replace("&amp;", "&"))

    count = reference.attributions.values("claim").distinct().count()
    assert re.search(rf"–{count} of {count}\b", plain(waiting))


def test_a_figure_is_a_file_with_the_same_numbers(analyst, reference):
    answer = analyst.get(f"{PAGE}statuses.csv?by=language")
    rows = list(csv.reader(answer.text.removeprefix("\ufeff").splitlines()))

    claims = Attribution.objects.standing().values("claim").distinct().count()
    assert rows == [["Name", "Unverified", "All"], ["Indonesian", str(claims), str(claims)]]
    assert answer["Content-Disposition"].startswith('attachment; filename="statuses-')


@pytest.mark.parametrize(
    ("language", "words"), [("en", "content, then source and cue"), ("id", "isi, lalu sumber dan penanda")]
)
def test_rules_are_drawn_in_words_and_the_table_says_their_keys_too(analyst, cast, reference, language, words):
    row = reference.attributions.get(review_state="suggested", number=6)
    assert row.rule == "clause.content_source_cue"
    attributions.confirm(cast.analyst, row.pk, version=row.version)
    analyst.cookies["django_language"] = language
    figure = analyst.get(PAGE).text.split('<figure id="rules">')[1].split("</figure>")[0]
    drawn, table = figure.split("</svg>")

    labels = re.findall(r'<text class="lab end"[^>]*>([^<]*)</text>', drawn)
    assert " ".join(labels) == words
    assert row.rule in table


def test_every_rule_that_is_measured_has_words():
    measured = {key for key in SHARES if " " not in key}
    assert {rule for rule in measured if not rule_words(rule)} == set()


def test_a_long_label_is_broken_into_lines_that_fit_around_its_row():
    lines = in_lines("content, then a cue that carries its speaker", 100)
    assert [words for words, _y in lines] == ["content, then a cue", "that carries its", "speaker"]
    assert sum(y for _words, y in lines) / len(lines) == 104


def test_a_figure_that_does_not_exist_is_not_found(analyst):
    assert analyst.get(f"{PAGE}nonsense.csv").status_code == 404


@pytest.mark.parametrize("query", ["weeks=99999", "weeks=x", "kind=%00", "language=xx", "by=;", "weeks=&by="])
def test_what_cannot_be_understood_counts_as_not_asked(analyst, reference, query):
    page = analyst.get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert "What became of claims, by source" in page.text


def test_the_filters_narrow_what_is_counted(analyst, reference):
    assert "TASS" not in analyst.get(f"{PAGE}?language=en").text.split("<figure")[4]


def test_statuses_stand_in_the_order_of_the_scale(analyst, cast, reference):
    for claim, status in zip(_claims(reference), (Status.FALSE, Status.TRUE), strict=True):
        workflow.sign_verdict(cast.analyst, claim.pk, status=status, rationale="R", version=claim.version)
    answer = analyst.get(f"{PAGE}statuses.csv?by=language").text.splitlines()[0]

    assert answer.endswith("Name,True,False,Unverified,All")


def test_the_page_costs_the_same_number_of_questions_for_any_number_of_claims(
    analyst, reference, django_assert_num_queries
):
    analyst.get(PAGE)
    with django_assert_num_queries(15):
        analyst.get(PAGE)


def test_only_people_with_a_role_read_it(browser_of):
    assert browser_of("viewer").get(PAGE).status_code == 200
    assert browser_of("nobody").get(PAGE).status_code == 403


def plain(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def _claims(article):
    return [row.claim for row in article.attributions.select_related("claim").order_by("number")[:2]]
