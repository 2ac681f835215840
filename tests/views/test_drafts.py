"""The server tells the browser which draft a plain form has settled, and only when it was saved."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Source

pytestmark = pytest.mark.django_db

TEXT = "The mayor said on Monday that the bridge over the Orel is closed."


def test_a_form_that_was_saved_names_its_draft_on_the_way_to_the_next_page(analyst):
    answer = analyst.post(reverse("claims:article_new"), {"text": TEXT, "draft": "article"})

    assert answer.status_code == 302
    assert answer.cookies["settled-draft"].value == "article"


def test_a_form_that_was_refused_keeps_its_draft(analyst, reference):
    source = Source.objects.get(name="CNA")
    address = reverse("claims:source_act", args=[source.pk, "grade"])

    answer = analyst.post(address, {"version": source.version, "grade": "", "reason": "Seen.", "draft": "grade-1"})

    assert answer.status_code == 422 and "settled-draft" not in answer.cookies


@pytest.mark.parametrize("name", ["", "a; Path=/", "x" * 81, "é", "a\r\nb"])
def test_what_is_no_name_of_a_draft_becomes_no_cookie(analyst, name):
    answer = analyst.post(reverse("claims:article_new"), {"text": TEXT, "draft": name})

    assert answer.status_code == 302 and "settled-draft" not in answer.cookies
