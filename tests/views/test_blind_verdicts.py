"""A blind second verdict by page: nothing that the second analyst can open depends on the first; then both are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claims.models.claim import Finding, Stage, Status
from claims.review import workflow
from claims.review.verdicts import sign_verdict
from claims.urls import urlpatterns
from tests.review.test_moves import RolledBack
from tests.views.conftest import HTMX
from tests.views.test_every_address import address_of

pytestmark = [pytest.mark.django_db, pytest.mark.above_the_database]

# Two first verdicts that have nothing in common, so that whatever tells of one differs from what tells of the other.
ONE: dict[str, Any] = {
    "status": Status.MOSTLY_FALSE,
    "finding": Finding.DISTORTED,
    "credibility": "5",
    "confidence": "low",
    "rationale": "Zirconium divers heard otherwise.",
    "summary": "Quagmire under the wall.",
}
OTHER: dict[str, Any] = {
    "status": Status.TRUE,
    "finding": Finding.VERBATIM,
    "credibility": "1",
    "confidence": "high",
    "rationale": "The transcript has it.",
    "summary": "He said so.",
}
LISTS = ("claims", "claims_csv", "claims_json_lines", "queue")
ASKED = ("?q=zirconium", "?q=quagmire", "?status=mostly_false", "?finding=distorted")
# What differs from one reading of the same page to the next.
PASSING = re.compile(r"csrfmiddlewaretoken\W+value=\W+\w+|X-CSRFToken[^}]+|\d+")


@pytest.fixture
def claim(reference, kremlin) -> Claim:
    Claim.objects.filter(pk=kremlin.claim_id).update(second_wanted=True)
    return Claim.objects.get(pk=kremlin.claim_id)


def sign(person, claim: Claim, **judgement: Any) -> None:
    claim.refresh_from_db()
    sign_verdict(person, claim.pk, version=claim.version, **judgement)
    claim.refresh_from_db()


def addresses(claim: Claim) -> Iterator[tuple[str, dict[str, str]]]:
    """Every address with this claim's rows in it, as a page and as a part, some with what can be asked there."""
    row = claim.attributions.first()
    numbers = {
        "articles/": row.article_id,
        "attributions/": row.pk,
        "claims/": claim.pk,
        "sources/review/": row.pk,
        "sources/": row.source_id,
    }
    for pattern in urlpatterns:
        address = address_of(str(pattern.name), numbers)
        for headers in ({}, HTMX):
            yield address, headers
        if pattern.name in LISTS:
            yield from ((address + query, {}) for query in ASKED)
    yield f"{row.article.get_absolute_url()}?claim={row.number}", HTMX | {"HX-Target": "detail"}
    yield from ((f"/admin/claims/{kind}/", {}) for kind in ("verdict", "event", f"claim/{claim.pk}/change"))


def everything(client: Client, claim: Claim) -> dict[str, str]:
    """What each address says, without what passes."""
    pages = {}
    for address, headers in addresses(claim):
        answer = client.get(address, headers=headers)
        said = b"".join(answer).decode(errors="replace")
        pages[f"{address} {headers}"] = PASSING.sub("", f"{answer.status_code} {answer.get('Location', '')} {said}")
    return pages


def everything_if(first: dict[str, Any], client: Client, claim: Claim, author) -> dict[str, str]:
    """The same, with this first verdict sealed and the claim in review; rolled back."""
    try:
        with transaction.atomic():
            sign(author, claim, **first)
            workflow.move(author, claim.pk, Stage.IN_REVIEW, version=claim.version)
            pages = everything(client, claim)
            raise RolledBack
    except RolledBack:
        claim.refresh_from_db()
        return pages


@pytest.mark.parametrize("role", ["colleague", "administrator"])
def test_no_page_that_the_second_analyst_can_open_depends_on_the_first_verdict(browser_of, cast, claim, role):
    if role == "administrator":
        cast.administrator.is_staff = cast.administrator.is_superuser = True
        cast.administrator.save()
    client = browser_of(role)
    one = everything_if(ONE, client, claim, cast.analyst)
    other = everything_if(OTHER, client, claim, cast.analyst)

    assert len(one) > 100
    assert not [address for address, said in one.items() if said != other[address]]
    assert not [address for address, said in one.items() if "Zirconium" in said or "Quagmire" in said]


def test_the_same_pages_show_both_once_the_second_is_signed(browser_of, cast, claim):
    sign(cast.analyst, claim, **ONE)
    sign(cast.colleague, claim, **{**ONE, "rationale": "The wall is wet."})
    pages = everything(browser_of("viewer"), claim)

    dossier = pages[f"{claim.get_absolute_url()} {{}}"]
    assert "Zirconium" in dossier
    assert "The wall is wet." in dossier
    assert any("The wall is wet." in said for address, said in pages.items() if address.startswith("/articles/"))
    found = pages[f"{reverse('claims:claims')}?q=zirconium {{}}"]
    assert claim.statement in found


def act(client: Client, name: str, claim: Claim, **sent: Any) -> Any:
    claim.refresh_from_db()
    return client.post(reverse(f"claims:claim_{name}", args=[claim.pk]), {"claim_version": claim.version, **sent})


def test_the_first_is_told_that_it_is_sealed_and_the_second_what_to_do(browser_of, cast, claim):
    assert act(browser_of("analyst"), "verdict", claim, status="true", rationale="Seen.").status_code == 302

    assert "sealed: nobody but you reads it" in browser_of("analyst").get(claim.get_absolute_url()).text
    theirs = browser_of("colleague").get(claim.get_absolute_url()).text
    assert "One verdict is signed and sealed" in theirs
    assert "Sign the second verdict" in theirs


def test_a_second_is_asked_for_by_hand_and_the_log_tells(analyst, claim):
    Claim.objects.filter(pk=claim.pk).update(second_wanted=False)
    assert 'id="ask-second"' in analyst.get(claim.get_absolute_url()).text
    act(analyst, "second", claim)

    text = analyst.get(claim.get_absolute_url()).text
    assert "asked for a blind second verdict" in text
    assert 'id="ask-second"' not in text


def test_the_signer_may_seal_a_verdict_that_no_rule_seals(browser_of, claim):
    Claim.objects.filter(pk=claim.pk).update(second_wanted=False)
    act(browser_of("analyst"), "verdict", claim, status="true", rationale="Seen.", blind="on")

    assert claim.verdicts.get().awaits_second
    assert "One verdict is signed and sealed" in browser_of("reviewer").get(claim.get_absolute_url()).text


@pytest.fixture
def clash(cast, claim) -> Claim:
    sign(cast.analyst, claim, **ONE)
    sign(cast.colleague, claim, **OTHER)
    return claim


def test_a_clash_is_decided_on_a_page_that_shows_both_side_by_side(browser_of, clash):
    reviewer = browser_of("reviewer")
    address = reverse("claims:claim_adjudicate", args=[clash.pk])
    assert address in reviewer.get(clash.get_absolute_url()).text
    text = reviewer.get(address).text
    assert ONE["rationale"] in text
    assert OTHER["rationale"] in text
    answer = act(reviewer, "adjudicate", clash, status="mixed", finding="faithful", rationale="A part each.")

    clash.refresh_from_db()
    assert (answer.status_code, clash.status) == (302, Status.MIXED)
    assert "decides between the two before it" in reviewer.get(clash.get_absolute_url()).text


@pytest.mark.parametrize(("sent", "words"), [({"rationale": " "}, "required"), ({"as_of": "2999-01-01"}, "future")])
def test_a_decision_that_is_not_ready_is_sent_back_with_what_was_typed(browser_of, clash, sent, words):
    typed = {"status": "mixed", "rationale": "A part each.", "summary": "Partly so.", **sent}
    answer = act(browser_of("reviewer"), "adjudicate", clash, **typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Partly so." in answer.text


def test_a_decision_on_what_somebody_else_decided_meanwhile_is_out_of_date(browser_of, cast, clash):
    sent = {"claim_version": clash.version - 1, "status": "mixed", "rationale": "A part each."}
    answer = browser_of("reviewer").post(reverse("claims:claim_adjudicate", args=[clash.pk]), sent)

    assert answer.status_code == 409
    assert "A part each." in answer.text


def test_whoever_signed_one_of_the_two_is_not_offered_the_decision(browser_of, cast, claim):
    sign(cast.reviewer, claim, **ONE)
    sign(cast.colleague, claim, **OTHER)
    answer = browser_of("reviewer").get(reverse("claims:claim_adjudicate", args=[claim.pk]))
    assert "A third person decides." in answer.text
    assert 'id="decide"' not in answer.text
