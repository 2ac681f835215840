"""The acts that work in the article's text: what the server takes and what it refuses."""

from __future__ import annotations

import json

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Event
from tests.articles import DAM
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def triples(attribution) -> list[list]:
    return [[span.role, span.start, span.end, span.quote] for span in attribution.spans.all()]


def save(client, attribution, spans, *, version=None, **options):
    data = {"version": version or attribution.version, "spans": spans if isinstance(spans, str) else json.dumps(spans)}
    return client.post(f"/attributions/{attribution.pk}/spans/", data, **options)


def test_spans_are_saved_as_they_were_marked(analyst, kremlin):
    spans = triples(kremlin)
    role, start, _end, quote = spans[-1]
    first_word = quote.split()[0]
    spans[-1] = [role, start, start + len(first_word), first_word]

    response = save(analyst, kremlin, spans)

    assert response.url == f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"
    kremlin.refresh_from_db()
    assert kremlin.review_state == "corrected"
    assert list(kremlin.spans.filter(role=role).values_list("quote", flat=True)) == [first_word]


def test_letters_that_do_not_stand_there_are_refused_and_nothing_changes(analyst, kremlin):
    spans = triples(kremlin)
    spans[0][3] = "X" * len(spans[0][3])

    response = save(analyst, kremlin, spans, headers=HTMX)

    assert response.status_code == 409
    assert "Mark it again" in response.text
    kremlin.refresh_from_db()
    assert kremlin.version == 1


def test_a_stale_version_is_refused(analyst, kremlin):
    assert save(analyst, kremlin, triples(kremlin), version=7).status_code == 409


@pytest.mark.parametrize(
    "spans", ["", "{", "[]]", '{"a": 1}', '[["content", true, 2, "x"]]', '[["title", 0, 1, "x"]]', '[[[], 0, 1, "x"]]']
)
def test_what_is_no_list_of_spans_is_refused_in_words(analyst, kremlin, spans):
    response = save(analyst, kremlin, spans)

    assert response.status_code == 422
    kremlin.refresh_from_db()
    assert kremlin.version == 1


def test_a_claim_keeps_its_content(analyst, kremlin):
    assert save(analyst, kremlin, [span for span in triples(kremlin) if span[0] != "content"]).status_code == 422


def test_saving_what_stands_there_changes_nothing(analyst, kremlin):
    save(analyst, kremlin, triples(kremlin))

    assert not Event.objects.filter(act=Event.Act.SPANS_CHANGED).exists()


def test_without_javascript_the_words_are_corrected_in_a_form(analyst, kremlin):
    assert analyst.get(f"/attributions/{kremlin.pk}/spans/").url == f"/attributions/{kremlin.pk}/correct/"


def test_a_reader_may_not_edit_spans(browser_of, kremlin):
    assert save(browser_of("viewer"), kremlin, triples(kremlin)).status_code == 403


def test_a_claim_is_merged_only_with_one_of_the_same_article(analyst, kremlin, cast):
    other, _created = save_article(DAM)
    split(other)
    stranger = other.attributions.first()

    response = analyst.post(f"/attributions/{kremlin.pk}/merge/", {"version": 1, "other": stranger.pk})

    assert response.status_code == 422
    assert "That claim is not in this article." in response.text


def test_a_cut_outside_the_content_is_refused(analyst, kremlin):
    response = analyst.post(f"/attributions/{kremlin.pk}/cut/", {"version": 1, "at": 1})

    assert response.status_code == 422
    assert "between two words" in response.text


def test_words_that_are_not_in_the_article_make_no_claim(analyst, reference):
    before = reference.attributions.count()

    response = analyst.post(f"/articles/{reference.pk}/claims/new/", {"words": "Words of nobody"})

    assert response.status_code == 409
    assert reference.attributions.count() == before


def test_a_decision_leads_on_to_the_next_that_waits(analyst, reference):
    first = reference.attributions.get(number=1)

    response = analyst.post(f"/attributions/{first.pk}/confirm/", {"version": 1, "then": "next"})

    assert response.url == f"{reference.get_absolute_url()}?claim=2"
