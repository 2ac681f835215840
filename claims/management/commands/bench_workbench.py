"""Measure the workbench's server side: `manage.py bench_workbench`."""

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from claims.management.benchmarks import BenchError
from claims.management.benchmarks import workbench as bench
from claims.management.benchmarks.page import put_on_page

SIZES = (2_000, 20_000)
PAGE = Path("docs/benchmarks.md")


class Command(BaseCommand):
    """Works on SQLite databases of its own, made for the run and dropped after it."""

    help = "Median milliseconds of saving a span, opening an article, list, search and filter, beside an empty view."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How large the desk is, how often each request is made, and the form of the result."""
        parser.add_argument("--articles", type=int, metavar="N", help=f"default: {' and '.join(map(str, SIZES))}")
        parser.add_argument("--rounds", type=int, default=40, help="requests of each kind (default 40)")
        parser.add_argument("--json", action="store_true", help="one JSON object: {articles: {figure: value}}")
        parser.add_argument("--save", action="store_true", help=f"write the table into {PAGE}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures every size and prints the table, or JSON."""
        if connection.vendor != "sqlite":
            raise CommandError("This benchmark runs on SQLite: leave DATABASE_URL unset.")
        sizes = [options["articles"]] if options["articles"] else list(SIZES)
        if min(sizes) < 1 or options["rounds"] < 1:
            raise CommandError("--articles and --rounds take a number from 1.")
        results: dict[int, bench.Figures] = {}
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
            for size in sizes:
                try:
                    results[size] = bench.measure(size, Path(folder), rounds=options["rounds"], say=self._say)
                except BenchError as error:
                    raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(results, indent=1))
            return
        table = bench.table(results)
        self.stdout.write(table)
        if options["save"]:
            put_on_page(Path(settings.BASE_DIR) / PAGE, "bench_workbench", table)
            self.stdout.write(f"saved in {PAGE}")

    def _say(self, words: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{words}", ending="")
            self.stderr.flush()
