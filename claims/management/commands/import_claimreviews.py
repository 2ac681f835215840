"""manage.py import_claimreviews FILE_OR_URL : keep the reviews of a ClaimReview feed, list or page."""

from __future__ import annotations

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import Count

from claims.coverage import claim_reviews, markup
from claims.ingest.errors import FetchError
from claims.ingest.fetch import PAGES, fetch
from claims.management.progress import progress_bar
from claims.models import ClaimReview

PIECE = 1_000_000  # bytes
TYPES = (*PAGES, "application/json", "application/ld+json", "text/json", "application/octet-stream")
MOST_LICENCES = 8


class Command(BaseCommand):
    help = (
        "Keep the reviews of a ClaimReview feed (such as Data Commons'), list or page. What is here already is brought"
        " up to date, so it may be run again and again. An address is fetched under the rules and limits of FETCH_*."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE_OR_URL")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        data, base = self.opened(source)
        bar = progress_bar(self.stderr)
        with data:
            total = data.seek(0, io.SEEK_END)
            data.seek(0)
            try:
                saved = claim_reviews.save(markup.reviews_in(pieces(data), base), lambda: bar(data.tell(), total))
            except markup.NoFeed as error:
                raise CommandError(f"{source}: {error}. What came before it is kept; mend it and run again.") from None
            except DatabaseError as error:
                raise CommandError(f"The database is not ready ({error}). Run: manage.py migrate") from None
        if saved == claim_reviews.Saved():
            raise CommandError(f"{source} holds no ClaimReview markup.")
        self.stdout.write(f"{saved.new} new, {saved.changed} changed, {saved.same} as before.")
        self.tell_licences()

    def opened(self, source: str) -> tuple[BinaryIO, str]:
        """The bytes, and the address they come from ("" for a file)."""
        try:
            if re.match(r"https?://", source, re.IGNORECASE):
                page = fetch(source, types=TYPES)
                return io.BytesIO(page.body), page.url
            return Path(source).open("rb"), ""
        except FetchError as error:
            raise CommandError(f"{source}: {error}") from None
        except OSError as error:
            raise CommandError(f"{source}: {error.strerror}") from None

    def tell_licences(self) -> None:
        rows = ClaimReview.objects.values_list("licence").annotate(n=Count("pk")).order_by("-n", "licence")
        told = ", ".join(f"{licence or 'none named'} ({n})" for licence, n in rows[:MOST_LICENCES])
        self.stdout.write(
            f"Licences that the reviews here name: {told}. Their texts are their publishers'; a feed has a licence of"
            " its own besides (Data Commons: CC BY). Look at both before you pass on more than link, rating and day."
        )


def pieces(data: BinaryIO) -> Iterator[str]:
    reader = io.TextIOWrapper(data, encoding="utf-8-sig", errors="replace")
    try:
        while piece := reader.read(PIECE):
            yield piece
    finally:
        reader.detach()
