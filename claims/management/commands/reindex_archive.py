"""manage.py reindex_archive : build the archive's index anew from the stored articles, and who copied whom."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.coverage import mirror, rebuilding, search_server
from claims.management.progress import progress_bar


class Command(BaseCommand):
    help = "Index every stored article anew, term counts included. Searches go on with the old index until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        show = progress_bar(self.stderr)
        began = time.monotonic()
        done = rebuilding.rebuild(show)
        indexed = time.monotonic()
        self.stdout.write(f"{done} articles indexed in {indexed - began:.1f} s.")
        if search_server.is_on():
            self.fill_server(show)
            indexed = time.monotonic()
        copied = rebuilding.rebuild_reuse(show)
        self.stdout.write(f"{copied} of them are copies of another: {time.monotonic() - indexed:.1f} s.")

    def fill_server(self, show: rebuilding.Progress) -> None:
        """Build the index of the search server anew too."""
        began = time.monotonic()
        try:
            sent = mirror.rebuild(show)
        except search_server.SearchFailed as error:
            words = "The index in the database is built anew; that of the search server is as it was. Run it again."
            raise CommandError(f"The search server failed: {error} {words}") from None
        self.stdout.write(f"{sent} articles sent to the search server in {time.monotonic() - began:.1f} s.")
