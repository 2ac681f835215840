"""The source page: plain facts with their denominators."""

from __future__ import annotations

import re

import pytest

from claims.models import Attribution, Claim, Source, SourceAlias
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
    assert f"Who relays it of {count} appearances CNA" in text
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
