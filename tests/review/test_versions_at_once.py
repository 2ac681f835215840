"""A newer version arrives while somebody works on the older one, and two people decide about the same statement."""

from __future__ import annotations

import pytest
from django.db import transaction

from claims.ingest.errors import IngestError
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Reanchoring
from claims.review import attributions as review
from claims.review import reanchoring
from claims.review.errors import OutOfDate
from tests.cast import Cast
from tests.review.test_reanchoring import ONE_CRACK
from tests.review.test_same_moment import meanwhile
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_decided_while_the_newer_version_comes_in_moves_over(cast: Cast):
    older = split_article(OLDER)
    row = said_in(older, "every joint")
    with transaction.atomic():
        review.confirm(cast.analyst, row.pk, version=1)
        end = meanwhile(lambda: split_article(NEWER, supersedes=older))
    end()
    newer = Article.objects.get(supersedes=older)
    assert said_in(newer, "every joint").review_state == "confirmed"


def test_of_two_who_decide_at_once_one_is_told(cast: Cast):
    older = split_article(OLDER)
    review.confirm(cast.analyst, said_in(older, "no crack").pk, version=1)
    split_article(NEWER, supersedes=older)
    row = Reanchoring.objects.get()
    with transaction.atomic():
        new = reanchoring.place(cast.analyst, row.pk, spans=ONE_CRACK, version=row.version)
        end = meanwhile(lambda: reanchoring.gone(cast.colleague, row.pk, version=row.version))
    with pytest.raises(OutOfDate):
        end()
    row.refresh_from_db()
    assert (row.state, row.moved_as) == ("placed", new)


def test_of_two_newer_versions_at_once_one_is_refused(cast: Cast):
    older, _created = save_article(OLDER)
    with transaction.atomic():
        first, _created = save_article(NEWER, supersedes=older)
        end = meanwhile(lambda: save_article(NEWER + "\nMore.\n", supersedes=older))
    with pytest.raises(IngestError, match="newer version already"):
        end()
    assert Article.objects.get(supersedes=older) == first


def test_two_workers_that_split_the_newer_version_at_once_move_each_statement_once(cast: Cast):
    older = split_article(OLDER)
    for row in older.attributions.all():
        review.confirm(cast.analyst, row.pk, version=row.version)
    newer, _created = save_article(NEWER, supersedes=older)
    with transaction.atomic():
        split(newer)
        end = meanwhile(lambda: split(newer))
    end()
    assert Reanchoring.objects.count() == 4
    assert newer.attributions.count() == 4
