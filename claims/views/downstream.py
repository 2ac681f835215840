"""What changed behind a claim, and the copies that still say the old."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.coverage.downstream import Change
from claims.coverage.watch import watched
from claims.ingest.changes import Piece, diff
from claims.models import Article, Claim
from claims.review.permissions import Right
from claims.views.access import Request, needs


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that changed: word by word, or as a whole when nothing stands in its place; and who still has it:
    (article, its passage, the number of its coverage match or None)."""

    pieces: list[Piece]
    removed: str
    copies: list[tuple[Article, str, int | None]]


@needs(Right.READ)
@require_GET
def downstream(request: Request, pk: int) -> HttpResponse:
    """The page: one part for each origin that changed."""
    claim = get_object_or_404(Claim, pk=pk)
    found = watched(claim)
    ids = {int(str(key)) for one in found for change in one.changes for key in change.copies}
    rows = Article.objects.filter(pk__in=ids).select_related("outlet").defer("clutter").in_bulk()
    matches = dict(claim.coverage.filter(article__in=ids).values_list("article", "pk"))
    parts = [(one, [_line(change, rows, matches) for change in one.changes]) for one in found]
    context = {"claim": claim, "parts": parts, "stale": sum(one.stale for one in found)}
    return render(request, "claims/downstream.html", context)


def _line(change: Change, rows: dict[int, Article], matches: dict[int, int]) -> Line:
    copies = []
    for key, (start, end) in change.copies.items():
        article = rows[int(str(key))]
        copies.append((article, article.text[start:end], matches.get(article.pk)))
    pieces = diff(change.old, change.new) if change.new else []
    return Line(pieces, "" if change.new else change.old, copies)
