"""An appearance in its sentence: the words around an attribution, cut out by the database, with its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Greatest, Substr

from claims.models import Attribution, AttributionSpan, Claim
from claims.rendering import Block, Mark, blocks

AROUND = 400  # code points read before the first and behind the last span; a sentence is rarely longer
SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Appearance:
    """One attribution of a claim and the sentence around it."""

    attribution: Attribution
    blocks: list[Block]


def appearances_of(claim: Claim) -> list[Appearance]:
    """Every place where a claim appears, without reading whole articles: rejected ones late, older versions last."""
    spans = AttributionSpan.objects.filter(attribution=OuterRef("pk"))
    rows = (
        claim.attributions.select_related("source__speaks_for", "article__outlet", "article__credit")
        .defer("article__text", "article__clutter")
        .prefetch_related("spans", "relays__source")
        .annotate(
            first=Subquery(spans.order_by("start").values("start")[:1]),
            last=Subquery(spans.order_by("-end").values("end")[:1]),
        )
        .annotate(window_start=Greatest(F("first") - AROUND, Value(0)))
        .annotate(
            window=Substr("article__text", F("window_start") + 1, F("last") - F("window_start") + AROUND),
        )
        .order_by("article_id", "number")
    )
    found = [Appearance(row, _sentence(row, row.window, row.window_start)) for row in rows]
    rejected = Attribution.ReviewState.REJECTED

    def last(appearance: Appearance) -> tuple[bool, bool]:
        row = appearance.attribution
        return row.superseded, row.review_state == rejected

    return sorted(found, key=last)


def _sentence(attribution: Attribution, window: str | None, start: int | None) -> list[Block]:
    """The sentence (or sentences) that hold all spans, cut at the marks."""
    if not window or start is None:
        return []
    spans = [(span.start - start, span.end - start, span) for span in attribution.spans.all()]
    first, last = min(a for a, _b, _s in spans), max(b for _a, b, _s in spans)
    ends = [match.end() for match in SENTENCE_ENDS.finditer(window)]
    begin = max((end for end in ends if end <= first), default=0)
    stop = min((end for end in ends if end >= last), default=len(window))
    text = window[begin:stop].rstrip()
    marks = [
        Mark(a - begin, b - begin, span.quote, span.role, state=attribution.review_state)
        for a, b, span in spans
        if b - begin <= len(text)
    ]
    return blocks(text, marks)
