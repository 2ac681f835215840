"""manage.py ingest FILE… | -"""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from claims.ingest.store import save_article
from claims.models import Article, Job
from tests.articles import DAM, DAM_DENIAL
from tests.versions import NEWER, OLDER

pytestmark = pytest.mark.django_db


def test_files_become_articles_with_a_job_each(tmp_path, capsys):
    first, second = tmp_path / "dam.txt", tmp_path / "denial.txt"
    first.write_text(DAM)
    second.write_text(DAM_DENIAL)
    call_command("ingest", str(first), str(second), "--outlet", "Valley Post")
    assert Article.objects.filter(outlet__name="Valley Post", intake="command").count() == 2
    assert Job.objects.filter(kind=Job.Kind.SPLIT_ARTICLE, state=Job.State.WAITING).count() == 2
    assert "added as article" in capsys.readouterr().out


def test_a_file_becomes_the_newer_version_of_an_article(tmp_path, capsys):
    older, _created = save_article(OLDER, outlet="Orel Herald", url="https://orel-herald.example/dam")
    file = tmp_path / "dam.txt"
    file.write_text(NEWER)
    call_command("ingest", str(file), "--supersedes", str(older.pk))
    newer = Article.objects.get(supersedes=older)
    assert (newer.outlet, newer.url) == (older.outlet, older.url)
    assert f"follows article {older.pk}" in capsys.readouterr().out
    assert Job.objects.get(article=newer).kind == Job.Kind.SPLIT_ARTICLE


def test_the_same_text_is_no_newer_version(tmp_path, capsys):
    older, _created = save_article(OLDER)
    Article.objects.update(extractor_version="1")
    file = tmp_path / "dam.txt"
    file.write_text(OLDER)
    call_command("ingest", str(file), "--supersedes", str(older.pk))
    assert f"is already here as article {older.pk}" in capsys.readouterr().out
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("files", "number", "said"), [(1, 77, "no article 77"), (1, -1, "no article"), (2, 1, "one file")]
)
def test_a_newer_version_of_nothing_or_in_two_files_is_refused(tmp_path, files, number, said):
    names = [tmp_path / f"{n}.txt" for n in range(files)]
    with pytest.raises(CommandError, match=said):
        call_command("ingest", *map(str, names), "--supersedes", str(number))


def test_standard_input_is_a_dash(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DAM.encode())))
    call_command("ingest", "-")
    assert Article.objects.get().text == DAM


def test_a_bad_file_is_named_and_the_others_are_taken(tmp_path, capsys):
    good, empty = tmp_path / "dam.txt", tmp_path / "empty.txt"
    good.write_text(DAM)
    empty.write_bytes(b"")
    with pytest.raises(CommandError, match="2 of 3 not taken in"):
        call_command("ingest", str(tmp_path / "absent.txt"), str(empty), str(good))
    said = capsys.readouterr().err
    assert "absent.txt: No such file" in said
    assert "empty.txt is empty" in said
    assert Article.objects.count() == 1


def test_the_same_file_twice_is_one_article_and_one_job(tmp_path, capsys):
    file = tmp_path / "dam.txt"
    file.write_text(DAM)
    call_command("ingest", str(file))
    call_command("ingest", str(file))
    assert "is already here as article" in capsys.readouterr().out
    assert (Article.objects.count(), Job.objects.count()) == (1, 1)
