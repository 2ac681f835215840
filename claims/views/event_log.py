"""The event log: who did what, when, on what; filtered, exported, and never changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.filters.log import EventFilter
from claims.models import Event, EventSeal
from claims.review.permissions import Right
from claims.views.access import needs
from claims.views.files import Line, harmless
from claims.views.limits import EXPORT, costs

PER_PAGE = 100
PER_READ = 500  # events read at a time
COLUMNS = (
    "id", "at", "actor", "act", "article", "claim", "attribution", "source",
    "old", "new", "implied", "undoes", "digest",
)  # fmt: skip


@needs(Right.READ)
@require_GET
def event_log(request: HttpRequest) -> HttpResponse:
    """The newest events that fit; `before` is the number of the last one of the page before."""
    filterset = EventFilter(request.GET, queryset=Event.objects.history())
    found = filterset.qs.select_related("article", "claim", "attribution", "source")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    events = list(found[: PER_PAGE + 1])
    asked = request.GET.copy()
    asked.pop("before", None)
    context = {
        "form": filterset.form,
        "events": events[:PER_PAGE],
        "older": events[PER_PAGE - 1].pk if len(events) > PER_PAGE else None,
        "newer": bool(before),
        "query": f"{asked.urlencode()}&" if asked else "",
        "filtered": any(value for value in asked.values()),
        "last_seal": EventSeal.objects.order_by("-position").first(),
    }
    return render(request, "claims/event_log.html", context)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def events_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What fits, whole, for a spreadsheet."""
    return _file(request, "csv", "text/csv; charset=utf-8")


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def events_json_lines(request: HttpRequest) -> StreamingHttpResponse:
    """What fits, whole, for a program."""
    return _file(request, "jsonl", "application/jsonl; charset=utf-8")


def _file(request: HttpRequest, ending: str, kind: str) -> StreamingHttpResponse:
    found = EventFilter(request.GET, queryset=Event.objects.order_by("pk")).qs.select_related("actor", "seal")
    records = (_record(event) for event in found.iterator(chunk_size=PER_READ))
    answer = StreamingHttpResponse(_csv_lines(records) if ending == "csv" else _json_lines(records), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="events-{timezone.localdate().isoformat()}.{ending}"'
    return answer


def _record(event: Event) -> dict[str, Any]:
    seal = getattr(event, "seal", None)
    values = (
        event.pk,
        event.at.isoformat(),
        event.actor.get_username() if event.actor else "",
        event.act,
        event.article_id,
        event.claim_id,
        event.attribution_id,
        event.source_id,
        event.old,
        event.new,
        event.implied,
        event.undoes_id,
        f"{seal.position}:{seal.digest}" if seal else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def _csv_lines(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # without the mark, Excel reads UTF-8 as something else
    for record in records:
        cells = record | {side: json.dumps(record[side], ensure_ascii=False) for side in ("old", "new")}
        yield writer.writerow(["" if cell is None else harmless(cell) for cell in cells.values()])


def _json_lines(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
