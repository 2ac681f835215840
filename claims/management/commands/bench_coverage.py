"""Measure the coverage engine: `manage.py bench_coverage ../shared/bench/coverage`, or how it grows: `--synthetic`."""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import override_settings

from claims.management.benchmarks import BenchError, growth
from claims.management.benchmarks import coverage as bench
from claims.management.benchmarks.page import put_on_page

DEFAULT_FOLDER = "../shared/bench/coverage"
PAGE = Path("docs/benchmarks.md")
WITH_POSTGRES = "scripts/with_postgres.py"


class Command(BaseCommand):
    """Works on a database of its own, made for the run and dropped after it."""

    help = "Answer every set of FOLDER with the coverage engine and print what the folder's score.py says of it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Folder, database, which sets, and the form of the result."""
        parser.add_argument("folder", nargs="?", default=DEFAULT_FOLDER, metavar="FOLDER", help=DEFAULT_FOLDER)
        parser.add_argument("--database", choices=["sqlite", "postgresql"], help="default: the one that is set")
        parser.add_argument("--set", action="append", dest="sets", metavar="NAME", help="only this set; repeatable")
        parser.add_argument(
            "--synthetic", type=int, nargs="+", metavar="N", help="instead: what made-up archives of N articles cost"
        )
        parser.add_argument("--save", action="store_true", help=f"with --synthetic: write the table into {PAGE}")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures in this process, or in one that has the wanted database."""
        settings.ARCHIVE_SEARCH_URL = ""  # what is measured are archives of its own, not to be sent to a server in use
        wanted = options["database"] or connection.vendor
        if wanted != connection.vendor:
            sys.exit(run_again(wanted))
        if options["synthetic"]:
            self.measure_growth(sorted(set(options["synthetic"])), options)
            return
        folder = Path(settings.BASE_DIR) / options["folder"]
        try:
            sets = [(path, kind) for path, kind in bench.sets_in(folder) if kind in bench.ANSWERS]
            results = self.measure([s for s in sets if not options["sets"] or s[0].name in options["sets"]], options)
        except BenchError as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps({"database": connection.vendor, "sets": results}, indent=1))

    def measure_growth(self, sizes: list[int], options: dict[str, Any]) -> None:
        """What archives of these sizes cost, each in a database of its own, as a table or JSON."""
        if sizes[0] < growth.FEWEST:
            raise CommandError(f"--synthetic takes numbers from {growth.FEWEST}.")
        results = {}
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder, override_settings(DEBUG=False):
            for size in sizes:
                with growth.fresh_database(Path(folder), f"archive-{size}"):
                    results[size] = growth.measure(size, self.say)
        if options["json"]:
            self.stdout.write(json.dumps({"database": connection.vendor, "synthetic": results}, indent=1))
            return
        table = growth.table(results, connection.vendor)
        self.stdout.write(table)
        if options["save"]:
            put_on_page(Path(settings.BASE_DIR) / PAGE, f"bench_coverage {connection.vendor}", table)

    def say(self, words: str) -> None:
        """How far it is, for whoever sits there."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{words:<40}", ending="")
            self.stderr.flush()

    def measure(self, sets: list[tuple[Path, str]], options: dict[str, Any]) -> list[dict[str, Any]]:
        """The figures of each set, printed as they come."""
        results = []
        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with tempfile.TemporaryDirectory() as scratch:
                for path, kind in sets:
                    for figures in bench.measure(path, kind, Path(scratch)):
                        results.append(figures)
                        if not options["json"]:
                            name = figures["set"]
                            rest = ", ".join(f"{k} {v}" for k, v in figures.items() if k not in ("set", "kind"))
                            self.stdout.write(f"{name}: {rest}")
                            self.stdout.flush()
        finally:
            connection.creation.destroy_test_db(str(old), verbosity=0)
        return results


def run_again(database: str) -> int:
    """This very command on a temporary database of the wanted kind; its exit status."""
    base = Path(settings.BASE_DIR)
    command = [sys.executable, *sys.argv]
    if database == "postgresql":
        return subprocess.run([sys.executable, str(base / WITH_POSTGRES), *command]).returncode
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(["env", f"DATABASE_URL=sqlite:///{folder}/bench", *command]).returncode
