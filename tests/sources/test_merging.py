"""Two Sources that are one, and the way back."""

from __future__ import annotations

import pytest
from django.core import serializers

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Event, RelayHop, Source, SourceAlias, SourceGrade, SourceStake
from claims.review import chains
from claims.review.attributions import create_source
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.sources import profile, resolve
from claims.sources.merging import merge, part
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(cast: Cast) -> Article:
    article, _ = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article


@pytest.fixture
def gone(reference, cast: Cast) -> Source:
    """TASS with everything that can name a Source."""
    tass = Source.objects.get(name="TASS")
    SourceAlias.objects.create(source=tass, name="ТАСС", language="ru")
    SourceAlias.objects.create(source=tass, name="Itar-Tass")
    SourceStake.objects.create(source=tass, topic="Ukraine")
    profile.grade(cast.reviewer, tass.pk, "C", topic="Ukraine", reason="A party's agency.", version=1)
    Source.objects.create(name="Desk Editor", kind="person", speaks_for=tass)
    Source.objects.filter(pk=tass.pk).update(country="RU")
    Article.objects.filter(pk=reference.pk).update(outlet=tass)
    one = reference.attributions.filter(source__name="Kremlin").first()
    chains.add_hop(cast.analyst, one.pk, tass, version=1)
    return Source.objects.get(pk=tass.pk)


@pytest.fixture
def kept(db) -> Source:
    source = Source.objects.create(name="Russian News Agency TASS", kind="outlet")
    SourceAlias.objects.create(source=source, name="Itar-Tass")
    return source


MODELS = (Source, SourceAlias, SourceStake, SourceGrade, Attribution, RelayHop, Article)


def everything() -> list[dict]:
    """Every row that may name a Source, without the versions, which only go up."""
    rows = [row for model in MODELS for row in serializers.serialize("python", model.objects.order_by("pk"))]
    for row in rows:
        row["fields"].pop("version", None)
    return rows


def test_after_a_merge_nothing_names_the_one_that_is_gone(gone, kept, cast: Cast, reference):
    said = Attribution.objects.filter(source=gone).count()
    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    assert said > 3
    assert Attribution.objects.filter(source=kept).count() == said
    assert RelayHop.objects.filter(source=kept).exists() and not RelayHop.objects.filter(source=gone).exists()
    assert (Article.objects.get().outlet, Source.objects.get(name="Desk Editor").speaks_for) == (kept, kept)
    kept.refresh_from_db()
    assert (kept.country, [str(stake) for stake in kept.stakes.all()]) == ("RU", ["Ukraine"])
    assert kept.grades.count() == 1


def test_a_merge_taken_back_leaves_every_row_exactly_as_it_was(gone, kept, cast: Cast):
    before = everything()
    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    assert everything() != before
    kept.refresh_from_db()
    part(cast.analyst, gone.pk, kept.pk, version=kept.version)
    assert everything() == before


def test_both_names_mean_the_one_that_stays(gone, kept, cast: Cast):
    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    assert list(Source.objects.known_as("TASS")) == list(Source.objects.known_as("ТАСС")) == [kept]
    assert list(Source.objects.matching("tas")) == [kept]
    assert resolve.get_or_make("TASS", "outlet") == kept


def test_a_name_of_another_kind_leads_to_the_one_that_stays(cast: Cast):
    body = Source.objects.create(name="Water Board", kind="organisation")
    wrong = Source.objects.create(name="Water Board", kind="outlet")
    merge(cast.analyst, wrong.pk, body.pk, gone_version=1, kept_version=1)
    assert resolve.get_or_make("Water Board", "outlet") == body


def test_a_person_who_types_a_name_that_was_merged_away_gets_the_one_that_stays(cast: Cast):
    body = Source.objects.create(name="Water Board", kind="organisation")
    wrong = Source.objects.create(name="Water Board", kind="outlet")
    merge(cast.analyst, wrong.pk, body.pk, gone_version=1, kept_version=1)
    before = Event.objects.count()
    assert create_source(cast.analyst, name="Water Board", kind="outlet") == body
    assert Event.objects.count() == before


def test_what_people_decided_since_stays_when_the_merge_is_taken_back(gone, kept, cast: Cast):
    from claims.review import attributions

    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    one, other = Attribution.objects.filter(source=kept)[:2]
    cna = Source.objects.get(name="CNA")
    attributions.set_source(cast.analyst, one.pk, cna, version=one.version)
    kept.refresh_from_db()
    part(cast.colleague, gone.pk, kept.pk, version=kept.version)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.source, other.source) == (cna, gone)


def test_merge_and_the_way_back_are_one_event_each(gone, kept, cast: Cast):
    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    kept.refresh_from_db()
    part(cast.analyst, gone.pk, kept.pk, version=kept.version)
    merged, parted = Event.objects.filter(act__in=["source_merged", "source_parted"])
    assert (merged.source, merged.new["gone"], parted.undoes) == (kept, gone.pk, merged)


def test_a_spokesman_and_the_body_stay_two(reference, cast: Cast):
    kremlin, peskov = (Source.objects.get(name=name) for name in ("Kremlin", "Dmitry Peskov"))
    with pytest.raises(NotReady, match="spokesperson"):
        merge(cast.analyst, peskov.pk, kremlin.pk, gone_version=1, kept_version=1)


def test_two_relays_of_one_chain_a_stale_page_one_row_and_a_reader_are_refused(gone, kept, cast: Cast, reference):
    cna = Source.objects.get(name="CNA")
    with pytest.raises(NotReady, match="relay chain of claim"):
        merge(cast.analyst, gone.pk, cna.pk, gone_version=2, kept_version=1)
    with pytest.raises(OutOfDate):
        merge(cast.analyst, gone.pk, kept.pk, gone_version=1, kept_version=1)
    with pytest.raises(NotReady, match="two different"):
        merge(cast.analyst, gone.pk, gone.pk, gone_version=2, kept_version=2)
    with pytest.raises(NotAllowed):
        merge(cast.viewer, gone.pk, kept.pk, gone_version=2, kept_version=1)
    with pytest.raises(NotReady, match="not merged"):
        part(cast.analyst, gone.pk, kept.pk, version=1)


def speaking(*names: str) -> list[Source]:
    """Sources of which each speaks for the next."""
    made: list[Source] = []
    for name in reversed(names):
        made.insert(0, Source.objects.create(name=name, kind="person", speaks_for=made[0] if made else None))
    return made


def test_a_merge_that_closes_a_circle_of_any_length_is_refused(cast: Cast):
    first, second, third, last = speaking("Spokesman", "Office", "Ministry", "Government")
    for one, other in ((first, last), (last, first), (first, third)):
        with pytest.raises(NotReady, match="in a circle"):
            merge(cast.analyst, other.pk, one.pk, gone_version=1, kept_version=1)
    second.refresh_from_db()
    assert (second.speaks_for, Source.objects.filter(merged_into__isnull=False).count()) == (third, 0)


def test_a_merge_is_not_taken_back_into_a_circle(kept, cast: Cast):
    speaker, gone, body = speaking("Spokesman", "Press office", "Ministry")
    merge(cast.analyst, gone.pk, kept.pk, gone_version=1, kept_version=1)
    Source.objects.filter(pk=kept.pk).update(speaks_for=None)
    Source.objects.filter(pk=body.pk).update(speaks_for=speaker)
    kept.refresh_from_db()
    with pytest.raises(NotReady, match="in a circle"):
        part(cast.analyst, gone.pk, kept.pk, version=kept.version)
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_a_merged_source_is_changed_where_it_went(gone, kept, cast: Cast):
    merge(cast.analyst, gone.pk, kept.pk, gone_version=2, kept_version=1)
    gone.refresh_from_db()
    with pytest.raises(NotReady, match="was merged"):
        profile.add_stake(cast.analyst, gone.pk, "dams", version=gone.version)
