"""The lists as files: "export this view". What is exported is what fitted at one moment, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_GET

from claims.filters.articles import ArticleFilter
from claims.filters.claims import ClaimFilter
from claims.filters.sources import SourceFilter
from claims.models import Article, Source
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.files import Record, csv_file, json_lines_file
from claims.views.limits import EXPORT, costs
from claims.views.rows import Row, rows_of

PER_READ = 500  # rows read at a time
# Names of the columns are for programs as well: they are keys, the same in every interface language.
CLAIM_COLUMNS = (
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
FULL = ("age", "outlet", "article", "origins")  # what a row of the list has only where a column asks for it

ARTICLE_COLUMNS = (
    "id", "address", "title", "language", "outlet", "credit", "url", "published", "review", "claims", "reviewed",
    "intake", "added", "supersedes",
)  # fmt: skip

SOURCE_COLUMNS = (
    "id", "address", "name", "kind", "role", "country", "wikidata", "speaks_for", "aliases", "stakes", "grades",
    "claims", "last_claim", "mentions", "added",
)  # fmt: skip

# Makes a file of (its name, the columns, the records).
Maker = Callable[[str, Sequence[str], Iterator[Record]], StreamingHttpResponse]


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def claims_csv(request: Request) -> StreamingHttpResponse:
    """The claim list that the address asks for, one line per claim."""
    return _claims(request, csv_file)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def claims_json_lines(request: Request) -> StreamingHttpResponse:
    """The claim list that the address asks for, one JSON object per line."""
    return _claims(request, json_lines_file)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def articles_csv(request: Request) -> StreamingHttpResponse:
    """The article list that the address asks for, one line per article, without the texts."""
    return _articles(request, csv_file)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def articles_json_lines(request: Request) -> StreamingHttpResponse:
    """The article list that the address asks for, one JSON object per line, without the texts."""
    return _articles(request, json_lines_file)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def sources_csv(request: Request) -> StreamingHttpResponse:
    """The source list that the address asks for, one line per source."""
    return _sources(request, csv_file)


@needs(Right.READ)
@costs(EXPORT)
@require_GET
def sources_json_lines(request: Request) -> StreamingHttpResponse:
    """The source list that the address asks for, one JSON object per line."""
    return _sources(request, json_lines_file)


def _claims(request: Request, make: Maker) -> StreamingHttpResponse:
    ids = list(ClaimFilter(request.GET, user=request.user, whole=True).qs.values_list("pk", flat=True))
    rows = (row for part in _parts(ids) for row in rows_of(part, FULL))
    return make("claims", CLAIM_COLUMNS, (_claim(request, row) for row in rows))


def _articles(request: Request, make: Maker) -> StreamingHttpResponse:
    ids = list(ArticleFilter(request.GET, user=request.user).qs.values_list("pk", flat=True))
    rows = (row for part in _parts(ids) for row in Article.objects.rows_of(part))
    return make("articles", ARTICLE_COLUMNS, (_article(request, row) for row in rows))


def _sources(request: Request, make: Maker) -> StreamingHttpResponse:
    ids = list(SourceFilter(request.GET, user=request.user).qs.values_list("pk", flat=True))
    rows = (row for part in _parts(ids) for row in Source.objects.rows_of(part))
    return make("sources", SOURCE_COLUMNS, (_source(request, row) for row in rows))


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(ids), PER_READ):
        yield ids[first : first + PER_READ]


def _claim(request: Request, row: Row) -> Record:
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
    return dict(zip(CLAIM_COLUMNS, values, strict=True))


def _article(request: Request, row: Article) -> Record:
    values = (
        row.pk,
        request.build_absolute_uri(row.get_absolute_url()),
        row.title,
        row.language,
        row.outlet.name if row.outlet else "",
        row.credit.name if row.credit else "",
        row.url,
        row.published.isoformat() if row.published else "",
        row.review,
        row.total,
        row.reviewed,
        row.intake,
        row.created_at.isoformat(),
        row.supersedes_id,
    )
    return dict(zip(ARTICLE_COLUMNS, values, strict=True))


def _source(request: Request, row: Any) -> Record:
    """`grades` are those in force, each with its topic behind it where it has one."""
    values = (
        row.pk,
        request.build_absolute_uri(row.get_absolute_url()),
        row.name,
        row.kind,
        row.role,
        row.country,
        row.wikidata,
        row.speaks_for.name if row.speaks_for else "",
        [alias.name for alias in row.aliases.all()],
        [stake.topic for stake in row.stakes.all()],
        [str(grade) for grade in row.grades_in_force],
        row.claims,
        row.last.isoformat() if row.last else "",
        row.mentions,
        row.created_at.isoformat(),
    )
    return dict(zip(SOURCE_COLUMNS, values, strict=True))
