"""A claim list as a file: CSV for a spreadsheet, JSON lines for a program. Streamed: its length costs no memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.filters.claims import ClaimFilter
from claims.review.permissions import Right
from claims.views.access import needs
from claims.views.limits import EXPORT, costs
from claims.views.rows import Row, rows_of

PER_READ = 500  # claims read at a time
# What a spreadsheet takes for the beginning of a formula, the full-width signs of East Asian keyboards included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Names of the columns are for programs as well: they are keys, the same in every interface language.
COLUMNS = (
    "id",
    "address",
    "statement",
    "language",
    "gloss",
    "status",
    "finding",
    "stage",
    "source",
    "relays",
    "appearances",
    "changed",
    "assigned_to",
    "outlet",
    "article",
    "created",
    "due",
    "origins",
)
FULL = ("outlet", "article", "origins")  # what a row of the list has only where a column asks for it

Record = dict[str, Any]


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def claims_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list that the address asks for, whole, one line per claim."""
    return _file(request, "csv", "text/csv; charset=utf-8", _csv_lines)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def claims_json_lines(request: HttpRequest) -> StreamingHttpResponse:
    """The list that the address asks for, whole, one JSON object per line."""
    return _file(request, "jsonl", "application/jsonl; charset=utf-8", _json_lines)


def harmless(cell: object) -> str:
    """The cell as text; one that a spreadsheet would run as a formula begins with an apostrophe instead."""
    text = str(cell)
    # With and without the tabs and line ends that count by themselves: a spreadsheet strips any blank before a formula.
    starts = (text.lstrip(" "), text.lstrip())
    return f"'{text}" if any(start.startswith(FORMULA) for start in starts) else text


def _file(
    request: HttpRequest, ending: str, kind: str, lines: Callable[[Iterable[Record]], Iterator[str]]
) -> StreamingHttpResponse:
    filterset = ClaimFilter(request.GET, user=request.user, whole=True)  # type: ignore[arg-type]
    # Ids first: what is exported is what fitted at one moment, however long the reader takes.
    claims = list(filterset.qs.values_list("pk", flat=True))
    answer = StreamingHttpResponse(lines(_records(request, claims)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="claims-{timezone.localdate().isoformat()}.{ending}"'
    return answer


def _records(request: HttpRequest, claims: list[int]) -> Iterator[Record]:
    for first in range(0, len(claims), PER_READ):
        for row in rows_of(claims[first : first + PER_READ], FULL):
            yield _record(request, row)


def _record(request: HttpRequest, row: Row) -> Record:
    """`source`, `relays`, `outlet` and `article` are those of the first appearance, as in the list; `origins` is empty
    where coverage was never looked for. A file has all columns, whichever the list shows."""
    place = row.appearances[0] if row.appearances else None
    values = (
        row.pk,
        request.build_absolute_uri(row.get_absolute_url()),
        row.statement,
        row.language,
        row.gloss,
        row.status,
        row.finding,
        row.stage,
        place.source if place else "",
        place.chain if place else [],
        len(row.appearances),
        row.updated_at.isoformat(),
        row.assigned_to.get_username() if row.assigned_to else "",
        place.outlet if place else "",
        place.article if place else "",
        row.created_at.isoformat() if row.created_at else "",
        row.due.isoformat() if row.due else "",
        row.origins[0] if row.origins else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


class Line:
    """A file for `csv.writer` that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(records: Iterable[Record]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # without the mark, Excel reads UTF-8 as something else
    for record in records:
        cells = record | {"relays": " → ".join(record["relays"])}
        yield writer.writerow([harmless(cell) for cell in cells.values()])


def _json_lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
