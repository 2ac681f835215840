"""Measure how often each rule is right and keep the shares: `manage.py calibrate_extraction ../shared/gold`."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.extraction import extract
from claims.extraction.results import Attribution
from claims.management.benchmarks import BenchError
from claims.management.benchmarks import extraction as bench
from claims.management.commands.bench_extraction import DEFAULT_FOLDERS

KEPT = Path("claims/extraction/shares.py")
PARTLY_MARKED = ("pfsa-id-dev",)  # marks only some quotations: what it leaves out is not wrong
ENOUGH = 8  # finds that a share must rest on
SUREST = 0.97  # no rule is sure of itself
PRIOR = 4  # finds of the same rule in all languages that are mixed in, so that few finds do not make a rule sure


class Command(BaseCommand):
    """Prints each rule's finds and share right; `--save` writes the shares that the extraction gives as confidence."""

    help = "Run the extractor on gold files and measure the share of right finds by language, rule and kind of cue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Folders of gold files, and whether to keep the shares."""
        parser.add_argument("folders", nargs="*", metavar="FOLDER", help=f"default: {' '.join(DEFAULT_FOLDERS)}")
        parser.add_argument("--save", action="store_true", help=f"write {KEPT}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measures, prints and, when asked, saves."""
        base = Path(settings.BASE_DIR)
        folders = [(base / folder).resolve() for folder in options["folders"] or DEFAULT_FOLDERS]
        try:
            sets = [data for data in bench.data_sets(folders) if data.name not in PARTLY_MARKED]
        except BenchError as error:
            raise CommandError(str(error)) from None
        tried: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for data in sets:
            for line in data.lines():
                for found, is_right in judged(line):
                    why = found.why
                    for key in (f"{why.language} {why.rule} {why.kind}", f"{why.language} {why.rule}", why.rule):
                        tried[key] += 1
                        right[key] += is_right
        shares = {key: share(key, tried, right) for key in sorted(tried) if tried[key] >= ENOUGH or " " not in key}
        for key, value in shares.items():
            self.stdout.write(f"{value:.2f}  {right[key]:4} of {tried[key]:4}  {key}")
        if options["save"]:
            (base / KEPT).write_text(written(shares), encoding="utf-8")
            self.stdout.write(f"saved in {KEPT}")


def share(key: str, tried: Counter[str], right: Counter[str]) -> float:
    """The share right of a key's finds, drawn a little towards its rule's in all languages."""
    rules = [name for name in tried if " " not in name]
    overall = sum(right[name] for name in rules) / sum(tried[name] for name in rules)
    rule = key.split(" ")[1] if " " in key else key
    general = (right[rule] + PRIOR * overall) / (tried[rule] + PRIOR)
    value = general if key == rule else (right[key] + PRIOR * general) / (tried[key] + PRIOR)
    return round(min(value, SUREST), 2)


def judged(line: dict[str, Any]) -> list[tuple[Attribution, bool]]:
    """Every find in one gold article, and whether its source and half its content are a gold attribution's."""
    text = line["text"]
    free = [(letters(text, gold["content"]), letters(text, gold["source"])) for gold in line["attributions"]]
    unscored = letters(text, line.get("meta", {}).get("unscored", []))
    results = []
    for found in extract(text, line["lang"]).attributions:
        content, source = letters(text, found.content), letters(text, found.source)
        best = max(free, key=lambda gold: overlap(content, gold[0]), default=None)
        is_right = (
            best is not None
            and overlap(content, best[0]) >= 0.5
            and (not source or not best[1] or bool(source & best[1]))
        )
        if is_right and best is not None:
            free.remove(best)
        elif letters(text, found.cue) & unscored:
            continue
        results.append((found, is_right))
    return results


def letters(text: str, spans: Any) -> frozenset[int]:
    """Positions of the letters and digits in spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union."""
    return len(one & other) / len(one | other) if one and other else 0.0


def written(shares: dict[str, float]) -> str:
    """The module that holds the shares."""
    lines = "".join(f'    "{key}": {value},\n' for key, value in shares.items())
    head = (
        '"""Share of right finds by language, rule and kind of cue; made by `manage.py calibrate_extraction --save`."""'
    )
    return f"{head}\n\nSHARES = {{\n{lines}}}\n"
