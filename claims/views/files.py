"""Rows as a file: CSV for a spreadsheet, JSON lines for a program. Streamed: its length costs no memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

# What a spreadsheet takes for the beginning of a formula, the full-width signs of East Asian keyboards included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Record = dict[str, Any]


def harmless(cell: object) -> str:
    """The cell as text; one that a spreadsheet would run as a formula begins with an apostrophe instead."""
    text = str(cell)
    # With and without the tabs and line ends that count by themselves: a spreadsheet strips any blank before a formula.
    starts = (text.lstrip(" "), text.lstrip())
    return f"'{text}" if any(start.startswith(FORMULA) for start in starts) else text


def csv_file(name: str, columns: Sequence[str], records: Iterable[Record]) -> StreamingHttpResponse:
    """A file `name-2026-05-01.csv` with a heading; a list in a cell is joined by arrows."""
    return _file(name, "csv", "text/csv; charset=utf-8", _csv_lines(columns, records))


def json_lines_file(name: str, columns: Sequence[str], records: Iterable[Record]) -> StreamingHttpResponse:
    """A file `name-2026-05-01.jsonl`, one object per line."""
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return _file(name, "jsonl", "application/jsonl; charset=utf-8", lines)


class Line:
    """A file for `csv.writer` that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _file(name: str, ending: str, kind: str, lines: Iterable[str]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.{ending}"'
    return answer


def _csv_lines(columns: Sequence[str], records: Iterable[Record]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(columns)  # without the mark, Excel reads UTF-8 as something else
    for record in records:
        yield writer.writerow([harmless(_cell(value)) for value in record.values()])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return " → ".join(value) if isinstance(value, list) else value
