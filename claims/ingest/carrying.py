"""Carry over what people decided in an older version of an article to the newer one, in one transaction, repeatably.

1. What a person has touched is looked for by quote and context (`anchoring`). Exactly one place: a new row there, with
   the same claim, source, chain and review state. Several places or none: it waits for a person; so does what stands
   there while the sentences before it make somebody else of "he".
2. Suggestions that nobody has touched stay where they are; the newer version is split afresh and speaks for them.
3. The older version's rows are never changed but for being marked `superseded`, so that lists count a claim once.

Rows that exist in the newer version already are left alone: a second run decides only what still waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from claims.extraction import read_page
from claims.ingest import anchoring
from claims.ingest.anchoring import Page, Spans
from claims.ingest.untouched import replaceable
from claims.models import Article, Attribution, AttributionSpan, Event, OwnVoice, Reanchoring, RelayHop
from claims.models import search as words
from claims.models.source import name_key
from claims.review.places import sentences_of

if TYPE_CHECKING:
    from claims.extraction.results import Extraction

State = Reanchoring.State
# What a row takes along: who speaks and how, why the machine found it, and what people decided.
CARRIED = (
    "claim", "source", "candidates", "canonical", "source_type", "role", "anonymity", "anonymity_reason",
    "quote_kind", "hedged", "hedged_by", "negated", "rule", "cue_entry", "frame", "why_note", "confidence",
    "extractor_version", "review_state", "created_by", "reviewed_by", "reviewed_at",
)  # fmt: skip
LOOKS_BACK = (Attribution.SourceType.PRONOUN, Attribution.SourceType.IMPLICIT)
HOP = (
    "position", "source_id", "mode", "link", "opened", "excuse", "found", "found_language", "opened_by_id", "opened_at",
)  # fmt: skip


def carry_over(newer: Article, extraction: Extraction, pages: Pages) -> dict[str, int]:
    """Returns {"moved", "waiting"}: how many attributions of the version before stand in `newer`, and how many wait.

    `extraction` is what the machine reads in `newer`, `pages` the texts as far as they were read before. To be called
    inside the transaction of the split, before its suggestions are saved.
    """
    older = Article.objects.get(superseded_by=newer)
    Article.objects.lock(older.pk)
    locked = Attribution.objects.select_for_update(of=("self", "claim")).select_related("claim").order_by("pk")
    list(locked.filter(article=older))  # nobody changes them until this is done
    search = _Search(newer, extraction, pages)
    moved: dict[int, Attribution] = {}
    for row in _to_carry(older, newer):
        known = getattr(row, "reanchoring", None)
        if known and (known.state != State.WAITING or known.article_id not in (older.pk, newer.pk)):
            continue
        places = search.places(row)
        if len(places) == 1 and search.is_certain(row, places[0]):
            moved[row.pk] = _move(row, newer, places[0])
        elif row.review_state != Attribution.ReviewState.REJECTED:
            _wait(row, newer, len(places))
    _nest(moved)
    _carry_own_voice(older, newer, search, moved)
    _mark_superseded(older)
    words.refresh(row.claim_id for row in moved.values())
    return {
        "moved": Reanchoring.objects.filter(article=newer, state=State.MOVED).count(),
        "waiting": Reanchoring.objects.filter(article=newer).waiting().count(),
    }


class Pages:
    """Articles as texts to look in, each read once. Made before the transaction: the texts are frozen, and reading long
    ones must not keep others from writing."""

    def __init__(self, *articles: Article | None) -> None:
        self._kept: dict[int, Page] = {}
        for article in articles:
            if article is not None:
                self.of(article)

    def of(self, article: Article) -> Page:
        if article.pk not in self._kept:
            self._kept[article.pk] = page(article)
        return self._kept[article.pk]


class _Search:
    """Where rows of older versions stand in the newer one, each place given once."""

    def __init__(self, newer: Article, extraction: Extraction, pages: Pages) -> None:
        self.newer = newer
        self.page_of = pages.of
        # Where something stands already that people touched: no second row in the same place.
        rows = newer.attributions.exclude(pk__in=replaceable(newer).values("pk")).prefetch_related("spans")
        self._taken = {frozenset(spans_of(row)) for row in rows}
        self._speakers = {tuple(span): found.canonical for found in extraction.attributions for span in found.cue}

    def places(self, row: Attribution) -> list[Spans]:
        return anchoring.places(self.page_of(row.article), spans_of(row), self.page_of(self.newer))

    def is_certain(self, row: Attribution, place: Spans) -> bool:
        """Whether the one place may be taken; if so, it is from now on."""
        key = frozenset(place)
        if key in self._taken or self._speaks_another(row, place):
            return False
        self._taken.add(key)
        return True

    def _speaks_another(self, row: Attribution, place: Spans) -> bool:
        """Whether the same sentence may be said by somebody else in the newer version, where "he" or a bare surname
        looks back to other words: the machine reads another name there, or (reading none) the letters before it are
        others."""
        cues = [(start, end) for role, start, end in place if role == "cue"]
        read = next((name for cue in cues if (name := self._speakers.get(cue))), None)
        if row.canonical and read:
            old, new = set(name_key(row.canonical).split()), set(name_key(read).split())
            return not (old <= new or new <= old)
        if row.source_id is None or row.source_type not in LOOKS_BACK:
            return False
        return self.page_of(row.article).before(spans_of(row)) != self.page_of(self.newer).before(place)


def spans_of(row: Attribution) -> Spans:
    """The spans of a row as (role, start, end), in text order."""
    return [(span.role, span.start, span.end) for span in row.spans.all()]


def page(article: Article) -> Page:
    """An article as a text to look in. The dateline, whose date changes, is no part of the first sentence."""
    line = read_page(article.text, article.language)[0].dateline_span
    sentences = sentences_of(article)
    if line:
        begun = [(start, end) for start, end in sentences if start < line.end < end]
        sentences = [place for place in sentences if place not in begun]
        sentences += [(line.start, line.end), *((line.end, end) for _start, end in begun)]
    return Page(article.text, sorted(sentences))


def _to_carry(older: Article, newer: Article) -> list[Attribution]:
    """What people touched in the older version, and what waited for that version already; rejected rows too, so that
    nobody has to reject the same suggestion twice."""
    touched = Q(article=older) & ~Q(pk__in=replaceable(older).values("pk"))
    waited = Q(reanchoring__state=State.WAITING, reanchoring__article__in=[older.pk, newer.pk])
    rows = Attribution.objects.listed().filter(touched | waited).in_text_order()
    rows = rows.select_related("article", "claim", "source", "reanchoring").prefetch_related("spans", "relays")
    return list(rows.defer("article__text", "article__clutter"))  # which `Pages` reads once for all rows


def _move(row: Attribution, newer: Article, place: Spans) -> Attribution:
    """The row that carries `row` on in the newer version, with its Event."""
    new = copy_row(row, newer, place)
    _decided(row, newer, state=State.MOVED, places=1, moved_as=new)
    Event.objects.append(
        Event.Act.MOVED,
        article=newer,
        attribution=new,
        claim_id=new.claim_id,
        old={"attribution": row.pk, "article": row.article_id, "date": row.article.version_date.isoformat()},
        new={"date": newer.version_date.isoformat()},
    )
    return new


def _wait(row: Attribution, newer: Article, places: int) -> None:
    known = getattr(row, "reanchoring", None)
    again = known is not None and known.article_id == newer.pk
    _decided(row, newer, state=State.WAITING, places=places, moved_as=None)
    if not again:
        Event.objects.append(
            Event.Act.WAITS,
            article=newer,
            attribution=row,
            claim_id=row.claim_id,
            new={"places": places, "date": newer.version_date.isoformat()},
        )


def _decided(row: Attribution, newer: Article, **fields: object) -> None:
    known = getattr(row, "reanchoring", None)
    if known is None:
        Reanchoring.objects.create(attribution=row, article=newer, **fields)
        return
    if known.article_id == newer.pk and all(getattr(known, name) == value for name, value in fields.items()):
        return
    Reanchoring.objects.filter(pk=known.pk).update(article=newer, version=known.version + 1, **fields)


def copy_row(row: Attribution, newer: Article, place: Spans, **different: object) -> Attribution:
    """A row in `newer` like `row`, at the end of the list, its spans at `place`, its relays with all that is known."""
    last = newer.attributions.order_by("-number").values_list("number", flat=True).first() or 0
    fields = {name: getattr(row, name) for name in CARRIED} | different
    new = Attribution.objects.create(article=newer, number=last + 1, **fields)
    AttributionSpan.objects.bulk_create(
        AttributionSpan(attribution=new, role=role, start=start, end=end, quote=newer.text[start:end])
        for role, start, end in place
    )
    RelayHop.objects.bulk_create(
        RelayHop(attribution=new, **{name: getattr(hop, name) for name in HOP}) for hop in row.relays.all()
    )
    return new


def _nest(moved: dict[int, Attribution]) -> None:
    """A row inside another one stays inside it when both have moved."""
    inside = dict(Attribution.objects.filter(pk__in=moved, inside__in=moved).values_list("pk", "inside"))
    for pk, outer in inside.items():
        if outer is not None:
            Attribution.objects.filter(pk=moved[pk].pk).update(inside=moved[outer])


def _carry_own_voice(older: Article, newer: Article, search: _Search, moved: dict[int, Attribution]) -> None:
    """Statements of the article's own voice that people took up or dismissed are not offered to them again."""
    there = set(newer.own_voice.values_list("start", "end"))
    for own in older.own_voice.exclude(taken_up_as__isnull=True, dismissed=False):
        places = anchoring.places(search.page_of(older), [("own", own.start, own.end)], search.page_of(newer))
        new = moved.get(own.taken_up_as_id) if own.taken_up_as_id else None
        if len(places) != 1 or (own.taken_up_as_id and new is None):
            continue
        _role, start, end = places[0][0]
        newer.own_voice.untouched().filter(start__lt=end, end__gt=start).delete()
        if (start, end) in there and newer.own_voice.filter(start=start, end=end).exists():
            continue
        OwnVoice.objects.create(
            article=newer,
            start=start,
            end=end,
            quote=newer.text[start:end],
            statement=own.statement,
            score=own.score,
            kind=own.kind,
            reasons=own.reasons,
            dismissed=own.dismissed,
            taken_up_as=new,
        )


def _mark_superseded(older: Article) -> None:
    """What moved, and suggestions that are split afresh, stand for nothing any more; what waits or is gone does."""
    stays = [State.WAITING, State.GONE]
    older.attributions.exclude(reanchoring__state__in=stays).filter(superseded=False).update(superseded=True)
    Attribution.objects.filter(
        reanchoring__state__in=[State.MOVED, State.PLACED], superseded=False, reanchoring__article__supersedes=older
    ).update(superseded=True)
