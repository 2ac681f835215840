"""Many ids in one parameter."""

from __future__ import annotations

import pytest

from claims.models import Claim
from claims.models.numbers import among

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_rows_are_found_by_any_number_of_ids():
    claims = Claim.objects.bulk_create(Claim(statement=f"Claim {n}", language="en") for n in range(3))

    few, many = among([claims[0].pk]), among(range(claims[-1].pk + 1))
    assert list(Claim.objects.filter(pk__in=few)) == claims[:1]
    assert set(Claim.objects.filter(pk__in=many)) == set(claims)
    assert not Claim.objects.filter(pk__in=among([])).exists()
