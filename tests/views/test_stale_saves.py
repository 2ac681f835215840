"""Every form that changes what stands there already: a stale save shows both versions, with the same three choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Evidence, Source
from claims.review import evidence_edit, workflow
from claims.review.evidence import add_evidence
from claims.sources import profile
from tests.views.conftest import HTMX
from tests.views.test_conflicts import fields_of

pytestmark = pytest.mark.django_db


@dataclass
class Stale:
    """A form that Bram opened before Citra saved hers: where it is sent and what he wrote (`sent`); two of its fields,
    what Citra wrote there, and what is saved there (`held`); how the page names her (`head`), and what shows it as it
    stands (`page`)."""

    address: str
    sent: dict[str, Any]
    fields: tuple[str, str]
    theirs: tuple[str, str]
    head: str
    page: str
    change: Callable[[], object]
    held: Callable[[], tuple[str, str]]

    @property
    def mine(self) -> tuple[str, str]:
        one, other = self.fields
        return self.sent[one], self.sent[other]


def of_profile(cast, kremlin) -> Stale:
    tass = Source.objects.get(name="TASS")
    facts = profile.profile_of(tass)

    def change():
        theirs = profile.Profile(name="TASS", kind=facts.kind, role="agency of the state", country="RU")
        profile.set_profile(cast.colleague, tass.pk, theirs, version=tass.version)

    def held():
        tass.refresh_from_db()
        return tass.role, tass.country

    return Stale(
        address=reverse("claims:source_act", args=[tass.pk, "profile"]),
        sent={"version": tass.version, "name": "TASS", "kind": facts.kind, "role": "news agency", "country": "SU"},
        fields=("role", "country"),
        theirs=("agency of the state", "RU"),
        head="Citra changed this source at",
        page=reverse("claims:source_edit", args=[tass.pk]),
        change=change,
        held=held,
    )


def of_evidence(cast, kremlin) -> Stale:
    row = add_evidence(cast.analyst, kremlin.claim_id, stance="supports", url="https://example.org/record")
    described = {"stance": "supports", "kind": "", "language": "", "access": "", "quote": ""}

    def change():
        theirs = {**described, "title": "Minutes of the day", "note": "What Citra noted"}
        evidence_edit.change(cast.colleague, row.pk, version=row.version, **theirs)

    def held():
        found = Evidence.objects.get(pk=row.pk)
        return found.title, found.note

    return Stale(
        address=reverse("claims:evidence_edit", args=[row.pk]),
        sent={"version": row.version, **described, "title": "The record itself", "note": "What Bram noted"},
        fields=("title", "note"),
        theirs=("Minutes of the day", "What Citra noted"),
        head="Citra changed this evidence at",
        page=reverse("claims:evidence", args=[row.pk]),
        change=change,
        held=held,
    )


def of_gloss(cast, kremlin) -> Stale:
    claim = kremlin.claim

    def change():
        workflow.set_gloss(cast.colleague, claim.pk, gloss="Kein Abkommen", language="de", version=claim.version)

    def held():
        claim.refresh_from_db()
        return claim.gloss, claim.gloss_language

    return Stale(
        address=reverse("claims:gloss", args=[kremlin.pk]),
        sent={"claim_version": claim.version, "gloss": "No agreement signed", "gloss_language": "en"},
        fields=("gloss", "gloss_language"),
        theirs=("Kein Abkommen", "de"),
        head="Citra changed this claim at",
        page=f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}",
        change=change,
        held=held,
    )


FORMS = [of_profile, of_evidence, of_gloss]
BY_HTMX = [of_evidence, of_gloss]
WAYS = [(one, True) for one in BY_HTMX] + [(one, False) for one in FORMS]


@pytest.fixture(params=WAYS, ids=[f"{one.__name__}-{'htmx' if htmx else 'plain'}" for one, htmx in WAYS])
def way(request) -> tuple[Callable[..., Stale], bool]:
    """Which form, and whether htmx sends it."""
    return request.param


@pytest.fixture
def stale(way, cast, kremlin) -> Stale:
    return way[0](cast, kremlin)


@pytest.fixture
def send(way, analyst, stale) -> Callable[..., Any]:
    """What Bram sends, as a page with or without JavaScript does."""
    headers = HTMX if way[1] else {}
    return lambda data: analyst.post(stale.address, data, headers=headers, follow=not way[1])


@pytest.fixture
def refused(stale, send):
    """The answer to Bram after Citra was faster."""
    stale.change()
    return send(stale.sent)


def test_both_versions_stand_side_by_side_and_nothing_is_saved(stale, refused):
    assert refused.status_code == 409
    assert stale.head in refused.text
    boxes = re.findall(r'<input type="radio" name="([\w-]+)" value="([^"]*)"', refused.text)
    for name, mine, theirs in zip(stale.fields, stale.mine, stale.theirs, strict=True):
        assert (name, mine) in boxes and (name, theirs) in boxes
    assert stale.held() == stale.theirs


def test_what_was_refused_is_told_in_a_live_region(refused):
    assert re.search(r'<div role="alert"><h[23] id="conflict-[\w-]+">', refused.text)


def test_all_mine_is_one_button(stale, send, refused):
    assert send(fields_of(refused) | {"take": "mine", stale.fields[0]: stale.theirs[0]}).status_code == 200
    assert stale.held() == stale.mine


def test_all_theirs_is_a_link_to_what_stands_there(stale, refused):
    assert re.search(rf'href="{re.escape(stale.page)}"[^>]*>Take all theirs', refused.text)


def test_the_two_are_merged_field_by_field(stale, send, refused):
    assert send(fields_of(refused) | {stale.fields[1]: stale.theirs[1]}).status_code == 200
    assert stale.held() == (stale.mine[0], stale.theirs[1])


def test_ones_own_words_can_be_written_on(stale, send, refused):
    page = send(fields_of(refused) | {"take": "edit"})
    assert page.status_code == 200 and stale.mine[0] in page.text
    assert 'class="stack conflict"' not in page.text
    assert stale.held() == stale.theirs


def test_words_that_are_written_on_are_saved_over_the_version_that_was_shown(stale, send, refused):
    versions = {name: value for name, value in fields_of(refused).items() if name.endswith("version")}
    assert send(stale.sent | versions).status_code == 200
    assert stale.held() == stale.mine


def test_of_what_only_the_other_changed_theirs_is_offered_first(stale, send):
    before = dict(zip(stale.fields, stale.held(), strict=True))
    stale.change()
    kept = stale.fields[0]
    offered = fields_of(send(stale.sent | {kept: before[kept]}))
    assert (offered[kept], offered[stale.fields[1]]) == (stale.theirs[0], stale.mine[1])


def test_evidence_that_was_withdrawn_meanwhile_keeps_what_was_typed_and_offers_no_choice(analyst, cast, kremlin):
    stale = of_evidence(cast, kremlin)
    row = Evidence.objects.get()
    evidence_edit.withdraw(cast.colleague, row.pk, version=row.version)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert page.status_code == 409 and "What Bram noted" in page.text
    assert 'class="stack conflict"' not in page.text

    again = analyst.post(stale.address, stale.sent | {"version": row.version + 1}, headers=HTMX)
    assert again.status_code == 422 and "What Bram noted" in again.text
    assert "Put it back before you change it" in again.text


def test_a_source_that_was_merged_meanwhile_says_so_and_gives_back_what_was_typed(analyst, cast, kremlin):
    stale = of_profile(cast, kremlin)
    tass = Source.objects.get(name="TASS")
    Source.objects.filter(pk=tass.pk).update(merged_into=Source.objects.create(name="Tass News", kind="outlet"))
    page = analyst.post(stale.address, stale.sent)
    assert page.status_code == 422 and "was merged into another" in page.text
    assert "news agency" in page.text


def test_whom_a_source_speaks_for_is_compared_by_name(analyst, cast, kremlin):
    tass = Source.objects.get(name="TASS")
    opened = tass.version
    kremlin_itself = Source.objects.get(name="Kremlin")
    facts = {"name": "TASS", "kind": tass.kind}
    profile.set_profile(cast.colleague, tass.pk, profile.Profile(**facts, speaks_for=kremlin_itself.pk), version=opened)
    address = reverse("claims:source_act", args=[tass.pk, "profile"])
    page = analyst.post(address, {**facts, "version": opened, "owner": "Orel Media"})
    offered = fields_of(page)
    assert (offered["speaks_for"], offered["owner"]) == ("Kremlin", "Orel Media")
    assert analyst.post(address, offered, follow=True).status_code == 200
    tass.refresh_from_db()
    assert (tass.speaks_for, tass.owner) == (kremlin_itself, "Orel Media")


def test_in_another_window_of_ones_own_it_says_so(analyst, cast, kremlin):
    stale = of_gloss(cast, kremlin)
    workflow.set_gloss(cast.analyst, kremlin.claim_id, gloss="Kein Abkommen", language="de",
                       version=kremlin.claim.version)  # fmt: skip
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert "You changed this at" in page.text and "on another page" in page.text


def test_each_gloss_is_marked_with_its_own_language(analyst, cast, kremlin):
    stale = of_gloss(cast, kremlin)
    stale.change()
    page = analyst.post(stale.address, stale.sent, headers=HTMX).text
    assert '<span class="words" dir="auto" lang="en">No agreement signed</span>' in page
    assert '<span class="words" dir="auto" lang="de">Kein Abkommen</span>' in page
