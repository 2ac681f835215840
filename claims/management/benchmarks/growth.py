"""What the archive costs as it grows: index, search, sweep and copy check on archives that are made up, each in a
database of its own on disk.

Wall time and CPU time stand side by side: the first says what people wait for, the second does not depend on what else
the machine was doing. CPU of a PostgreSQL server, a process of its own, is not in it.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from claims.coverage import archive, ranking, rebuilding, reuse
from claims.coverage.sweep import find_coverage
from claims.management.benchmarks.synthetic import Newsroom, Report, article_of
from claims.management.benchmarks.workbench import throw_away
from claims.models import Article, Attribution, AttributionSpan, Claim

FEWEST = 50  # articles
ROWS = (  # figure, its share, what a reader calls it, goal
    ("index_per_s", "", "index built, articles/s", "≥ 1,500"),
    ("index_per_cpu_s", "", "index built, articles per CPU second", ""),
    ("parents_per_s", "", "parents of all looked for anew, articles/s", ""),
    ("parents_per_cpu_s", "", "parents looked for, articles per CPU second", ""),
    ("query_ms", "p50", "match query in 30 days, ms, median", ""),
    ("query_ms", "p95", "match query, ms, 95 %", "≤ 300"),
    ("query_cpu_ms", "p95", "match query, CPU ms, 95 %", ""),
    ("sweep_ms", "p95", "whole search for a claim, ms, 95 %", ""),
    ("sweep_cpu_ms", "p95", "whole search, CPU ms, 95 %", ""),
    ("copy_ms", "p50", "copy check at intake, ms, median", ""),
    ("copy_ms", "p95", "copy check, ms, 95 %", "≤ 150"),
    ("copy_cpu_ms", "p95", "copy check, CPU ms, 95 %", ""),
    ("index_one_ms", "p95", "one article indexed at intake, ms, 95 %", ""),
    ("index_mib", "", "index on disk, MiB", ""),
    ("database_mib", "", "index with the articles, MiB", ""),
    ("peak_mib", "", "memory while building, MiB", ""),
)
PER_BATCH = 500
QUESTIONS, SWEEPS, ARRIVALS = 200, 60, 300  # made at most; fewer in an archive that is small
RECENT = dt.timedelta(days=20)  # from which planted copies are taken
LOOKED_AT = 500  # articles whose parents are looked for as a rebuild does it, to know its speed
EXPECTED_AT = 10_000_000
MIB = 1 << 20

Figures = dict[str, Any]
Say = Callable[[str], None]


def measure(articles: int, say: Say = lambda _words: None) -> Figures:
    """All figures of an archive of that many articles, in the present database, which is empty."""
    room = Newsroom(articles)
    say(f"making {articles:,} articles")
    stories = _store(room)
    before = _size_on_disk()
    _reset_peak()
    say("building the index")
    index = Stopwatch()
    rebuilding.rebuild()
    index.stop()
    peak = _peak()
    figures: Figures = {
        "articles": articles,
        "index_per_s": round(articles / index.wall),
        "index_per_cpu_s": round(articles / index.cpu),
        "index_mib": round((_size_on_disk() - before) / MIB, 1),
        "database_mib": round(_size_on_disk() / MIB, 1),
        "peak_mib": round(peak / MIB),
    }
    _analyse()
    dice = random.Random(5)  # noqa: S311 - the same questions every time
    asked = dice.sample(room.remembered, min(QUESTIONS, articles // 10, len(room.remembered)))
    say("asking")
    figures |= _questions(asked, dice)
    say("sweeping")
    figures |= _sweeps(asked[: min(SWEEPS, articles // 50)], dice)
    say("looking for parents")
    figures |= _parents(articles)
    say("taking in")
    figures |= _arrivals(room, stories)
    return figures


@contextmanager
def fresh_database(folder: Path, name: str) -> Iterator[None]:
    """An empty database in place of the present one while the block runs: in `folder`, or on the present server."""
    if connection.vendor == "sqlite":
        with throw_away(folder / f"{name}.sqlite3"):
            yield
        return
    old = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


@dataclass
class Stopwatch:
    """Seconds of wall and of CPU, this process and those it started, from making it to `stop`."""

    wall: float = field(default_factory=time.perf_counter)
    cpu: float = field(default_factory=lambda: _cpu())

    def stop(self) -> None:
        self.wall, self.cpu = time.perf_counter() - self.wall, _cpu() - self.cpu


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _store(room: Newsroom) -> dict[int, int]:
    """Save all reports; {article: the one at the beginning of its chain of copies}."""
    numbers: list[int] = []  # report → article
    first: dict[int, int] = {}
    batch: list[Report] = []

    def flush() -> None:
        start = len(numbers)
        rows = Article.objects.bulk_create(article_of(one, start + at) for at, one in enumerate(batch))
        for report, row in zip(batch, rows, strict=True):
            numbers.append(row.pk)
            first[row.pk] = row.pk if report.parent is None else first[numbers[report.parent]]
        batch.clear()

    for report in room.reports():
        batch.append(report)
        if len(batch) == PER_BATCH:
            flush()
    flush()
    return first


def _questions(asked: list[Report], dice: random.Random) -> Figures:
    """A claim's question to the archive, made and answered, inside the window about its day."""
    times = _Times()
    found = 0
    for report in asked:
        statement, language = report.event.statement(dice), report.event.language
        with times.one():
            answer = archive.search(ranking.question([statement], language), day=report.day)
        found += len(answer)
    return {"query_ms": times.wall(), "query_cpu_ms": times.cpu(), "query_answers": round(found / max(len(asked), 1))}


def _sweeps(asked: list[Report], dice: random.Random) -> Figures:
    """Finding the coverage of a claim, as after its confirmation: search, comparison, origins, saving."""
    times = _Times()
    for number, report in enumerate(asked):
        claim = _claim(report, dice, number)
        with times.one():
            find_coverage(claim)
    return {"sweep_ms": times.wall(), "sweep_cpu_ms": times.cpu()}


def _claim(report: Report, dice: random.Random, number: int) -> Claim:
    """The claim that a new article about the same event carries, in its first line, said by a name of the event."""
    said = report.event.statement(dice)
    text = f"{report.event.names[0]} said {said}\n{report.text}"
    article = article_of(Report(report.event, text, report.day), -1 - number)
    article.save()
    archive.index(article)
    claim = Claim.objects.create(statement=said, language=report.event.language)
    row = Attribution.objects.create(
        article=article, claim=claim, number=1, source_type=Attribution.SourceType.NAMED_PERSON,
        quote_kind=Attribution.QuoteKind.INDIRECT, rule="bench", cue_entry="bench", confidence=0.8,
    )  # fmt: skip
    start = text.index(said)
    AttributionSpan.objects.create(attribution=row, role="content", start=start, end=start + len(said), quote=said)
    return claim


def _parents(articles: int) -> Figures:
    """How fast a rebuild looks for parents, on the last articles."""
    some = list(Article.objects.order_by("pk")[max(0, articles - LOOKED_AT) : articles])
    watch = Stopwatch()
    with transaction.atomic():
        for article in some:
            reuse.find(article)
    watch.stop()
    return {"parents_per_s": round(len(some) / watch.wall), "parents_per_cpu_s": round(len(some) / watch.cpu)}


def _arrivals(room: Newsroom, first: dict[int, int]) -> Figures:
    """New articles come in: half of them copies of articles of the last days, half written here."""
    count = min(ARRIVALS, room.articles // 10)
    last = room.recent[-1][1].day
    recent = Article.objects.filter(published__range=(last - RECENT, last)).order_by("pk")
    earlier = [article for article in recent if article.pk in first]  # without those that the sweeps brought
    indexing, copying = _Times(), _Times()
    planted = right = wrong = 0
    for number in range(count):
        parent = room.dice.choice(earlier) if number % 2 else None
        report = _copy(room, parent, last) if parent else room.written(last)
        article = article_of(report, 10 * room.articles + number)
        with transaction.atomic():
            article.save()
            with indexing.one():
                archive.index(article)
            with copying.one():
                reused = reuse.index(article)
        planted += parent is not None
        first[article.pk] = first[parent.pk] if parent else article.pk
        if reused and parent:
            right += first[reused.parent_id] == first[parent.pk]
        wrong += bool(reused and first[reused.parent_id] != first[article.pk])
    return {
        "copy_ms": copying.wall(),
        "copy_cpu_ms": copying.cpu(),
        "index_one_ms": indexing.wall(),
        "copies_planted": planted,
        "copies_found": right,
        "copies_wrong": wrong,
    }


def _copy(room: Newsroom, parent: Article, day: dt.date) -> Report:
    """A copy of that very article."""
    room.recent.clear()
    room.recent.append((parent.pk, Report(room.events[0], parent.text, day)))
    return room.copied(day)


class _Times:
    """Wall and CPU seconds of things done one after the other."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, float]] = []

    @contextmanager
    def one(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.taken.append((time.perf_counter() - wall, time.process_time() - cpu))

    def wall(self) -> dict[str, float]:
        return _percentiles([wall for wall, _cpu in self.taken])

    def cpu(self) -> dict[str, float]:
        return _percentiles([cpu for _wall, cpu in self.taken])


def _percentiles(seconds: list[float]) -> dict[str, float]:
    """The median and the time that 95 in 100 need at most, in milliseconds."""
    ranked = sorted(seconds)
    return {
        f"p{share}": round(1000 * ranked[max(0, math.ceil(len(ranked) * share / 100) - 1)], 1) for share in (50, 95)
    }


def table(results: dict[int, Figures], vendor: str) -> str:
    """The figures for people: each size, how much ten times as many cost, and what that says of EXPECTED_AT."""
    sizes = sorted(results)
    head = [f"archive on {vendor}", "goal", *(f"{size:,}" for size in sizes)]
    if len(sizes) > 1:
        head += ["× for ten times as many", f"expected at {EXPECTED_AT:,}"]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for name, share, words, goal in ROWS:
        values = [float(results[size][name][share] if share else results[size][name]) for size in sizes]
        cells = [words, goal or "–", *(_shown(value) for value in values)]
        if len(sizes) > 1:
            exponent = _exponent(sizes[-2:], values[-2:])
            cells += [f"{10**exponent:.2f}", _shown(values[-1] * (EXPECTED_AT / sizes[-1]) ** exponent)]
        lines.append(f"| {' | '.join(cells)} |")
    last = results[sizes[-1]]
    said = (
        "Of {copies_planted} copies planted in {articles:,} articles {copies_found} were found, {copies_wrong} wrongly."
    )
    lines += ["", said.format(**last)]
    return "\n".join(lines)


def _exponent(sizes: list[int], values: list[float]) -> float:
    """e of value ~ size**e between two sizes."""
    if min(values) <= 0:
        return 0.0
    return math.log(values[1] / values[0]) / math.log(sizes[1] / sizes[0])


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _size_on_disk() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def _analyse() -> None:
    """What a database does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _reset_peak() -> None:
    with suppress(OSError):  # only Linux can
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Bytes that this process held at most since `_reset_peak`, without its helpers and the server."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
