"""Words that more claims hold than a list looks at: the list says so, and a file holds them all."""

from __future__ import annotations

import json

import pytest

from claims.ingest.store import save_article
from claims.models import Attribution, Claim, search
from claims.models.claim import Status
from tests.articles import DAM

pytestmark = pytest.mark.django_db
CUT = "Only the newest 1,000 claims with these words were looked at"


@pytest.fixture
def many(cast) -> list[Claim]:
    """One claim more than a search looks at, all with the same word; the oldest alone is false."""
    article, _created = save_article(DAM, user=cast.analyst)
    claims = Claim.objects.bulk_create(
        Claim(statement=f"Reservoir {n:04}", language="en", status=Status.UNVERIFIED if n else Status.FALSE)
        for n in range(search.MOST_MATCHING + 1)
    )
    Attribution.objects.bulk_create(
        Attribution(article=article, claim=claim, number=100 + n, source_type="implicit", quote_kind="indirect")
        for n, claim in enumerate(claims)
    )
    search.refresh(claim.pk for claim in claims)
    return claims


def test_a_list_that_looked_at_the_newest_says_so_instead_of_saying_none(analyst, many):
    answer = analyst.get("/claims/", {"q": "reservoir", "status": "false"})

    assert answer.context["rows"] == []
    assert CUT in answer.text
    assert "/claims/export.csv?q=reservoir&amp;status=false" in answer.text


def test_a_list_that_looked_at_all_of_them_says_nothing(analyst, many):
    answer = analyst.get("/claims/", {"q": "reservoir 0007"})

    assert len(answer.context["rows"]) == 1
    assert CUT not in answer.text


def test_a_file_holds_every_claim_with_the_words(analyst, many):
    def exported(**asked) -> list[int]:
        answer = analyst.get("/claims/export.jsonl", asked)
        return [json.loads(line)["id"] for line in answer.getvalue().decode().splitlines()]

    assert exported(q="reservoir", status="false") == [many[0].pk]
    assert len(exported(q="reservoir")) == len(many)
