"""Measuring the extraction: against gold files by their own scorers, in speed, memory, growth and calibration.

A folder to measure against holds gold files (`*.jsonl`, `*.jsonl.gz`) and their `score.py`. Nothing of their texts is
kept: what a run leaves behind are counts, and hashes of which gold attributions were found.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from claims.management.benchmarks import BenchError

MANAGE = Path(__file__).parents[3] / "manage.py"
DIRECT_ONLY = "pfsa"  # sets so named mark nothing but direct quotations; their scorer has an option for that
TRAINING = "train"  # sets so named are for trying rules on, not for measuring
RUNS_LIMIT = 600  # seconds one run may take
PATTERN_LIMIT = 60  # … and one text of a pattern

# Texts that lead careless patterns into quadratic time. Each is repeated to the wanted length.
PATTERNS = {
    "unclosed quotation marks": "“Harga turun ",
    "alternating quotation marks": "\"”“' ",
    "endless cues": "kata said mengatakan according to menurut ",
    "capitalised words": "Rina Wulan Budi Santoso ",
    "titles": "Menteri Kepala Juru Bicara President Secretary ",
    "spaces": "a                    ",
    "line ends": "Rina\n",
    "digits": "1.000.000,5 12/12/2012 ",
    "brackets": "(([[ ",
    "one endless word": "aA-",
}


class TooSlow(BenchError):
    """The extractor did not end in time."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One gold file and the scorer that goes with it."""

    name: str
    gold: Path
    scorer: Path

    def lines(self) -> list[dict[str, Any]]:
        """The gold articles."""
        opener = gzip.open if self.gold.suffix == ".gz" else open
        with opener(self.gold, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]


@dataclass(slots=True)
class Run:
    """What the extractor gave for one data set, and what it cost."""

    data: DataSet
    predictions: Path
    records: list[dict[str, Any]]
    words_per_second: float
    peak_mib: float


@dataclass(slots=True)
class Finds:
    """Which gold attributions were found, and how sure the machine was of what it found."""

    gold: int = 0
    predicted: int = 0
    found: dict[str, str] = field(default_factory=dict)  # hash → where, for a reader with the gold file
    sureness: list[tuple[float, bool]] = field(default_factory=list)  # (confidence, right)


def data_sets(folders: Iterable[Path], with_training: bool = False) -> list[DataSet]:
    """The gold files of `folders`, each with its scorer. `BenchError` for a folder that is missing or holds none."""
    found = []
    for folder in folders:
        if not folder.is_dir():
            raise BenchError(f"{folder}: no such folder. It should hold gold files (*.jsonl, *.jsonl.gz) and score.py.")
        scorer = folder / "score.py"
        if not scorer.exists():
            raise BenchError(f"{folder}: no score.py in it, so there is nothing to score with.")
        files = sorted(path for path in folder.iterdir() if path.name.endswith((".jsonl", ".jsonl.gz")))
        if not files:
            raise BenchError(f"{folder}: no gold file (*.jsonl, *.jsonl.gz) in it.")
        for path in files:
            name = path.name.split(".jsonl")[0]
            if with_training or TRAINING not in name:
                found.append(DataSet(name, path, scorer))
    return found


def extract_in_child(path: Path, out: Path, limit: float = RUNS_LIMIT) -> tuple[float, float]:
    """Runs `manage.py extract_file` on `path` into `out`; its peak memory in MiB and its seconds by the clock."""
    began = time.monotonic()
    with out.open("wb") as file:
        child = subprocess.Popen([sys.executable, str(MANAGE), "extract_file", str(path)], stdout=file)
        peak = _wait(child, limit)
    if child.returncode:
        raise BenchError(f"extract_file ended with status {child.returncode} on {path}.")
    return peak, time.monotonic() - began


def _wait(child: subprocess.Popen[bytes], limit: float) -> float:
    """The child's peak memory in MiB; a child that outlives the limit is ended.

    Asked of the living process: what the system tells at its end (`ru_maxrss`) counts our own memory before the fork.
    """
    end = time.monotonic() + limit
    watched = psutil.Process(child.pid)
    peak = 0
    while child.poll() is None:
        if time.monotonic() > end:
            child.kill()
            child.wait()
            raise TooSlow(f"extract_file was ended after {limit:.0f} seconds.")
        with contextlib.suppress(psutil.Error):
            peak = max(peak, watched.memory_info().rss)
        time.sleep(0.01)
    return peak / 2**20


def measure(data: DataSet, folder: Path, runs: int) -> Run:
    """Extracts one data set `runs` times; speed is the median, in words per CPU second of extraction."""
    out = folder / f"{data.name}.predicted.jsonl"
    words = sum(len(line["text"].split()) for line in data.lines())
    speeds, peaks = [], []
    for _ in range(runs):
        peak, _seconds = extract_in_child(data.gold, out)
        records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        speeds.append(words / max(1e-9, sum(record["seconds"] for record in records)))
        peaks.append(peak)
    return Run(data, out, records, median(speeds), max(peaks))


def first_answer(folder: Path, runs: int) -> float:
    """Seconds by the clock from starting the command to having its answer for a text of two sentences; the median."""
    text = folder / "short.txt"
    text.write_text("Menurut Rina Wulan, harga beras turun. The mayor said that it rained.", encoding="utf-8")
    return median(extract_in_child(text, folder / "short.out")[1] for _ in range(runs))


def score(run: Run) -> list[dict[str, Any]]:
    """The scorer's figures as rows: one a language where the scorer tells languages apart, else one."""
    options = ["--direct-only"] if run.data.name.startswith(DIRECT_ONLY) else []
    command = [sys.executable, str(run.data.scorer), str(run.data.gold), str(run.predictions), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=RUNS_LIMIT)
    if done.returncode:
        raise BenchError(f"{run.data.scorer}: {done.stderr.strip() or f'status {done.returncode}'}")
    figures = json.loads(done.stdout)
    if "attribution" in figures:
        languages = sorted({record["lang"] for record in run.records})
        return [_row(run, "+".join(languages), figures)]
    return [_row(run, name, part) for name, part in figures.items() if name != "all" and part["counts"]["articles"]]


def _row(run: Run, language: str, figures: dict[str, Any]) -> dict[str, Any]:
    """One line of the table, from either scorer's JSON."""
    attribution = figures["attribution"]
    kinds = figures.get("recall_by_kind") or {
        kind: {"gold": part["attribution"]["of"], "recall": part["attribution"]["share"]}
        for kind, part in figures["recall_by_quote"].items()
    }
    row = {
        "set": run.data.name + (" (direct only)" if run.data.name.startswith(DIRECT_ONLY) else ""),
        "language": language,
        "gold": figures["counts"]["gold"],
        "precision": attribution["p"],
        "recall": attribution["r"],
        "f1": attribution.get("f1", attribution.get("f")),
        "kinds": {kind: (part["recall"] if part["gold"] else None) for kind, part in kinds.items()},
        "in_clutter": figures["counts"].get("in_boilerplate"),
    }
    matched = figures.get("on_matched", {})
    for name in ("quote", "source_type", "canonical_named", "canonical_resolved", "chain"):
        if name in matched:
            row[name] = matched[name]["share"]
    for name in ("hedged", "negated"):
        if name in matched:
            row[name] = matched[name]["f1"]
    if "whole_record" in figures:
        row["whole_record"] = figures["whole_record"]["f1"]
    if "boilerplate_found" in figures:
        row["clutter_f1"] = figures["boilerplate_found"]["f1"]
    return row


def finds(gold: Sequence[dict[str, Any]], records: Sequence[dict[str, Any]]) -> Finds:
    """Which gold attributions have a find with half of their content and a source in common."""
    by_id = {str(record["id"]): record for record in records}
    result = Finds()
    for line in gold:
        record = by_id.get(str(line["id"]), {"attributions": []})
        free = [(one, _letters(line["text"], one["content"])) for one in record["attributions"]]
        result.gold += len(line["attributions"])
        result.predicted += len(free)
        for wanted in line["attributions"]:
            letters = _letters(line["text"], wanted["content"])
            best = max(free, key=lambda pair: _overlap(letters, pair[1]), default=None)
            if best and _overlap(letters, best[1]) >= 0.5 and _same_source(wanted, best[0]["source"]):
                free.remove(best)
                result.sureness.append((best[0].get("confidence", 0.0), True))
                where = f"{line['id']} cue {wanted['cue']}"
                result.found[_hash(line["id"], wanted)] = where
        unscored = line.get("meta", {}).get("unscored", [])
        for one, _ in free:
            if not any(_touch(cue, span) for cue in one["cue"] for span in unscored):
                result.sureness.append((one.get("confidence", 0.0), False))
    return result


def _letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end) if text[place].isalnum())


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _same_source(wanted: dict[str, Any], given: Sequence[Sequence[int]]) -> bool:
    """Whether the source fits; that of a pronoun written onto its cue may be left out."""
    if not wanted["source"]:
        return not given
    if not given:
        return any(_touch(source, cue) for source in wanted["source"] for cue in wanted["cue"])
    return any(_touch(source, span) for source in wanted["source"] for span in given)


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hash(article: Any, wanted: dict[str, Any]) -> str:
    key = json.dumps([str(article), wanted["cue"], wanted["content"]])
    return hashlib.blake2b(key.encode(), digest_size=4).hexdigest()


def calibration(sureness: Iterable[tuple[float, bool]]) -> list[tuple[str, int, float]]:
    """(band of confidence, finds in it, share of them right), from the surest band down."""
    bands: dict[int, list[bool]] = {}
    for confidence, right in sureness:
        bands.setdefault(min(9, int(confidence * 10 + 1e-9)), []).append(right)
    return [
        (f"{band / 10:.1f}–{(band + 1) / 10:.1f}", len(rights), sum(rights) / len(rights))
        for band, rights in sorted(bands.items(), reverse=True)
    ]


def growth(folder: Path, length: int) -> list[tuple[str, float, float]]:
    """(pattern, CPU seconds at `length` code points, times as long at four times the length).

    A text that takes longer than a minute counts as endless.
    """
    return [
        (name, once := _seconds(folder, unit, length), _seconds(folder, unit, 4 * length) / max(1e-9, once))
        for name, unit in PATTERNS.items()
    ]


def _seconds(folder: Path, unit: str, length: int) -> float:
    """CPU seconds of extraction, the better of two runs."""
    path, out = folder / "pattern.jsonl", folder / "pattern.out"
    text = (unit * (length // len(unit) + 1))[:length]
    path.write_text(json.dumps({"id": "pattern", "text": text, "lang": "id"}), encoding="utf-8")
    best = math.inf
    for _ in range(2):
        try:
            extract_in_child(path, out, PATTERN_LIMIT)
        except TooSlow:
            return math.inf
        best = min(best, json.loads(out.read_text(encoding="utf-8"))["seconds"])
        if best > 5:
            break
    return best


def compare(kept: dict[str, Any], now: dict[str, Finds]) -> dict[str, tuple[list[str], list[str]]]:
    """For every data set of both runs: where attributions are found now and were not, and the hashes of those lost."""
    result = {}
    for name, result_now in now.items():
        before = set(kept.get("sets", {}).get(name, {}).get("found", "").split())
        if before:
            gained = [where for key, where in result_now.found.items() if key not in before]
            result[name] = (gained, sorted(before - result_now.found.keys()))
    return result


def places(gold: Sequence[dict[str, Any]], hashes: Iterable[str]) -> list[str]:
    """Where the gold attributions with these hashes stand, for those who have the gold file."""
    wanted = set(hashes)
    return [
        f"{line['id']} cue {one['cue']}"
        for line in gold
        for one in line["attributions"]
        if _hash(line["id"], one) in wanted
    ]


def to_keep(version: str, now: dict[str, Finds]) -> dict[str, Any]:
    """What may be committed of a run: counts and hashes, no letter of the texts."""
    return {
        "version": version,
        "sets": {
            name: {"gold": one.gold, "predicted": one.predicted, "found": " ".join(sorted(one.found))}
            for name, one in now.items()
        },
    }


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Where predictions lie while they are scored."""
    return tempfile.TemporaryDirectory(prefix="bench-extraction-")
