"""The source page: plain facts with their denominators."""

from __future__ import annotations

import re

import pytest

from claims import jobs
from claims.models import Attribution, Claim, Job, Source, SourceAlias
from claims.models.claim import Status
from claims.review import workflow

pytestmark = pytest.mark.django_db


def plain(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text.split('id="main"')[1]).split())


def test_a_source_is_told_with_its_claims_and_who_relays_it(analyst, reference):
    tass = Source.objects.get(name="TASS")
    text = plain(analyst.get(tass.get_absolute_url()))

    count = Attribution.objects.standing().filter(source=tass).count()
    assert count > 3
    assert f"{count} claims in 1 article" in text
    assert f"Nearest relay: CNA {count}" in text
    assert f"Unverified {count} of {count}" in text


def test_what_its_spokesman_says_is_counted_with_it(analyst, reference):
    kremlin, peskov = (Source.objects.get(name=name) for name in ("Kremlin", "Dmitry Peskov"))
    both = Claim.objects.filter(attributions__source__in=[kremlin, peskov]).distinct().count()
    text = plain(analyst.get(kremlin.get_absolute_url()))

    assert f"{both} claim" in text
    assert "Who speaks for it Dmitry Peskov" in text
    assert "speaks for Kremlin" in plain(analyst.get(peskov.get_absolute_url()))


def test_statuses_are_counted_as_they_are_set(analyst, cast, reference):
    tass = Source.objects.get(name="TASS")
    claim = Claim.objects.filter(attributions__source=tass).first()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="No.", version=claim.version)

    assert re.search(r"False 1 of \d+", plain(analyst.get(tass.get_absolute_url())))


def test_other_names_stand_with_their_language(analyst, cast):
    source = Source.objects.create(name="Moskow", kind=Source.Kind.ORGANISATION)
    SourceAlias.objects.create(source=source, name="Moscow", language="en")
    text = plain(analyst.get(source.get_absolute_url()))

    assert "English Moscow" in text
    assert "No claim is attributed to it." in text


def test_only_people_with_a_role_read_it(browser_of, client, cast):
    source = Source.objects.create(name="Moskow", kind=Source.Kind.ORGANISATION)

    assert browser_of("viewer").get(source.get_absolute_url()).status_code == 200
    assert browser_of("nobody").get(source.get_absolute_url()).status_code == 403
    assert client.get(source.get_absolute_url()).status_code == 302
    assert browser_of("viewer").get("/sources/999999/").status_code == 404


def test_the_plot_of_statuses_says_its_denominator_and_can_be_taken_as_csv(analyst, cast, reference):
    tass = Source.objects.get(name="TASS")
    claim, *rest = Claim.objects.filter(attributions__source=tass).distinct()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="No.", version=claim.version)
    total = len(rest) + 1

    title = re.search(r'<title id="ps-t">(.*?)</title>', analyst.get(tass.get_absolute_url()).text)[1]
    assert title == f"Status of the {total} claims: 1 false, {total - 1} unverified"
    rows = analyst.get(f"{tass.get_absolute_url()}statuses.csv").text.split("\r\n")
    assert rows[:3] == [
        "status,label,claims,of",
        f"false,False,1,{total}",
        f"unverified,Unverified,{total - 1},{total}",
    ]


def test_shares_stand_with_their_numbers(analyst, reference):
    kremlin = Source.objects.get(name="Kremlin")
    said = Attribution.objects.standing().filter(source__in=[kremlin, *kremlin.speakers.all()])
    negated = said.filter(negated=True).count()
    text = plain(analyst.get(kremlin.get_absolute_url()))

    assert f"{round(100 * negated / said.count())}% negated {negated} of {said.count()}" in text
    assert "single origin coverage was looked for on none of its claims" in text


def test_single_origin_counts_only_claims_whose_coverage_was_looked_for(analyst, reference):
    tass = Source.objects.get(name="TASS")
    one, two = Claim.objects.filter(attributions__source=tass).distinct()[:2]
    for claim, independent in ((one, 1), (two, 3)):
        job = jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim)
        result = {"origins": {"independent": independent}}
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, result=result)

    assert "50% single origin 1 of 2 claims whose coverage was looked for" in plain(
        analyst.get(tass.get_absolute_url())
    )


def test_the_timeline_draws_one_square_for_each_claim_in_its_month(analyst, reference):
    tass = Source.objects.get(name="TASS")
    claims = Claim.objects.filter(attributions__source=tass).distinct().count()
    page = analyst.get(tass.get_absolute_url())

    assert sum(len(month.squares) for month in page.context["months"]) == claims
    assert f"September 2023 {claims};" in page.text


def test_the_page_asks_the_same_number_of_questions_whatever_the_source_said(
    analyst, reference, django_assert_max_num_queries
):
    quiet = Source.objects.create(name="Quiet Board", kind="organisation")
    for source in (Source.objects.get(name="TASS"), quiet):
        with django_assert_max_num_queries(28):
            analyst.get(source.get_absolute_url())
