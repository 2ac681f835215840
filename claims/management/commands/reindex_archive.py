"""manage.py reindex_archive : build the archive's index anew from the stored articles."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from claims.coverage import archive

WIDTH = 30


class Command(BaseCommand):
    help = "Index every stored article anew, term counts included. Searches go on with the old index until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        done = archive.rebuild(self.show if self.stderr.isatty() else lambda done, total: None)
        seconds = time.monotonic() - began
        self.stdout.write(f"{done} articles indexed in {seconds:.1f} s.")

    def show(self, done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        ending = "\n" if done >= total else ""
        self.stderr.write(f"\r[{'#' * filled}{' ' * (WIDTH - filled)}] {done} of {total}{ending}", ending="")
