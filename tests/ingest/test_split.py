"""Splitting an article and saving what the machine suggests."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, AttributionSpan, Claim, Event, Source
from claims.review import attributions as review
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference() -> Article:
    article, _ = save_article(REFERENCE)
    split(article)
    return article


def test_every_saved_span_quotes_the_article_exactly(reference: Article):
    spans = AttributionSpan.objects.all()
    assert spans.count() > 40
    for span in spans:
        assert REFERENCE[span.start : span.end] == span.quote


def test_three_tass_sentences_resolve_to_one_source(reference: Article):
    tass = Source.objects.get(name="TASS")
    assert tass.kind == Source.Kind.OUTLET
    assert tass.attributions.filter(article=reference).count() >= 3


def test_peskov_speaks_for_the_kremlin(reference: Article):
    assert str(Source.objects.get(name="Dmitry Peskov").speaks_for) == "Kremlin"


def test_the_kremlin_lede_and_peskovs_sentence_are_two_appearances_of_one_claim(reference: Article):
    claim = Claim.objects.get(attributions__source__name="Dmitry Peskov")
    sources = {str(a.source) for a in claim.attributions.all()}
    assert sources == {"Dmitry Peskov", "Kremlin"}
    assert claim.statement.startswith("Kremlin: belum ada perjanjian")


def test_the_credit_ends_every_relay_chain(reference: Article):
    for attribution in reference.attributions.prefetch_related("relays__source"):
        assert str(attribution.chain[-1]) == "CNA"


def test_nobodys_suggestion_is_decided_yet(reference: Article):
    assert set(reference.attributions.values_list("review_state", flat=True)) == {"suggested"}


def test_numbers_follow_the_text(reference: Article):
    rows = reference.attributions.in_text_order().prefetch_related("spans")
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    places = [row.spans_of("cue")[0].start for row in rows]
    assert places == sorted(places)


def test_splitting_again_gives_the_same_rows_and_no_more(reference: Article):
    def picture() -> list[tuple[object, ...]]:
        return list(reference.attributions.values_list("number", "claim__statement", "source__name", "rule"))

    before, claims, sources = picture(), Claim.objects.count(), Source.objects.count()
    split(reference)
    assert picture() == before
    assert (Claim.objects.count(), Source.objects.count()) == (claims, sources)


def test_splitting_again_keeps_what_people_decided(reference: Article, cast: Cast):
    confirmed, rejected, corrected = reference.attributions.in_text_order()[:3]
    review.confirm(cast.analyst, confirmed.pk, version=1)
    review.reject(cast.analyst, rejected.pk, version=1)
    review.set_source(cast.analyst, corrected.pk, Source.objects.get(name="CNA"), version=1)
    total = reference.attributions.count()
    split(reference)
    kept = reference.attributions.filter(pk__in=[confirmed.pk, rejected.pk, corrected.pk])
    assert set(kept.values_list("review_state", flat=True)) == {"confirmed", "rejected", "corrected"}
    assert reference.attributions.count() == total


def test_own_voice_statements_stand_apart_from_attributions(reference: Article):
    statements = " ".join(reference.own_voice.values_list("quote", flat=True))
    assert "sanksi internasional" in statements
    assert not Attribution.objects.filter(rule="own_voice").exists()


def test_splitting_leaves_one_event_with_the_counts(reference: Article):
    event = Event.objects.get(act=Event.Act.SPLIT)
    assert event.new["saved"] == reference.attributions.count()
    assert event.actor is None
