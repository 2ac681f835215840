"""Full-text search over claims: what is found, and that every change of words is found at once."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Claim, search
from claims.models.claim import Status
from claims.review import appearances, attributions, workflow
from claims.review.evidence import add_evidence
from tests.articles import DAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast):
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    return found


def found(words: str) -> set[int]:
    return set(Claim.objects.containing(words).values_list("pk", flat=True))


def test_a_split_article_can_be_searched_by_its_quotes(article):
    assert found("measured joint") == {Claim.objects.get(statement__contains="joint").pk}


def test_the_beginning_of_a_word_is_enough_and_case_does_not_count(article):
    assert found("MEASUR") == found("measured")


@pytest.mark.database
@pytest.mark.parametrize("words", ["Citroën", "citroen", "CITROE\u0308N"])
def test_accents_do_not_count_whether_typed_or_written(article, cast, words):
    claim = Claim.objects.order_by("pk").first()
    for number, name in enumerate(("Citroën", "Citroen", "Citroe\u0308n")):
        workflow.set_statement(cast.analyst, claim.pk, statement=f"{name} left", version=claim.version + number)
        assert found(words) == {claim.pk}


@pytest.mark.database
@pytest.mark.parametrize("words", ["mig-31i", "MiG 31I", "31i", "tass.com", "Rp15.000", "15"])
def test_words_joined_by_a_sign_are_found_together_and_apart(article, cast, words):
    claim = Claim.objects.order_by("pk").first()
    statement = "MiG-31I costs Rp15.000 or 15.5, says https://tass.com/x"
    workflow.set_statement(cast.analyst, claim.pk, statement=statement, version=claim.version)
    assert found(words) == {claim.pk}


def test_a_changed_statement_is_found_by_its_new_words_only(article, cast):
    claim = Claim.objects.order_by("pk").first()
    workflow.set_statement(cast.analyst, claim.pk, statement="Nothing leaks", gloss="bocor", version=claim.version)
    assert found("leaks") == found("bocor") == {claim.pk}


def test_rationale_and_evidence_are_found(article, cast):
    claim = Claim.objects.first()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Sonograph", version=claim.version)
    add_evidence(cast.analyst, claim.pk, stance="supports", url="https://dam.example/", note="Hydrologist")
    assert found("sonograph") == found("hydrologist") == {claim.pk}


def test_a_rejected_appearance_no_longer_brings_its_claim(article, cast):
    row = Attribution.objects.get(claim__statement__contains="joint")
    workflow.set_statement(cast.analyst, row.claim_id, statement="Other", version=row.claim.version)
    row.refresh_from_db()
    attributions.reject(cast.analyst, row.pk, version=row.version)
    assert found("joint") == set()


def test_an_appearance_that_moves_takes_its_words_along(article, cast):
    row = Attribution.objects.get(claim__statement__contains="joint")
    other = Claim.objects.exclude(pk=row.claim_id).first()
    appearances.move_to_claim(cast.analyst, row.pk, other, version=row.version)
    assert other.pk in found("measured every")


@pytest.mark.parametrize(
    "words",
    ['"', "*", "a OR b*(", "' OR 1=1 --", "NEAR(", "\\", "-", "a:b", "😀", "_", "a_b", "\u0301", "ß:*", "&|!<->"],
)
def test_signs_that_mean_something_to_the_index_are_only_letters(article, words):
    assert isinstance(found(words), set)


def test_the_index_can_be_made_anew(article, capsys):
    before = found("dam")
    search.rebuild([])
    assert found("dam") == set()
    call_command("reindex_claims")
    assert found("dam") == before != set()


def test_words_go_with_their_claim(db):
    claim = Claim.objects.create(statement="A zebra was seen at Lake Orel.")
    search.refresh([claim.pk])
    assert found("zebra") == {claim.pk}
    claim.delete()

    assert found("zebra") == set()


@pytest.mark.django_db(transaction=True)
def test_a_database_with_an_index_can_be_flushed(article):
    assert found("ministry")
    call_command("flush", interactive=False, verbosity=0)

    assert found("ministry") == set()


@pytest.mark.database
@pytest.mark.parametrize(
    "words",
    [
        "dam",
        "meas",
        "measured",
        "MEASURED joint",
        "crack the",
        "Citro",
        "citroën",
        "13",
        "1234",
        "12345",
        "wordless",
        "?",
    ],
)
def test_the_newest_claims_are_those_that_hold_the_words_or_longer_ones(article, cast, words):
    claims = Claim.objects.order_by("pk")
    for number, claim in enumerate(claims):
        statement = f"Citroën{number} Meas{chr(97 + number)} cracked 1234{number} {search.MOST_SPELT_OUT}"
        workflow.set_statement(cast.analyst, claim.pk, statement=statement, version=claim.version)

    assert search.newest(words).claims == sorted(found(words), reverse=True)


@pytest.mark.parametrize("count", [0, search.MOST_SPELT_OUT, search.MOST_SPELT_OUT + 1])
def test_a_word_is_found_by_its_beginning_however_many_longer_ones_there_are(article, count):
    claims = Claim.objects.bulk_create(
        Claim(statement=f"reservoir{chr(97 + n) * n}", language="en") for n in range(count + 1)
    )
    search.refresh(claim.pk for claim in claims)

    assert search.newest("reservoir").claims == [claim.pk for claim in reversed(claims)]
    assert search.newest(" ".join(["reservoir", *(f"reservoi{n}" for n in range(10))])).claims == []
    assert search.newest(" ".join(["rese"] * 20 + ["reservoir"] * 10)).claims == search.newest("reservoir").claims
