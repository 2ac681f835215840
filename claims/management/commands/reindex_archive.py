"""manage.py reindex_archive : build the archive's index anew from the stored articles, and who copied whom."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from claims.coverage import rebuilding
from claims.management.progress import progress_bar


class Command(BaseCommand):
    help = "Index every stored article anew, term counts included. Searches go on with the old index until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        show = progress_bar(self.stderr)
        began = time.monotonic()
        done = rebuilding.rebuild(show)
        indexed = time.monotonic()
        self.stdout.write(f"{done} articles indexed in {indexed - began:.1f} s.")
        copied = rebuilding.rebuild_reuse(show)
        self.stdout.write(f"{copied} of them are copies of another: {time.monotonic() - indexed:.1f} s.")
