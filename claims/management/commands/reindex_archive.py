"""manage.py reindex_archive : build the archive's index anew from the stored articles."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from claims.coverage import archive
from claims.management.progress import progress_bar


class Command(BaseCommand):
    help = "Index every stored article anew, term counts included. Searches go on with the old index until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        done = archive.rebuild(progress_bar(self.stderr))
        seconds = time.monotonic() - began
        self.stdout.write(f"{done} articles indexed in {seconds:.1f} s.")
