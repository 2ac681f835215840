"""Two articles side by side: what the later one has of the earlier one, marked in both, and what became of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.coverage.beside import Beside, beside, of_edge
from claims.coverage.decisions import last_match_decision
from claims.coverage.proposing import carrier_ids
from claims.coverage.reading import Drift, Mark, Passage, Place, Reading
from claims.models import Article, CoverageEdge, CoverageMatch
from claims.review.permissions import Right, may
from claims.views.access import Request, needs


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a text with what is drawn under them. `begins`: the number of the passage that begins here."""

    text: str
    kind: str = ""
    number: int = 0
    begins: int = 0
    anchor: str = ""
    note: Note | None = None
    drifted: bool = False


@dataclass(slots=True)
class Paragraph:
    """A line of a text. `notes`: the passages that begin in it and did not come over as they were."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    clutter: bool = False  # of the page, not of the story


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one passage: (kind, words there, words here) each."""

    number: int
    words: int
    translated: bool
    again: bool
    drifts: tuple[tuple[str, str, str], ...]


@needs(Right.READ)
@require_GET
def of_match(request: Request, pk: int) -> HttpResponseBase:
    """The article of a coverage match beside what it has the claim from; `?beside=` names another article."""
    match = get_object_or_404(CoverageMatch.objects.listed().select_related("claim"), pk=pk)
    asked = request.GET.get("beside", "")
    carriers = carrier_ids([match.claim_id])[match.claim_id] - {match.article_id}
    other = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    pair = beside(match.claim, match.article_id, other if other in carriers else None)
    if pair is None:
        return redirect(f"{match.claim.get_absolute_url()}#match-{pk}")
    shown = {pair.earlier.pk, pair.later.pk}
    others = Article.objects.filter(pk__in=carriers).select_related("outlet").defer("text", "clutter").order_by("pk")
    undone = may(request.user, Right.ANNOTATE) and last_match_decision(request.user, match)
    return _page(
        request, pair, match=match, claim=match.claim, others=others, shown=shown, can_undo=bool(undone),
        following=_following(match), beside=other if other in carriers else "",
    )  # fmt: skip


@needs(Right.READ)
@require_GET
def of_an_edge(request: Request, pk: int) -> HttpResponseBase:
    """What an edge joins; one that leads to or from a mere name leads back to its line."""
    edge = get_object_or_404(CoverageEdge.objects.select_related("claim", "decided_by"), pk=pk)
    pair = of_edge(edge)
    if pair is None:
        return redirect(f"{reverse('claims:origins', args=[edge.claim_id])}?edge={pk}#edge-{pk}")
    return _page(request, pair, claim=edge.claim, match=None)


def _page(request: Request, pair: Beside, **context: object) -> HttpResponse:
    reading = pair.read()
    notes = {id(passage): _note(passage, pair) for passage in reading.passages}
    context = {
        "pair": pair,
        "edge": pair.edge,
        "reading": reading,
        "notes": list(notes.values()),
        "changed": sum(bool(note.drifts) for note in notes.values()),
        "translated": any(passage.translated for passage in reading.passages),
        "beside": "",
        **context,
        "columns": [
            ("earlier", pair.earlier, _column(pair.earlier, reading.left, reading, left=True)),
            ("later", pair.later, _column(pair.later, reading.right, reading, left=False, notes=notes)),
        ],
    }
    return render(request, "claims/side_by_side.html", context)


def _following(match: CoverageMatch) -> CoverageMatch | None:
    """The next match that nobody has decided, as the claim page lists them."""
    return match.claim.coverage.untouched().after(match).only("pk").first()


def _note(passage: Passage, pair: Beside) -> Note:
    drifts = tuple((one.kind, _words(pair.earlier, one.left), _words(pair.later, one.right)) for one in passage.drifts)
    return Note(passage.number, passage.words, passage.translated, passage.again, drifts)


def _words(article: Article, places: tuple[Place, ...]) -> str:
    return " … ".join(dict.fromkeys(article.text[start:end] for start, end in places))


def _column(
    article: Article, marks: tuple[Mark, ...], reading: Reading, *, left: bool, notes: dict[int, Note] | None = None
) -> list[Paragraph]:
    """Its text as paragraphs, cut at its marks; joined, the pieces are the letters that stand there."""
    text = article.text
    begins: dict[int, Passage] = {}
    for passage in reading.passages:
        if not (left and passage.again):
            begins[passage.left[0] if left else passage.right[0]] = passage
    drifts = sorted(
        place for passage in reading.passages for drift in passage.drifts for place in _side(drift, left=left)
    )
    cuts = _cut(marks, begins, drifts)
    paragraphs: list[Paragraph] = []
    at = place = 0
    for line in text.split("\n"):
        end = at + len(line)
        paragraph = Paragraph(clutter=any(start <= at and end <= stop for start, stop in article.clutter))
        while place < len(cuts) and cuts[place][0] < end:
            start, stop, kind, number = cuts[place]
            if start > at:
                paragraph.pieces.append(Piece(text[at:start]))
            start, stop = max(start, at), min(stop, end)
            passage_here = begins.get(start)
            paragraph.pieces.append(
                Piece(
                    text[start:stop],
                    kind,
                    number,
                    begins=passage_here.number if passage_here else 0,
                    anchor=_anchor(passage_here) if passage_here else "",
                    note=notes[id(passage_here)] if passage_here and notes else None,
                    drifted=_is_within(start, drifts),
                )
            )
            if passage_here and notes:
                paragraph.notes.append(notes[id(passage_here)])
            at = stop
            if cuts[place][1] > end:
                break
            place += 1
        if at < end:
            paragraph.pieces.append(Piece(text[at:end]))
        at = end + 1
        if line.strip():
            paragraphs.append(paragraph)
    return paragraphs


def _anchor(passage: Passage) -> str:
    """The end of its id in the page."""
    return f"{passage.number}-{passage.right[0]}" if passage.again else str(passage.number)


def _side(drift: Drift, *, left: bool) -> tuple[Place, ...]:
    return drift.left if left else drift.right


def _cut(marks: tuple[Mark, ...], begins: dict[int, Passage], drifts: list[Place]) -> list[tuple[int, int, str, int]]:
    """(start, end, kind, number): the marks, cut where a passage begins inside one, and at the ends of drifts."""
    edges = sorted({*begins, *(edge for place in drifts for edge in place)})
    found = []
    for mark in marks:
        at = mark.start
        first = bisect_right(edges, mark.start)
        while first < len(edges) and edges[first] < mark.end:
            found.append((at, edges[first], mark.kind, mark.number))
            at = edges[first]
            first += 1
        found.append((at, mark.end, mark.kind, mark.number))
    return found


def _is_within(start: int, places: list[Place]) -> bool:
    at = bisect_right(places, (start, 1 << 62)) - 1
    return at >= 0 and places[at][0] <= start < places[at][1]
