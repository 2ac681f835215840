"""What no form of ours sends: the answer is a refusal in words, or nothing found, and never a broken page."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from claims.forms.editing import MOST_SPANS
from claims.models import Claim, Source
from claims.review import attributions

pytestmark = pytest.mark.django_db

# JSON that Python's reader breaks on, or reads into what nobody can be shown.
UNREADABLE = {
    "brackets without end": "[" * 100_000,
    "a number of 5,000 digits": f'[["content", {"9" * 5_000}, 2, "x"]]',
    "a lone surrogate": r'[["content", 0, 1, "\ud800"]]',
}
BEYOND = "9" * 30  # more than any row can be numbered


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


@pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE.keys())
@pytest.mark.parametrize("field", ["spans", "spans-content"], ids=["all spans", "a chosen version"])
def test_spans_that_cannot_be_read_are_refused_in_words(analyst, kremlin, field, sent):
    answer = analyst.post(reverse("claims:spans", args=[kremlin.pk]), {"version": 1, field: sent})

    assert answer.status_code == 422
    assert "The marked places cannot be read." in answer.text


@pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_places_of_a_new_claim_that_cannot_be_read_are_refused_in_words(analyst, kremlin, sent):
    sent = sent.replace('"content", ', "")

    answer = analyst.post(reverse("claims:claim_new", args=[kremlin.article_id]), {"places": sent})

    assert answer.status_code == 422
    assert "The marked places cannot be read." in answer.text


def test_a_lone_surrogate_in_a_stale_version_is_refused_and_not_shown(analyst, cast, kremlin):
    attributions.reject(cast.colleague, kremlin.pk, version=1)
    spans = json.dumps([["content", 0, 1, "\ud800"]])

    answer = analyst.post(reverse("claims:spans", args=[kremlin.pk]), {"version": 1, "spans": spans})

    assert answer.status_code == 422


def test_a_new_claim_has_no_more_places_than_an_old_one(analyst, kremlin):
    places = [[at, at + 1, kremlin.article.text[at]] for at in range(0, 2 * MOST_SPANS + 2, 2)]

    answer = analyst.post(reverse("claims:claim_new", args=[kremlin.article_id]), {"places": json.dumps(places)})

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["source", "outlet"])
@pytest.mark.parametrize("number", [BEYOND, f"-{BEYOND}"])
def test_a_number_that_no_source_can_have_is_left_out_of_the_list_with_a_word(analyst, reference, name, number):
    answer = analyst.get(reverse("claims:claims"), {name: number})

    assert answer.status_code == 200
    assert len(answer.context["rows"]) == Claim.objects.standing().count() > 0
    assert f"{number} is not one of the available choices." in answer.text


def test_a_number_that_no_mention_can_have_is_refused_in_words(analyst, kremlin):
    source = Source.objects.get(name="CNA")
    sent = {"version": 1, "source": source.pk, "also": f"{BEYOND}:1"}

    answer = analyst.post(reverse("claims:source_review_decide", args=[kremlin.pk]), sent)

    assert answer.status_code == 422
    assert "The page sent a list that cannot be read." in answer.text
