"""Measure the dashboard: `manage.py bench_dashboard`."""

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from claims.management.benchmarks import BenchError
from claims.management.benchmarks import dashboard as bench
from claims.management.benchmarks.page import put_on_page

PAGE = Path("docs/benchmarks.md")


class Command(BaseCommand):
    """Works on a SQLite database of its own, made for the run and dropped after it."""

    help = "Median milliseconds of the dashboard, beside an empty view."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many claims, how often the page is asked for, and the form of the result."""
        parser.add_argument("--claims", type=int, default=10_000, metavar="N", help="default 10000")
        parser.add_argument("--rounds", type=int, default=15, help="requests (default 15)")
        parser.add_argument("--json", action="store_true", help="one JSON object: {figure: value}")
        parser.add_argument("--save", action="store_true", help=f"write the table into {PAGE}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures and prints the table, or JSON."""
        if connection.vendor != "sqlite":
            raise CommandError("This benchmark runs on SQLite: leave DATABASE_URL unset.")
        if options["claims"] < 1 or options["rounds"] < 1:
            raise CommandError("--claims and --rounds take a number from 1.")
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
            try:
                figures = bench.measure(options["claims"], Path(folder), rounds=options["rounds"])
            except BenchError as error:
                raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=1))
            return
        table = (
            f"| claims | goal, ms | dashboard, ms | an empty view, ms |\n| --- | --- | --- | --- |\n"
            f"| {options['claims']:,} | {bench.GOAL} | {figures['dashboard_ms']} | {figures['floor_ms']} |"
        )
        self.stdout.write(table)
        if options["save"]:
            put_on_page(Path(settings.BASE_DIR) / PAGE, "bench_dashboard", table)
            self.stdout.write(f"saved in {PAGE}")
