"""Mentions without a certain Source: which wait, who may be meant, and what a decision does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Event, Source, SourceAlias
from claims.review import attributions as review
from claims.review import undo as history
from claims.review.errors import NotAllowed, OutOfDate
from claims.sources import mentions
from tests.articles import DAM as WITH_TITLE
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DAM = WITH_TITLE.replace("Engineer Tomas Varga", "Tomas Varga")


@pytest.fixture
def engineer(db: None) -> Source:
    return Source.objects.create(name="Tomas Varga", kind="person")


@pytest.fixture
def namesake(engineer: Source) -> Source:
    """Somebody else who is called the same, so that nobody is certain."""
    source = Source.objects.create(name="Tomas Varga the younger", kind="person")
    SourceAlias.objects.create(source=source, name="Tomas Varga")
    return source


@pytest.fixture
def mention(namesake: Source) -> Attribution:
    """ "Tomas Varga told the Orel Herald …", whom two known sources fit."""
    article, _created = save_article(DAM)
    split(article)
    return article.attributions.for_workbench().filter(spans__quote__contains="Varga").first()


@pytest.fixture
def again(mention: Attribution) -> Attribution:
    """The same words in another article."""
    article, _created = save_article(DAM.replace("3 March", "5 March"))
    split(article)
    return article.attributions.for_workbench().get(number=mention.number)


def test_a_mention_that_two_sources_fit_waits(mention, cast: Cast):
    assert mention.source is None
    assert mention in mentions.waiting_for(cast.analyst)


def test_speakers_who_are_nobody_in_particular_do_not_wait(mention, cast: Cast):
    Attribution.objects.filter(pk=mention.pk).update(source_type="unnamed")
    assert mention not in mentions.waiting_for(cast.analyst)


def test_a_rejected_mention_does_not_wait(mention, cast: Cast):
    review.reject(cast.analyst, mention.pk, version=1)
    assert mention not in mentions.waiting_for(cast.analyst)


def test_both_namesakes_are_offered_with_the_reason(mention, engineer, namesake):
    offered = {one.source: [words for _name, words in one.reasons] for one in mentions.candidates_for(mention)}
    assert "“Tomas Varga” is its name" in offered[engineer]
    assert "“Tomas Varga” is another name of it" in offered[namesake]


def test_a_source_of_another_kind_has_that_against_it(mention):
    body = Source.objects.create(name="Tomas Varga", kind="organisation")
    offered = mentions.candidates_for(mention)
    assert [one.against for one in offered if one.source == body] == [[("Kind", "read here as: person")]]


def test_who_was_meant_in_other_articles_comes_first(mention, again, namesake, cast: Cast):
    review.set_source(cast.analyst, mention.pk, namesake, version=1)
    first = mentions.candidates_for(again)[0]
    assert first.source == namesake
    assert "1 of 1 mention in these words has it" in [words for _name, words in first.reasons]


def test_a_source_that_nothing_speaks_for_is_not_offered(mention):
    stranger = Source.objects.create(name="Ilona Petri", kind="person")
    assert stranger not in [one.source for one in mentions.candidates_for(mention)]


def test_the_same_words_in_another_article_are_found(mention, again, cast: Cast):
    assert again in mentions.alike(mention, mentions.waiting_for(cast.analyst))


def test_given_mentions_leave_the_queue_and_are_logged(mention, again, engineer, cast: Cast):
    events = mentions.give(cast.analyst, {mention.pk: 1, again.pk: 1}, engineer)
    assert {event.attribution_id for event in Event.objects.filter(pk__in=events)} == {mention.pk, again.pk}
    assert not mentions.waiting_for(cast.analyst).filter(pk__in=[mention.pk, again.pk])


def test_when_one_of_several_is_out_of_date_none_is_given(mention, again, engineer, cast: Cast):
    review.confirm(cast.colleague, again.pk, version=1)
    with pytest.raises(OutOfDate):
        mentions.give(cast.analyst, {mention.pk: 1, again.pk: 1}, engineer)
    mention.refresh_from_db()
    assert mention.source is None


def test_a_reader_may_not_decide(mention, engineer, cast: Cast):
    with pytest.raises(NotAllowed):
        mentions.give(cast.viewer, {mention.pk: 1}, engineer)
    with pytest.raises(NotAllowed):
        mentions.leave_open(cast.viewer, mention.pk, version=1)


def test_not_sure_keeps_the_mention_for_others_and_says_who_looked(mention, cast: Cast):
    mentions.leave_open(cast.analyst, mention.pk, version=1)
    assert mention not in mentions.waiting_for(cast.analyst)
    assert mention in mentions.waiting_for(cast.colleague)
    assert Event.objects.get(attribution=mention).actor == cast.analyst


def test_not_sure_can_be_taken_back(mention, cast: Cast):
    mentions.leave_open(cast.analyst, mention.pk, version=1)
    history.undo(cast.analyst, mention.article)
    assert mention in mentions.waiting_for(cast.analyst)


def test_a_title_that_names_the_body_somebody_speaks_for_is_a_reason(mention, engineer):
    board = Source.objects.create(name="Orel", kind="organisation")
    Source.objects.filter(pk=engineer.pk).update(speaks_for=board)
    Attribution.objects.filter(pk=mention.pk).update(role="engineer of the Orel water works")
    mention.refresh_from_db()
    reasons = {one.source: dict(one.reasons) for one in mentions.candidates_for(mention)}
    assert reasons[engineer]["Affiliation"] == "speaks for Orel, which the title here names"


def test_a_title_brings_up_somebody_whose_name_is_not_written(mention):
    judge = Source.objects.create(name="Ana Kovač", kind="person", role="chief engineer")
    Attribution.objects.filter(pk=mention.pk).update(role="Chief engineer")
    mention.refresh_from_db()
    assert "Title or office" in {
        name for one in mentions.candidates_for(mention) if one.source == judge for name, _w in one.reasons
    }


def test_a_source_that_was_merged_away_is_not_offered(mention, engineer, namesake):
    Source.objects.filter(pk=namesake.pk).update(merged_into=engineer)
    assert namesake not in [one.source for one in mentions.candidates_for(mention)]


def test_giving_a_source_to_many_mentions_never_loads_the_text(cast: Cast, mention: Attribution, engineer: Source):
    rows = list(mention.article.attributions.in_text_order())
    with CaptureQueriesContext(connection) as asked:
        mentions.give(cast.analyst, {row.pk: row.version for row in rows}, engineer)
        for row in rows:
            row.refresh_from_db(fields=["version"])
        review.set_source_everywhere(cast.analyst, rows[0].pk, version=rows[0].version)

    assert len(rows) > 1
    assert not [query["sql"] for query in asked if '"claims_article"."text"' in query["sql"]]
