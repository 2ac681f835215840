"""Building the archive's index anew."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from claims.coverage import archive
from claims.coverage.ranking import question
from claims.ingest.store import save_article
from claims.models import ArchiveSize, ArchiveText, TermFrequency
from tests.articles import DAM, REFERENCE

pytestmark = pytest.mark.django_db


def state():
    size = ArchiveSize.objects.get()
    return (
        dict(TermFrequency.objects.exclude(documents=0).values_list("term", "documents")),
        dict(ArchiveText.objects.values_list("pk", "terms")),
        (size.articles, size.terms),
    )


def test_rebuilding_gives_what_indexing_one_by_one_gave(capsys):
    save_article(REFERENCE)
    save_article(DAM)
    before = state()
    TermFrequency.objects.update(documents=99)
    call_command("reindex_archive")
    assert state() == before
    assert "2 articles indexed" in capsys.readouterr().out


def test_rebuilding_tells_how_far_it_is():
    save_article(DAM)
    told = []
    archive.rebuild(lambda done, total: told.append((done, total)))
    assert told[-1] == (1, 1)


def test_a_rebuilt_index_is_searched():
    article, _ = save_article(DAM)
    ArchiveText.objects.all().delete()
    archive.rebuild()
    assert [pk for pk, _score in archive.search(question(["crack in the dam"], "en"))] == [article.pk]
