"""Measure the article page in a browser: `manage.py bench_browser`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from claims.management.benchmarks import browser
from claims.management.benchmarks.page import put_on_page

PAGE = Path("docs/benchmarks.md")


class Command(BaseCommand):
    """Works on a database of its own, made for the run and dropped after it. Needs the development requirements."""

    help = "Open an article of 10,000 words with 300 claims in Chromium; print medians of opening, moving and saving."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often, and the form of the result."""
        parser.add_argument("--times", type=int, default=7, help="how often the page is opened; default 7")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
        parser.add_argument("--save", action="store_true", help=f"write the table into {PAGE}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures and prints."""
        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            figures = browser.measure(options["times"])
        finally:
            connection.creation.destroy_test_db(str(old), verbosity=0)
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        table = browser.table(figures)
        self.stdout.write(table)
        if options["save"]:
            put_on_page(Path(settings.BASE_DIR) / PAGE, "bench_browser", table)
            self.stdout.write(f"saved in {PAGE}")
