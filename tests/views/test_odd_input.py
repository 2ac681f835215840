"""What no form of ours sends: the answer is a refusal in words, or nothing found, and never a broken page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["chain", "set_source", "source_edit"])
def test_a_nul_in_what_was_typed_finds_what_is_found_without_it(analyst, kremlin, name):
    pk = Source.objects.get(name="CNA").pk if name == "source_edit" else kremlin.pk

    answer = analyst.get(reverse(f"claims:{name}", args=[pk]), {"q": "tass\0"})

    assert answer.status_code == 200
    assert "TASS" in answer.text


def test_a_nul_in_the_name_of_a_new_source_is_refused_in_the_form(analyst, kremlin):
    sent = {"version": kremlin.version, "name": "Ta\0ss", "kind": "outlet"}

    answer = analyst.post(reverse("claims:set_source", args=[kremlin.pk]), sent)

    assert answer.status_code == 422
    assert "Null characters are not allowed." in answer.text
