"""Measure the extraction against gold files: `manage.py bench_extraction ../shared/gold`."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.extraction import VERSION
from claims.management.benchmarks import BenchError
from claims.management.benchmarks import extraction as bench
from claims.management.benchmarks.page import put_on_page

DEFAULT_FOLDERS = ("../shared/bench/attribution", "../shared/gold")
KEPT = Path("docs/bench/extraction.json")
PAGE = Path("docs/benchmarks.md")
_SHOWN = 20  # places printed of those gained or lost


class Command(BaseCommand):
    """Prints tables; `--save` puts them on the page of benchmarks and keeps the run to compare the next one with."""

    help = "Run the extractor on every gold file of FOLDER… and print figures, speed, memory, growth and calibration."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Folders, how many runs, and whether to keep the result."""
        parser.add_argument("folders", nargs="*", metavar="FOLDER", help=f"default: {' '.join(DEFAULT_FOLDERS)}")
        parser.add_argument("--runs", type=int, default=3, help="runs of each set; speed is their median (default 3)")
        parser.add_argument("--training", action="store_true", help="measure training sets, too")
        parser.add_argument("--no-growth", action="store_true", help="leave out the growth of time with length")
        parser.add_argument("--save", action="store_true", help=f"write {PAGE} and {KEPT}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures, compares with the kept run, prints, and saves when asked."""
        base = Path(settings.BASE_DIR)
        folders = [base / folder for folder in options["folders"] or DEFAULT_FOLDERS]
        runs = max(1, options["runs"])
        try:
            sets = bench.data_sets([folder.resolve() for folder in folders], options["training"])
            with bench.temporary_folder() as name:
                page, now = self._measure(sets, Path(name), runs, not options["no_growth"])
        except BenchError as error:
            raise CommandError(str(error)) from None
        kept = base / KEPT
        before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
        self._print_changes(sets, before, now)
        if options["save"]:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(bench.to_keep(VERSION, now), indent=1) + "\n", encoding="utf-8")
            put_on_page(base / PAGE, "bench_extraction", page)
            self.stdout.write(f"saved in {PAGE} and {KEPT}")

    def _measure(
        self, sets: list[bench.DataSet], folder: Path, runs: int, with_growth: bool
    ) -> tuple[str, dict[str, bench.Finds]]:
        rows, now, costs, sure = [], {}, [], []
        for data in sets:
            run = bench.measure(data, folder, runs)
            rows += bench.score(run)
            now[data.name] = bench.finds(data.lines(), run.records)
            costs.append((data.name, f"{run.words_per_second:,.0f}", f"{run.peak_mib:.0f}"))
            if not data.name.startswith(bench.DIRECT_ONLY):  # their gold leaves most right finds unmarked
                sure += [(data.name, *line) for line in bench.calibration(now[data.name].sureness)]
        parts = [
            _figures(rows),
            _details(rows),
            _table(("set", "words per CPU second", "peak memory, MiB"), costs),
            f"First answer from a cold start: {bench.first_answer(folder, runs):.2f} s.",
            _table(("set", "confidence", "finds", "right, %"), [(n, b, c, _percent(share)) for n, b, c, share in sure]),
        ]
        if with_growth:
            grown = [(name, f"{first:.3f}", f"{times:.1f}") for name, first, times in bench.growth(folder, 50_000)]
            parts.append(_table(("pattern", "CPU s at 50,000 characters", "times as long at 200,000"), grown))
        page = "\n\n".join(parts)
        self.stdout.write(page + "\n")
        return page, now

    def _print_changes(self, sets: list[bench.DataSet], before: dict[str, Any], now: dict[str, bench.Finds]) -> None:
        changes = bench.compare(before, now)
        if not changes:
            self.stdout.write("No earlier run of these sets is kept; --save keeps this one.")
        for data in sets:
            if data.name not in changes:
                continue
            gained, lost = changes[data.name]
            self.stdout.write(f"{data.name}: {len(gained)} gained, {len(lost)} lost against the kept run")
            for sign, where in (("+", gained), ("-", bench.places(data.lines(), lost))):
                for place in where[:_SHOWN]:
                    self.stdout.write(f"  {sign} {place}")
                if len(where) > _SHOWN:
                    self.stdout.write(f"  {sign} and {len(where) - _SHOWN} more")


def _figures(rows: list[dict[str, Any]]) -> str:
    head = ("set", "language", "gold", "P", "R", "F1", "direct", "mixed", "indirect", "in clutter")
    lines = [
        (
            row["set"], row["language"], row["gold"],
            _percent(row["precision"]), _percent(row["recall"]), f"**{_percent(row['f1'])}**",
            *(_percent(row["kinds"].get(kind)) for kind in ("direct", "mixed", "indirect")),
            "–" if row["in_clutter"] is None else row["in_clutter"],
        )
        for row in rows
    ]  # fmt: skip
    return _table(head, lines)


def _details(rows: list[dict[str, Any]]) -> str:
    """What the scorer says of the values of right finds, for the sets whose gold has them."""
    names = ("quote", "source_type", "canonical_named", "canonical_resolved", "chain", "hedged", "negated",
             "whole_record", "clutter_f1")  # fmt: skip
    rows = [row for row in rows if "quote" in row]
    lines = [(row["set"], row["language"], *(_percent(row.get(name)) for name in names)) for row in rows]
    return _table(("set", "language", *(name.replace("_", " ") for name in names)), lines)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _table(head: Iterable[Any], lines: Iterable[Iterable[Any]]) -> str:
    """A table in Markdown."""
    head = [str(cell) for cell in head]
    cells = [[str(cell) for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *cells))
