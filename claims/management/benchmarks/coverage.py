"""Measuring the coverage engine: answers on a folder's sets, written to files that the folder's own scorer reads.

A set is a folder. What its files are called says what is asked:

- `corpus` and `queries`: the articles that answer each query best (scored with `qrels`),
- `corpus` and `clusters`: which articles are copies of one story,
- `queries` with `stance`: how each article stands to each headline (every pair is answered, named or not),
- `bundles`: how many independent origins stand behind the articles of one claim (scored with `gold`).

Answering opens no file that the scorer reads: `qrels`, `clusters`, `stance` and `gold` are only ever named to
`score.py`.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from claims.coverage import archive, copies, origins, ranking, rebuilding, rerank, stance
from claims.management.benchmarks import BenchError
from claims.models import ArchiveText, Article

MOST_ANSWERS = 100
PER_BATCH = 500
WORN = 0.2
SCORER_LIMIT = 300  # seconds
ASKED = {"queries": "ret", "clusters": "clu", "bundles": "ind"}  # file that tells the kind → the scorer's word for it
GOLD = {"ret": "qrels", "clu": "clusters", "ind": "gold", "stance": "stance"}
# What the challenge's own baseline (gradient boosting on words both share) reached on its hold-out, by the same score.
FNC_BASELINE = 0.7953

Answer = Callable[[Path], tuple[list[dict[str, Any]], dict[str, Any]]]


def sets_in(folder: Path) -> list[tuple[Path, str]]:
    """(set, kind) of every set in the folder that we know how to answer. Raises BenchError when there is none."""
    if not folder.is_dir():
        raise BenchError(f"No folder {folder}: it should hold score.py and a folder per set; name another one.")
    if not (folder / "score.py").is_file():
        raise BenchError(f"{folder} has no score.py, so nothing there could be scored.")
    found = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        kind = next((kind for name, kind in ASKED.items() if file_of(path, name)), None)
        if kind:
            found.append((path, kind))
        if kind == "ret" and file_of(path, "stance"):
            found.append((path, "stance"))
    if not found:
        raise BenchError(f"{folder} holds no set: a folder with {' or '.join(ASKED)} as .jsonl or .jsonl.gz.")
    return found


def file_of(folder: Path, name: str) -> Path | None:
    """The file of that name, plain or compressed."""
    return next((p for ending in (".jsonl.gz", ".jsonl") if (p := folder / f"{name}{ending}").is_file()), None)


def lines_of(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a set's file."""
    path = file_of(folder, name)
    if path is None:
        raise BenchError(f"{folder} has no {name}.jsonl or {name}.jsonl.gz.")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def measure(folder: Path, kind: str, scratch: Path) -> list[dict[str, Any]]:
    """Answer one set in a transaction that is rolled back, then let the scorer compare: its figures and our times."""
    results = []
    for name, answer in ANSWERS[kind].items():
        began = time.perf_counter()
        with transaction.atomic():
            rows, extra = answer(folder)
            transaction.set_rollback(True)
        seconds = round(time.perf_counter() - began, 1)
        run = scratch / f"{folder.name}.jsonl"
        run.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        figures = score(folder, kind, run)
        results.append({"set": folder.name + name, "kind": kind, **figures, **extra, "seconds": seconds})
    return results


def score(folder: Path, kind: str, run: Path) -> dict[str, Any]:
    """What the folder's scorer says of a run: a program of its own, started when all answers are written."""
    gold = file_of(folder, GOLD[kind])
    if gold is None:
        raise BenchError(f"{folder} has no {GOLD[kind]}.jsonl(.gz) to score against.")
    option = "--qrels" if kind == "ret" else "--gold"
    command = [sys.executable, str(folder.parent / "score.py"), kind, option, str(gold), "--run", str(run)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SCORER_LIMIT)
    if done.returncode:
        raise BenchError(f"score.py failed on {folder.name}: {done.stderr.strip()[-300:]}")
    return dict(json.loads(done.stdout))


def answer_queries(folder: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The best articles for each query."""
    names = store(lines_of(folder, "corpus"))
    began = time.perf_counter()
    indexed = rebuilding.rebuild()
    seconds = time.perf_counter() - began
    rows, times = [], []
    for query in lines_of(folder, "queries"):
        began = time.perf_counter()
        asked = ranking.question([query["text"]], query["lang"])
        day = ranking.day_in(query["text"], query["lang"])
        found = archive.search(asked, day=day, window=None, most=MOST_ANSWERS)
        found = rerank.answers([query["text"]], asked, found)
        times.append(time.perf_counter() - began)
        rows.append({"query": query["id"], "docs": [names[pk] for pk, _score in found]})
    times.sort()
    milliseconds = {f"p{share}": round(1000 * times[len(times) * share // 100], 1) for share in (50, 95)}
    return rows, {"articles/s": round(indexed / seconds), "query ms": milliseconds}


def answer_stances(folder: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """How the articles that answer each headline stand to it; the scorer takes all others as unrelated."""
    names = store(lines_of(folder, "corpus"))
    rebuilding.rebuild()
    texts = dict(Article.objects.values_list("pk", "text"))
    rows_held = ArchiveText.objects.values_list("pk", "terms", "article__language")
    held = {pk: (terms.split(), language) for pk, terms, language in rows_held}
    rows = []
    for query in lines_of(folder, "queries"):
        asked = ranking.question([query["text"]], query["lang"])
        counts = archive.counts_of(asked.terms())
        for pk, _score in archive.search(asked, window=None):
            found = stance.stance_of(query["text"], asked, texts[pk], *held[pk], counts)
            if found != "unrelated":
                rows.append({"query": query["id"], "doc": names[pk], "stance": found})
    return rows, {"baseline": FNC_BASELINE}


def store(documents: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Save a corpus as articles: id → the corpus's own name for it."""
    names: dict[int, str] = {}
    batch: list[tuple[str, Article]] = []

    def flush() -> None:
        for (name, _), article in zip(batch, Article.objects.bulk_create(a for _, a in batch), strict=True):
            names[article.pk] = name
        batch.clear()

    for document in documents:
        text = "\n\n".join(part for part in (document.get("title"), document["text"]) if part and part.strip())
        article = Article(
            text=text.replace("\x00", "") or "-",
            content_hash=hashlib.sha256(document["id"].encode()).hexdigest(),  # equal texts are wanted twice here
            language=document["lang"],
            published=day_of(document.get("published")),
        )
        batch.append((document["id"], article))
        if len(batch) == PER_BATCH:
            flush()
    flush()
    return names


def moment_of(written: str | None) -> dt.datetime | None:
    """A document's time; of a bare day its beginning."""
    if not written:
        return None
    return parse_datetime(written if "T" in written else f"{written}T00:00:00Z")


def day_of(written: str | None) -> dt.date | None:
    """The day of a document's time."""
    moment = moment_of(written)
    return moment.date() if moment else None


def answer_copies(folder: Path, *, worn: bool = False) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Which articles go back to one. `worn`: with WORN of the times missing or given to another article."""
    documents = list(lines_of(folder, "corpus"))
    times = [moment_of(document.get("published")) for document in documents]
    if worn:
        wear(times)
    texts = [copies.Text(d["id"], d["text"], d["lang"], seen) for d, seen in zip(documents, times, strict=True)]
    found = copies.groups([text.key for text in texts], copies.find_copies(texts))
    return [{"doc": key, "cluster": number} for number, group in enumerate(found) for key in group], {}


def wear(times: list[dt.datetime | None]) -> None:
    """Take half of WORN of the times away and shuffle the other half among each other, always the same ones."""
    dice = random.Random(1)  # noqa: S311 (no secret)
    chosen = dice.sample(range(len(times)), int(WORN * len(times)))
    lost, shuffled = chosen[::2], chosen[1::2]
    moved = [times[at] for at in shuffled]
    dice.shuffle(moved)
    for at, moment in [*((at, None) for at in lost), *zip(shuffled, moved, strict=True)]:
        times[at] = moment


def answer_bundles(folder: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The articles of each bundle by their origins."""
    rows = []
    for bundle in lines_of(folder, "bundles"):
        carriers = [
            origins.Carrier(
                copies.Text(a["id"], a["text"], a["lang"], moment_of(a.get("published"))), a.get("outlet", "")
            )
            for a in bundle["articles"]
        ]
        edges = origins.find_edges(bundle["claim"], bundle["lang"], carriers)
        rows.append({"bundle": bundle["bundle"], "groups": origins.count(carriers, edges).groups})
    return rows, {}


# kind → variant of the set → what answers it
ANSWERS: dict[str, dict[str, Answer]] = {
    "ret": {"": answer_queries},
    "stance": {" stance": answer_stances},
    "clu": {"": answer_copies, " with worn times": partial(answer_copies, worn=True)},
    "ind": {"": answer_bundles},
}
