"""Which Sources are offered to somebody who sets one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Source, SourceAlias
from claims.sources.offers import offers_for
from tests.articles import DAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def attribution(cast) -> Attribution:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.for_workbench().first()


def test_candidates_are_offered_in_their_order_by_name_or_alias_and_nobody_twice(cast, attribution):
    late, early = (Source.objects.create(name=name, kind="person") for name in ("Varga, Tomas", "Petri, Ilona"))
    SourceAlias.objects.create(source=early, name="Ilona Petri")
    SourceAlias.objects.create(source=late, name="T. Varga")
    attribution.candidates = ["ilona petri", "Nobody Known", "Varga, Tomás", "T. Varga", "–"]

    assert offers_for(cast.analyst, attribution, "").sources[:2] == [early, late]


def test_the_number_of_queries_does_not_grow_with_the_candidates(cast, attribution):
    def queries(candidates: list[str]) -> int:
        attribution.candidates = candidates
        with CaptureQueriesContext(connection) as captured:
            offers_for(cast.analyst, attribution, "")
        return len(captured)

    people = [Source.objects.create(name=f"Person {n}", kind="person").name for n in range(20)]

    assert queries(people) == queries(people[:1])
