"""Building the archive's index anew."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command

from claims.coverage import archive, rebuilding
from claims.coverage.ranking import question
from claims.ingest.store import save_article
from claims.models import ArchiveSize, ArchiveText, Shingle, TermFrequency, TextReuse
from tests.articles import DAM, REFERENCE

pytestmark = pytest.mark.django_db


def state():
    size = ArchiveSize.objects.get()
    return (
        dict(TermFrequency.objects.exclude(documents=0).values_list("term", "documents")),
        list(ArchiveText.objects.order_by("place").values_list("pk", "place", "language", "terms", "length")),
        sorted(Shingle.objects.values_list("pk", flat=True)),
        list(TextReuse.objects.values_list("copy", "parent", "share", "directed")),
        (size.articles, size.terms),
    )


def test_rebuilding_gives_what_indexing_one_by_one_gave(capsys):
    save_article(REFERENCE)
    save_article(DAM)
    save_article(f"{DAM}Nobody was hurt, said a nurse who lives beside the lake.", published=dt.date(2024, 3, 9))
    before = state()
    TermFrequency.objects.update(documents=99)
    Shingle.objects.all()[0].delete()
    TextReuse.objects.all().delete()
    call_command("reindex_archive")
    assert state() == before
    said = capsys.readouterr().out
    assert "3 articles indexed" in said
    assert "1 of them are copies" in said


def test_rebuilding_tells_how_far_it_is():
    save_article(DAM)
    told = []
    rebuilding.rebuild(lambda done, total: told.append((done, total)))
    assert told[-1] == (1, 1)


def test_a_rebuilt_index_is_searched():
    article, _ = save_article(DAM)
    ArchiveText.objects.all().delete()
    rebuilding.rebuild()
    assert [pk for pk, _score in archive.search(question(["crack in the dam"], "en"))] == [article.pk]


def test_other_processes_prepare_the_same_index():
    save_article(REFERENCE)
    save_article(DAM)
    before = state()
    rebuilding.rebuild(workers=2)
    assert state() == before


@pytest.mark.database
def test_an_article_saved_after_a_rebuild_is_found_with_those_of_before():
    save_article(REFERENCE)
    rebuilding.rebuild()
    article, _ = save_article(DAM)
    assert [pk for pk, _score in archive.search(question(["crack in the dam"], "en"))] == [article.pk]
