"""manage.py ingest FILE… | - : take text files and saved pages in as Articles and queue their splitting."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims import jobs
from claims.ingest.errors import IngestError
from claims.ingest.files import read_file
from claims.ingest.store import save_article
from claims.models import Article, Job


class Command(BaseCommand):
    help = (
        "Take text files (.txt, or - for standard input) and saved pages (.html) in as articles and queue their "
        "splitting into claims."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .txt or .html file, or - for standard input")
        parser.add_argument("--outlet", help="the publishing outlet, when the text does not name it")
        parser.add_argument(
            "--supersedes", type=int, metavar="ID", help="the article of which this one file is a newer version"
        )

    def handle(
        self, *args: Any, files: list[str], outlet: str | None, supersedes: int | None = None, **options: Any
    ) -> None:
        """Each file on its own: a bad one is reported, the others are still taken in. Exit status 1 if any failed."""
        self.older = self.version_before(files, supersedes) if supersedes is not None else None
        failed = 0
        for name in files:
            try:
                article, created = self.take_in(name, outlet)
            except (IngestError, OSError) as error:
                failed += 1
                reason = error.strerror if isinstance(error, OSError) else str(error)
                self.stderr.write(self.style.ERROR(f"{name}: {reason}"))
            except DatabaseError as error:
                raise CommandError(f"The database is not ready ({error}). Run: manage.py migrate") from None
            else:
                said = "added as" if created else "is already here as"
                if self.older and article.supersedes_id == self.older.pk:
                    said = f"follows article {self.older.pk}, {said}"
                self.stdout.write(f"{name}: {said} article {article.pk} ({article.language}) {article}")
        if failed:
            raise CommandError(f"{failed} of {len(files)} not taken in.")

    def version_before(self, files: list[str], number: int) -> Article:
        """The article that the one file follows."""
        if len(files) != 1:
            raise CommandError("--supersedes takes one file: an article has one newer version.")
        older = Article.objects.filter(pk=number).first() if 0 < number < 2**63 else None
        if older is None:
            raise CommandError(f"There is no article {number}.")
        return older

    def take_in(self, name: str, outlet: str | None) -> tuple[Article, bool]:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        url = self.older.url if self.older else ""
        content = read_file(data, "" if name == "-" else name, url)
        if self.older:  # the same page, until something else is said
            outlet = outlet or (self.older.outlet.name if self.older.outlet else None)
        article, created = save_article(
            content.text,
            intake=Article.Intake.COMMAND,
            outlet=outlet,
            url=url,
            supersedes=self.older,
            stated=content.stated,
        )
        follows = self.older is not None and self.older.pk != article.pk
        if created or follows or not article.extractor_version:
            jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=article, priority=jobs.BACKGROUND)
        return article, created
