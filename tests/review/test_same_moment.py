"""Two people who work on one article in the same moment: both acts are done, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from claims.ingest.split import split as split_article
from claims.ingest.store import save_article
from claims.models import Article, Attribution
from claims.review import appearances, own_voice
from claims.review import attributions as review
from claims.review.undo import undo
from claims.sources import merging
from tests.articles import DAM
from tests.cast import Cast
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

MISSED = ("the dam at Lake Orel is safe", "no crack had been found")


@pytest.fixture
def dam(cast: Cast) -> Article:
    article, _created = save_article(DAM, user=cast.analyst)
    split_article(article)
    return article


def quoted(words: str) -> tuple[int, int, str]:
    start = DAM.index(words)
    return start, start + len(words), words


def test_two_claims_added_to_one_article_at_once_get_two_numbers(dam, cast):
    with transaction.atomic():
        first = appearances.add(cast.analyst, dam, content=[quoted(MISSED[0])])
        end = meanwhile(lambda: appearances.add(cast.colleague, dam, content=[quoted(MISSED[1])]))
    end()

    second = dam.attributions.get(created_by=cast.colleague)
    assert second.number == first.number + 1


def test_a_claim_added_while_the_article_is_split_again_gets_a_number_of_its_own(dam, cast):
    with transaction.atomic():
        split_article(dam)
        end = meanwhile(lambda: appearances.add(cast.colleague, dam, content=[quoted(MISSED[1])]))
    end()

    numbers = list(dam.attributions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


# What takes more than one row of an article, each on claim `one`: they and an undo wait for one another in one order.
ACTS: dict[str, Callable[[Cast, Attribution], object]] = {
    "split": lambda cast, one: appearances.split(
        cast.colleague, one.pk, one.spans_of("content")[0].start + 8, version=one.version
    ),
    "merge": lambda cast, one: appearances.move_to_claim(
        cast.colleague, one.pk, one.article.attributions.exclude(claim=one.claim).first().claim, version=one.version
    ),
    "set the source everywhere": lambda cast, one: review.set_source_everywhere(
        cast.colleague, one.pk, version=one.version
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_an_undo_and_another_act_on_the_same_claim_wait_for_one_another_and_both_end(dam, cast, act):
    one = dam.attributions.exclude(source=None).in_text_order().first()
    review.confirm(cast.analyst, one.pk, version=one.version)
    one = dam.attributions.for_workbench().get(pk=one.pk)
    with transaction.atomic():
        Article.objects.lock(dam.pk)
        end = meanwhile(lambda: act(cast, one))
        undo(cast.analyst, dam)
    with pytest.raises(review.OutOfDate):  # the undo was first: the other is told
        end()


def test_taking_up_and_undoing_a_dismissal_wait_for_one_another_and_both_end(dam, cast):
    own = dam.own_voice.create(start=0, end=3, quote="Dam", statement="Dam", score=1, kind="", reasons=[])
    own_voice.dismiss(cast.analyst, own.pk)
    with transaction.atomic():
        Article.objects.lock(dam.pk)
        end = meanwhile(lambda: own_voice.take_up(cast.colleague, own.pk))
        undo(cast.analyst, dam)
    end()

    own.refresh_from_db()
    assert own.taken_up_as is not None


def test_an_undo_and_a_merge_of_the_source_that_it_brings_back_leave_no_reference_to_the_merged_one(dam, cast):
    gone = review.create_source(cast.analyst, name="Orel Herald Online", kind="outlet")
    kept = review.create_source(cast.analyst, name="The Orel Herald", kind="outlet")
    Article.objects.filter(pk=dam.pk).update(outlet=gone)
    one = dam.attributions.in_text_order().first()
    one = review.set_source(cast.colleague, one.pk, gone, version=one.version)
    review.set_source(cast.analyst, one.pk, None, version=one.version)
    with transaction.atomic():
        merging.merge(cast.reviewer, gone.pk, kept.pk, gone_version=gone.version, kept_version=kept.version)
        end = meanwhile(lambda: undo(cast.analyst, dam))
    end()

    one.refresh_from_db()
    assert one.source == kept


def test_a_merge_and_a_source_that_is_set_meanwhile_wait_for_one_another_and_both_end(dam, cast):
    gone = review.create_source(cast.analyst, name="Orel Herald Online", kind="outlet")
    kept = review.create_source(cast.analyst, name="The Orel Herald", kind="outlet")
    one = dam.attributions.in_text_order().first()
    one = review.set_source(cast.colleague, one.pk, gone, version=one.version)
    with transaction.atomic():
        review.set_source(cast.analyst, one.pk, kept, version=one.version)
        versions = {"gone_version": gone.version, "kept_version": kept.version}
        end = meanwhile(lambda: merging.merge(cast.reviewer, gone.pk, kept.pk, **versions))
    end()

    one.refresh_from_db()
    assert one.source == kept
